import {
  type Component,
  type EquipmentFact,
  evolveComponent,
  evolveFault,
  evolveSet,
  type Instant,
  type PlaceId,
} from '@rekam/domain';
import { appendFacts, type By, type NewFact } from '../audit/index.ts';
import type { Queryable } from '../ports/database.ts';
import { findComponent, findFault, findSet, putComponent, putFault, putSelfTest, putSet } from './store.ts';

/** Appends facts and carries them into the tables, in the caller's transaction. */
export async function recordEquipment(
  tx: Queryable,
  at: Instant,
  facts: readonly EquipmentFact[],
  by: By,
): Promise<void> {
  await appendFacts(
    tx,
    facts.map((fact) => newFactOf(fact, at, by)),
  );
  for (const fact of facts) await applyFact(tx, fact, at);
}

function newFactOf(fact: EquipmentFact, at: Instant, by: By): NewFact {
  const { kind, ...rest } = fact;
  if ('faultId' in rest) {
    const { faultId, ...details } = rest;
    return { at, noun: 'fault', subjectId: faultId, kind, ...by, details };
  }
  if ('setId' in rest) {
    const { setId, ...details } = rest;
    return { at, noun: 'set', subjectId: setId, kind, ...by, details };
  }
  const { componentId, ...details } = rest;
  return { at, noun: 'component', subjectId: componentId, kind, ...by, details };
}

async function applyFact(tx: Queryable, fact: EquipmentFact, at: Instant): Promise<void> {
  if ('faultId' in fact)
    return putFault(tx, evolveFault((await findFault(tx, fact.faultId)) ?? null, fact, at));
  if ('setId' in fact) {
    await putSet(tx, evolveSet((await findSet(tx, fact.setId)) ?? null, fact));
    if (fact.kind === 'set-tested') await putSelfTest(tx, fact.test);
    return;
  }
  const before = await findComponent(tx, fact.componentId);
  const after = evolveComponent(before?.component ?? null, fact);
  await putComponent(tx, after, (await placeOf(tx, after.where)) ?? before?.placeId ?? null);
}

/** The place of a set or store; null for all else. */
export async function placeOf(tx: Queryable, where: Component['where']): Promise<PlaceId | null> {
  if (where.at === 'store') return where.placeId;
  return where.at === 'set' ? ((await findSet(tx, where.setId))?.placeId ?? null) : null;
}

interface StoredFact {
  readonly at: Instant;
  readonly noun: 'component' | 'set' | 'fault';
  readonly subjectId: string;
  readonly kind: string;
  readonly details: object;
}

const subjectName = { component: 'componentId', set: 'setId', fault: 'faultId' } as const;

/** Makes the derived tables again from the facts alone. Belongs into a transaction. */
export async function rebuildEquipment(tx: Queryable): Promise<void> {
  const { rows } = await tx.query<StoredFact>(
    `select at, noun, subject_id as "subjectId", kind, details from fact
     where noun in ('component', 'set', 'fault') order by seq`,
  );
  // Labels and repairs point here, so rows stay and lose what they say.
  await tx.query(`delete from self_test`);
  await tx.query(`update component set at = 'rebuilding', set_id = null, place_id = null, body = '{}'`);
  await tx.query(`update fault set closed_at = opened_at, body = '{}'`);
  for (const { at, noun, subjectId, kind, details } of rows) {
    const fact = { [subjectName[noun]]: subjectId, kind, ...details } as unknown as EquipmentFact;
    await applyFact(tx, fact, at);
  }
}
