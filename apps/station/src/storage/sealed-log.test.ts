import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { realFileSystem } from './real-file-system.ts';
import { openSealedLog } from './sealed-log.ts';

const key = randomBytes(32);
let path: string;
const open = () => openSealedLog<unknown>(realFileSystem, path, 'log', key);

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'rekam-log-')), 'facts.enc');
});

async function write(entries: unknown[]): Promise<void> {
  const log = await open();
  for (const entry of entries) await log!.append([entry]);
}

describe('an encrypted log', () => {
  it('gives back what was appended, in order, and shows none of it on disk', async () => {
    await write([{ n: 'SITI' }, { n: 2 }]);
    const log = await open();
    await log!.append([{ n: 3 }, { n: 4 }]);
    expect((await open())!.entries).toEqual([{ n: 'SITI' }, { n: 2 }, { n: 3 }, { n: 4 }]);
    expect(readFileSync(path).includes('SITI')).toBe(false);
  });

  it('passes over whatever a cut leaves of the last record, and appends in its place', async () => {
    await write(['one', 'two']);
    const whole = readFileSync(path);
    const first = 4 + whole.readUInt32BE(0);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: first, max: whole.length - 1 }), async (length) => {
        writeFileSync(path, whole.subarray(0, length));
        const log = await open();
        expect(log!.entries).toEqual(['one']);
        await log!.append(['three']);
        expect((await open())!.entries).toEqual(['one', 'three']);
      }),
      { seed: 11, numRuns: 30 },
    );
  });

  it('passes over zeros that a file system put behind the last synced byte', async () => {
    await write(['one']);
    appendFileSync(path, new Uint8Array(4096));
    const log = await open();
    expect(log!.entries).toEqual(['one']);
    await log!.append(['two']);
    expect((await open())!.entries).toEqual(['one', 'two']);
  });

  it('says damage where a whole record was changed, swapped or taken out', async () => {
    await write(['one', 'two', 'six']);
    const whole = readFileSync(path);
    const size = 4 + whole.readUInt32BE(0);
    const flipped = Buffer.from(whole);
    flipped[size + 20]! ^= 1;
    const swapped = Buffer.concat([
      whole.subarray(size, 2 * size),
      whole.subarray(0, size),
      whole.subarray(2 * size),
    ]);
    const without = Buffer.concat([whole.subarray(0, size), whole.subarray(2 * size)]);
    for (const damaged of [flipped, swapped, without]) {
      writeFileSync(path, damaged);
      expect(await open()).toBeUndefined();
    }
  });

  it('opens with no other key', async () => {
    await write(['one']);
    expect(await openSealedLog(realFileSystem, path, 'log', randomBytes(32))).toBeUndefined();
    truncateSync(path, 0);
    expect((await openSealedLog(realFileSystem, path, 'log', randomBytes(32)))!.entries).toEqual([]);
  });
});
