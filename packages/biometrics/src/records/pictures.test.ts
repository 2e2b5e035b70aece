import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injure, injuryNames } from '../hostile/injuries.ts';
import { seededRandom } from '../synthetic/random.ts';
import { decodeGreyJpeg, decodeRgbJpeg, encodeGreyJpeg, encodeRgbJpeg } from './jpeg.ts';
import { decodeJpeg2000, encodeJpeg2000Lossless } from './jpeg2000.ts';

const noise = (width: number, height: number, dpi = 500) => ({
  width,
  height,
  dpi,
  pixels: Uint8Array.from({ length: width * height }, (_, i) => Math.imul(i + width, 2654435761) >>> 24),
});

/** Where the codestream begins, and its SIZ fields after it. */
const streamOf = (file: Uint8Array): number => Buffer.from(file).indexOf('ff4fff51', 'hex');

describe('JPEG 2000', () => {
  it('gives back exactly the pixels, whatever the size', () => {
    const side = fc.integer({ min: 1, max: 90 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const image = noise(width, height);
        expect(decodeJpeg2000(encodeJpeg2000Lossless(image))).toEqual({
          ok: true,
          image: { ...image, dpi: 0 },
        });
      }),
      {
        seed: 4,
        numRuns: 25,
        examples: [
          [1, 1],
          [1, 64],
          [64, 1],
        ],
      },
    );
  });

  it('writes a JP2 file that states grey and the resolution', () => {
    const file = Buffer.from(encodeJpeg2000Lossless(noise(20, 10)));
    expect(file.subarray(0, 12).toString('hex')).toBe('0000000c6a5020200d0a870a');
    expect(file.indexOf('jp2h')).toBeGreaterThan(0);
    const at = file.indexOf('resc') + 4;
    const perMetre = (file.readUInt16BE(at) / file.readUInt16BE(at + 2)) * 10 ** file.readInt8(at + 8);
    expect(perMetre * 0.0254).toBeCloseTo(500, 6);
  });

  it('reads a bare codestream too', () => {
    const image = noise(33, 21);
    const file = encodeJpeg2000Lossless(image);
    expect(decodeJpeg2000(file.subarray(streamOf(file)))).toMatchObject({
      ok: true,
      image: { pixels: image.pixels },
    });
  });

  it('refuses a picture that is cut anywhere', () => {
    const file = encodeJpeg2000Lossless(noise(40, 40));
    const stream = file.subarray(streamOf(file));
    for (let length = 0; length < file.length; length += 13)
      expect(decodeJpeg2000(file.subarray(0, length)).ok).toBe(false);
    for (let length = 0; length < stream.length; length += 13)
      expect(decodeJpeg2000(stream.subarray(0, length)).ok).toBe(false);
  });

  it.each([
    ['a width of four billion', 8, 0xffffffff],
    ['a picture of 64 Mpx', 8, 1_600_000],
    ['tiles of one pixel', 24, 1],
    ['no tiles', 24, 0],
  ])('refuses %s before the library sees it', (_, offset, value) => {
    const file = encodeJpeg2000Lossless(noise(80, 80));
    new DataView(file.buffer).setUint32(streamOf(file) + offset, value);
    expect(decodeJpeg2000(file)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/not read here|wrong/),
    });
  });

  it('refuses colour and a second header', () => {
    const file = encodeJpeg2000Lossless(noise(40, 40));
    const colour = Uint8Array.from(file);
    colour[streamOf(file) + 41] = 3;
    expect(decodeJpeg2000(colour).ok).toBe(false);
    const stream = file.subarray(streamOf(file));
    const twice = Uint8Array.from([
      ...stream.subarray(0, 45),
      ...stream.subarray(2, 45),
      ...stream.subarray(45),
    ]);
    expect(decodeJpeg2000(twice)).toMatchObject({ ok: false, reason: expect.stringMatching(/order/) });
  });

  it('never throws, and still reads good pictures after broken ones', () => {
    const good = noise(48, 48);
    const file = encodeJpeg2000Lossless(good);
    fc.assert(
      fc.property(fc.constantFrom(...injuryNames), fc.nat(), (injury, seed) => {
        const decoded = decodeJpeg2000(injure(file, injury, seededRandom(seed)));
        return decoded.ok ? decoded.image.pixels.length > 0 : decoded.reason.length > 10;
      }),
      { seed: 5, numRuns: 150 },
    );
    expect(decodeJpeg2000(file)).toMatchObject({ ok: true, image: { pixels: good.pixels } });
  });
});

describe('JPEG', () => {
  const smooth = Uint8Array.from({ length: 64 * 48 }, (_, i) => ((i % 64) + (i >> 6)) * 2);

  it('gives back about the same greys', () => {
    const decoded = decodeGreyJpeg(encodeGreyJpeg({ width: 64, height: 48, dpi: 500, pixels: smooth }, 95));
    if (!decoded.ok) throw new Error(decoded.reason);
    expect([decoded.image.width, decoded.image.height]).toEqual([64, 48]);
    expect(Math.max(...decoded.image.pixels.map((value, i) => Math.abs(value - smooth[i]!)))).toBeLessThan(
      12,
    );
  });

  it('gives back about the same colours', () => {
    const rgb = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => [200, 40, 90][i % 3]!);
    const decoded = decodeRgbJpeg(encodeRgbJpeg({ width: 32, height: 32, rgb }, 95));
    if (!decoded.ok) throw new Error(decoded.reason);
    expect(decoded.image.rgb.every((value, i) => Math.abs(value - rgb[i]!) < 6)).toBe(true);
  });

  it('refuses what is not JPEG, claims too much or is broken', () => {
    const jpeg = encodeGreyJpeg({ width: 64, height: 48, dpi: 0, pixels: smooth });
    expect(decodeRgbJpeg(jpeg.subarray(1)).ok).toBe(false);
    expect(decodeRgbJpeg(jpeg.subarray(0, 200)).ok).toBe(false);
    const huge = Uint8Array.from(jpeg);
    huge.set([0xff, 0xff, 0xff, 0xff], Buffer.from(jpeg).indexOf('ffc0', 'hex') + 5);
    expect(decodeRgbJpeg(huge)).toMatchObject({ ok: false, reason: expect.stringMatching(/65535/) });
    expect(decodeRgbJpeg(new Uint8Array(0)).ok).toBe(false);
  });
});
