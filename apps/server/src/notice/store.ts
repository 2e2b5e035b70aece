/** Notices, whatever they are about. */
import type { CardId, Instant, LetterId, Notice, NoticeEnd, NoticeSubject, PlaceId } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import type { SealedSecret } from './vault.ts';

export type StoredNotice = Notice & { readonly ended: NoticeEnd | null };

/** A notice as its table has it. */
export type NoticeRow = Omit<StoredNotice, 'about'> & {
  readonly placeId: PlaceId | null;
  readonly letterId: LetterId | null;
  readonly cardId: CardId | null;
};

/** Of the table `notice n`, as `NoticeRow` names them. */
export const noticeColumns = `n.id, n.place_id as "placeId", n.letter_id as "letterId", n.card_id as "cardId", n.channel, n.asked_at as "askedAt",
  n.confirmed_at as "confirmedAt", n.ended_as as ended`;

function aboutOf({
  placeId,
  letterId,
  cardId,
}: Pick<NoticeRow, 'placeId' | 'letterId' | 'cardId'>): NoticeSubject {
  if (placeId !== null) return { kind: 'place', placeId };
  return letterId !== null ? { kind: 'letter', letterId } : { kind: 'card', cardId: cardId! };
}

export const noticeOf = <R extends NoticeRow>({ placeId, letterId, cardId, ...row }: R) => ({
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
  const { rows } = await tx.query<NoticeRow>(
    `select ${noticeColumns} from notice n
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
  const { rows } = await tx.query<NoticeRow>(
    `select ${noticeColumns} from notice n where token_hash = $1 for update`,
    [tokenHash],
  );
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
  const { rows } = await database.query<NoticeRow>(
    `select ${noticeColumns} from notice n where ended_at is null and place_id is not null
       and not exists (select from notice_message where notice_id = n.id and kind = 'works-again')`,
  );
  return rows.map(noticeOf) as (Notice & { about: { kind: 'place' } })[];
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
