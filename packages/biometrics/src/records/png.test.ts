import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injure, injuryNames } from '../hostile/injuries.ts';
import { seededRandom } from '../synthetic/random.ts';
import { decodePng, encodePng } from './png.ts';

const picture = (width: number, height: number) => ({
  width,
  height,
  dpi: 500,
  pixels: Uint8Array.from({ length: width * height }, (_, i) => (i * 37) % 251),
});

type Chunk = readonly [type: string, contents: Uint8Array];

function png(...chunks: readonly Chunk[]): Uint8Array {
  const parts = chunks.map(([type, contents]) => {
    const named = Buffer.concat([Buffer.from(type), contents]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(contents.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

function header(width: number, height: number, depth = 8, colour = 0): Chunk {
  const contents = Buffer.alloc(13);
  contents.writeUInt32BE(width);
  contents.writeUInt32BE(height, 4);
  contents.set([depth, colour, 0, 0, 0], 8);
  return ['IHDR', contents];
}

const end: Chunk = ['IEND', new Uint8Array(0)];
const rows = (...values: readonly number[]): Chunk => ['IDAT', deflateSync(Uint8Array.from(values))];

/** Fifty megabytes of nothing in fifty kilobytes. */
const bomb = deflateSync(new Uint8Array(50 << 20), { level: 9 });

describe('PNG', () => {
  it('gives back the greys', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (width, height) => {
        const image = picture(width, height);
        expect(decodePng(encodePng(image), 500)).toEqual({ ok: true, image });
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it.each([
    ['colour', png(header(2, 1, 8, 2), rows(0, 255, 255, 255, 0, 0, 255), end), [255, 29]],
    ['grey with transparency', png(header(2, 1, 8, 4), rows(0, 9, 0, 200, 255), end), [9, 200]],
    ['16 bits', png(header(2, 1, 16), rows(0, 7, 99, 200, 0), end), [7, 200]],
    [
      'a palette',
      png(header(2, 1, 8, 3), ['PLTE', Uint8Array.of(10, 10, 10, 90, 90, 90)], rows(0, 1, 0), end),
      [90, 10],
    ],
  ])('reads %s as grey', (_, bytes, greys) => {
    expect(decodePng(bytes, 300)).toEqual({
      ok: true,
      image: { width: 2, height: 1, dpi: 300, pixels: Uint8Array.from(greys) },
    });
  });

  it('refuses to unpack more than the header says, and lets what lies beside the picture packed', () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(decodePng(png(header(10, 10), ['IDAT', bomb], end), 500)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/unpacks to more/),
    });
    const profile: Chunk = ['iCCP', Buffer.concat([Buffer.from('p\0\0'), bomb])];
    expect(decodePng(png(header(2, 1), profile, rows(0, 1, 2), end), 500)).toMatchObject({
      ok: true,
      image: { pixels: Uint8Array.of(1, 2) },
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30 << 20);
  });

  it.each([
    ['another kind of file', Buffer.alloc(100, 7), /not PNG/],
    ['no header', png(rows(0, 1), end), /one header/],
    ['two headers', png(header(1, 1), header(9, 9), rows(0, 1), end), /one header/],
    ['a width of four billion', png(header(0xffffffff, 1), rows(0, 1), end), /not read here/],
    ['no height', png(header(4, 0), rows(0), end), /not read here/],
    ['one bit a pixel', png(header(8, 1, 1), rows(0, 1), end), /1 bits/],
    ['a colour that is none', png(header(8, 1, 8, 5), rows(0, 1), end), /colour type/],
    ['fewer rows than told', png(header(8, 8), rows(0, 1, 2, 3), end), /./],
    ['data that are not packed', png(header(2, 1), ['IDAT', Uint8Array.of(1, 2, 3, 4)], end), /broken/],
    ['no end', png(header(2, 1), rows(0, 1, 2)), /ends at byte/],
  ])('refuses %s', (_, bytes, reason) => {
    expect(decodePng(bytes, 500)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  it('has a reason for every cut, and never throws whatever is done to it', () => {
    const good = encodePng(picture(24, 24));
    for (let length = 0; length < good.length; length++)
      expect(decodePng(good.subarray(0, length), 500).ok, `cut at ${length}`).toBe(false);
    fc.assert(
      fc.property(fc.constantFrom(...injuryNames), fc.nat(), (injury, seed) => {
        const decoded = decodePng(injure(good, injury, seededRandom(seed)), 500);
        return decoded.ok || decoded.reason.length > 10;
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});
