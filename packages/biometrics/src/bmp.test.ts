import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBmp } from './bmp.ts';
import { injure, injuryNames } from './hostile/injuries.ts';
import { writeBmp } from './hostile/plain-pictures.ts';
import { seededRandom } from './synthetic/random.ts';

const picture = (width: number, height: number) => ({
  width,
  height,
  dpi: 500,
  pixels: Uint8Array.from({ length: width * height }, (_, i) => (i * 37) % 251),
});

/** A bitmap without a palette, all of whose pixels are blue 10, green 200, red 100, from the top. */
function coloured(width: number, height: number, depth: 24 | 32): Uint8Array {
  const step = depth / 8;
  const row = (width * step + 3) & ~3;
  const bytes = new Uint8Array(54 + row * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, -height, true);
  view.setUint16(28, depth, true);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) bytes.set([10, 200, 100], 54 + y * row + x * step);
  return bytes;
}

describe('BMP', () => {
  it.each([1, 2, 3, 4, 31])('gives back the greys of rows of %i pixels, the lowest row first', (width) => {
    const image = picture(width, 9);
    expect(decodeBmp(writeBmp(image), 500)).toEqual({ ok: true, image });
  });

  it.each([24, 32] as const)('reads %i bits a pixel as grey, from the top', (depth) => {
    const read = decodeBmp(coloured(5, 3, depth), 400);
    const luma = Math.floor(0.299 * 100 + 0.587 * 200 + 0.114 * 10 + 0.5);
    expect(read).toEqual({
      ok: true,
      image: { width: 5, height: 3, dpi: 400, pixels: new Uint8Array(15).fill(luma) },
    });
  });

  it.each([
    ['another kind of file', 0, [0x50], /not BMP/],
    ['a width of two billion', 18, [0xff, 0xff, 0xff, 0x7f], /not read here/],
    ['no height', 22, [0, 0, 0, 0], /not read here/],
    ['more pixels than bytes', 18, [200, 3, 0, 0], /cut off/],
    ['one bit a pixel', 28, [1, 0], /8, 24 or 32/],
    ['compression', 30, [1, 0, 0, 0], /plain/],
    ['pixels beyond the end', 10, [0xff, 0xff, 0xff, 0x7f], /cut off/],
  ])('refuses %s', (_, at, value, reason) => {
    const bytes = writeBmp(picture(20, 30));
    bytes.set(value, at);
    expect(decodeBmp(bytes, 500)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  it('has a reason for every cut, and never throws whatever is done to it', () => {
    const good = writeBmp(picture(16, 16));
    for (let length = 0; length < good.length; length++)
      expect(decodeBmp(good.subarray(0, length), 500).ok, `cut at ${length}`).toBe(false);
    fc.assert(
      fc.property(fc.constantFrom(...injuryNames), fc.nat(), (injury, seed) => {
        const decoded = decodeBmp(injure(good, injury, seededRandom(seed)), 500);
        return decoded.ok
          ? decoded.image.pixels.length === decoded.image.width * decoded.image.height
          : decoded.reason.length > 10;
      }),
      { seed: 6, numRuns: 3000 },
    );
  });
});
