import { defaultEquipmentPolicy, type EquipmentPolicy, findPlainDate, type PlainDate } from '@rekam/domain';
import { appendFact, type By } from '../audit/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { insertEquipmentPolicy, listEquipmentPolicies, lockEquipment } from './store.ts';

/** Longest time a rung may wait, days: a quarter is silence already. */
const mostDays = 90;

/** The version in force on a day; what an office starts with where it has set none. */
export async function equipmentPolicyOn(database: Queryable, today: PlainDate): Promise<EquipmentPolicy> {
  const inForce = (await listEquipmentPolicies(database)).filter(
    ({ effectiveFrom }) => effectiveFrom <= today,
  );
  return (
    inForce.sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.version - a.version)[0] ??
    defaultEquipmentPolicy
  );
}

/**
 * Adds the next version. Belongs into a transaction.
 * @throws Refused EQUIPMENT_POLICY_NUMBER
 */
export async function addEquipmentPolicy(
  tx: Queryable,
  clock: Clock,
  proposed: Omit<EquipmentPolicy, 'version' | 'effectiveFrom'> & { readonly effectiveFrom: string },
  by: By,
): Promise<void> {
  const effectiveFrom = findPlainDate(proposed.effectiveFrom);
  if (effectiveFrom === undefined) throw new Refused('REQUEST_MALFORMED', { field: 'effectiveFrom' });
  const days = { ...proposed.climbAfterDays, remindEveryDays: proposed.remindEveryDays };
  for (const [field, value] of Object.entries(days))
    if (!(value >= 1 && value <= mostDays))
      throw new Refused('EQUIPMENT_POLICY_NUMBER', { field, most: mostDays });
  await lockEquipment(tx);
  const version = Math.max(1, ...(await listEquipmentPolicies(tx)).map((policy) => policy.version)) + 1;
  const at = nowOf(clock);
  await insertEquipmentPolicy(tx, { ...proposed, effectiveFrom, version }, at);
  await appendFact(tx, {
    at,
    noun: 'policy',
    subjectId: `equipment-policy-${version}`,
    kind: 'equipment-policy-added',
    ...by,
    details: { version, effectiveFrom, basis: proposed.basis },
  });
}
