import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerCodes, fingerNames } from '../finger-code.ts';
import type { GreyImage } from '../grey-image.ts';
import { injure, injuryNames } from '../hostile/injuries.ts';
import { seededRandom } from '../synthetic/random.ts';
import {
  decodeFingerImage,
  encodeFingerImageRecord,
  type FingerCompression,
  type FingerImageInput,
  type FingerPosition,
  fingerCompressions,
  fingerImpressions,
  parseFingerImageRecord,
} from './finger-image-record.ts';
import { encodeGreyJpeg } from './jpeg.ts';

const ramp = (width: number, height: number): GreyImage => ({
  width,
  height,
  dpi: 500,
  pixels: Uint8Array.from({ length: width * height }, (_, i) => (i * 37) % 251),
});

const one = (over: Partial<FingerImageInput> = {}): FingerImageInput =>
  ({
    position: 'R2',
    impression: 'live-plain',
    quality: 77,
    capturedAt: new Date(Date.UTC(2026, 10, 24, 1, 2, 3, 456)),
    image: ramp(24, 30),
    compression: 'raw',
    ...over,
  }) as FingerImageInput;

const get = (bytes: Uint8Array) => {
  const parsed = parseFingerImageRecord(bytes);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.record;
};

describe('finger image record', () => {
  it('lays every field where a peer looks for it', () => {
    const bytes = encodeFingerImageRecord({ images: [one()] });
    const hex = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('hex');
    expect(hex(0, 8)).toBe('4649520030323000');
    expect(hex(8, 16)).toBe('0000030e' + '0001' + '00' + '01');
    expect(bytes.length).toBe(0x30e);
    expect(hex(16, 20)).toBe('000002fe');
    expect(hex(20, 29)).toBe('07ea' + '0b18' + '010203' + '01c8');
    expect(hex(29, 34)).toBe('0000000000');
    expect(hex(34, 40)).toBe('01' + '4d' + '00000000');
    expect(hex(40, 43)).toBe('020101');
    expect(hex(43, 51)).toBe('01f401f401f401f4');
    expect(hex(51, 54)).toBe('080000');
    expect(hex(54, 62)).toBe('0018001e' + '000002d0');
    expect(bytes.subarray(62)).toEqual(ramp(24, 30).pixels);
  });

  it('gives back what was put in', () => {
    const groups: FingerPosition[] = ['unknown', 'right-four', 'left-four', 'thumbs'];
    const input = fc.record({
      position: fc.constantFrom<FingerPosition>(...fingerCodes, ...groups),
      impression: fc.constantFrom(...(Object.keys(fingerImpressions) as (keyof typeof fingerImpressions)[])),
      quality: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      capturedAt: fc.option(fc.date({ min: new Date(0), max: new Date('2999-01-01'), noInvalidDate: true }), {
        nil: null,
      }),
      compression: fc.constantFrom<FingerCompression>('wsq', 'png', 'jpeg2000-lossless', 'jpeg2000-lossy'),
      width: fc.integer({ min: 1, max: 2000 }),
      height: fc.integer({ min: 1, max: 2000 }),
      dpi: fc.integer({ min: 1, max: 4000 }),
      data: fc.uint8Array({ minLength: 1, maxLength: 200 }),
    });
    fc.assert(
      fc.property(fc.array(input, { minLength: 1, maxLength: 10 }), (images) => {
        expect(get(encodeFingerImageRecord({ images }))).toEqual({ images });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('keeps pixels exactly, raw, as JPEG 2000 and as PNG', () => {
    for (const compression of ['raw', 'jpeg2000-lossless', 'png'] as const) {
      const [image] = get(encodeFingerImageRecord({ images: [one({ compression })] })).images;
      expect(decodeFingerImage(image!)).toEqual({ ok: true, image: ramp(24, 30) });
    }
  });

  it('converts a resolution given per centimetre', () => {
    const bytes = encodeFingerImageRecord({ images: [one()] });
    bytes[42] = 2;
    for (const at of [47, 49]) bytes.set([0, 197], at);
    expect(get(bytes).images[0]?.dpi).toBe(500);
  });

  it('skips certification blocks and data after the picture', () => {
    const plain = encodeFingerImageRecord({ images: [one()] });
    const extra = [1, 0, 7, 1];
    const bytes = Uint8Array.from([...plain.subarray(0, 40), ...extra, ...plain.subarray(40), 0, 1, 2]);
    const view = new DataView(bytes.buffer);
    view.setUint32(8, bytes.length);
    view.setUint32(16, bytes.length - 16);
    bytes[14] = 1;
    expect(get(bytes)).toEqual(get(plain));
  });

  it('reads the JPEG of an older device, though not exactly', () => {
    const grey = { width: 24, height: 30, dpi: 500, pixels: new Uint8Array(720).fill(90) };
    const data = encodeGreyJpeg(grey, 95);
    const facts = { position: 'R2', impression: 'live-plain', quality: null, capturedAt: null } as const;
    const record = { ...facts, compression: 'jpeg', data, width: 24, height: 30, dpi: 500 } as const;
    const read = decodeFingerImage(get(encodeFingerImageRecord({ images: [record] })).images[0]!);
    if (!read.ok) throw new Error(read.reason);
    expect({ ...read.image, pixels: 0 }).toEqual({ ...grey, pixels: 0 });
    expect(Math.max(...read.image.pixels.map((value) => Math.abs(value - 90)))).toBeLessThan(4);
  });

  it.each(['jpeg2000-lossless', 'png'] as const)(
    'refuses a %s picture that is not of the size its header says',
    (compression) => {
      const bytes = encodeFingerImageRecord({ images: [one({ compression })] });
      new DataView(bytes.buffer).setUint16(54, 25);
      expect(decodeFingerImage(get(bytes).images[0]!)).toMatchObject({ ok: false });
    },
  );

  it('says that packed bits are not read here', () => {
    const bytes = encodeFingerImageRecord({ images: [one()] });
    bytes[52] = fingerCompressions['raw-packed'];
    expect(decodeFingerImage(get(bytes).images[0]!)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('raw-packed'),
    });
  });

  it('has a reason for every cut', () => {
    const bytes = encodeFingerImageRecord({ images: [one(), one({ position: 'L1' })] });
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.slice(0, length);
      expect(parseFingerImageRecord(cut).ok, `cut at ${length}`).toBe(false);
      if (length >= 12) new DataView(cut.buffer).setUint32(8, length);
      expect(parseFingerImageRecord(cut).ok, `cut and relabelled at ${length}`).toBe(false);
    }
  });

  it('never throws, whatever is done to its bytes', () => {
    const bytes = encodeFingerImageRecord({ images: [one({ image: ramp(4, 4) }), one({ position: 'L5' })] });
    fc.assert(
      fc.property(fc.constantFrom(...injuryNames), fc.nat(), (injury, seed) => {
        const parsed = parseFingerImageRecord(injure(bytes, injury, seededRandom(seed)));
        return parsed.ok ? parsed.record.images.length > 0 : parsed.reason.length > 10;
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  it.each([
    ['a face record', 0, 'FAC\0'],
    ['a newer version', 4, '030\0'],
  ])('refuses %s', (_, at, word) => {
    const bytes = encodeFingerImageRecord({ images: [one()] });
    bytes.set(new TextEncoder().encode(word), at);
    expect(parseFingerImageRecord(bytes).ok).toBe(false);
  });

  it('refuses absurd counts and sizes without reading on', () => {
    const lies: [number, number[]][] = [
      [12, [0xff, 0xff]],
      [16, [0xff, 0xff, 0xff, 0xff]],
      [34, [200]],
      [35, [180]],
      [40, [77]],
      [51, [16]],
      [52, [9]],
      [54, [0xff, 0xff, 0xff, 0xff]],
      [58, [0xff, 0xff, 0xff, 0xff]],
    ];
    for (const [at, value] of lies) {
      const bytes = encodeFingerImageRecord({ images: [one()] });
      bytes.set(value, at);
      expect(parseFingerImageRecord(bytes), `lie at ${at}`).toMatchObject({ ok: false });
    }
  });

  it('knows each finger by one position', () => {
    expect(new Set(fingerCodes.map((code) => fingerNames[code].isoPosition)).size).toBe(10);
    expect(Object.values(fingerCompressions)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
