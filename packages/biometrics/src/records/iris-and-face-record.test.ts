import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFaceImage, encodeFaceImageRecord, parseFaceImageRecord } from './face-image-record.ts';
import { decodeIrisImage, encodeIrisImageRecord, parseIrisImageRecord } from './iris-image-record.ts';

const capturedAt = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6));
const eyePicture = {
  width: 40,
  height: 30,
  dpi: 0,
  pixels: Uint8Array.from({ length: 1200 }, (_, i) => i % 256),
};
const facePicture = { width: 32, height: 40, rgb: new Uint8Array(32 * 40 * 3).fill(120) };
const iris = () =>
  encodeIrisImageRecord({
    images: [
      { eye: 'IR', quality: 61, capturedAt, image: eyePicture, format: 'raw' },
      { eye: 'IL', quality: null, capturedAt: null, image: eyePicture, format: 'jpeg2000-lossless' },
    ],
  });
const face = () =>
  encodeFaceImageRecord({
    images: [{ type: 'full-frontal', quality: 90, capturedAt, image: facePicture, format: 'jpeg' }],
  });
const hexOf = (bytes: Uint8Array) => (from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString('hex');

describe('iris image record', () => {
  it('lays every field where a peer looks for it', () => {
    const hex = hexOf(iris());
    expect(hex(0, 8)).toBe('4949520030323000');
    expect(hex(12, 16)).toBe('0002' + '00' + '02');
    expect(hex(16, 20)).toBe('000004e9');
    expect(hex(20, 40)).toBe('07ea0102030405' + '0006' + '0000000000' + '01' + '3d' + '00000000');
    expect(hex(40, 46)).toBe('0001' + '01' + '01' + '02' + '05');
    expect(hex(46, 51)).toBe('0028001e08');
    expect(hex(51, 69)).toBe(`0000ffffffff${'00'.repeat(12)}`);
    expect(hex(69, 73)).toBe('000004b0');
  });

  it('gives back both eyes and their pixels', () => {
    const parsed = parseIrisImageRecord(iris());
    if (!parsed.ok) throw new Error(parsed.reason);
    expect(parsed.record.images.map(({ eye, quality, capturedAt: at }) => [eye, quality, at])).toEqual([
      ['IR', 61, capturedAt],
      ['IL', null, null],
    ]);
    for (const image of parsed.record.images)
      expect(decodeIrisImage(image)).toEqual({ ok: true, image: eyePicture });
  });
});

describe('face image record', () => {
  it('lays every field where a peer looks for it', () => {
    const bytes = face();
    const hex = hexOf(bytes);
    expect(hex(0, 8)).toBe('4641430030333000');
    expect(hex(12, 17)).toBe('0001' + '00' + '0000');
    expect(hex(21, 41)).toBe('07ea0102030405' + '0006' + '0000000000' + '01' + '5a' + '00000000');
    expect(hex(41, 58)).toBe('00'.repeat(17));
    expect(hex(58, 69)).toBe('01' + '00' + '0020' + '0028' + '00' + '0000' + '00' + '01');
    expect(new DataView(bytes.buffer).getUint32(69)).toBe(bytes.length - 73);
    expect(hex(73, 75)).toBe('ffd8');
  });

  it('gives back the picture', () => {
    const parsed = parseFaceImageRecord(face());
    if (!parsed.ok) throw new Error(parsed.reason);
    const [image] = parsed.record.images;
    expect(image).toMatchObject({ type: 'full-frontal', quality: 90, capturedAt, width: 32, height: 40 });
    const decoded = decodeFaceImage(image!);
    if (!decoded.ok) throw new Error(decoded.reason);
    expect(decoded.image.rgb.every((value) => Math.abs(value - 120) <= 2)).toBe(true);
  });

  it('skips landmarks, and refuses more of them than there are bytes', () => {
    const plain = face();
    const bytes = Uint8Array.from([...plain.subarray(0, 58), ...new Uint8Array(16), ...plain.subarray(58)]);
    const view = new DataView(bytes.buffer);
    view.setUint32(8, bytes.length);
    view.setUint32(17, bytes.length - 17);
    view.setUint16(41, 2);
    expect(parseFaceImageRecord(bytes)).toEqual(parseFaceImageRecord(plain));
    view.setUint16(41, 0xffff);
    expect(parseFaceImageRecord(bytes).ok).toBe(false);
  });
});

describe.each([
  ['iris', iris, parseIrisImageRecord, 80],
  ['face', face, parseFaceImageRecord, 80],
] as const)('a hostile %s record', (_, make, parse, header) => {
  it('has a reason for every cut', () => {
    const bytes = make();
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.slice(0, length);
      if (length >= 12) new DataView(cut.buffer).setUint32(8, length);
      expect(parse(cut).ok, `cut at ${length}`).toBe(false);
    }
  });

  it('never throws', () => {
    const bytes = make();
    const change = fc.tuple(fc.nat({ max: header }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const broken = Uint8Array.from(bytes);
        for (const [at, value] of changes) broken[at] = value;
        const parsed = parse(broken);
        return parsed.ok ? parsed.record.images.length > 0 : parsed.reason.length > 10;
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});
