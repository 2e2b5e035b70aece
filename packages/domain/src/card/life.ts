import type { CardId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { CardRefusalCode } from './refusals.ts';

export type CardState = 'queued' | 'printing' | 'printed' | 'checked' | 'handed-over' | 'withdrawn';

/** A card as its facts add up. */
export interface Card {
  readonly id: CardId;
  readonly state: CardState;
  /** How often a job was started for it. */
  readonly attempts: number;
  /** Serial of the blank it is on; null while it is on none. */
  readonly piece: string | null;
}

/** `fail`: the job ended before it touched the piece. `misprint`, `give-up`: the piece is spoiled. `lose`: nobody finds it. */
export type CardCommand =
  | { readonly kind: 'start'; readonly piece: string }
  | { readonly kind: 'finish' | 'fail' | 'check' | 'hand-over' | 'withdraw' }
  | { readonly kind: 'misprint' | 'give-up' | 'lose'; readonly reason: string };

/** What became of the piece in the same breath. */
export interface CardChange {
  readonly card: Card;
  readonly taken: string | null;
  readonly givenBack: string | null;
  readonly spoiled: string | null;
  readonly lost: string | null;
}

/** A new wish for a card. */
export const queuedCard = (id: CardId): Card => ({ id, state: 'queued', attempts: 0, piece: null });

const ended = <Code extends CardRefusalCode>(code: Code) =>
  ({
    start: code,
    finish: code,
    fail: code,
    check: code,
    misprint: code,
    'hand-over': code,
    withdraw: code,
    'give-up': code,
    lose: code,
  }) as const;

/** CRD30: the state that a command leads to, or the code it is refused with. */
export const cardTransitions = {
  queued: {
    ...ended('CARD_NOT_PRINTING'),
    start: 'printing',
    withdraw: 'withdrawn',
    lose: 'CARD_NOT_PRINTED',
  },
  printing: {
    ...ended('CARD_NOT_PRINTED'),
    start: 'CARD_ALREADY_PRINTING',
    withdraw: 'CARD_ALREADY_PRINTING',
    finish: 'printed',
    fail: 'queued',
    misprint: 'queued',
    lose: 'CARD_AT_PRINTER',
  },
  printed: {
    ...ended('CARD_ALREADY_PRINTED'),
    'hand-over': 'CARD_NOT_CHECKED',
    'give-up': 'CARD_NOT_CHECKED',
    check: 'checked',
    misprint: 'queued',
    lose: 'queued',
  },
  checked: {
    ...ended('CARD_ALREADY_CHECKED'),
    'hand-over': 'handed-over',
    misprint: 'queued',
    'give-up': 'withdrawn',
    lose: 'queued',
  },
  'handed-over': ended('CARD_HANDED_OVER'),
  withdrawn: ended('CARD_WITHDRAWN'),
} as const satisfies Record<CardState, Record<CardCommand['kind'], CardState | CardRefusalCode>>;

const isState = (answer: CardState | CardRefusalCode): answer is CardState => answer in cardTransitions;

/** Decides about a command on a card (CRD30–CRD32, CRD39, CRD44). */
export function decideCard(card: Card, command: CardCommand): Outcome<CardChange, CardRefusalCode> {
  const state: CardState | CardRefusalCode = cardTransitions[card.state][command.kind];
  if (!isState(state)) return refuse(state);
  if ('reason' in command && command.reason.trim().length < 5) return refuse('CARD_REASON_MISSING');
  const untouched = { taken: null, givenBack: null, spoiled: null, lost: null };
  if (command.kind === 'start') {
    const started = { ...card, state, attempts: card.attempts + 1, piece: command.piece };
    return succeed({ ...untouched, card: started, taken: command.piece });
  }
  const leavesPiece = state === 'queued' || command.kind === 'give-up';
  if (!leavesPiece) return succeed({ ...untouched, card: { ...card, state } });
  const fate = command.kind === 'lose' ? 'lost' : 'reason' in command ? 'spoiled' : 'givenBack';
  return succeed({ ...untouched, [fate]: card.piece, card: { ...card, state, piece: null } });
}

/** CRD33: the name under which the printer knows the card's present attempt. */
export const printJobName = ({ id, attempts }: Pick<Card, 'id' | 'attempts'>): string => `${id}-${attempts}`;
