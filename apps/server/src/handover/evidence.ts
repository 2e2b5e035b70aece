/** What speaks for a receiver, put together from what officers and counters told. */

import {
  decideAgreement,
  decideOpen,
  type Evidence,
  type HandoverQuestion,
  handoverStateOn,
} from '@rekam/domain';
import { byOf } from '../audit/index.ts';
import { nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { type HandoverDeps, note, todayOf } from './deps.ts';
import { type Capture, type Handover, listCaptures, lockHandover, setAgreed, setEvidence } from './store.ts';

/** @param prints fingers of the receiver that the office holds */
export function evidenceOf(handover: Handover, captures: readonly Capture[], prints: number): Evidence {
  const { noScanner, answered, reason } = handover;
  const verdicts = captures.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]));
  return {
    prints,
    tries: verdicts,
    noScanner,
    answered,
    reason,
    printTaken: verdicts.length < captures.length,
  };
}

export async function readEvidence(
  { fingers }: Pick<HandoverDeps, 'fingers'>,
  database: Queryable,
  handover: Handover,
): Promise<Evidence> {
  const prints = (await fingers.list(handover.receiverNik)).length;
  return evidenceOf(handover, await listCaptures(database, [handover.id]), prints);
}

/** A hand-over that something may still be done about, held until the transaction ends. @throws Refused */
export async function holdOpen(
  deps: Pick<HandoverDeps, 'clock' | 'timeZone'>,
  tx: Queryable,
  id: string,
): Promise<Handover> {
  const handover = await lockHandover(tx, id);
  if (!handover) throw new Refused('HANDOVER_NOT_FOUND');
  getValue(decideOpen(handoverStateOn(handover, await todayOf(deps))));
  return handover;
}

export interface TypedEvidence {
  readonly noScanner: boolean;
  readonly answered: readonly HandoverQuestion[];
  readonly reason: string;
}

/** What the officer saw and heard beside the finger; takes an agreement back (HND6). @throws Refused */
export async function noteEvidence(
  deps: HandoverDeps,
  by: Permitted,
  id: string,
  told: TypedEvidence,
): Promise<void> {
  await deps.database.transact(async (tx) => {
    const handover = await holdOpen(deps, tx, id);
    const evidence = { ...told, answered: [...new Set(told.answered)], reason: told.reason.trim() };
    await setEvidence(tx, handover.id, evidence);
    await setAgreed(tx, handover.id, null);
    await note(tx, deps, byOf(by), handover.id, 'handover-evidence-noted', { ...evidence });
  });
}

/** The second officer's word to exactly what lies there. @throws Refused */
export async function agree(deps: HandoverDeps, by: Permitted, id: string): Promise<void> {
  await deps.database.transact(async (tx) => {
    const handover = await holdOpen(deps, tx, id);
    const evidence = await readEvidence(deps, tx, handover);
    const officers = { by: handover.openedBy, agreeing: by.officer.id };
    const way = getValue(decideAgreement(evidence, handover.policy, officers));
    await setAgreed(tx, handover.id, { by: by.officer.id, at: nowOf(deps.clock) });
    await note(tx, deps, byOf(by), handover.id, 'handover-agreed', { way });
  });
}
