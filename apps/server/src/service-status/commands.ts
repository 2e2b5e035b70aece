import {
  checkStatement,
  dayAt,
  type Instant,
  type PlaceId,
  type StatedService,
  type Statement,
} from '@rekam/domain';
import { appendFact, type By } from '../audit/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import {
  insertStatement,
  type PlaceService,
  putOperatorMissing,
  putPlaceService,
  putSettlement,
  withdrawStatement,
} from './store.ts';

/** Writes down what happened to a service. */
export const noteService = (
  tx: Queryable,
  clock: Clock,
  by: By,
  kind: string,
  subjectId: string,
  details: Readonly<Record<string, unknown>>,
): Promise<number> =>
  appendFact(tx, { at: nowOf(clock), noun: 'service-status', subjectId, kind, ...by, details });

/** Rule SVC5: the operator of a place is missing today, or is there after all. */
export async function reportOperator(
  tx: Queryable,
  clock: Clock,
  offsetMinutes: number,
  placeId: PlaceId,
  missing: boolean,
  by: By,
): Promise<void> {
  const now = nowOf(clock);
  const day = dayAt(now, offsetMinutes);
  await putOperatorMissing(tx, placeId, day, missing ? now : null);
  await noteService(tx, clock, by, missing ? 'operator-missing' : 'operator-there', placeId, { day });
}

export type ProposedStatement = Omit<Statement, 'id' | 'madeAt'>;

/** @throws Refused SERVICE_STATEMENT_… */
export async function makeStatement(
  tx: Queryable,
  clock: Clock,
  offsetMinutes: number,
  proposed: ProposedStatement,
  by: By,
): Promise<void> {
  const now = nowOf(clock);
  const whole = { ...proposed, id: newId('statement', clock), madeAt: now };
  const statement = getValue(checkStatement(whole, dayAt(now, offsetMinutes)));
  await insertStatement(tx, statement);
  const { id, placeId, service, condition, cause, reference, since, expectedUntil } = statement;
  const details = { placeId, service, condition, cause, reference, since, expectedUntil };
  await noteService(tx, clock, by, 'service-stated', id, details);
}

/**
 * What a record that is brought in tells of the past: said when it began to hold, and over since.
 * @throws Refused SERVICE_STATEMENT_…
 */
export async function bringInStatement(
  tx: Queryable,
  clock: Clock,
  told: Omit<ProposedStatement, 'since' | 'expectedUntil'>,
  { since, endedAt }: { readonly since: Instant; readonly endedAt: Instant },
  by: By,
): Promise<void> {
  const whole = { ...told, id: newId('statement', clock), since, expectedUntil: null, madeAt: since };
  const statement = getValue(checkStatement(whole, dayAt(nowOf(clock), 0)));
  await insertStatement(tx, statement);
  await withdrawStatement(tx, statement.id, endedAt);
  const { id, placeId, service, condition, cause, reference } = statement;
  const details = { placeId, service, condition, cause, reference, since };
  await noteService(tx, clock, by, 'service-stated', id, details);
  await noteService(tx, clock, by, 'statement-withdrawn', id, { service, endedAt });
}

/** @throws Refused SERVICE_STATEMENT_GONE */
export async function withdraw(tx: Queryable, clock: Clock, id: string, by: By): Promise<StatedService> {
  const statement = await withdrawStatement(tx, id, nowOf(clock));
  if (!statement) throw new Refused('SERVICE_STATEMENT_GONE');
  await noteService(tx, clock, by, 'statement-withdrawn', id, { service: statement.service });
  return statement.service;
}

export async function settle(
  tx: Queryable,
  clock: Clock,
  { key, settledFor, reason }: { key: string; settledFor: 'derived' | 'claimed'; reason: string },
  by: By,
): Promise<void> {
  await putSettlement(tx, key, settledFor, nowOf(clock));
  await noteService(tx, clock, by, 'conflict-settled', 'city', { key, settledFor, reason });
}

export async function setPlaceService(
  tx: Queryable,
  clock: Clock,
  service: PlaceService,
  by: By,
): Promise<void> {
  await putPlaceService(tx, service);
  const { placeId, ...details } = service;
  await noteService(tx, clock, by, 'place-service-set', placeId, details);
}
