import { defaultEnrolmentPolicy } from '@rekam/domain';
import { describe, expect, it } from 'vitest';
import {
  entriesFrom,
  type PolicyVersion,
  policyFrom,
  toggleStep,
  wrongPolicyEntries,
} from './policy-entries.ts';

const policy = { ...defaultEnrolmentPolicy, steps: [...defaultEnrolmentPolicy.steps] } as PolicyVersion;
const dated = { ...entriesFrom(policy), effectiveFrom: '2026-12-01', basis: ' SE 1/2026 ' };

describe('the form of a policy', () => {
  it('gives back the version it was filled from, with its new date and letter', () => {
    const { version: _version, ...same } = policy;
    expect(policyFrom(dated)).toEqual({ ...same, effectiveFrom: '2026-12-01', basis: 'SE 1/2026' });
    expect(wrongPolicyEntries(dated).size).toBe(0);
  });

  it('opens without date and letter, which it then asks for', () => {
    expect([...wrongPolicyEntries(entriesFrom(policy))].sort()).toEqual(['basis', 'effectiveFrom']);
  });

  it('takes an empty age for nobody, and no number for wrong', () => {
    expect(policyFrom({ ...dated, earlyAge: ' ' }).earlyAge).toBeNull();
    const without = { ...dated, earlyAge: 'enam belas', numbers: { ...dated.numbers, maxTries: '' } };
    expect([...wrongPolicyEntries(without)].sort()).toEqual(['earlyAge', 'maxTries']);
  });

  it('puts a step back where the procedure has it', () => {
    const without = toggleStep(policy.steps, 'irises');
    expect(without).not.toContain('irises');
    expect(toggleStep(without, 'irises')).toEqual(policy.steps);
  });
});
