import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injure, injuryNames } from '../../hostile/injuries.ts';
import { writeWsq } from '../../hostile/wsq-picture.ts';
import { seededRandom } from '../../synthetic/random.ts';
import {
  decodeFingerImage,
  encodeFingerImageRecord,
  parseFingerImageRecord,
} from '../finger-image-record.ts';
import { decodePng } from '../png.ts';
import { decodeWsq } from './wsq.ts';

const read = (bytes: Uint8Array) => {
  const decoded = decodeWsq(bytes);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.image;
};

const farthest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, grey, i) => Math.max(most, Math.abs(grey - b[i]!)), 0);

/** Root of the mean square of what was lost, in greys. */
const lossOf = (a: Uint8Array, b: Uint8Array): number =>
  Math.sqrt(a.reduce((sum, grey, i) => sum + (grey - b[i]!) ** 2, 0) / a.length);

/** Soft waves, as ridges are. */
const waves = (width: number, height: number, dpi = 500) => ({
  width,
  height,
  dpi,
  pixels: Uint8Array.from({ length: width * height }, (_, i) =>
    Math.round(128 + 90 * Math.sin((i % width) / 1.7) * Math.cos(Math.floor(i / width) / 2.3)),
  ),
});

const reasonOf = (bytes: Uint8Array): string => {
  const decoded = decodeWsq(bytes);
  return decoded.ok ? 'accepted' : decoded.reason;
};

/** A copy with the bytes after the first place where `marker` stands changed, `offset` bytes behind it. */
function patched(bytes: Uint8Array, marker: string, offset: number, ...values: number[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(values, Buffer.from(bytes).indexOf(marker, 'hex') + offset);
  return copy;
}

describe('WSQ', () => {
  it.each(['nine-seven', 'even-eight'])(
    'reads what NBIS wrote as NBIS reads it, to one grey (%s)',
    (name) => {
      const file = (kind: string) => readFileSync(new URL(`made-by-nbis/${name}.${kind}`, import.meta.url));
      const theirs = decodePng(file('png'), 500);
      if (!theirs.ok) throw new Error(theirs.reason);
      const ours = read(file('wsq'));
      expect(ours).toMatchObject({ width: 167, height: 189, dpi: 500 });
      expect(farthest(ours.pixels, theirs.image.pixels)).toBeLessThanOrEqual(1);
    },
  );

  it('gives back about the same greys, whatever the size', () => {
    const side = fc.integer({ min: 1, max: 90 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const image = waves(width, height);
        const opened = read(writeWsq(image, 0.5));
        expect([opened.width, opened.height, opened.dpi]).toEqual([width, height, 500]);
        // A small picture has much of the finest grain, which is never sent.
        expect(lossOf(opened.pixels, image.pixels)).toBeLessThan(3);
      }),
      {
        seed: 6,
        numRuns: 40,
        examples: [
          [1, 1],
          [1, 64],
          [64, 1],
          [2, 3],
          [33, 32],
        ],
      },
    );
  });

  it('loses more the coarser it was written', () => {
    const image = waves(96, 80);
    const lost = [1, 8, 40].map((step) => lossOf(read(writeWsq(image, step)).pixels, image.pixels));
    expect(lost).toEqual([...lost].sort((a, b) => a - b));
    expect(lost[0]).toBeLessThan(lost[2]! / 5);
  });

  it('states no resolution where none is known, nor the 255 that stands for it', () => {
    expect(read(writeWsq(waves(40, 40, 0))).dpi).toBe(0);
    expect(read(writeWsq(waves(40, 40, 255))).dpi).toBe(0);
    expect(read(writeWsq(waves(40, 40, 1000))).dpi).toBe(1000);
  });

  it('is opened inside a finger image record, at the resolution of the record', () => {
    const image = waves(60, 70, 0);
    const facts = { position: 'R2', impression: 'live-plain', quality: 80, capturedAt: null } as const;
    const picture = {
      compression: 'wsq',
      width: 60,
      height: 70,
      dpi: 500,
      data: writeWsq(image, 0.5),
    } as const;
    const parsed = parseFingerImageRecord(encodeFingerImageRecord({ images: [{ ...facts, ...picture }] }));
    if (!parsed.ok) throw new Error(parsed.reason);
    const opened = decodeFingerImage(parsed.record.images[0]!);
    if (!opened.ok) throw new Error(opened.reason);
    expect(opened.image.dpi).toBe(500);
    expect(lossOf(opened.image.pixels, image.pixels)).toBeLessThan(1.5);
  });

  it('refuses a picture that is cut anywhere', () => {
    const file = writeWsq(waves(48, 40));
    for (let length = 0; length < file.length; length += 7)
      expect(reasonOf(file.subarray(0, length))).not.toBe('accepted');
  });

  const good = writeWsq(waves(64, 48));
  it.each([
    ['another kind of file', Uint8Array.of(0xff, 0xd8, 1, 2), /not WSQ/],
    ['a giant', patched(good, 'ffa2', 6, 0xff, 0xff, 0xff, 0xff), /65535×65535/],
    ['no width', patched(good, 'ffa2', 8, 0, 0), /0×48/],
    ['a picture larger than its values', patched(good, 'ffa2', 9, 80), /fewer values/],
    ['a picture smaller than its values', patched(good, 'ffa2', 9, 40), /more values/],
    ['filters of many taps', patched(good, 'ffa4', 4, 200), /200 and 7 taps/],
    ['filters that do not fit', patched(good, 'ffa4', 4, 8), /do not fit/],
    ['no filters', patched(good, 'ffa4', 1, 0xa8), /no filters/],
    ['no rounding', patched(good, 'ffa5', 1, 0xa8), /rounded/],
    ['no frame', patched(good, 'ffa2', 1, 0xa8), /no size/],
    ['a Huffman table with too many words', patched(good, 'ffa6', 5, 3), /room/],
    ['a block without its table', patched(good, 'ffa3', 4, 7), /no Huffman table/],
    ['restarts', patched(good, 'ffa8', 1, 0xa7), /restarts/],
    ['a segment without length', patched(good, 'ffa8', 2, 0, 1), /no length/],
    ['an unknown segment', patched(good, 'ffa8', 1, 0xbb), /unknown kind/],
  ])('refuses %s', (_, bytes, reason) => {
    expect(reasonOf(bytes)).toMatch(reason);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...injuryNames), fc.nat(), (injury, seed) => {
        const decoded = decodeWsq(injure(good, injury, seededRandom(seed)));
        return decoded.ok ? decoded.image.pixels.length > 0 : decoded.reason.length > 10;
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});
