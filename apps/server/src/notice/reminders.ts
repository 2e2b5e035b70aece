/** Asking whether to be reminded of a letter (*Ingatkan saya*), or told of a card (*Kabari bila kartu siap*). */
import { type CardId, decideAskCard, decideAskReminder, type NoticeChannel } from '@rekam/domain';
import { Refused } from '../ports/refused.ts';
import { type AskedLetter, askToConfirm, type NoticeDeps } from './commands.ts';
import { isCardGone } from './store.ts';

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
export async function askCardNotice(deps: NoticeDeps, cardId: CardId, typed: string): Promise<NoticeChannel> {
  const card = { gone: await isCardGone(deps.database, cardId) };
  return askToConfirm(deps, { kind: 'card', cardId }, typed, true, (channelOpen, before) =>
    decideAskCard({ channelOpen, card, ...before }),
  );
}
