import type { Instant, Notice, NoticeEnd, PlaceId } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import type { SealedSecret } from './vault.ts';

export type StoredNotice = Notice & { readonly ended: NoticeEnd | null };
export type MessageKind = 'confirm' | 'works-again';

const columns = `id, place_id as "placeId", channel, asked_at as "askedAt", confirmed_at as "confirmedAt",
  ended_as as ended`;

/** Those who ask for one contact take turns until they have committed. */
export async function lockContact(tx: Queryable, contactHash: Uint8Array): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 11))", [contactHash]);
}

/** How many confirmations were asked of a contact, and of anybody, since the given moments. */
export async function countAsked(
  tx: Queryable,
  contactHash: Uint8Array,
  since: { readonly ofContact: Instant; readonly ofAnybody: Instant },
): Promise<{ readonly ofContact: number; readonly ofAnybody: number }> {
  const { rows } = await tx.query<{ ofContact: number; ofAnybody: number }>(
    `select count(*) filter (where contact_hash = $1) as "ofContact",
       count(*) filter (where made_at > $3) as "ofAnybody"
     from notice_message join notice n on n.id = notice_id where kind = 'confirm' and made_at > $2`,
    [contactHash, since.ofContact, since.ofAnybody],
  );
  return rows[0]!;
}

export async function findOpenNotice(
  tx: Queryable,
  placeId: PlaceId,
  contactHash: Uint8Array,
): Promise<StoredNotice | undefined> {
  const { rows } = await tx.query<StoredNotice>(
    `select ${columns} from notice where place_id = $1 and contact_hash = $2 and ended_at is null`,
    [placeId, contactHash],
  );
  return rows[0];
}

export async function putNotice(
  tx: Queryable,
  notice: Notice,
  hashes: { readonly contact: Uint8Array; readonly token: Uint8Array },
  secret: SealedSecret,
): Promise<void> {
  await tx.query(
    `insert into notice (id, place_id, channel, contact_hash, token_hash, kek_version, wrapped, sealed, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      notice.id,
      notice.placeId,
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
  const { rows } = await tx.query<StoredNotice>(
    `select ${columns} from notice where token_hash = $1 for update`,
    [tokenHash],
  );
  return rows[0];
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

/** Every notice that has not ended and whose message is not on its way yet. */
export async function listWaiting(database: Queryable): Promise<Notice[]> {
  const { rows } = await database.query<Notice>(
    `select ${columns} from notice n where ended_at is null
       and not exists (select from notice_message where notice_id = n.id and kind = 'works-again')`,
  );
  return rows;
}

/** Orders a message; one that says that recording works is ordered once. */
export async function putMessage(
  tx: Queryable,
  noticeId: string,
  kind: MessageKind,
  at: Instant,
): Promise<void> {
  await tx.query(
    `insert into notice_message (notice_id, kind, made_at, next_try_at) values ($1, $2, $3, $3)
     on conflict do nothing`,
    [noticeId, kind, at],
  );
}

export interface DueMessage extends SealedSecret {
  readonly messageId: number;
  readonly noticeId: Notice['id'];
  readonly kind: MessageKind;
  readonly channel: Notice['channel'];
  readonly placeName: string;
  readonly madeAt: Instant;
  readonly tries: number;
}

/** The next message whose time has come, locked so that nobody else sends it. */
export async function takeDueMessage(tx: Queryable, now: Instant): Promise<DueMessage | undefined> {
  const { rows } = await tx.query<DueMessage>(
    `select m.id as "messageId", n.id as "noticeId", m.kind, n.channel, p.name as "placeName", m.made_at as "madeAt",
       m.tries, n.kek_version as "kekVersion", n.wrapped, n.sealed
     from notice_message m join notice n on n.id = m.notice_id join place p on p.id = n.place_id
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

/** Rows of notices that ended before; their hashes count nothing any more. */
export async function deleteEnded(database: Queryable, before: Instant): Promise<void> {
  await database.query('delete from notice where ended_at < $1', [before]);
}
