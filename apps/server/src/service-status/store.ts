import type {
  Holiday,
  Instant,
  Location,
  PlaceId,
  PlainDate,
  Service,
  ServiceCondition,
  ServiceState,
  Statement,
  WeekHours,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

export interface PlaceHours {
  /** Null: the office's own week. */
  readonly placeId: PlaceId | null;
  readonly week: WeekHours;
}

export async function listHours(database: Queryable): Promise<PlaceHours[]> {
  return (await database.query<PlaceHours>('select place_id as "placeId", week from service_hours')).rows;
}

/** @param week null takes the place's own hours away */
export async function putHours(
  tx: Queryable,
  placeId: PlaceId | null,
  week: WeekHours | null,
): Promise<void> {
  await tx.query("delete from service_hours where coalesce(place_id, '') = coalesce($1::text, '')", [
    placeId,
  ]);
  if (week)
    await tx.query('insert into service_hours (place_id, week) values ($1, $2)', [
      placeId,
      JSON.stringify(week),
    ]);
}

export async function listHolidays(database: Queryable): Promise<Holiday[]> {
  return (
    await database.query<Holiday>(
      'select date::text, name, place_id as "placeId" from holiday order by date, place_id nulls first',
    )
  ).rows;
}

export async function replaceHolidays(tx: Queryable, holidays: readonly Holiday[]): Promise<void> {
  await tx.query('delete from holiday');
  await tx.query(
    `insert into holiday (date, name, place_id)
     select date, name, "placeId" from jsonb_to_recordset($1::jsonb) as h (date date, name text, "placeId" text)
     on conflict do nothing`,
    [JSON.stringify(holidays)],
  );
}

export interface PlaceService {
  readonly placeId: PlaceId;
  readonly quota: number | null;
  readonly address: string;
  readonly location: Location | null;
}

export async function listPlaceServices(database: Queryable): Promise<PlaceService[]> {
  return (
    await database.query<PlaceService>(
      `select place_id as "placeId", quota, address,
         case when latitude is null then null
           else jsonb_build_object('latitude', latitude, 'longitude', longitude) end as location
       from place_service`,
    )
  ).rows;
}

export async function putPlaceService(
  tx: Queryable,
  { placeId, quota, address, location }: PlaceService,
): Promise<void> {
  await tx.query(
    `insert into place_service (place_id, quota, address, latitude, longitude) values ($1, $2, $3, $4, $5)
     on conflict (place_id) do update set quota = $2, address = $3, latitude = $4, longitude = $5`,
    [placeId, quota, address, location?.latitude ?? null, location?.longitude ?? null],
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
