import type { Instant, PlainDate } from '../kernel/calendar.ts';
import type { PlaceId, StatementId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Service, ServiceCause, ServiceCondition, ServiceState } from './service.ts';

/** The services and legs a statement can be about; `kirim` itself follows from its legs. */
export const statedServices = ['rekam', 'kirim-office', 'kirim-centre', 'tunggal', 'cetak', 'suket'] as const;
export type StatedService = (typeof statedServices)[number];

/** How a service stands, said by a person with a source. */
export interface Statement {
  readonly id: StatementId;
  /** Null: for the whole city. */
  readonly placeId: PlaceId | null;
  readonly service: StatedService;
  readonly condition: Exclude<ServiceCondition, 'unknown'>;
  readonly cause: ServiceCause | null;
  /** For the public, in Indonesian; empty for none. */
  readonly note: string;
  /** Where it comes from: number and date of a letter, or who said it. */
  readonly reference: string;
  readonly since: Instant;
  readonly expectedUntil: PlainDate | null;
  readonly madeAt: Instant;
}

export type StatementRefusalCode =
  | 'SERVICE_STATEMENT_SOURCE'
  | 'SERVICE_STATEMENT_CAUSE'
  | 'SERVICE_STATEMENT_FUTURE'
  | 'SERVICE_STATEMENT_PAST';

/** A statement names its source and, unless all is open, its cause; it does not begin ahead or end behind. */
export function checkStatement(
  statement: Statement,
  today: PlainDate,
): Outcome<Statement, StatementRefusalCode> {
  const { reference, condition, cause, since, madeAt, expectedUntil } = statement;
  if (reference.trim().length < 3) return refuse('SERVICE_STATEMENT_SOURCE');
  if (condition !== 'open' && cause === null) return refuse('SERVICE_STATEMENT_CAUSE');
  if (since > madeAt) return refuse('SERVICE_STATEMENT_FUTURE');
  if (expectedUntil !== null && expectedUntil < today) return refuse('SERVICE_STATEMENT_PAST');
  return succeed({ ...statement, reference: reference.trim(), note: statement.note.trim() });
}

/** Rule STS11: the statement that holds at a place (null: the city); newer before older, the place before the city. */
export function findStatement(
  statements: readonly Statement[],
  service: StatedService,
  placeId: PlaceId | null,
): Statement | undefined {
  const newest = (wanted: PlaceId | null) =>
    statements
      .filter((one) => one.service === service && one.placeId === wanted)
      .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))[0];
  return (placeId === null ? undefined : newest(placeId)) ?? newest(null);
}

export const stateOfStatement = (statement: Statement): ServiceState => ({
  condition: statement.condition,
  cause: statement.condition === 'open' ? null : statement.cause,
  missing: [],
  since: statement.since,
  expectedUntil: statement.expectedUntil,
  asOf: statement.madeAt,
  source: 'officer',
  reference: statement.reference,
  note: statement.note === '' ? null : statement.note,
});

/** The service that a statement about this leg or service changes. */
export const serviceOf = (stated: StatedService): Service =>
  stated === 'kirim-office' || stated === 'kirim-centre' ? 'kirim' : stated;
