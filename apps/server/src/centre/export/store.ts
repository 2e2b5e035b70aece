import type {
  CentreExportId,
  ExportCandidate,
  ExportFinding,
  ExportForm,
  Instant,
  PlainDate,
} from '@rekam/domain';
import type { Queryable } from '../../ports/database.ts';

export interface ExportRow {
  readonly id: CentreExportId;
  readonly form: ExportForm;
  /** The age recipient, or the SHA-256 of the centre's RSA key; null: its files lie in the clear. */
  readonly sealedTo: string | null;
  readonly againBecause: string | null;
  readonly leftOut: Readonly<Partial<Record<ExportFinding, number>>>;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly finishedAt: Instant | null;
  readonly sentOn: PlainDate | null;
  readonly sentMeans: string | null;
}

/** An export with the recordings that go into it, in the order in which they were received. */
export interface ChosenExport
  extends Pick<ExportRow, 'id' | 'form' | 'sealedTo' | 'againBecause' | 'leftOut' | 'madeAt' | 'madeBy'> {
  readonly recordings: readonly { readonly packetId: string; readonly number: number }[];
  /** `madeAt` as a day of the office. */
  readonly madeOn: PlainDate;
}

const columns = `e.id, e.form, e.sealed_to as "sealedTo", e.again_because as "againBecause", e.left_out as "leftOut",
  e.made_at as "madeAt", e.made_by as "madeBy", e.finished_at as "finishedAt", e.sent_on as "sentOn",
  e.sent_means as "sentMeans"`;

export interface ListedExport extends ExportRow {
  readonly recordings: number;
  readonly madeByName: string;
  readonly sentNotedBy: string | null;
}

const mostListed = 50;

/** Newest first. */
export async function listExports(database: Queryable): Promise<ListedExport[]> {
  const { rows } = await database.query<ListedExport>(
    `select ${columns}, coalesce(m.name, e.made_by) as "madeByName", s.name as "sentNotedBy",
       (select count(*)::int from centre_export_recording r where r.export_id = e.id) as recordings
     from centre_export e left join officer m on m.id = e.made_by left join officer s on s.id = e.sent_noted_by
     order by e.made_at desc, e.id desc limit ${mostListed}`,
  );
  return rows;
}

/** One export, locked until the transaction ends; by its id or the eight letters that its folder's name ends in. */
export async function lockExport(tx: Queryable, idOrEnd: string): Promise<ExportRow | undefined> {
  const { rows } = await tx.query<ExportRow>(
    `select ${columns} from centre_export e where e.id = $1 or (length($1) = 8 and right(e.id, 8) = $1) for update`,
    [idOrEnd],
  );
  return rows.length === 1 ? rows[0] : undefined;
}

/** Nobody else chooses recordings for an export until the transaction ends. */
export async function lockExports(tx: Queryable): Promise<void> {
  await tx.query('lock table centre_export in share row exclusive mode');
}

const candidates = `
  select r.packet_id as "packetId", r.state, k.packet_id is not null as "hasSamples",
    case when x.sent is not null then jsonb_build_object('sent', x.sent) end as "exportedIn"
  from recording r left join recording_key k on k.packet_id = r.packet_id
  left join (select c.packet_id, bool_or(e.sent_on is not null) as sent from centre_export_recording c
    join centre_export e on e.id = c.export_id where e.finished_at is not null group by c.packet_id) x
    on x.packet_id = r.packet_id
  where r.state in ('counted', 'held')`;

/** Every recording that may go, may not go, or went, in the order in which they were received. */
export async function listCandidates(
  tx: Queryable,
): Promise<(ExportCandidate & { readonly packetId: string })[]> {
  const { rows } = await tx.query<ExportCandidate & { readonly packetId: string }>(
    `${candidates} order by r.received_at, r.packet_id`,
  );
  return rows;
}

/** The same, counted by what an export makes of them; one row a kind. */
export async function countCandidates(
  database: Queryable,
): Promise<(ExportCandidate & { readonly count: number })[]> {
  const { rows } = await database.query<ExportCandidate & { readonly count: number }>(
    `select state, "hasSamples", "exportedIn", count(*)::int as count from (${candidates}) c
     group by state, "hasSamples", "exportedIn"`,
  );
  return rows;
}

export async function insertExport(
  tx: Queryable,
  chosen: Omit<ChosenExport, 'recordings' | 'madeOn'>,
  packetIds: readonly string[],
): Promise<void> {
  const { id, form, sealedTo, againBecause, leftOut, madeAt, madeBy } = chosen;
  await tx.query(
    `insert into centre_export (id, form, sealed_to, again_because, left_out, made_at, made_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, form, sealedTo, againBecause, JSON.stringify(leftOut), madeAt, madeBy],
  );
  await tx.query('insert into centre_export_recording (export_id, packet_id) select $1, unnest($2::text[])', [
    id,
    packetIds,
  ]);
}

/** The running numbers of these recordings, given now to those that have none. */
export async function numberRecordings(
  tx: Queryable,
  packetIds: readonly string[],
): Promise<Map<string, number>> {
  await tx.query('lock table centre_registration in share row exclusive mode');
  await tx.query(
    `insert into centre_registration (packet_id, number)
     select n.packet_id, (select coalesce(max(number), 0) from centre_registration) + row_number() over (order by n.at)
     from unnest($1::text[]) with ordinality as n (packet_id, at)
     where not exists (select from centre_registration r where r.packet_id = n.packet_id)`,
    [packetIds],
  );
  const { rows } = await tx.query<{ packetId: string; number: number }>(
    'select packet_id as "packetId", number from centre_registration where packet_id = any($1)',
    [packetIds],
  );
  return new Map(rows.map(({ packetId, number }) => [packetId, number]));
}

/** Writes down that an export stands, and which recordings are in it after all. */
export async function finishExport(
  tx: Queryable,
  id: string,
  finished: {
    readonly at: Instant;
    readonly manifestSha256: string;
    readonly packetIds: readonly string[];
    readonly leftOut: ExportRow['leftOut'];
  },
): Promise<void> {
  await tx.query('delete from centre_export_recording where export_id = $1 and packet_id <> all($2)', [
    id,
    finished.packetIds,
  ]);
  await tx.query(
    'update centre_export set finished_at = $2, manifest_sha256 = $3, left_out = $4 where id = $1',
    [id, finished.at, finished.manifestSha256, JSON.stringify(finished.leftOut)],
  );
}

export async function noteSent(
  tx: Queryable,
  id: string,
  sent: {
    readonly on: PlainDate;
    readonly means: string;
    readonly notedAt: Instant;
    readonly notedBy: string;
  },
): Promise<void> {
  await tx.query(
    `update centre_export set sent_on = $2, sent_means = $3, sent_noted_at = $4, sent_noted_by = $5 where id = $1`,
    [id, sent.on, sent.means, sent.notedAt, sent.notedBy],
  );
}

/** Residents whose recordings are in an export. */
export async function listExportedNiks(tx: Queryable, id: string): Promise<string[]> {
  const { rows } = await tx.query<{ nik: string }>(
    `select distinct r.nik from centre_export_recording c join recording r on r.packet_id = c.packet_id
     where c.export_id = $1 and r.nik is not null order by r.nik`,
    [id],
  );
  return rows.map(({ nik }) => nik);
}
