import { evolveRepair, type Instant, type Repair, type RepairFact } from '@rekam/domain';
import { appendFacts, type By } from '../audit/index.ts';
import type { Queryable } from '../ports/database.ts';
import { findRepair, putRepair } from './store.ts';

/** Appends facts about repairs and carries them into the table, in the caller's transaction. */
export async function recordRepairs(
  tx: Queryable,
  at: Instant,
  facts: readonly RepairFact[],
  by: By,
): Promise<void> {
  await appendFacts(
    tx,
    facts.map(({ kind, repairId, ...details }) => ({
      at,
      noun: 'repair',
      subjectId: repairId,
      kind,
      ...by,
      details,
    })),
  );
  for (const fact of facts)
    await putRepair(tx, evolveRepair((await findRepair(tx, fact.repairId)) ?? null, fact, at));
}

/** Makes the table again from the facts alone. Belongs into a transaction, after the equipment's tables. */
export async function rebuildRepairs(tx: Queryable): Promise<void> {
  const { rows } = await tx.query<{ at: Instant; repairId: string; kind: string; details: object }>(
    `select at, subject_id as "repairId", kind, details from fact where noun = 'repair' order by seq`,
  );
  const repairs = new Map<string, Repair>();
  for (const { at, repairId, kind, details } of rows) {
    const fact = { repairId, kind, ...details } as unknown as RepairFact;
    repairs.set(repairId, evolveRepair(repairs.get(repairId) ?? null, fact, at));
  }
  for (const repair of repairs.values()) await putRepair(tx, repair);
}
