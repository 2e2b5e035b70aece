import type { HeldReason, ReceivedState } from '@rekam/domain';
import { type Manifest, upgradeManifest } from '@rekam/protocol/packet/manifest.ts';
import type { Queryable } from '../ports/database.ts';

/** One recording as lists show it, before anything is masked. */
export interface Recording {
  readonly packetId: string;
  readonly id: string;
  readonly state: ReceivedState;
  readonly heldReason: HeldReason | null;
  readonly rivalPacketId: string | null;
  readonly stationId: string;
  readonly placeId: string;
  readonly place: string | null;
  readonly stationName: string;
  readonly operatorName: string | null;
  readonly nik: string | null;
  readonly name: string | null;
  readonly recordedAt: string | null;
  readonly clockTrusted: boolean | null;
  readonly receivedAt: string;
  readonly openedAt: string | null;
  readonly backedUpAt: string | null;
  readonly sha256: string;
  readonly bytes: number;
  readonly via: 'network' | 'stick';
  readonly forced: number;
  readonly exceptions: number;
  readonly owed: number;
  readonly totalMs: number | null;
}

/** Names are joined to the page that was found, never to the million it was found in. */
const rowsOf = (page: string): string => `
  select r.packet_id as "packetId", r.id, r.state, r.held_reason as "heldReason",
    r.rival_packet_id as "rivalPacketId", r.station_id as "stationId", r.place_id as "placeId", p.name as place,
    coalesce(s.name, r.station_id) as "stationName", coalesce(o.name, r.operator_id) as "operatorName", r.nik, r.name,
    r.recorded_at as "recordedAt", r.clock_trusted as "clockTrusted", r.received_at as "receivedAt",
    r.opened_at as "openedAt", r.backed_up_at as "backedUpAt", r.sha256, r.bytes, r.via, r.forced, r.exceptions,
    r.owed, r.total_ms as "totalMs"
  from (${page}) r
  left join station s on s.id = r.station_id
  left join place p on p.id = r.place_id
  left join officer o on o.id = r.operator_id
  order by r.received_at desc, r.packet_id desc`;

export interface RecordingFilter {
  /** Places whose recordings may be seen. */
  readonly places: 'all' | readonly string[];
  readonly state?: ReceivedState | undefined;
  readonly placeId?: string | undefined;
  readonly stationId?: string | undefined;
  /** First and last moment of receipt; the last one excluded. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly forcedOnly?: boolean;
  /** Only older ones than this row. */
  readonly after?: { readonly receivedAt: string; readonly packetId: string } | undefined;
}

/** Newest first, by keyset: the thousandth page costs as much as the first. */
export async function listRecordings(
  database: Queryable,
  filter: RecordingFilter,
  limit: number,
): Promise<Recording[]> {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    ...(filter.places === 'all' ? [] : [`place_id = any(${bind(filter.places)}::text[])`]),
    ...(filter.state ? [`state = ${bind(filter.state)}`] : []),
    ...(filter.placeId ? [`place_id = ${bind(filter.placeId)}`] : []),
    ...(filter.stationId ? [`station_id = ${bind(filter.stationId)}`] : []),
    ...(filter.from ? [`received_at >= ${bind(filter.from)}`] : []),
    ...(filter.until ? [`received_at < ${bind(filter.until)}`] : []),
    ...(filter.forcedOnly ? ['forced > 0'] : []),
    ...(filter.after
      ? [
          `(received_at, packet_id) < (${bind(filter.after.receivedAt)}::timestamptz, ${bind(filter.after.packetId)})`,
        ]
      : []),
  ];
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const page = `select * from recording ${where} order by received_at desc, packet_id desc limit ${bind(limit)}`;
  return (await database.query<Recording>(rowsOf(page), values)).rows;
}

/** What somebody typed to find a recording. */
export type Sought =
  | { readonly by: 'nik'; readonly nik: string }
  | { readonly by: 'receipt'; readonly receiptCode: string }
  | { readonly by: 'name'; readonly words: readonly string[] };

export async function searchRecordings(
  database: Queryable,
  sought: Sought,
  places: 'all' | readonly string[],
  limit: number,
): Promise<Recording[]> {
  const values: unknown[] = [limit, places === 'all' ? null : places];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const within = '($2::text[] is null or place_id = any($2))';
  const match = ((): string => {
    switch (sought.by) {
      case 'nik':
        return `nik like ${bind(`${sought.nik}%`)}`;
      case 'receipt':
        return `receipt_code = ${bind(sought.receiptCode)}`;
      case 'name':
        return `(words @> ${bind(sought.words)}::text[] or name like ${bind(`${likeText(sought.words.join(' '))}%`)})`;
    }
  })();
  const page = `select * from recording where ${match} and ${within} order by received_at desc, packet_id desc limit $1`;
  return (await database.query<Recording>(rowsOf(page), values)).rows;
}

const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, (special) => `\\${special}`);

/** By the id of the enrolment or of its packet. */
export async function findRecording(database: Queryable, id: string): Promise<Recording | undefined> {
  const page = 'select * from recording where id = $1 or packet_id = $1 limit 1';
  return (await database.query<Recording>(rowsOf(page), [id])).rows[0];
}

/** Locks the row until the transaction ends. */
export async function lockRecording(tx: Queryable, packetId: string): Promise<void> {
  await tx.query('select 1 from recording where packet_id = $1 for update', [packetId]);
}

export async function countByState(
  database: Queryable,
  places: 'all' | readonly string[],
): Promise<Record<ReceivedState, number>> {
  const { rows } = await database.query<{ state: ReceivedState; count: number }>(
    `select state, sum(change)::bigint as count from recording_tally
     where $1::text[] is null or place_id = any($1) group by state`,
    [places === 'all' ? null : places],
  );
  const counts = { received: 0, counted: 0, held: 0, 'set-aside': 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

export async function findManifest(database: Queryable, packetId: string): Promise<Manifest | undefined> {
  const { rows } = await database.query<{ body: Parameters<typeof upgradeManifest>[0] }>(
    'select body from manifest where packet_id = $1',
    [packetId],
  );
  return rows[0] && upgradeManifest(rows[0].body);
}

export interface WrappedKey {
  readonly kekVersion: number;
  readonly wrapped: Uint8Array;
}

/** The wrapped key of a recording's samples; undefined once it was destroyed, or before the packet was opened. */
export async function findRecordingKey(
  database: Queryable,
  packetId: string,
): Promise<WrappedKey | undefined> {
  const { rows } = await database.query<WrappedKey>(
    'select kek_version as "kekVersion", wrapped from recording_key where packet_id = $1',
    [packetId],
  );
  return rows[0];
}

/** Those of these residents whose recording counts with a photo that can still be read; only an owed step lacks one. */
export async function listWithPhoto(database: Queryable, niks: readonly string[]): Promise<string[]> {
  const { rows } = await database.query<{ nik: string }>(
    `select r.nik from recording r join recording_key k on k.packet_id = r.packet_id
     where r.state = 'counted' and r.nik = any($1) and (r.owed = 0 or exists (select from manifest m
       where m.packet_id = r.packet_id and jsonb_path_exists(m.body, '$.captures[*] ? (@.subject == "FA")')))`,
    [niks],
  );
  return rows.map(({ nik }) => nik);
}

export async function deleteRecordingKey(tx: Queryable, packetId: string): Promise<void> {
  await tx.query('delete from recording_key where packet_id = $1', [packetId]);
}
