import type {
  CardId,
  FingerCode,
  HandoverCaptureId,
  HandoverId,
  HandoverPolicy,
  HandoverQuestion,
  HandoverState,
  IdentityWay,
  Instant,
  OfficerId,
  PaperFate,
  PlainDate,
  StationId,
} from '@rekam/domain';
import type { ComparedFinger } from '@rekam/protocol/http/handover-api.ts';
import type { Queryable } from '../ports/database.ts';

interface Named {
  readonly nik: string;
  readonly name: string;
}

/** What is known of a card at the moment it changed hands: all that its receipt says. */
export interface Receipt {
  readonly holder: Named;
  readonly receiver: Named;
  readonly piece: string | null;
  readonly way: IdentityWay;
  readonly letter: PaperFate;
  readonly oldCard: PaperFate;
  readonly voidedLetter: string | null;
  readonly by: string;
  /** The second officer; null where the finger was enough. */
  readonly agreedBy: string | null;
  readonly basis: string;
  /** `KOTA KUPANG`. */
  readonly regency: string;
  /** Under which signature and photo lie. */
  readonly keptAs: string;
  readonly photo: boolean;
}

export interface Handover {
  readonly id: HandoverId;
  readonly code: string;
  readonly cardId: CardId;
  readonly receiverNik: string;
  readonly policy: HandoverPolicy;
  readonly state: HandoverState;
  readonly openedOn: PlainDate;
  readonly openedAt: Instant;
  readonly openedBy: OfficerId;
  readonly noScanner: boolean;
  readonly answered: readonly HandoverQuestion[];
  readonly reason: string;
  readonly agreedBy: OfficerId | null;
  readonly agreedAt: Instant | null;
  readonly kekVersion: number;
  readonly wrapped: Uint8Array;
  readonly endedAt: Instant | null;
  readonly receipt: Receipt | null;
}

const select = `select h.id, code, card_id as "cardId", receiver_nik as "receiverNik", p.body as policy, state,
    opened_on as "openedOn", opened_at as "openedAt", opened_by as "openedBy", no_scanner as "noScanner", answered,
    reason, agreed_by as "agreedBy", agreed_at as "agreedAt", kek_version as "kekVersion", wrapped,
    ended_at as "endedAt", receipt
  from handover h join handover_policy p on p.version = h.policy_version`;

export async function findHandover(database: Queryable, id: string): Promise<Handover | undefined> {
  return (await database.query<Handover>(`${select} where h.id = $1`, [id])).rows[0];
}

/** The same, held until the transaction ends. */
export async function lockHandover(tx: Queryable, id: string): Promise<Handover | undefined> {
  await tx.query('select from handover where id = $1 for update', [id]);
  return findHandover(tx, id);
}

/** The one under way for a card. */
export async function findUnderWay(database: Queryable, cardId: string): Promise<Handover | undefined> {
  return (await database.query<Handover>(`${select} where card_id = $1 and state = 'open'`, [cardId]))
    .rows[0];
}

/** By the code of a day, while it is under way. */
export async function findByCode(
  database: Queryable,
  code: string,
  today: PlainDate,
): Promise<Handover | undefined> {
  return (
    await database.query<Handover>(`${select} where code = $1 and opened_on = $2 and state = 'open'`, [
      code,
      today,
    ])
  ).rows[0];
}

/** The oldest first. */
export async function listUnderWay(database: Queryable, today: PlainDate): Promise<Handover[]> {
  return (
    await database.query<Handover>(`${select} where state = 'open' and opened_on = $1 order by h.id`, [today])
  ).rows;
}

export type NewHandover = Pick<
  Handover,
  | 'id'
  | 'code'
  | 'cardId'
  | 'receiverNik'
  | 'policy'
  | 'openedOn'
  | 'openedAt'
  | 'openedBy'
  | 'kekVersion'
  | 'wrapped'
>;

/** @returns false when its card has one under way, or the code is taken today */
export async function insertHandover(tx: Queryable, handover: NewHandover): Promise<boolean> {
  const { id, code, cardId, receiverNik, policy, openedOn, openedAt, openedBy, kekVersion, wrapped } =
    handover;
  const { rowCount } = await tx.query(
    `insert into handover (id, code, card_id, receiver_nik, policy_version, state, opened_on, opened_at, opened_by,
       kek_version, wrapped) values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10) on conflict do nothing`,
    [id, code, cardId, receiverNik, policy.version, openedOn, openedAt, openedBy, kekVersion, wrapped],
  );
  return rowCount === 1;
}

export async function isCodeTaken(database: Queryable, code: string, today: PlainDate): Promise<boolean> {
  const asked = 'select from handover where code = $1 and opened_on = $2';
  return (await database.query(asked, [code, today])).rowCount > 0;
}

/** HND8: ends those of earlier days. @returns their ids */
export async function lapseOlder(tx: Queryable, today: PlainDate, at: Instant): Promise<HandoverId[]> {
  const { rows } = await tx.query<{ id: HandoverId }>(
    `update handover set state = 'lapsed', ended_at = $2 where state = 'open' and opened_on < $1 returning id`,
    [today, at],
  );
  return rows.map(({ id }) => id);
}

export async function setEvidence(
  tx: Queryable,
  id: HandoverId,
  { noScanner, answered, reason }: Pick<Handover, 'noScanner' | 'answered' | 'reason'>,
): Promise<void> {
  await tx.query('update handover set no_scanner = $2, answered = $3, reason = $4 where id = $1', [
    id,
    noScanner,
    answered,
    reason,
  ]);
}

/** @param agreed null takes it back (HND6) */
export async function setAgreed(
  tx: Queryable,
  id: HandoverId,
  agreed: { readonly by: OfficerId; readonly at: Instant } | null,
): Promise<void> {
  await tx.query('update handover set agreed_by = $2, agreed_at = $3 where id = $1', [
    id,
    agreed?.by ?? null,
    agreed?.at ?? null,
  ]);
}

/** @param receipt null: it was broken off */
export async function setEnded(
  tx: Queryable,
  id: HandoverId,
  at: Instant,
  receipt: Receipt | null,
): Promise<void> {
  await tx.query('update handover set state = $2, ended_at = $3, receipt = $4 where id = $1', [
    id,
    receipt === null ? 'cancelled' : 'handed-over',
    at,
    receipt === null ? null : JSON.stringify(receipt),
  ]);
}

/** A finger taken at a counter; its verdict is null where it was kept for want of one to compare with. */
export interface Capture extends Omit<ComparedFinger, 'verdict'> {
  readonly id: HandoverCaptureId;
  readonly handoverId: HandoverId;
  readonly stationId: StationId;
  readonly officerId: OfficerId;
  readonly deviceSerial: string;
  readonly quality: number;
  readonly verdict: ComparedFinger['verdict'] | null;
}

/** @returns false when it was told before */
export async function insertCapture(tx: Queryable, capture: Capture): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into handover_capture (id, handover_id, taken_at, station_id, officer_id, device_serial, finger, quality,
       verdict, doubt, looks_like, score) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict do nothing`,
    [
      capture.id,
      capture.handoverId,
      capture.at,
      capture.stationId,
      capture.officerId,
      capture.deviceSerial,
      capture.finger,
      capture.quality,
      capture.verdict,
      capture.doubt,
      capture.looksLike,
      capture.score,
    ],
  );
  return rowCount === 1;
}

/** In the order in which they came. */
export async function listCaptures(
  database: Queryable,
  handoverIds: readonly string[],
): Promise<(Capture & { readonly station: string })[]> {
  const { rows } = await database.query<Capture & { station: string }>(
    `select c.id, handover_id as "handoverId", taken_at as at, station_id as "stationId", officer_id as "officerId",
       device_serial as "deviceSerial", finger, quality, verdict, doubt, looks_like as "looksLike", score,
       coalesce(s.name, station_id) as station
     from handover_capture c left join station s on s.id = station_id where handover_id = any($1) order by number`,
    [handoverIds],
  );
  return rows;
}

/** A print that is kept and of which the rule says for how long. */
export interface KeptPrint {
  readonly id: HandoverCaptureId;
  readonly handoverId: HandoverId;
  readonly finger: FingerCode;
}

/** HND14: kept prints whose days are over. */
export async function listOutlived(database: Queryable, now: Instant): Promise<KeptPrint[]> {
  const { rows } = await database.query<KeptPrint>(
    `select c.id, handover_id as "handoverId", finger
     from handover_capture c join handover h on h.id = handover_id join handover_policy p on p.version = policy_version
     where verdict is null and destroyed_at is null
       and taken_at + make_interval(days => (p.body->>'keepPrintDays')::int) < $1`,
    [now],
  );
  return rows;
}

export async function setDestroyed(tx: Queryable, id: HandoverCaptureId, at: Instant): Promise<void> {
  await tx.query('update handover_capture set destroyed_at = $2 where id = $1', [id, at]);
}
