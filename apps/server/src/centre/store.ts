import {
  type CentreLabels,
  type CentreStatus,
  type CentreWordId,
  type Instant,
  type ObservedWord,
  type PlainDate,
  spellingsOf,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** A word of the centre with who noted it when. */
export interface NotedWord extends ObservedWord {
  readonly id: CentreWordId;
  readonly nik: string;
  readonly notedAt: Instant;
  readonly notedBy: string;
  readonly fileSha256: string | null;
  readonly decidedBecause: string | null;
}

const columns = `w.id, w.nik, w.status, w.as_of as "asOf", w.source, w.noted_at as "notedAt", w.noted_by as "notedBy",
  w.file_sha256 as "fileSha256", w.decided_because as "decidedBecause"`;

/** Words about a NIK in the order they count, the last one last. */
export async function listWords(
  database: Queryable,
  nik: string,
): Promise<(NotedWord & { readonly notedByName: string })[]> {
  const { rows } = await database.query<NotedWord & { notedByName: string }>(
    `select ${columns}, coalesce(o.name, w.noted_by) as "notedByName" from centre_word w
     left join officer o on o.id = w.noted_by where w.nik = $1 order by w.as_of, w.noted_at, w.id`,
    [nik],
  );
  return rows;
}

export async function insertWords(tx: Queryable, words: readonly NotedWord[]): Promise<void> {
  await tx.query(
    `insert into centre_word (id, nik, status, as_of, source, noted_at, noted_by, file_sha256, decided_because)
     select * from jsonb_to_recordset($1::jsonb) as w (id text, nik text, status text, "asOf" date, source text,
       "notedAt" timestamptz, "notedBy" text, "fileSha256" text, "decidedBecause" text)`,
    [JSON.stringify(words)],
  );
}

export interface LastSaid {
  readonly nik: string;
  /** Word of the source; null: the centre was never heard about this NIK. */
  readonly status: string | null;
  readonly asOf: PlainDate | null;
}

/** What was last said of those of these NIKs that are in the register or were recorded here. */
export async function listLastSaid(database: Queryable, niks: readonly string[]): Promise<LastSaid[]> {
  const { rows } = await database.query<LastSaid>(
    `select n.nik, s.status, s.as_of as "asOf" from unnest($1::text[]) as n (nik)
     left join lateral centre_said(n.nik) s on true
     where exists (select from resident r where r.nik = n.nik)
       or exists (select from recording c where c.nik = n.nik and c.state = 'counted')`,
    [niks],
  );
  return rows;
}

/** Nobody else notes words until the transaction ends. */
export async function lockWords(tx: Queryable): Promise<void> {
  await tx.query('lock table centre_word in share row exclusive mode');
}

/** Nobody else notes words about this resident until the transaction ends, and nobody takes a file. */
export async function lockWordsOf(tx: Queryable, nik: string): Promise<void> {
  await tx.query('lock table centre_word in row exclusive mode');
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 520))', [nik]);
}

export async function findLabels(database: Queryable): Promise<CentreLabels> {
  const { rows } = await database.query<{ status: CentreStatus; label: string }>(
    'select status, label from centre_label',
  );
  return Object.fromEntries(rows.map(({ status, label }) => [status, label]));
}

export async function replaceLabels(tx: Queryable, labels: CentreLabels): Promise<void> {
  await tx.query('lock table centre_label in share row exclusive mode');
  await tx.query('delete from centre_label');
  await tx.query('insert into centre_label select key, value from jsonb_each_text($1::jsonb)', [
    JSON.stringify(labels),
  ]);
}

/**
 * Residents of whom the centre last said that their card can be printed, and who are on no piece yet. Looks closely only
 * at those of whom it ever said so: all others cannot be among them.
 */
export async function countPrintReady(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ residents: number }>(
    `with ready as (
       select nik from centre_word where status = 'PRINT_READY_RECORD'
       union select nik from resident where upper(translate(recorded_status, '_-', '  ')) = any($1))
     select count(*)::int as residents from ready cross join lateral centre_said(ready.nik) s
     where (exists (select from card c where c.nik = ready.nik and c.state = 'queued')
         or not exists (select from card c where c.nik = ready.nik and c.state <> 'withdrawn'))
       and upper(translate(s.status, '_-', '  ')) = any($1)`,
    [printReadySpellings],
  );
  return rows[0]!.residents;
}

const printReadySpellings = spellingsOf('PRINT_READY_RECORD');

/** What the owner of a receipt may learn from: the recording's state and the words about it. */
export interface AskedRecording {
  readonly state: 'received' | 'counted' | 'held' | 'set-aside';
  readonly receivedAt: Instant;
  readonly words: readonly { readonly status: CentreStatus; readonly asOf: PlainDate }[];
}

/** By code and date of birth together, in one question: a wrong code costs the same as a wrong date (CTR32). */
export async function findByReceipt(
  database: Queryable,
  receiptCode: string,
  birthDate: PlainDate,
): Promise<(AskedRecording & { readonly nik: string | null }) | undefined> {
  const { rows } = await database.query<AskedRecording & { readonly nik: string | null }>(
    `select r.nik, r.state, r.received_at as "receivedAt", coalesce((
       select jsonb_agg(jsonb_build_object('status', w.status, 'asOf', w.as_of) order by w.as_of, w.noted_at, w.id)
       from centre_word w where w.nik = r.nik and r.state = 'counted'), '[]') as words
     from recording r join manifest m on m.packet_id = r.packet_id
     where r.receipt_code = $1 and m.body #>> '{resident,biodata,birthDate}' = $2 limit 1`,
    [receiptCode, birthDate],
  );
  return rows[0];
}
