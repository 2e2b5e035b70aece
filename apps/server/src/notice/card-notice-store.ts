/** Notices about cards. */
import type { CardId, Instant, Notice } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { type NoticeRow, noticeColumns, noticeOf } from './store.ts';

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
  const { rows } = await database.query<NoticeRow & Omit<CardNotice, 'about'>>(
    `select ${noticeColumns}, (c.state in ${goneStates} or ${holderDied}) as gone,
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
