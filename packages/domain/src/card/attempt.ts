import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { CardRefusalCode } from './refusals.ts';

/**
 * How far an attempt to print a card is. `ordered`: a piece lies ready, the printer was not told. `sending`: it may
 * have been told. `sent`: it knows the job. `in-doubt`: nobody knows what became of the piece.
 */
export type AttemptState = 'ordered' | 'sending' | 'sent' | 'in-doubt' | 'printed' | 'misprint' | 'returned';

/** `accept`, `decline`: what the printer answered. `say-…`: what a person saw who looked at the printer. */
export type AttemptCommand =
  | 'send'
  | 'accept'
  | 'decline'
  | 'doubt'
  | 'finish'
  | 'take-back'
  | 'say-printed'
  | 'say-misprint'
  | 'say-untouched';

/** Cards of one order at a printer: a whole consignment on its day (16,000 came to Kota Kupang in May 2018). */
export const mostCardsOrdered = 20_000;

const all = <Code extends CardRefusalCode>(code: Code) =>
  ({
    send: code,
    accept: code,
    decline: code,
    doubt: code,
    finish: code,
    'take-back': code,
    'say-printed': code,
    'say-misprint': code,
    'say-untouched': code,
  }) as const;

/** CRD34: the state that a command leads to, or the code it is refused with. */
export const attemptTransitions = {
  ordered: { ...all('CARD_NOT_IN_DOUBT'), send: 'sending', 'take-back': 'returned' },
  sending: {
    ...all('CARD_NOT_IN_DOUBT'),
    'take-back': 'CARD_AT_PRINTER',
    send: 'CARD_AT_PRINTER',
    accept: 'sent',
    decline: 'ordered',
    doubt: 'in-doubt',
  },
  sent: {
    ...all('CARD_NOT_IN_DOUBT'),
    'take-back': 'CARD_AT_PRINTER',
    send: 'CARD_AT_PRINTER',
    finish: 'printed',
    doubt: 'in-doubt',
  },
  'in-doubt': {
    ...all('CARD_AT_PRINTER'),
    // The printer is found to know the job after all.
    accept: 'sent',
    'say-printed': 'printed',
    'say-misprint': 'misprint',
    'say-untouched': 'returned',
  },
  printed: all('CARD_ATTEMPT_ENDED'),
  misprint: all('CARD_ATTEMPT_ENDED'),
  returned: all('CARD_ATTEMPT_ENDED'),
} as const satisfies Record<AttemptState, Record<AttemptCommand, AttemptState | CardRefusalCode>>;

const isState = (answer: AttemptState | CardRefusalCode): answer is AttemptState =>
  answer in attemptTransitions;

/** Decides about a command on an attempt (CRD34–CRD36). */
export function decideAttempt(
  state: AttemptState,
  command: AttemptCommand,
): Outcome<AttemptState, CardRefusalCode> {
  const answer: AttemptState | CardRefusalCode = attemptTransitions[state][command];
  return isState(answer) ? succeed(answer) : refuse(answer);
}

/** What an attempt that has ended means for its card; null while it has not. */
export const endingOf = (state: AttemptState): 'finish' | 'misprint' | 'fail' | null =>
  state === 'printed' ? 'finish' : state === 'misprint' ? 'misprint' : state === 'returned' ? 'fail' : null;

/** What the printer was found to say of an attempt's job; `unknown`: it answered, and knows none of that name. */
export type JobSeen = 'open' | 'completed' | 'broken-off' | 'unknown';

/** CRD35: what follows from what the printer says, for an attempt that it may know. Null: wait. */
export function commandFor(state: AttemptState, seen: JobSeen): AttemptCommand | null {
  if (state !== 'sending' && state !== 'sent') return null;
  if (seen === 'unknown') return 'doubt';
  if (state === 'sending') return 'accept';
  if (seen === 'open') return null;
  return seen === 'completed' ? 'finish' : 'doubt';
}
