/** The outbox: messages that were ordered, and how far each is. */
import type { Instant, Notice, PlainDate } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import type { SealedSecret } from './vault.ts';

export type MessageKind = 'confirm' | 'works-again' | 'letter-ending' | 'card-ready';

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
