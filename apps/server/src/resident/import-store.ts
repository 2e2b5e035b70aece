import type { ImportId, Instant } from '@rekam/domain';
import type { BulkSession } from '../ports/bulk-load.ts';
import type { Queryable } from '../ports/database.ts';
import { type BadLine, stagedColumns } from './csv/resident-parser.ts';

export interface ImportRecord {
  readonly id: ImportId;
  readonly state: 'running' | 'done' | 'failed';
  readonly fileName: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly lines: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Deaths written down. */
  readonly died: number;
  readonly bad: number;
  readonly bytesRead: number;
  readonly bytesTotal: number | null;
  readonly problem: string | null;
}

const columns = `id, state, file_name as "fileName", started_at as "startedAt", ended_at as "endedAt", lines, added,
  changed, unchanged, died, bad, bytes_read as "bytesRead", bytes_total as "bytesTotal", problem`;

/** Any number: whoever holds this advisory lock imports, and loses it with the connection. */
const importLock = 0x72656b696d70;

/** @returns false when another import runs */
export async function takeImportLock(session: Queryable): Promise<boolean> {
  const { rows } = await session.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    importLock,
  ]);
  return rows[0]!.taken;
}

export async function releaseImportLock(session: Queryable): Promise<void> {
  await session.query('select pg_advisory_unlock($1)', [importLock]);
}

/** Only for the holder of the lock: what is still called running was cut off. @returns how many there were */
export async function failInterrupted(session: Queryable, at: Instant): Promise<number> {
  const { rowCount } = await session.query(
    `update resident_import set state = 'failed', problem = 'IMPORT_INTERRUPTED', ended_at = $1 where state = 'running'`,
    [at],
  );
  return rowCount;
}

export async function insertImport(
  database: Queryable,
  record: { id: ImportId; fileName: string; at: Instant; bytesTotal: number | null },
): Promise<void> {
  await database.query(
    `insert into resident_import (id, state, file_name, started_at, bytes_total) values ($1, 'running', $2, $3, $4)`,
    [record.id, record.fileName, record.at, record.bytesTotal],
  );
}

export async function updateImport(
  tx: Queryable,
  record: Pick<ImportRecord, 'id' | 'state' | 'lines' | 'bad' | 'bytesRead' | 'problem'> &
    Partial<Pick<ImportRecord, 'added' | 'changed' | 'unchanged' | 'died'>> & { readonly at: Instant },
): Promise<void> {
  await tx.query(
    `update resident_import set state = $2, ended_at = $3, lines = $4, bad = $5, bytes_read = $6, problem = $7,
       added = $8, changed = $9, unchanged = $10, died = $11 where id = $1`,
    [
      record.id,
      record.state,
      record.at,
      record.lines,
      record.bad,
      record.bytesRead,
      record.problem,
      record.added ?? 0,
      record.changed ?? 0,
      record.unchanged ?? 0,
      record.died ?? 0,
    ],
  );
}

export async function findImport(database: Queryable, id: string): Promise<ImportRecord | undefined> {
  return (await database.query<ImportRecord>(`select ${columns} from resident_import where id = $1`, [id]))
    .rows[0];
}

export async function listImportRecords(database: Queryable): Promise<ImportRecord[]> {
  return (
    await database.query<ImportRecord>(
      `select ${columns} from resident_import order by started_at desc, id desc limit 100`,
    )
  ).rows;
}

export async function insertBadLines(
  database: Queryable,
  id: ImportId,
  bad: readonly BadLine[],
): Promise<void> {
  await database.query(
    `insert into resident_import_bad_line (import_id, line, column_name, code, details)
     select $1, line, "column", code, details
     from jsonb_to_recordset($2::jsonb) as b (line bigint, "column" text, code text, details jsonb)`,
    [id, JSON.stringify(bad)],
  );
}

/** Bad lines in the order of the file, `limit` of them behind line `after`. */
export async function listBadLines(
  database: Queryable,
  id: string,
  after: number,
  limit: number,
): Promise<BadLine[]> {
  return (
    await database.query<BadLine>(
      `select line, column_name as "column", code, details from resident_import_bad_line
       where import_id = $1 and line > $2 order by line limit $3`,
      [id, after, limit],
    )
  ).rows;
}

/** An empty waiting room, and the stream that fills it. */
export async function openIncoming(session: BulkSession) {
  await clearIncoming(session);
  return session.copyInto(`copy resident_incoming (${stagedColumns.join(', ')}) from stdin`);
}

export async function clearIncoming(session: Queryable): Promise<void> {
  await session.query('truncate resident_incoming');
}
