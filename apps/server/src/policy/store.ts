import type { EnrolmentPolicy, Instant } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** All versions, newest first. */
export async function listPolicies(database: Queryable): Promise<EnrolmentPolicy[]> {
  const { rows } = await database.query<{ body: EnrolmentPolicy }>(
    'select body from policy order by version desc',
  );
  return rows.map((row) => row.body);
}

export async function insertPolicy(tx: Queryable, policy: EnrolmentPolicy, at: Instant): Promise<void> {
  await tx.query('insert into policy (version, effective_from, body, added_at) values ($1, $2, $3, $4)', [
    policy.version,
    policy.effectiveFrom,
    JSON.stringify(policy),
    at,
  ]);
}

/** Until the transaction ends nobody else adds a version. */
export async function lockPolicies(tx: Queryable): Promise<void> {
  await tx.query('lock table policy in share row exclusive mode');
}
