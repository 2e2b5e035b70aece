import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJpegSplitter } from './mjpeg.ts';

const segment = (marker: number, body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);

/** Entropy-coded data: every FF is stuffed or a restart marker, as the JPEG standard asks. */
const entropy = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 254 }).map((byte) => [byte]),
      fc.constant([0xff, 0x00]),
      fc.constant([0xff, 0xd3]),
    ),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((runs) => Buffer.from(runs.flat()));

/** A picture with an application segment that may itself hold FFD8 and FFD9, as thumbnails do. */
const picture = fc
  .tuple(fc.uint8Array({ maxLength: 40 }), fc.boolean(), fc.array(entropy, { minLength: 1, maxLength: 3 }))
  .map(([bytes, thumbnail, scans]) => {
    const app = Buffer.concat([
      bytes,
      thumbnail ? Buffer.from([0xff, 0xd8, 1, 2, 0xff, 0xd9]) : Buffer.alloc(0),
    ]);
    const body = scans.map((scan) => Buffer.concat([segment(0xda, Buffer.from([1, 2, 3])), scan]));
    return Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe1, app), ...body, Buffer.from([0xff, 0xd9])]);
  });

/** The ways in which vendors frame pictures. */
const framing = fc.record({
  dashes: fc.constantFrom('', '--', '----'),
  newline: fc.constantFrom('\r\n', '\n'),
  length: fc.constantFrom('right', 'missing', 'wrong'),
  blankBefore: fc.boolean(),
});

const frame = (
  bytes: Buffer,
  how: { dashes: string; newline: string; length: string; blankBefore: boolean },
): Buffer => {
  const { newline } = how;
  const length =
    how.length === 'missing' ? '' : `Content-Length: ${how.length === 'right' ? bytes.length : 7}${newline}`;
  const head = `${how.blankBefore ? newline : ''}${how.dashes}BoundaryString${newline}Content-Type:image/jpeg${newline}${length}${newline}`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(newline + newline)]);
};

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort(
    (left, right) => left - right,
  );
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}

describe('the live picture', () => {
  it('finds every picture whatever the framing and wherever the chunks are cut', () => {
    fc.assert(
      fc.property(
        fc.array(picture, { minLength: 1, maxLength: 5 }),
        framing,
        fc.array(fc.nat(5000), { maxLength: 40 }),
        (pictures, how, cuts) => {
          const splitter = createJpegSplitter(100_000);
          const stream = Buffer.concat(pictures.map((one) => frame(one, how)));
          const found = cutAt(stream, cuts).flatMap((chunk) => splitter.push(chunk));
          expect(found.map((one) => Buffer.from(one).toString('hex'))).toEqual(
            pictures.map((one) => one.toString('hex')),
          );
        },
      ),
      { seed: 20260417, numRuns: 300 },
    );
  });

  it('gives nothing from noise and goes on after it', () => {
    const good = Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 0xff, 0xd9]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 254 }), { maxLength: 200 }), (noise) => {
        const splitter = createJpegSplitter(1000);
        const broken = Buffer.from([0xff, 0xd8, 0x12, ...noise]);
        expect(splitter.push(Buffer.concat([broken, good]))).toHaveLength(1);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('refuses a picture that never ends', () => {
    const splitter = createJpegSplitter(1000);
    splitter.push(Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]));
    for (let i = 0; i < 20; i++) expect(splitter.push(Buffer.alloc(100, 1))).toHaveLength(0);
    expect(splitter.oversize).toBe(true);
  });
});
