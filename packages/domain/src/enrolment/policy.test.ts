import { describe, expect, it } from 'vitest';
import { plainDate } from '../kernel/calendar.ts';
import type { EnrolmentPolicy } from './policy.ts';
import { checkPolicy, defaultEnrolmentPolicy, policyOn } from './policy.ts';
import type { Step } from './steps.ts';
import { policyWith } from './testing/counter.ts';

const dated = (version: number, year: number): EnrolmentPolicy =>
  policyWith({ version, effectiveFrom: plainDate(year, 1, 1) });

describe('policy', () => {
  it('ENR7 the version that came into force last', () => {
    const policies = [dated(2, 2020), dated(4, 2030), dated(3, 2020), dated(1, 2014)];
    const versionOn = (year: number) => {
      const found = policyOn(policies, plainDate(year, 6, 1));
      return found.ok ? found.value.version : found.code;
    };
    expect([2014, 2019, 2020, 2029, 2030].map(versionOn)).toEqual([1, 1, 3, 3, 4]);
    expect(versionOn(2013)).toBe('POLICY_NONE_IN_FORCE');
    expect(policyOn(policies, plainDate(2030, 1, 1))).toMatchObject({ value: { version: 4 } });
    expect(policyOn([], plainDate(2026, 1, 1)).ok).toBe(false);
  });

  it('ENR8 the default holds', () => {
    expect(checkPolicy(defaultEnrolmentPolicy)).toEqual({ ok: true, value: defaultEnrolmentPolicy });
  });

  it('ENR8 a policy without a letter is refused', () => {
    expect(checkPolicy(policyWith({ basis: '  ' }))).toMatchObject({ code: 'POLICY_BASIS_MISSING' });
  });

  it.each([
    [[]],
    [['review']],
    [['biodata', 'review']],
    [['photo', 'biodata', 'review']],
    [['biodata', 'photo', 'review', 'irises']],
    [['biodata', 'photo', 'photo', 'review']],
    [['biodata', 'photo', 'verification', 'left-four', 'right-four', 'review']],
    [['biodata', 'photo', 'left-four', 'verification', 'review']],
    [['biodata', 'photo', 'toes', 'review']],
  ] as unknown as [Step[]][])('ENR8 the steps %j make no recording', (steps) => {
    expect(checkPolicy(policyWith({ steps }))).toMatchObject({ code: 'POLICY_STEPS_INVALID' });
  });

  it('ENR8 an office may reorder and drop steps', () => {
    const steps: Step[] = ['biodata', 'irises', 'right-four', 'left-four', 'verification', 'photo', 'review'];
    expect(checkPolicy(policyWith({ steps })).ok).toBe(true);
  });

  it.each([
    ['maxTries', { maxTries: 0 }],
    ['maxTries', { maxTries: Number.NaN }],
    ['earlyAge', { earlyAge: 18 }],
    ['thresholds.iris', { thresholds: { finger: 40, iris: 101, face: 40 } }],
    ['thresholds.face', { thresholds: { finger: 40, iris: 60 } as EnrolmentPolicy['thresholds'] }],
    ['offline.days', { offline: { days: 0, recordings: 10, warnFrom: 0.5 } }],
    ['clockToleranceMs', { clockToleranceMs: 86_400_000 }],
    ['minimumFreeBytes', { minimumFreeBytes: 0 }],
  ] as const)('ENR8 a wrong or missing %s refuses the version', (field, part) => {
    expect(checkPolicy(policyWith(part))).toMatchObject({
      code: 'POLICY_NUMBER_OUT_OF_RANGE',
      details: { field },
    });
  });
});
