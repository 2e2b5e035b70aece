import type { Instant, PlainDate } from '../kernel/calendar.ts';
import type { CardId, OfficerId } from '../kernel/ids.ts';
import type { Outcome, Refusal } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import { type CardRequest, decideEligible } from './eligibility.ts';
import type { PrintClass, PrintPolicy } from './policy.ts';
import type { CardRefusalCode } from './refusals.ts';

/** A card put before all others by two officers. */
export interface MoveUp {
  readonly cardId: CardId;
  readonly reason: string;
  readonly askedBy: OfficerId;
  readonly agreedBy: OfficerId;
  readonly at: Instant;
}

export interface PlaceInQueue {
  /** From 1. */
  readonly place: number;
  readonly cardId: CardId;
  readonly printClass: PrintClass;
  /** Day of the letter, else of asking. */
  readonly waitingSince: PlainDate;
  readonly movedUp: boolean;
}

export interface PrintOrder {
  readonly queue: readonly PlaceInQueue[];
  /** Who may not be printed, by identifier, each with the reason. */
  readonly left: readonly { readonly cardId: CardId; readonly reason: Refusal<CardRefusalCode> }[];
}

export interface OrderQuestion {
  readonly requests: readonly CardRequest[];
  readonly moves: readonly MoveUp[];
  readonly policy: PrintPolicy;
  readonly today: PlainDate;
}

/** The print order (CRD10–CRD12): whoever has the same facts comes to the same order. */
export function orderOfPrinting({ requests, moves, policy, today }: OrderQuestion): PrintOrder {
  const movedAt = new Map(moves.map(({ cardId, at }) => [cardId, at]));
  const judged = requests
    .toSorted((a, b) => compare(a.id, b.id))
    .map((request) => ({ request, outcome: decideEligible(request, policy, today) }));
  const queue = judged
    .flatMap(({ request, outcome }) => (outcome.ok ? [{ request, printClass: outcome.value }] : []))
    .map((entry) => ({ ...entry, rank: rankOf(entry, policy, movedAt) }))
    .toSorted((a, b) => compareRanks(a.rank, b.rank))
    .map(({ request, printClass }, index) => ({
      place: index + 1,
      cardId: request.id,
      printClass,
      waitingSince: waitingSince(request),
      movedUp: movedAt.has(request.id),
    }));
  const left = judged.flatMap(({ request, outcome }) =>
    outcome.ok ? [] : [{ cardId: request.id, reason: outcome }],
  );
  return { queue, left };
}

const waitingSince = ({ letterIssuedOn, requestedOn }: CardRequest): PlainDate =>
  letterIssuedOn ?? requestedOn;

/** What two cards are compared by, the weightiest first; text of equal shape, so it sorts as it reads. */
function rankOf(
  { request, printClass }: { readonly request: CardRequest; readonly printClass: PrintClass },
  policy: PrintPolicy,
  movedAt: ReadonlyMap<CardId, Instant>,
): readonly string[] {
  const moved = movedAt.get(request.id);
  const group = String(policy.groups.findIndex((group) => group.includes(printClass))).padStart(3, '0');
  const before = moved ? ['0', moved] : ['1', group];
  return [...before, waitingSince(request), request.requestedOn, request.id];
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

const compareRanks = (a: readonly string[], b: readonly string[]): number =>
  a.map((part, index) => compare(part, b[index]!)).find((sign) => sign !== 0) ?? 0;

/** Decides whether one officer may propose to move a card up (CRD13). */
export function decideProposal(
  { cardId, reason }: Pick<MoveUp, 'cardId' | 'reason'>,
  { requests, moves, policy, today }: OrderQuestion,
): Outcome<PrintClass, CardRefusalCode> {
  if (reason.trim().length < 5) return refuse('CARD_REASON_MISSING');
  if (moves.some((move) => move.cardId === cardId)) return refuse('CARD_ALREADY_MOVED_UP');
  const request = requests.find(({ id }) => id === cardId);
  return request ? decideEligible(request, policy, today) : refuse('CARD_NOT_QUEUED');
}

/** Decides about a move up that a second officer agrees to (CRD13). */
export function decideMoveUp(move: MoveUp, question: OrderQuestion): Outcome<MoveUp, CardRefusalCode> {
  if (move.askedBy === move.agreedBy) return refuse('CARD_SECOND_PERSON_NEEDED');
  const proposal = decideProposal(move, question);
  return proposal.ok ? succeed(move) : proposal;
}

/** CRD13: how many were moved up from `from` (included) to `until` (excluded). */
export const countMovesUp = (moves: readonly MoveUp[], from: Instant, until: Instant): number =>
  moves.filter(({ at }) => at >= from && at < until).length;
