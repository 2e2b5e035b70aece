import { describe, expect, it } from 'vitest';
import { type FingerCode, fingerCodes } from '../../finger-code.ts';
import { impressionOf, synthesizeFinger } from '../../synthetic/finger.ts';
import { seededRandom } from '../../synthetic/random.ts';
import { extractTemplate } from '../extract.ts';
import { type Labelling, labelOf } from '../labelling.ts';
import { createTemplate } from '../template.ts';
import { comparePersons, type PrintsOfPerson, verifyFinger } from './persons.ts';
import { type PreparedTemplate, prepareTemplate } from './prepared-template.ts';

/** A touch of a finger that never was; touches of one finger differ by noise only. */
function touch(person: string, finger: FingerCode, look: string, points = 40): PreparedTemplate {
  const [skin, noise] = [seededRandom(person, finger), seededRandom(person, finger, look)];
  const minutiae = Array.from({ length: points }, () => ({
    x: Math.round(8 * (skin.between(60, 340) + noise.between(-2, 2))),
    y: Math.round(8 * (skin.between(60, 440) + noise.between(-2, 2))),
    direction: Math.round(skin.between(0, 256) + noise.between(-5, 5)) & 255,
    kind: 1,
    reliability: 60,
  }));
  return prepareTemplate(createTemplate({ width: 400, height: 500, quality: 60, minutiae }));
}

const hands = (person: string, look: string, codes: readonly FingerCode[] = fingerCodes): PrintsOfPerson =>
  new Map(codes.map((finger) => [finger, touch(person, finger, look)]));

const relabelled = (prints: PrintsOfPerson, labelling: Labelling): PrintsOfPerson =>
  new Map([...prints].map(([finger, print]) => [labelOf(finger, labelling)!, print]));

const rate = 1 / 10_000;

describe('verification of one finger', () => {
  const enrolled = hands('anna', 'enrolled');

  it('knows the finger, and names another one of the same hand', () => {
    expect(verifyFinger(touch('anna', 'R2', 'again'), 'R2', enrolled, rate)).toMatchObject({
      verdict: 'same',
    });
    expect(verifyFinger(touch('anna', 'L3', 'again'), 'R2', enrolled, rate)).toMatchObject({
      verdict: 'different',
      looksLike: 'L3',
    });
    expect(verifyFinger(touch('budi', 'R2', 'again'), 'R2', enrolled, rate).verdict).not.toBe('same');
  });

  it('doubts without a print, without a finger to compare with, and with too few points', () => {
    expect(verifyFinger(undefined, 'R2', enrolled, rate)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'no-print',
    });
    expect(verifyFinger(touch('budi', 'R2', 'x'), 'R2', new Map(), rate)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'no-common-finger',
    });
    expect(verifyFinger(touch('budi', 'R2', 'x', 6), 'R2', enrolled, rate)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'too-few-points',
    });
  });
});

describe('comparison of persons', () => {
  const before = hands('anna', 'before');

  it('knows a person by those fingers that both have', () => {
    const after = hands('anna', 'after', ['R2', 'L2', 'L4']);
    expect(comparePersons(before, after, rate)).toMatchObject({ verdict: 'same', labelling: 'as-labelled' });
    expect(comparePersons(before, hands('budi', 'after'), rate).verdict).not.toBe('same');
  });

  it.each(['hands-swapped', 'shifted-out', 'shifted-in'] as const)(
    'finds a person whose fingers were labelled wrongly: %s',
    (labelling) => {
      const after = relabelled(hands('anna', 'after', ['R2', 'R3', 'R4', 'L2', 'L3', 'L4']), labelling);
      expect(comparePersons(before, after, rate)).toMatchObject({ verdict: 'same', labelling });
    },
  );

  it('is inconclusive where nothing can be compared', () => {
    const [right, none] = [hands('anna', 'x', ['R1']), new Map() as PrintsOfPerson];
    expect(comparePersons(right, none, rate)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'no-common-finger',
    });
  });
});

describe('a slap that was cut one finger off', () => {
  const fingers = ['R2', 'R3', 'R4', 'R5'] as const;
  const masters = fingers.map((finger) => synthesizeFinger({ seed: 'slap', finger }));
  /** Right hands on the glass, one touch each, cut and labelled from the left. */
  const slap = (touch: number, labels: readonly FingerCode[], skins = masters): PrintsOfPerson =>
    new Map(
      labels.map((label, i) => {
        const extracted = extractTemplate(impressionOf(skins[i]!, { seed: touch, quality: 75 }));
        if (!extracted.ok) throw new Error(extracted.reason);
        return [label, prepareTemplate(extracted.template)];
      }),
    );
  const enrolled = slap(1, fingers);

  it('is still of that person, though one finger is lost or something else was cut out for one', () => {
    const towardsTheThumb = slap(2, ['R2', 'R3', 'R4'], masters.slice(1));
    expect(comparePersons(enrolled, towardsTheThumb, rate)).toMatchObject({
      verdict: 'same',
      labelling: 'shifted-in',
      fingers: [
        { a: 'R3', b: 'R2' },
        { a: 'R4', b: 'R3' },
        { a: 'R5', b: 'R4' },
      ],
    });
    const away = slap(2, ['R3', 'R4', 'R5'], masters.slice(0, 3));
    expect(comparePersons(enrolled, away, rate)).toMatchObject({ verdict: 'same', labelling: 'shifted-out' });
  });

  it('is not of a person whose fingers it does not hold, however it is cut', () => {
    const others = fingers.map((finger) => synthesizeFinger({ seed: 'other slap', finger }));
    for (const labels of [fingers, ['R1', 'R2', 'R3', 'R4']] as const)
      expect(comparePersons(enrolled, slap(2, labels, others), rate).verdict).not.toBe('same');
  });
});
