/** Sends what was ordered, one message after the other, beside the requests. */
import { isLastCardMessage, isLastReminder, nextTry } from '@rekam/domain';
import { nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { type Letter, Undeliverable } from './channels.ts';
import { finishNotice, type NoticeDeps } from './commands.ts';
import { type DueMessage, markFailed, markSent, takeDueMessage } from './outbox-store.ts';
import { openSecret } from './vault.ts';
import { worded } from './wording.ts';

/**
 * Sends everything whose time has come, one after the other. A message is written down as sent after it was: a crash
 * between the two sends it once more, under the same id, and loses none.
 */
export async function sendDue(deps: NoticeDeps): Promise<void> {
  while (await deps.database.transact((tx) => sendNext(tx, deps)));
}

async function sendNext(tx: Queryable, deps: NoticeDeps): Promise<boolean> {
  const message = await takeDueMessage(tx, nowOf(deps.clock));
  if (!message) return false;
  const last = await isLastOf(deps, message);
  try {
    await deps.channels.send(message.channel, await letterOf(deps, message, last));
  } catch (error) {
    await keepFailure(tx, deps, message, last, error);
    return true;
  }
  const now = nowOf(deps.clock);
  await markSent(tx, message.messageId, now);
  if (last) await finishNotice(tx, message.noticeId, 'told', now);
  return true;
}

/** Whether nothing is to be told after this message. */
async function isLastOf({ letters, cards }: NoticeDeps, message: DueMessage): Promise<boolean> {
  const { daysBefore, turn, kind } = message;
  if (turn !== null) {
    const reminding = await cards.reminding();
    return reminding === null || isLastCardMessage(turn, reminding);
  }
  return daysBefore === null
    ? kind === 'works-again'
    : isLastReminder(daysBefore, await letters.remindDays());
}

async function letterOf(deps: NoticeDeps, message: DueMessage, last: boolean): Promise<Letter> {
  const { keyring, publicUrl, letters } = deps;
  const { noticeId, kind, daysBefore, turn } = message;
  const { address, token } = openSecret(keyring(), noticeId, message);
  const stopUrl = `${publicUrl}/kabari/${token}`;
  const around = {
    publicUrl,
    stopUrl,
    today: await letters.today(),
    last,
    officeName: await deps.officeName(),
  };
  const { subject, short, english } = worded(message, around);
  const text = message.channel === 'e-mail' ? `${short}\n\n${english}\n` : short;
  const number = daysBefore ?? turn;
  const id = [noticeId, kind, ...(number === null ? [] : [number])].join('-');
  return { to: address, subject, text, id, stopUrl };
}

/** NTC8, NTC13, NTC16. */
async function keepFailure(
  tx: Queryable,
  { clock, emit }: NoticeDeps,
  message: DueMessage,
  last: boolean,
  error: unknown,
): Promise<void> {
  const { messageId, noticeId, channel, madeAt, tries } = message;
  const now = nowOf(clock);
  const never = error instanceof Undeliverable;
  const next = never ? null : nextTry(madeAt, tries + 1, now);
  await markFailed(tx, messageId, now, next);
  const { code, name } = error as { code?: unknown; name?: string };
  emit('notice-not-sent', { channel, tries: tries + 1, givenUp: next === null, code: String(code ?? name) });
  const isOneOfSeveral = message.daysBefore !== null || message.turn !== null;
  const goesOn = !never && isOneOfSeveral && !last;
  if (next === null && !goesOn) await finishNotice(tx, noticeId, 'undeliverable', now);
}
