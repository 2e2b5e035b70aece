import type { EarlyClosing, HoursFrom, PlaceId, PlainDate, SpecialDay } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** Every week that was ever set, the earliest first. */
export async function listHours(database: Queryable): Promise<HoursFrom[]> {
  return (
    await database.query<HoursFrom>(
      `select place_id as "placeId", from_day::text as "from", week from service_hours
       order by from_day, place_id nulls first`,
    )
  ).rows;
}

export async function putHours(tx: Queryable, { placeId, from, week }: HoursFrom): Promise<void> {
  await tx.query(
    `insert into service_hours (place_id, from_day, week) values ($1, $2, $3)
     on conflict (coalesce(place_id, ''), from_day) do update set week = $3`,
    [placeId, from, week && JSON.stringify(week)],
  );
}

export async function listSpecialDays(database: Queryable, since: PlainDate): Promise<SpecialDay[]> {
  return (
    await database.query<SpecialDay>(
      `select date::text, place_id as "placeId", hours, name from special_day where date >= $1
       order by date, place_id nulls first`,
      [since],
    )
  ).rows;
}

export async function putSpecialDays(tx: Queryable, days: readonly SpecialDay[]): Promise<void> {
  await tx.query(
    `insert into special_day (date, place_id, hours, name)
     select date, "placeId", nullif(hours, 'null'), name from jsonb_to_recordset($1::jsonb)
       as d (date date, "placeId" text, hours jsonb, name text)
     on conflict (date, coalesce(place_id, '')) do update set hours = excluded.hours, name = excluded.name`,
    [JSON.stringify(days)],
  );
}

/** @returns false when there was none */
export async function deleteSpecialDay(
  tx: Queryable,
  { date, placeId }: Pick<SpecialDay, 'date' | 'placeId'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from special_day where date = $1 and place_id is not distinct from $2',
    [date, placeId],
  );
  return rowCount === 1;
}

export async function listClosings(database: Queryable, since: PlainDate): Promise<EarlyClosing[]> {
  return (
    await database.query<EarlyClosing>(
      `select place_id as "placeId", day::text, closes, reason from early_closing where day >= $1`,
      [since],
    )
  ).rows;
}

export async function putClosing(
  tx: Queryable,
  { placeId, day, closes, reason }: EarlyClosing,
): Promise<void> {
  await tx.query(
    `insert into early_closing (place_id, day, closes, reason) values ($1, $2, $3, $4)
     on conflict (place_id, day) do update set closes = $3, reason = $4`,
    [placeId, day, closes, reason],
  );
}

export async function deleteClosing(tx: Queryable, placeId: PlaceId, day: PlainDate): Promise<void> {
  await tx.query('delete from early_closing where place_id = $1 and day = $2', [placeId, day]);
}
