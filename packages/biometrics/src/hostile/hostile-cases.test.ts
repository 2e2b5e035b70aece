import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import { hostileCase, playCase } from './hostile-cases.ts';
import { injure, injuryNames } from './injuries.ts';
import { makeTargets } from './targets.ts';

const targets = makeTargets();

describe('hostile cases', () => {
  it.each(Object.entries(targets))('begin from a good %s that is accepted', (_, { good, take }) => {
    expect(take(good)).toBe('accepted');
  });

  it('mend only what was hurt: a good file stays as it is', () => {
    for (const { good, mend } of Object.values(targets)) {
      const copy = Uint8Array.from(good);
      mend?.(copy);
      expect(copy).toEqual(good);
    }
  });

  it('are the same for the same seed and number, and others for another', () => {
    for (let number = 0; number < 200; number++)
      expect(hostileCase(targets, 5, number)).toEqual(hostileCase(targets, 5, number));
    const differ = Array.from({ length: 200 }, (_, i) => i).filter(
      (i) => !Buffer.from(hostileCase(targets, 5, i).bytes).equals(hostileCase(targets, 6, i).bytes),
    );
    expect(differ.length).toBeGreaterThan(150);
  });

  it('hurt every kind of file in every way', () => {
    const met = new Set<string>();
    for (let number = 0; number < Object.keys(targets).length * injuryNames.length; number++) {
      const { target, injury } = hostileCase(targets, 1, number);
      met.add(`${target} ${injury}`);
    }
    expect(met.size).toBe(Object.keys(targets).length * injuryNames.length);
  });

  it.each(injuryNames)('leave the good bytes as they were (%s)', (injury) => {
    const good = Uint8Array.from({ length: 300 }, (_, i) => i & 255);
    const copy = Uint8Array.from(good);
    for (let seed = 0; seed < 100; seed++) injure(good, injury, seededRandom(seed));
    expect(good).toEqual(copy);
  });

  it('are refused with a reason or make sense, and some of each', () => {
    const outcomes = Array.from({ length: 560 }, (_, i) => playCase(targets, hostileCase(targets, 11, i)));
    expect(outcomes.filter((outcome) => outcome === 'refused').length).toBeGreaterThan(280);
    expect(outcomes.filter((outcome) => outcome === 'accepted').length).toBeGreaterThan(20);
  });
});
