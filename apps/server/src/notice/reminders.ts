/** Asking whether to be reminded of a letter (*Ingatkan saya*), or told of a card (*Kabari bila kartu siap*). */
import { type CardId, decideAskCard, decideAskReminder, type NoticeChannel } from '@rekam/domain';
import type { ReceiptProblem, TypedReceipt } from '../centre/index.ts';
import { Refused } from '../ports/refused.ts';
import { isCardGone } from './card-notice-store.ts';
import { type AskedLetter, askToConfirm, type NoticeDeps } from './commands.ts';

/** NTC10, at a counter. @throws Refused */
export const askReminderAtCounter = (
  deps: NoticeDeps,
  letter: AskedLetter,
  typed: string,
): Promise<NoticeChannel> => ask(deps, letter, typed, true);

/** NTC10, by the number of a letter, from the public site. @throws Refused */
export async function askReminder(
  deps: NoticeDeps,
  number: string,
  typed: string,
  remoteAddress: string,
): Promise<void> {
  const letter = await deps.letters.find(number, remoteAddress);
  if (!letter) throw new Refused('LETTER_NOT_FOUND');
  await ask(deps, letter, typed, false);
}

async function ask(
  deps: NoticeDeps,
  letter: AskedLetter,
  typed: string,
  atCounter: boolean,
): Promise<NoticeChannel> {
  const { letters } = deps;
  const [today, remindDays] = [await letters.today(), await letters.remindDays()];
  return askToConfirm(
    deps,
    { kind: 'letter', letterId: letter.id },
    typed,
    atCounter,
    (channelOpen, before) => decideAskReminder({ channelOpen, letter, today, remindDays, ...before }),
  );
}

/** NTC14, at a counter. @throws Refused */
export const askCardNoticeAtCounter = (
  deps: NoticeDeps,
  cardId: CardId,
  typed: string,
): Promise<NoticeChannel> => askOfCard(deps, cardId, typed, true);

/**
 * NTC14, by a receipt, from the public site. Whoever may not read how it stands with a recording hears no more here.
 * @returns why no recording answers to that receipt; null: the message that asks is on its way
 * @throws Refused
 */
export async function askCardNotice(
  deps: NoticeDeps,
  receipt: TypedReceipt,
  typed: string,
  remoteAddress: string,
): Promise<ReceiptProblem | null> {
  const asked = await deps.cards.byReceipt(receipt, remoteAddress);
  if (asked.kind !== 'found') return asked.kind;
  const cardId = asked.nik === null ? null : await deps.cards.inWorkOf(asked.nik);
  if (cardId === null) throw new Refused('NOTICE_CARD_GONE');
  await askOfCard(deps, cardId, typed, false);
  return null;
}

async function askOfCard(
  deps: NoticeDeps,
  cardId: CardId,
  typed: string,
  atCounter: boolean,
): Promise<NoticeChannel> {
  const card = { gone: await isCardGone(deps.database, cardId) };
  return askToConfirm(deps, { kind: 'card', cardId }, typed, atCounter, (channelOpen, before) =>
    decideAskCard({ channelOpen, card, ...before }),
  );
}
