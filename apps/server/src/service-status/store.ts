import type {
  Instant,
  PlaceId,
  PlainDate,
  Service,
  ServiceCondition,
  ServiceState,
  Statement,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

export interface PlaceService {
  readonly placeId: PlaceId;
  readonly quota: number | null;
  readonly address: string;
}

export async function listPlaceServices(database: Queryable): Promise<PlaceService[]> {
  return (
    await database.query<PlaceService>('select place_id as "placeId", quota, address from place_service')
  ).rows;
}

export async function putPlaceService(
  tx: Queryable,
  { placeId, quota, address }: PlaceService,
): Promise<void> {
  await tx.query(
    `insert into place_service (place_id, quota, address) values ($1, $2, $3)
     on conflict (place_id) do update set quota = $2, address = $3`,
    [placeId, quota, address],
  );
}

export async function putOperatorMissing(
  tx: Queryable,
  placeId: PlaceId,
  day: PlainDate,
  since: Instant | null,
): Promise<void> {
  if (since === null)
    await tx.query('delete from operator_missing where place_id = $1 and day = $2', [placeId, day]);
  else
    await tx.query(
      'insert into operator_missing (place_id, day, since) values ($1, $2, $3) on conflict do nothing',
      [placeId, day, since],
    );
}

export async function listOperatorsMissing(
  database: Queryable,
  day: PlainDate,
): Promise<{ placeId: PlaceId; since: Instant }[]> {
  return (
    await database.query<{ placeId: PlaceId; since: Instant }>(
      'select place_id as "placeId", since from operator_missing where day = $1',
      [day],
    )
  ).rows;
}

export async function insertStatement(tx: Queryable, statement: Statement): Promise<void> {
  await tx.query('insert into service_statement (id, body, made_at) values ($1, $2, $3)', [
    statement.id,
    JSON.stringify(statement),
    statement.madeAt,
  ]);
}

/** Those that hold. */
export async function listStatements(database: Queryable): Promise<Statement[]> {
  return (
    await database.query<{ body: Statement }>(
      'select body from service_statement where withdrawn_at is null order by made_at desc',
    )
  ).rows.map(({ body }) => body);
}

/** Those that held at a moment, by since when they hold and when they ended. */
export async function listStatementsAt(database: Queryable, moment: Instant): Promise<Statement[]> {
  return (
    await database.query<{ body: Statement }>(
      `select body from service_statement
       where (body ->> 'since')::timestamptz <= $1 and (withdrawn_at is null or withdrawn_at > $1)
       order by made_at desc`,
      [moment],
    )
  ).rows.map(({ body }) => body);
}

/** @returns the statement; undefined when it did not hold any more */
export async function withdrawStatement(
  tx: Queryable,
  id: string,
  at: Instant,
): Promise<Statement | undefined> {
  return (
    await tx.query<{ body: Statement }>(
      'update service_statement set withdrawn_at = $2 where id = $1 and withdrawn_at is null returning body',
      [id, at],
    )
  ).rows[0]?.body;
}

export async function putSettlement(
  tx: Queryable,
  key: string,
  settledFor: 'derived' | 'claimed',
  at: Instant,
): Promise<void> {
  await tx.query(
    `insert into service_settlement (key, settled_for, at) values ($1, $2, $3)
     on conflict (key) do update set settled_for = $2, at = $3`,
    [key, settledFor, at],
  );
}

export async function listSettlements(database: Queryable): Promise<Map<string, 'derived' | 'claimed'>> {
  const { rows } = await database.query<{ key: string; settledFor: 'derived' | 'claimed' }>(
    'select key, settled_for as "settledFor" from service_settlement',
  );
  return new Map(rows.map(({ key, settledFor }) => [key, settledFor]));
}

/** How a service stood; `placeId` is empty for the city. */
export interface HistoryRow {
  readonly placeId: PlaceId | '';
  readonly service: Service;
  readonly condition: ServiceCondition;
  readonly cause: ServiceState['cause'];
  readonly since: Instant;
  readonly until: Instant | null;
}

/** So many days of the past are shown. */
export const historyDays = 90;

/** What was so at some moment since, oldest first. */
export async function listHistory(database: Queryable, since: Instant): Promise<HistoryRow[]> {
  return (
    await database.query<HistoryRow>(
      `select place_id as "placeId", service, condition, cause, since, until from service_history
       where until is null or until > $1 order by since, service`,
      [since],
    )
  ).rows;
}

/** Ends what stood and begins what stands, in the order given. */
export async function turnHistory(
  tx: Queryable,
  { placeId, service, condition, cause, since }: HistoryRow,
): Promise<void> {
  await tx.query(
    'update service_history set until = greatest($3, since) where place_id = $1 and service = $2 and until is null',
    [placeId, service, since],
  );
  await tx.query(
    'insert into service_history (place_id, service, condition, cause, since) values ($1, $2, $3, $4, $5)',
    [placeId, service, condition, cause, since],
  );
}
