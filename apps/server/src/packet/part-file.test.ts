import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPacketFiles, type PacketFiles } from './files.ts';
import { appendToPart, nothingYet } from './part-file.ts';

const packetId = `pkt_${'0'.repeat(32)}`;
let folder: string;
let files: PacketFiles;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-part-'));
  files = await openPacketFiles(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const append = (pieces: readonly Buffer[]) => {
  const whole = Buffer.concat(pieces);
  const sha256 = createHash('sha256').update(whole).digest('hex');
  const appending = { skip: 0, announcedBytes: whole.length, onBytes: () => undefined };
  return appendToPart(files, packetId, sha256, nothingYet(), Readable.from(pieces), appending);
};

it('RCV22 frees pieces once they are written, and nothing that is part of something larger', async () => {
  const own = Array.from({ length: 30 }, () => Buffer.from(randomBytes(65_536)));
  const larger = Buffer.from(randomBytes(65_536));
  const expected = Buffer.concat([...own, larger.subarray(100, 5000)]);
  expect(await append([...own, larger.subarray(100, 5000)])).toBe(true);
  expect(own.map(({ buffer }) => buffer.byteLength)).toEqual(own.map(() => 0));
  expect(larger.length).toBe(65_536);
  expect(readFileSync(files.packetOf(packetId)).equals(expected)).toBe(true);
});
