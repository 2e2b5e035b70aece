import type { ChronicleDays, Instant } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** The chronicle that was brought in last; undefined for an office whose past nobody brought in. */
export async function findChronicle(database: Queryable): Promise<ChronicleDays | undefined> {
  return (
    await database.query<ChronicleDays>(
      `select title, tells_from::text as "tellsFrom", tells_until::text as "tellsUntil",
         highlights::text[] as highlights
       from chronicle order by brought_in_at desc limit 1`,
    )
  ).rows[0];
}

export async function insertChronicle(
  tx: Queryable,
  { title, tellsFrom, tellsUntil, highlights }: ChronicleDays,
  at: Instant,
): Promise<void> {
  await tx.query(
    `insert into chronicle (title, tells_from, tells_until, highlights, brought_in_at)
     values ($1, $2, $3, $4::date[], $5)`,
    [title, tellsFrom, tellsUntil, highlights, at],
  );
}

/** The last fact that a day of the past may follow from; pages made before it are out of date. */
export async function lastFactBehind(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ seq: number | null }>(
    `select max(seq) as seq from fact
     where noun in ('component', 'set', 'fault', 'service-status', 'chronicle') and kind <> 'service-changed'`,
  );
  return Number(rows[0]?.seq ?? 0);
}
