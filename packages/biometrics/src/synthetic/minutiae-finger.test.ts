import { describe, expect, it } from 'vitest';
import { createTemplate, type Minutia, positionUnits } from '../fingerprint/template.ts';
import { synthesizeMinutiaePerson } from './minutiae-finger.ts';
import { minutiaeImpression } from './minutiae-impression.ts';
import { syntheticFingers } from './minutiae-person.ts';

const people = Array.from({ length: 40 }, (_, seed) => synthesizeMinutiaePerson(`test ${seed}`));
const fingers = people.flat();

describe('a finger of points', () => {
  it('is the same for the same seeds, and another for others', () => {
    expect(syntheticFingers(3, 'a')).toEqual(syntheticFingers(3, 'a'));
    expect(syntheticFingers(3, 'a').R1).not.toEqual(syntheticFingers(3, 'b').R1);
    expect(syntheticFingers(3, 'a').R1).not.toEqual(syntheticFingers(4, 'a').R1);
  });

  it('has points along its ridges and never nearer than a ridge', () => {
    const [finger] = fingers;
    for (let i = 0; i < finger!.count; i++) {
      const along = finger!.direction[i]! - finger!.field.angleAt(finger!.x[i]!, finger!.y[i]!);
      expect(Math.abs(Math.sin(along))).toBeLessThan(1e-3);
      for (let j = 0; j < i; j++)
        expect(Math.hypot(finger!.x[i]! - finger!.x[j]!, finger!.y[i]! - finger!.y[j]!)).toBeGreaterThan(8.9);
    }
  });

  it('has the patterns of its place on the hand', () => {
    const share = (finger: string, pattern: string) =>
      people.filter((person) => person.find((one) => one.finger === finger)!.field.pattern === pattern)
        .length / people.length;
    expect(share('R5', 'right-loop')).toBeGreaterThan(0.6);
    expect(share('L5', 'left-loop')).toBeGreaterThan(0.6);
  });

  it('gives templates as an extractor could have made them', () => {
    for (const finger of fingers.slice(0, 60)) {
      const template = minutiaeImpression(finger, { seed: 1 });
      const { minutiae, ridges, width, height, quality } = template;
      const points = Array.from(
        { length: minutiae.count },
        (_, i): Minutia => ({
          x: minutiae.x[i]!,
          y: minutiae.y[i]!,
          direction: minutiae.direction[i]!,
          kind: minutiae.kind[i]!,
          reliability: minutiae.reliability[i]!,
        }),
      );
      const made = createTemplate({ width, height, quality, minutiae: points, ridges: ridges! });
      expect(made.minutiae.count).toBe(minutiae.count);
      expect(Math.max(...Array.from(minutiae.x)) / positionUnits).toBeLessThanOrEqual(width);
    }
  });
});
