import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { injure, injuryNames } from './hostile/injuries.ts';
import { type TiffStyle, writeTiff } from './hostile/plain-pictures.ts';
import { openPrintsFolder, type PrintsFolder } from './prints-folder.ts';
import { fingerQuality } from './quality.ts';
import { seededRandom } from './synthetic/random.ts';
import { decodeTiff } from './tiff.ts';

const tiff = (width: number, height: number, style: TiffStyle = {}): Uint8Array =>
  writeTiff({ width, height, dpi: 500, pixels: greys(width * height) }, style);

const greys = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, i) => i % 200);

describe('TIFF', () => {
  it('is read in both byte orders and both senses of white', () => {
    for (const little of [true, false])
      for (const whiteIsZero of [true, false])
        expect(decodeTiff(tiff(31, 20, { little, whiteIsZero }), 512)).toEqual({
          ok: true,
          image: { width: 31, height: 20, dpi: 512, pixels: greys(620) },
        });
  });

  it('has a reason for every cut and never throws', () => {
    const good = tiff(16, 16);
    for (let length = 0; length < good.length; length++)
      expect(decodeTiff(good.subarray(0, length), 500).ok).toBe(false);
    fc.assert(
      fc.property(fc.constantFrom(...injuryNames), fc.nat(), (injury, seed) => {
        const decoded = decodeTiff(injure(good, injury, seededRandom(seed)), 500);
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
      writeFileSync(join(dir, name), tiff(16, 16));
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
