import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerCodes } from '../finger-code.ts';
import { createTemplate, type FingerprintTemplate } from '../fingerprint/template.ts';
import { injure, injuryNames } from '../hostile/injuries.ts';
import { seededRandom } from '../synthetic/random.ts';
import {
  encodeFingerMinutiaeRecord,
  type FingerMinutiae,
  type FingerMinutiaeRecord,
  type MinutiaeEdition,
  parseFingerMinutiaeRecord,
} from './finger-minutiae-record.ts';

const editions: MinutiaeEdition[] = ['2005', '2011'];

const template = (over: Partial<Parameters<typeof createTemplate>[0]> = {}): FingerprintTemplate =>
  createTemplate({
    width: 300,
    height: 400,
    quality: 77,
    minutiae: [
      { x: 800, y: 1600, direction: 64, kind: 1, reliability: 90 },
      { x: 1608, y: 80, direction: 255, kind: 2, reliability: 40 },
      { x: 0, y: 3192, direction: 0, kind: 0, reliability: 1 },
    ],
    ...over,
  });

const oneFinger = (edition: MinutiaeEdition): FingerMinutiaeRecord => ({
  edition,
  fingers: [{ position: 'R2', template: template() }],
});

const get = (bytes: Uint8Array): FingerMinutiaeRecord => {
  const parsed = parseFingerMinutiaeRecord(bytes);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.record;
};

const fingers = fc.array(
  fc.record({
    position: fc.constantFrom<FingerMinutiae['position']>('unknown', ...fingerCodes),
    template: fc
      .record({
        width: fc.integer({ min: 200, max: 1000 }),
        height: fc.integer({ min: 200, max: 1000 }),
        quality: fc.integer({ min: 0, max: 100 }),
        minutiae: fc.array(
          fc.record({
            x: fc.integer({ min: 0, max: 199 * 8 }),
            y: fc.integer({ min: 0, max: 199 * 8 }),
            direction: fc.integer({ min: 0, max: 255 }),
            kind: fc.integer({ min: 0, max: 2 }),
            reliability: fc.integer({ min: 1, max: 100 }),
          }),
          { maxLength: 255 },
        ),
      })
      .map(createTemplate),
  }),
  { minLength: 1, maxLength: 10 },
);

describe.each(editions)('finger minutiae record of %s', (edition) => {
  it('gives back what was put in, to the pixel', () => {
    fc.assert(
      fc.property(fingers, (put) => {
        const record = get(encodeFingerMinutiaeRecord({ edition, fingers: put }));
        expect(record.edition).toBe(edition);
        expect(record.fingers.map((finger) => finger.position)).toEqual(put.map((finger) => finger.position));
        record.fingers.forEach((finger, i) => {
          expectNear(finger.template, put[i]!.template);
        });
        const again = encodeFingerMinutiaeRecord(record);
        expect(get(again).fingers.map((finger) => finger.template.minutiae.count)).toEqual(
          put.map((finger) => finger.template.minutiae.count),
        );
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('has a reason for every cut', () => {
    const bytes = encodeFingerMinutiaeRecord(oneFinger(edition));
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.slice(0, length);
      expect(parseFingerMinutiaeRecord(cut).ok, `cut at ${length}`).toBe(false);
      if (length >= 12) new DataView(cut.buffer).setUint32(8, length);
      expect(parseFingerMinutiaeRecord(cut).ok, `cut and relabelled at ${length}`).toBe(false);
    }
  });

  it('never throws, whatever is done to its bytes', () => {
    const bytes = encodeFingerMinutiaeRecord(oneFinger(edition));
    fc.assert(
      fc.property(fc.constantFrom(...injuryNames), fc.nat(), (injury, seed) => {
        const parsed = parseFingerMinutiaeRecord(injure(bytes, injury, seededRandom(seed)));
        return parsed.ok ? parsed.record.fingers.length > 0 : parsed.reason.length > 10;
      }),
      { seed: 2, numRuns: 3000 },
    );
  });

  it('refuses what no record can hold', () => {
    expect(() => encodeFingerMinutiaeRecord({ edition, fingers: [] })).toThrow(RangeError);
    const finger = oneFinger(edition).fingers[0]!;
    expect(() => encodeFingerMinutiaeRecord({ edition, fingers: Array(40).fill(finger) })).toThrow(
      RangeError,
    );
  });
});

/** The points of both, whose order may differ where they are equally reliable once rounded. */
function expectNear(found: FingerprintTemplate, put: FingerprintTemplate): void {
  const list = ({ minutiae }: FingerprintTemplate) =>
    Array.from({ length: minutiae.count }, (_, i) => ({
      x: minutiae.x[i]!,
      y: minutiae.y[i]!,
      rest: [minutiae.reliability[i], minutiae.direction[i], minutiae.kind[i]].join(' '),
    }));
  const [got, want] = [list(found), list(put)];
  expect(got.map((point) => point.rest).sort()).toEqual(want.map((point) => point.rest).sort());
  expect(found.quality).toBe(put.quality);
  for (const point of want) {
    const near = got.some(
      (other) =>
        other.rest === point.rest && Math.abs(other.x - point.x) <= 8 && Math.abs(other.y - point.y) <= 8,
    );
    expect(near, JSON.stringify(point)).toBe(true);
  }
}

describe('finger minutiae records', () => {
  it('lay every field of 2005 where a peer looks for it', () => {
    const hex = Buffer.from(encodeFingerMinutiaeRecord(oneFinger('2005'))).toString('hex');
    expect(hex).toBe(
      '464d5200' +
        '20323000' +
        '00000030' +
        '0000' +
        '012d' +
        '0191' +
        '00c500c5' +
        '01' +
        '00' +
        '02' +
        '00' +
        '4d' +
        '03' +
        '406400c8405a' +
        '80c9000aff28' +
        '0000018f0001' +
        '0000',
    );
  });

  it('lay every field of 2011 where a peer looks for it', () => {
    const hex = Buffer.from(encodeFingerMinutiaeRecord(oneFinger('2011'))).toString('hex');
    expect(hex).toBe(
      '464d5200' +
        '30333000' +
        '00000048' +
        '0001' +
        '00' +
        '00000039' +
        'ffff' +
        'ffffffffff' +
        'ffff' +
        '00' +
        '0000' +
        '0000' +
        '01' +
        '4d' +
        '00000000' +
        '02' +
        '00' +
        '00c500c5' +
        '00' +
        '012d0191' +
        '60' +
        '03' +
        '406400c8405a' +
        '80c9000aff28' +
        '0000018f0001' +
        '0000',
    );
  });

  it('read points without a quality as neither trusted nor dismissed', () => {
    const bytes = encodeFingerMinutiaeRecord(oneFinger('2005'));
    bytes[33] = 0;
    expect(get(bytes).fingers[0]!.template.minutiae.reliability).toContain(50);
  });

  it('count pixels of 500 dpi whatever the record counts in', () => {
    const bytes = encodeFingerMinutiaeRecord(oneFinger('2005'));
    new DataView(bytes.buffer).setUint16(18, 394);
    new DataView(bytes.buffer).setUint16(20, 394);
    const { minutiae } = get(bytes).fingers[0]!.template;
    expect(Math.abs(minutiae.x[0]! - 400)).toBeLessThanOrEqual(4);
  });

  it.each([
    ['a point outside of its picture', 28, [0x7f, 0xff]],
    ['a kind of point that does not exist', 28, [0xc0, 0x64]],
    ['a resolution of nothing', 18, [0, 0, 0, 0]],
    ['a resolution that is not square', 18, [0, 197, 0, 198]],
    ['more points than bytes', 27, [255]],
    ['a palm for a finger', 24, [21]],
    ['no fingers', 22, [0]],
    ['more fingers than there are', 22, [2]],
    ['a quality beyond 100', 26, [101]],
    ['extended data that are not there', 46, [0xff, 0xff]],
  ])('refuse %s', (_, at, value) => {
    const bytes = encodeFingerMinutiaeRecord(oneFinger('2005'));
    bytes.set(value, at);
    expect(parseFingerMinutiaeRecord(bytes).ok).toBe(false);
  });
});
