import type {
  CardId,
  Instant,
  LetterId,
  Notice,
  NoticeEnd,
  NoticeSubject,
  PlaceId,
  PlainDate,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import type { SealedSecret } from './vault.ts';

export type StoredNotice = Notice & { readonly ended: NoticeEnd | null };
export type MessageKind = 'confirm' | 'works-again' | 'letter-ending' | 'card-ready';

type Row = Omit<StoredNotice, 'about'> & {
  readonly placeId: PlaceId | null;
  readonly letterId: LetterId | null;
  readonly cardId: CardId | null;
};

const columns = `n.id, n.place_id as "placeId", n.letter_id as "letterId", n.card_id as "cardId", n.channel, n.asked_at as "askedAt",
  n.confirmed_at as "confirmedAt", n.ended_as as ended`;

function aboutOf({ placeId, letterId, cardId }: Pick<Row, 'placeId' | 'letterId' | 'cardId'>): NoticeSubject {
  if (placeId !== null) return { kind: 'place', placeId };
  return letterId !== null ? { kind: 'letter', letterId } : { kind: 'card', cardId: cardId! };
}

const noticeOf = <R extends Row>({ placeId, letterId, cardId, ...row }: R) => ({
  ...row,
  about: aboutOf({ placeId, letterId, cardId }),
});

const idsOf = (about: NoticeSubject) => ({
  placeId: about.kind === 'place' ? about.placeId : null,
  letterId: about.kind === 'letter' ? about.letterId : null,
  cardId: about.kind === 'card' ? about.cardId : null,
});

/** Those who ask for one contact take turns until they have committed. */
export async function lockContact(tx: Queryable, contactHash: Uint8Array): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 11))", [contactHash]);
}

/** How many confirmations were asked of a contact, and by strangers of anybody, since the given moments. */
export async function countAsked(
  tx: Queryable,
  contactHash: Uint8Array,
  since: { readonly ofContact: Instant; readonly ofAnybody: Instant },
): Promise<{ readonly ofContact: number; readonly ofAnybody: number }> {
  const { rows } = await tx.query<{ ofContact: number; ofAnybody: number }>(
    `select count(*) filter (where contact_hash = $1) as "ofContact",
       count(*) filter (where made_at > $3 and not at_counter) as "ofAnybody"
     from notice_message join notice n on n.id = notice_id where kind = 'confirm' and made_at > $2`,
    [contactHash, since.ofContact, since.ofAnybody],
  );
  return rows[0]!;
}

export async function findOpenNotice(
  tx: Queryable,
  about: NoticeSubject,
  contactHash: Uint8Array,
): Promise<StoredNotice | undefined> {
  const { placeId, letterId, cardId } = idsOf(about);
  const { rows } = await tx.query<Row>(
    `select ${columns} from notice n
     where (place_id = $1 or letter_id = $2 or card_id = $3) and contact_hash = $4 and ended_at is null`,
    [placeId, letterId, cardId, contactHash],
  );
  return rows.map(noticeOf)[0];
}

export async function putNotice(
  tx: Queryable,
  notice: Notice,
  hashes: { readonly contact: Uint8Array; readonly token: Uint8Array },
  secret: SealedSecret,
): Promise<void> {
  const { placeId, letterId, cardId } = idsOf(notice.about);
  await tx.query(
    `insert into notice (id, place_id, letter_id, card_id, channel, contact_hash, token_hash, kek_version, wrapped,
       sealed, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      notice.id,
      placeId,
      letterId,
      cardId,
      notice.channel,
      hashes.contact,
      hashes.token,
      secret.kekVersion,
      secret.wrapped,
      secret.sealed,
      notice.askedAt,
    ],
  );
}

/** Locked until the transaction ends. */
export async function findByToken(tx: Queryable, tokenHash: Uint8Array): Promise<StoredNotice | undefined> {
  const { rows } = await tx.query<Row>(`select ${columns} from notice n where token_hash = $1 for update`, [
    tokenHash,
  ]);
  return rows.map(noticeOf)[0];
}

export async function setConfirmed(tx: Queryable, id: string, at: Instant): Promise<void> {
  await tx.query('update notice set confirmed_at = $2 where id = $1', [id, at]);
}

/** Ends a notice and destroys its contact (NTC7). @returns whether it was still open */
export async function endNotice(tx: Queryable, id: string, as: NoticeEnd, at: Instant): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update notice set ended_at = $3, ended_as = $2, kek_version = null, wrapped = null, sealed = null
     where id = $1 and ended_at is null`,
    [id, as, at],
  );
  return rowCount > 0;
}

/** Every notice about a place that has not ended and whose message is not on its way yet. */
export async function listWaiting(database: Queryable): Promise<(Notice & { about: { kind: 'place' } })[]> {
  const { rows } = await database.query<Row>(
    `select ${columns} from notice n where ended_at is null and place_id is not null
       and not exists (select from notice_message where notice_id = n.id and kind = 'works-again')`,
  );
  return rows.map(noticeOf) as (Notice & { about: { kind: 'place' } })[];
}

/** A notice about a letter with what its reminders follow from. */
export interface OpenReminder extends Notice {
  readonly validUntil: PlainDate;
  readonly endedEarly: boolean;
  /** Days before the end that were ordered already. */
  readonly told: readonly number[];
}

/** Open notices of letters that end by a day or have ended, and those that nobody has confirmed. */
export async function listReminders(database: Queryable, by: PlainDate): Promise<OpenReminder[]> {
  const { rows } = await database.query<Row & Omit<OpenReminder, 'about'>>(
    `select ${columns}, l.valid_until as "validUntil",
       (l.voided_on is not null or l.replaced_by_id is not null) as "endedEarly",
       array(select days_before from notice_message where notice_id = n.id and kind = 'letter-ending') as told
     from notice n join letter l on l.id = n.letter_id
     where n.ended_at is null and (n.confirmed_at is null or l.valid_until <= $1 or l.voided_on is not null
       or l.replaced_by_id is not null)`,
    [by],
  );
  return rows.map(noticeOf);
}

/** How far the notices about a letter are. */
export interface ReminderStanding {
  readonly letterId: LetterId;
  readonly asked: number;
  readonly confirmed: number;
  /** When a reminder was sent last. */
  readonly remindedAt: Instant | null;
}

/** What is known of notices about these letters; letters that nobody asked about are left out. */
export async function listReminderStandings(
  database: Queryable,
  letterIds: readonly string[],
): Promise<ReminderStanding[]> {
  const { rows } = await database.query<ReminderStanding>(
    `select n.letter_id as "letterId", count(*) filter (where n.ended_at is null)::int as asked,
       count(*) filter (where n.ended_at is null and n.confirmed_at is not null)::int as confirmed,
       max((select max(sent_at) from notice_message where notice_id = n.id and kind = 'letter-ending'))
         as "remindedAt"
     from notice n where n.letter_id = any($1) group by n.letter_id`,
    [letterIds],
  );
  return rows;
}

/** A notice about a card with what its messages follow from. */
export interface CardNotice extends Notice {
  /** Handed over, or wanted by nobody any more. */
  readonly gone: boolean;
  /** When it was found good; null: it cannot be fetched. */
  readonly checkedAt: Instant | null;
  /** When its messages were ordered, the last one last. */
  readonly told: readonly Instant[];
}

const goneStates = `('handed-over', 'withdrawn')`;
const holderDied = `exists (select from resident_death d where d.nik = c.nik and d.taken_back_at is null)`;

export async function listCardNotices(database: Queryable): Promise<CardNotice[]> {
  const { rows } = await database.query<Row & Omit<CardNotice, 'about'>>(
    `select ${columns}, (c.state in ${goneStates} or ${holderDied}) as gone,
       (select max(at) from fact where subject_id = c.id and kind = 'card-checked' and c.state = 'checked')
         as "checkedAt",
       array(select made_at from notice_message where notice_id = n.id and kind = 'card-ready' order by turn) as told
     from notice n join card c on c.id = n.card_id where n.ended_at is null`,
  );
  return rows.map(noticeOf);
}

export async function isCardGone(database: Queryable, cardId: CardId): Promise<boolean> {
  const asked = `select from card c where id = $1 and (state in ${goneStates} or ${holderDied})`;
  return (await database.query(asked, [cardId])).rowCount > 0;
}

/** How far the notices about a card are. */
export interface CardNoticeStanding {
  readonly cardId: CardId;
  readonly asked: number;
  readonly confirmed: number;
  /** When somebody was told last that it waits. */
  readonly toldAt: Instant | null;
}

/** Cards that nobody asked about are left out. */
export async function listCardNoticeStandings(
  database: Queryable,
  cardIds: readonly string[],
): Promise<CardNoticeStanding[]> {
  const { rows } = await database.query<CardNoticeStanding>(
    `select n.card_id as "cardId", count(*) filter (where n.ended_at is null)::int as asked,
       count(*) filter (where n.ended_at is null and n.confirmed_at is not null)::int as confirmed,
       max((select max(sent_at) from notice_message where notice_id = n.id and kind = 'card-ready')) as "toldAt"
     from notice n where n.card_id = any($1) group by n.card_id`,
    [cardIds],
  );
  return rows;
}

/** What is ordered beside its kind. */
export interface MessageFacts {
  /** Days before the end of a letter. */
  readonly daysBefore?: number;
  /** Which of the messages about a card, from 0. */
  readonly turn?: number;
  readonly atCounter?: boolean;
}

/** Orders a message; what is to be told once is ordered once. */
export async function putMessage(
  tx: Queryable,
  noticeId: string,
  kind: MessageKind,
  at: Instant,
  { daysBefore, turn, atCounter = false }: MessageFacts = {},
): Promise<void> {
  await tx.query(
    `insert into notice_message (notice_id, kind, made_at, next_try_at, days_before, turn, at_counter)
     values ($1, $2, $3, $3, $4, $5, $6) on conflict do nothing`,
    [noticeId, kind, at, daysBefore ?? null, turn ?? null, atCounter],
  );
}

/** What a message speaks of, as its receiver knows it. */
export type MessageSubject =
  | { readonly kind: 'place'; readonly name: string }
  | { readonly kind: 'letter'; readonly number: string; readonly validUntil: PlainDate }
  | { readonly kind: 'card' };

export interface DueMessage extends SealedSecret {
  readonly messageId: number;
  readonly noticeId: Notice['id'];
  readonly kind: MessageKind;
  readonly channel: Notice['channel'];
  readonly subject: MessageSubject;
  /** Days before the end of the letter for which it was ordered; null: no reminder. */
  readonly daysBefore: number | null;
  /** Which of the messages about a card, from 0; null: none of those. */
  readonly turn: number | null;
  readonly madeAt: Instant;
  readonly tries: number;
}

/** The next message whose time has come, locked so that nobody else sends it. */
export async function takeDueMessage(tx: Queryable, now: Instant): Promise<DueMessage | undefined> {
  const { rows } = await tx.query<DueMessage>(
    `select m.id as "messageId", n.id as "noticeId", m.kind, n.channel, m.made_at as "madeAt",
       m.tries, m.days_before as "daysBefore", m.turn, n.kek_version as "kekVersion", n.wrapped, n.sealed,
       case when p.id is not null then json_build_object('kind', 'place', 'name', p.name)
         when l.id is not null
           then json_build_object('kind', 'letter', 'number', l.number, 'validUntil', l.valid_until)
         else json_build_object('kind', 'card') end as subject
     from notice_message m join notice n on n.id = m.notice_id left join place p on p.id = n.place_id
       left join letter l on l.id = n.letter_id
     where m.sent_at is null and m.given_up_at is null and m.next_try_at <= $1 and n.ended_at is null
     order by m.next_try_at limit 1 for update of m, n skip locked`,
    [now],
  );
  return rows[0];
}

export async function markSent(tx: Queryable, messageId: number, at: Instant): Promise<void> {
  await tx.query('update notice_message set tries = tries + 1, sent_at = $2 where id = $1', [messageId, at]);
}

/** @param next null: given up */
export async function markFailed(
  tx: Queryable,
  messageId: number,
  at: Instant,
  next: Instant | null,
): Promise<void> {
  await tx.query(
    `update notice_message set tries = tries + 1, next_try_at = coalesce($3, next_try_at),
       given_up_at = case when $3::timestamptz is null then $2::timestamptz end where id = $1`,
    [messageId, at, next],
  );
}

/**
 * Forgets notices that ended before; their hashes count nothing any more. That a holder was reminded stays known, without
 * whom, for as long as the office lists the letter (LET70).
 */
export async function forgetEnded(database: Queryable, before: Instant): Promise<void> {
  await database.query(
    `delete from notice n where ended_at < $1 and not exists (
       select from notice_message m join letter l on l.id = n.letter_id
       where m.notice_id = n.id and m.kind = 'letter-ending' and m.sent_at is not null
         and l.valid_until > $1::date - 90)`,
    [before],
  );
  await database.query("update notice set contact_hash = '' where ended_at < $1 and contact_hash <> ''", [
    before,
  ]);
}
