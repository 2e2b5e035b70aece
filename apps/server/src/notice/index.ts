import type { CardId, NoticeChannel } from '@rekam/domain';
import { type CardNoticeStanding, listCardNoticeStandings } from './card-notice-store.ts';
import { makeChannels, type NoticeSettings } from './channels.ts';
import { type AskedLetter, type NoticeDeps, turnNotices } from './commands.ts';
import { sendDue } from './outbox.ts';
import { listReminderStandings, type ReminderStanding } from './reminder-store.ts';
import { askCardNoticeAtCounter, askReminderAtCounter } from './reminders.ts';
import { type NoticePagesDeps, noticePages } from './routes.ts';

export type { NoticeSettings } from './channels.ts';
export type { AskedLetter } from './commands.ts';

export interface NoticesDeps extends Omit<NoticePagesDeps, 'channels' | 'publicUrl'> {
  /** Null: no way to tell anybody is set up. */
  readonly settings: NoticeSettings | null;
}

export interface Notices {
  readonly pages: ReturnType<typeof noticePages>;
  readonly isOpen: boolean;
  /** Asks the holder of a letter, who stands at a counter, whether to be reminded. @throws Refused */
  readonly remind: (letter: AskedLetter, contact: string) => Promise<NoticeChannel>;
  readonly remindersOf: (letterIds: readonly string[]) => Promise<readonly ReminderStanding[]>;
  /** Asks whoever waits for a card, and stands at a counter, whether to be told. @throws Refused */
  readonly tellOfCard: (cardId: CardId, contact: string) => Promise<NoticeChannel>;
  readonly cardNoticesOf: (cardIds: readonly string[]) => Promise<readonly CardNoticeStanding[]>;
  /** Orders what is due, and begins to send; sending does not hold the caller up. */
  readonly turn: () => Promise<void>;
  /** Waits for what is being sent. */
  readonly close: () => Promise<void>;
}

/** *Kabari saya*, put together. */
export function makeNotices({ settings, ...rest }: NoticesDeps): Notices {
  const channels = makeChannels(settings);
  const deps: NoticePagesDeps & NoticeDeps = { ...rest, channels, publicUrl: settings?.publicUrl ?? '' };
  let sending: Promise<void> | null = null;
  const send = (): void => {
    sending ??= sendDue(deps)
      .catch((error: unknown) =>
        deps.emit('job-failed', { task: 'notice', code: String((error as { code?: unknown }).code) }),
      )
      .finally(() => {
        sending = null;
      });
  };
  return {
    pages: noticePages(deps),
    isOpen: settings !== null,
    remind: (letter, contact) => askReminderAtCounter(deps, letter, contact),
    remindersOf: (letterIds) => listReminderStandings(rest.database, letterIds),
    tellOfCard: (cardId, contact) => askCardNoticeAtCounter(deps, cardId, contact),
    cardNoticesOf: (cardIds) => listCardNoticeStandings(rest.database, cardIds),
    turn: async () => {
      await turnNotices(deps);
      if (settings !== null) send();
    },
    close: async () => {
      await sending;
      channels.close();
    },
  };
}
