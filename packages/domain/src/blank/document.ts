import type { PlaceId } from '../kernel/ids.ts';
import type { Consumable, ConsumableMovement } from './consumable.ts';
import type { CountedPlace, PrintsCount, StockCount } from './count.ts';
import type { PieceMovement } from './ledger.ts';
import { isLost } from './piece-place.ts';
import type { BlankRequest } from './request.ts';

/** The papers that the book makes, with the letters of their numbers. */
export const blankDocumentLetters = {
  'hand-over': 'BAST',
  return: 'BAPK',
  spoiling: 'BAK',
  loss: 'BAH',
  destruction: 'BAP',
  count: 'BASO',
  request: 'SPB',
} as const;
export type BlankDocumentKind = keyof typeof blankDocumentLetters;
export const blankDocumentKinds = Object.keys(blankDocumentLetters) as BlankDocumentKind[];

/** A paper's own number: kind, year, and its place among those of the kind in that year, from 1. */
export interface BlankDocument {
  readonly kind: BlankDocumentKind;
  readonly year: number;
  readonly serial: number;
}

/** BLK15: `BAST-012/BLANGKO/DISDUKCAPIL/2026`. */
export const blankDocumentNumber = ({ kind, year, serial }: BlankDocument): string =>
  `${blankDocumentLetters[kind]}-${String(serial).padStart(3, '0')}/BLANGKO/DISDUKCAPIL/${year}`;

/** Places whose number is the other side's: their paper came with what arrived. */
const theirPaper: readonly string[] = ['centre', 'supplier', 'borrowed', 'lent'];

/** BLK15: the paper of a movement; null where only a card moves, whose papers are its own. */
export function documentOfMovement({
  from,
  to,
}: Pick<PieceMovement | ConsumableMovement, 'from' | 'to'>): BlankDocumentKind | null {
  if (to.kind === 'spoiled') return 'spoiling';
  if (to.kind === 'returned') return 'return';
  if (isLost(to) || isLost(from)) return 'loss';
  if (to.kind === 'destroyed') return 'destruction';
  if ([from.kind, to.kind].some((kind) => kind === 'card' || kind === 'resident' || kind === 'used'))
    return null;
  return 'hand-over';
}

/** Whether the number that the movement names is typed from a paper of the other side. */
export const namesTheirPaper = (from: { readonly kind: string }): boolean => theirPaper.includes(from.kind);

/** What the book remembers. Who and when stand beside it. */
export type BlankFact =
  | {
      readonly kind: 'pieces-moved';
      readonly movement: PieceMovement;
      readonly document: BlankDocument | null;
    }
  | {
      readonly kind: 'prints-moved';
      readonly movement: ConsumableMovement;
      readonly document: BlankDocument | null;
    }
  /** One print at a desk used one print each of these up (BLK18). */
  | { readonly kind: 'prints-used'; readonly desk: PlaceId; readonly items: readonly Consumable[] }
  | { readonly kind: 'blanks-requested'; readonly request: BlankRequest; readonly document: BlankDocument }
  | {
      readonly kind: 'pieces-counted';
      readonly where: CountedPlace;
      readonly count: StockCount;
      readonly document: BlankDocument;
    }
  | {
      readonly kind: 'prints-counted';
      readonly where: ConsumableMovement['from'];
      readonly item: Consumable;
      readonly count: PrintsCount;
      readonly document: BlankDocument;
    };
