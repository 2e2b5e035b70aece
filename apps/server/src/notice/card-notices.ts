/** *Kabari bila kartu siap*: whoever waits for a card is told when it can be fetched, and reminded (NTC14–NTC16). */
import {
  type AwaitedCard,
  type CardId,
  type CardReminding,
  deriveLapse,
  dueCardMessage,
  type Instant,
  type NoticeEnd,
  type PlainDate,
} from '@rekam/domain';
import type { ByReceipt } from '../centre/index.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { type CardNotice, listCardNotices } from './card-notice-store.ts';
import { putMessage } from './outbox-store.ts';

/** What notices take from cards. */
export interface AwaitedCards {
  readonly today: () => Promise<PlainDate>;
  readonly dayOf: (at: Instant) => Promise<PlainDate>;
  /** Of the rule in force; null: none, and nobody is told. */
  readonly reminding: () => Promise<CardReminding | null>;
  /** Who asks with a receipt. */
  readonly byReceipt: ByReceipt;
  /** The card that a resident waits for. */
  readonly inWorkOf: (nik: string) => Promise<CardId | null>;
}

/** Ends what its card ended, orders the messages whose day has come (NTC15, NTC16). */
export async function turnCardNotices(
  { database, cards }: { readonly database: Database; readonly cards: AwaitedCards },
  now: Instant,
  end: (tx: Queryable, id: string, as: NoticeEnd) => Promise<void>,
): Promise<void> {
  const notices = await listCardNotices(database);
  if (notices.length === 0) return;
  const [today, reminding] = [await cards.today(), await cards.reminding()];
  for (const notice of notices) {
    const over = notice.gone ? 'overtaken' : deriveLapse(notice, now);
    if (over !== null) await database.transact((tx) => end(tx, notice.id, over));
    else if (notice.confirmedAt !== null && reminding) {
      const told = await Promise.all(notice.told.map(cards.dayOf));
      const number = dueCardMessage({ card: await awaited(cards, notice), told, reminding, today });
      if (number !== null) await putMessage(database, notice.id, 'card-ready', now, { turn: number });
    }
  }
}

const awaited = async (cards: AwaitedCards, { gone, checkedAt }: CardNotice): Promise<AwaitedCard> => ({
  gone,
  readyOn: checkedAt && (await cards.dayOf(checkedAt)),
});
