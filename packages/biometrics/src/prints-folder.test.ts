import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrintsFolder, type PrintsFolder } from './prints-folder.ts';
import { fingerQuality } from './quality.ts';
import { decodeTiff } from './tiff.ts';

/** A grey TIFF of two strips; `whiteIsZero` turns the greys around. */
function tiff(width: number, height: number, little: boolean, whiteIsZero = false): Uint8Array {
  const size = width * height;
  const half = Math.floor(height / 2) * width;
  const bytes = new Uint8Array(200 + size);
  const view = new DataView(bytes.buffer);
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  const fields = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, whiteIsZero ? 0 : 1],
    [273, 4, 2, 150],
    [277, 3, 1, 1],
    [279, 4, 2, 160],
  ] as const;
  view.setUint16(8, fields.length, little);
  fields.forEach(([tag, type, count, value], i) => {
    const at = 10 + 12 * i;
    view.setUint16(at, tag, little);
    view.setUint16(at + 2, type, little);
    view.setUint32(at + 4, count, little);
    if (type === 3) view.setUint16(at + 8, value, little);
    else view.setUint32(at + 8, value, little);
  });
  [200, 200 + half, 0, half, size - half].forEach((value, i) => {
    if (i !== 2) view.setUint32(150 + (i > 2 ? 10 + (i - 3) * 4 : i * 4), value, little);
  });
  for (let i = 0; i < size; i++) bytes[200 + i] = whiteIsZero ? 255 - (i % 200) : i % 200;
  return bytes;
}

const greys = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, i) => i % 200);

describe('TIFF', () => {
  it('is read in both byte orders and both senses of white', () => {
    for (const little of [true, false])
      for (const whiteIsZero of [true, false])
        expect(decodeTiff(tiff(31, 20, little, whiteIsZero), 512)).toEqual({
          ok: true,
          image: { width: 31, height: 20, dpi: 512, pixels: greys(620) },
        });
  });

  it('has a reason for every cut and never throws', () => {
    const good = tiff(16, 16, true);
    for (let length = 0; length < good.length; length++)
      expect(decodeTiff(good.subarray(0, length), 500).ok).toBe(false);
    const change = fc.tuple(fc.nat({ max: 199 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const broken = Uint8Array.from(good);
        for (const [at, value] of changes) broken[at] = value;
        const decoded = decodeTiff(broken, 500);
        return decoded.ok ? decoded.image.pixels.length > 0 : decoded.reason.length > 10;
      }),
      { seed: 8, numRuns: 2000 },
    );
  });
});

describe('a folder of prints', () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'rekam-prints-'));
    for (const set of ['one', 'unknown']) mkdirSync(join(dir, set));
    for (const name of [
      'one/101_1.tif',
      'one/101_10.tif',
      'one/101_2.tif',
      'one/102_1.tif',
      'unknown/101_1.tif',
    ])
      writeFileSync(join(dir, name), tiff(16, 16, true));
    writeFileSync(join(dir, 'one/103_1.tif'), 'no picture');
    writeFileSync(join(dir, 'one/README.md'), 'words');
    writeFileSync(join(dir, 'dpi.csv'), 'set,dpi\none,569\nabsent,500\n');
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const open = (): PrintsFolder => {
    const opened = openPrintsFolder(dir);
    if (!opened.ok) throw new Error(opened.reason);
    return opened.folder;
  };

  it('lists sets of known resolution, their fingers and impressions', () => {
    expect(open().sets).toEqual([
      {
        name: 'one',
        dpi: 569,
        fingers: [
          { finger: 101, impressions: [1, 2, 10] },
          { finger: 102, impressions: [1] },
          { finger: 103, impressions: [1] },
        ],
      },
    ]);
  });

  it('loads what it listed and refuses the rest', () => {
    const folder = open();
    expect(folder.load('one', 101, 10)).toMatchObject({ ok: true, image: { width: 16, dpi: 569 } });
    expect(folder.load('one', 103, 1).ok).toBe(false);
    expect(folder.load('one', 104, 1).ok).toBe(false);
    expect(folder.load('unknown', 101, 1).ok).toBe(false);
    expect(folder.load('../one', 101, 1).ok).toBe(false);
  });

  it('says why there is none', () => {
    expect(openPrintsFolder(join(dir, 'nowhere'))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/nowhere/),
    });
  });
});

const realPrints = process.env.REKAM_PRINTS ?? '';

describe.runIf(realPrints !== '')('real prints', () => {
  it('are all read, and look like prints', () => {
    const opened = openPrintsFolder(realPrints);
    if (!opened.ok) throw new Error(opened.reason);
    for (const set of opened.folder.sets) {
      const scores = set.fingers.map(({ finger, impressions }) => {
        const loaded = opened.folder.load(set.name, finger, impressions[0]!);
        if (!loaded.ok) throw new Error(loaded.reason);
        expect(loaded.image.dpi).toBe(set.dpi);
        return fingerQuality(loaded.image);
      });
      expect(Math.max(...scores), set.name).toBeGreaterThan(20);
    }
  });
});
