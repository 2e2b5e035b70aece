/** Notices about letters. */
import type { Instant, LetterId, Notice, PlainDate } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { type NoticeRow, noticeColumns, noticeOf } from './store.ts';

/** A notice about a letter with what its reminders follow from. */
export interface OpenReminder extends Notice {
  readonly validUntil: PlainDate;
  readonly endedEarly: boolean;
  /** Days before the end that were ordered already. */
  readonly told: readonly number[];
}

/** Open notices of letters that end by a day or have ended, and those that nobody has confirmed. */
export async function listReminders(database: Queryable, by: PlainDate): Promise<OpenReminder[]> {
  const { rows } = await database.query<NoticeRow & Omit<OpenReminder, 'about'>>(
    `select ${noticeColumns}, l.valid_until as "validUntil",
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
