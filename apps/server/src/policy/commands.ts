import { checkPolicy, type EnrolmentPolicy, findPlainDate } from '@rekam/domain';
import { type Actor, appendFact } from '../audit/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { insertPolicy, listPolicies, lockPolicies } from './store.ts';

/** A version as somebody proposes it; its number is the office's to give. */
export type ProposedPolicy = Omit<EnrolmentPolicy, 'version' | 'effectiveFrom'> & {
  readonly effectiveFrom: string;
};

/**
 * Adds the next version. Belongs into a transaction; stations must then fetch their settings again.
 * @throws Refused what the domain finds wrong with it
 */
export async function addPolicy(
  tx: Queryable,
  clock: Clock,
  proposed: ProposedPolicy,
  by: { readonly actor: Actor; readonly permittedBy: string },
): Promise<EnrolmentPolicy> {
  const effectiveFrom = findPlainDate(proposed.effectiveFrom);
  if (effectiveFrom === undefined) throw new Refused('REQUEST_MALFORMED', { field: 'effectiveFrom' });
  await lockPolicies(tx);
  const version = Math.max(0, ...(await listPolicies(tx)).map((policy) => policy.version)) + 1;
  const policy = getValue(checkPolicy({ ...proposed, effectiveFrom, version }));
  const at = nowOf(clock);
  await insertPolicy(tx, policy, at);
  await appendFact(tx, {
    at,
    noun: 'policy',
    subjectId: `policy-${version}`,
    kind: 'policy-added',
    ...by,
    details: { version, effectiveFrom, basis: policy.basis },
  });
  return policy;
}
