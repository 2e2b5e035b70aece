import type { Death, DeathId, Instant, OfficerId, PaperId } from '@rekam/domain';
import type { Queryable } from '../../ports/database.ts';

/** A death that stands. */
export interface NotedDeath extends Death {
  readonly id: DeathId;
  readonly nik: string;
  readonly notedAt: Instant;
  readonly notedBy: OfficerId;
  readonly fileSha256: string | null;
  /** Scan of the paper; null: none is kept. */
  readonly scan: PaperId | null;
}

/** Those of these residents of whom a death is written down. */
export async function listDeaths(database: Queryable, niks: readonly string[]): Promise<NotedDeath[]> {
  const { rows } = await database.query<NotedDeath>(
    `select id, nik, died_on as "diedOn", paper, noted_at as "notedAt", noted_by as "notedBy",
       file_sha256 as "fileSha256", scan
     from resident_death where nik = any($1) and taken_back_at is null`,
    [niks],
  );
  return rows;
}

/** The scan of a death's paper; null: none is kept. */
export async function findScan(database: Queryable, id: string): Promise<PaperId | null> {
  const { rows } = await database.query<{ scan: PaperId | null }>(
    'select scan from resident_death where id = $1',
    [id],
  );
  return rows[0]?.scan ?? null;
}

/** @returns false when somebody was quicker */
export async function insertDeath(tx: Queryable, death: NotedDeath): Promise<boolean> {
  const { id, nik, diedOn, paper, notedAt, notedBy, fileSha256, scan } = death;
  const { rowCount } = await tx.query(
    `insert into resident_death (id, nik, died_on, paper, noted_at, noted_by, file_sha256, scan)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [id, nik, diedOn, paper, notedAt, notedBy, fileSha256, scan],
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
