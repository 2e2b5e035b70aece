import type { Death, DeathId, Instant, OfficerId } from '@rekam/domain';
import type { Queryable } from '../../ports/database.ts';

/** A death that stands. */
export interface NotedDeath extends Death {
  readonly id: DeathId;
  readonly nik: string;
  readonly notedAt: Instant;
  readonly notedBy: OfficerId;
  readonly fileSha256: string | null;
}

/** Those of these residents of whom a death is written down. */
export async function listDeaths(database: Queryable, niks: readonly string[]): Promise<NotedDeath[]> {
  const { rows } = await database.query<NotedDeath>(
    `select id, nik, died_on as "diedOn", paper, noted_at as "notedAt", noted_by as "notedBy",
       file_sha256 as "fileSha256"
     from resident_death where nik = any($1) and taken_back_at is null`,
    [niks],
  );
  return rows;
}

/** @returns false when somebody was quicker */
export async function insertDeath(tx: Queryable, death: NotedDeath): Promise<boolean> {
  const { id, nik, diedOn, paper, notedAt, notedBy, fileSha256 } = death;
  const { rowCount } = await tx.query(
    `insert into resident_death (id, nik, died_on, paper, noted_at, noted_by, file_sha256)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [id, nik, diedOn, paper, notedAt, notedBy, fileSha256],
  );
  return rowCount === 1;
}

export async function setTakenBack(
  tx: Queryable,
  id: DeathId,
  { at, by, because }: { readonly at: Instant; readonly by: OfficerId; readonly because: string },
): Promise<void> {
  await tx.query(
    `update resident_death set taken_back_at = $2, taken_back_by = $3, taken_back_because = $4
     where id = $1 and taken_back_at is null`,
    [id, at, by, because],
  );
}
