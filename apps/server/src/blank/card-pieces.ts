/** What becomes of the piece that a card is printed on: for those who print and hand over, in their own transaction. */

import {
  type BlankDocument,
  type CardId,
  type Consumable,
  consumables,
  decideMovePieces,
  type PaperId,
  type PieceLedger,
  type PieceMovement,
  type PiecePlace,
  type PlaceId,
  takeLowest,
  tellRange,
} from '@rekam/domain';
import type { By } from '../audit/index.ts';
import type { Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { type BlankDeps, momentOf, movePieces } from './commands.ts';
import { recordBlank, recordMoves } from './record.ts';
import { countPieces, findPrintsLeft, listHoldingsAt, lockBook } from './store.ts';

/** Each call writes in the caller's transaction and holds the book until that ends: take your own locks before. */
export interface CardPieces {
  /**
   * BLK17: puts each of the cards on the next free piece of a printing desk, all or none.
   * @returns the serials, in the order of the cards
   * @throws Refused BLANK_DESK_EMPTY, BLANK_ONE_PIECE_A_CARD
   */
  readonly takeNext: (
    tx: Queryable,
    cardIds: readonly CardId[],
    desk: PlaceId,
    by: By,
  ) => Promise<readonly string[]>;
  /** The jobs never touched the pieces: they lie at the desk again. @throws Refused BLANK_NO_PIECE_ON_CARD */
  readonly giveBack: (tx: Queryable, cardIds: readonly CardId[], desk: PlaceId, by: By) => Promise<void>;
  /** BLK18: a print ran through the printer of a desk, well or badly; call it once for each. */
  readonly usedUp: (tx: Queryable, cardId: CardId, desk: PlaceId, by: By) => Promise<void>;
  /**
   * The piece is spoiled; the card is on none any more.
   * @param photos may be empty for a misprint (BLK12)
   * @returns the paper about it
   * @throws Refused BLANK_NO_PIECE_ON_CARD, BLANK_REASON_MISSING
   */
  readonly spoil: (
    tx: Queryable,
    cardId: CardId,
    told: { readonly reason: string; readonly photos: readonly PaperId[] },
    by: By,
  ) => Promise<BlankDocument>;
  /** BLK22: nobody finds the card. @returns the paper about it @throws Refused BLANK_NO_PIECE_ON_CARD */
  readonly lose: (tx: Queryable, cardId: CardId, reason: string, by: By) => Promise<BlankDocument>;
  /** BLK22: nobody fetched the card. @returns the paper about it @throws Refused BLANK_NO_PIECE_ON_CARD */
  readonly bringBack: (tx: Queryable, cardId: CardId, by: By) => Promise<BlankDocument>;
  /**
   * BLK22: a resident's old card was taken in, or is lost.
   * @returns the paper about it; null: the card is from before the book
   */
  readonly endOld: (
    tx: Queryable,
    cardId: CardId,
    fate: { readonly to: 'spoiled' | 'lost'; readonly reason: string },
    by: By,
  ) => Promise<BlankDocument | null>;
  /** The resident has the card. @throws Refused BLANK_NO_PIECE_ON_CARD */
  readonly handOver: (tx: Queryable, cardId: CardId, by: By) => Promise<void>;
  /** Serial of the piece that the card is on; null: none. */
  readonly pieceOn: (database: Queryable, cardId: CardId) => Promise<string | null>;
  /** Pieces that lie at a desk. */
  readonly piecesAt: (database: Queryable, desk: PlaceId) => Promise<number>;
}

export function makeCardPieces(deps: Pick<BlankDeps, 'clock' | 'timeZone'>): CardPieces {
  const move = async (
    tx: Queryable,
    cardId: CardId,
    movement: Pick<PieceMovement, 'ranges' | 'from' | 'to'> & Partial<PieceMovement>,
    by: By,
  ) => movePieces(tx, await momentOf(deps), { ...bare, ...movement }, by, cardId);
  /** The piece of a card, with the book held. */
  const held = async (tx: Queryable, cardId: CardId) => {
    await lockBook(tx);
    const [holding] = await listHoldingsAt(tx, onCard(cardId), { kind: 'returned', card: cardId });
    if (!holding) throw new Refused('BLANK_NO_PIECE_ON_CARD');
    return { ranges: [holding.range], from: holding.where };
  };
  /** @throws Error where the movement is one that makes no paper */
  const moveWithPaper = async (...movement: Parameters<typeof move>): Promise<BlankDocument> => {
    const document = await move(...movement);
    if (!document) throw new Error('this movement always has its paper');
    return document;
  };

  /** @param moves each beside the part of the book that decides about it */
  const moveEach = async (tx: Queryable, moves: readonly OwnMove[], by: By) => {
    const { at, today } = await momentOf(deps);
    const decided = moves.map(({ cardId, ledger, movement }) => ({
      cardId,
      movement: getValue(decideMovePieces(ledger, movement, today)),
    }));
    await recordMoves(tx, at, decided, by);
  };

  return {
    takeNext: async (tx, cardIds, desk, by) => {
      await lockBook(tx);
      const from = atDesk(desk);
      const free = (await listHoldingsAt(tx, from)).map(({ range }) => range);
      const pieces = takeLowest(free, cardIds.length);
      if (!pieces) throw new Refused('BLANK_DESK_EMPTY', { store: await countPieces(tx, { kind: 'store' }) });
      const before = await heldBy(tx, cardIds);
      const moves = cardIds.map((cardId, nth) => ({
        cardId,
        ledger: [{ where: from, range: pieces[nth]! }, ...(before.get(cardId) ?? [])],
        movement: { ...bare, ranges: [pieces[nth]!], from, to: onCard(cardId) },
      }));
      await moveEach(tx, moves, by);
      return pieces.map(tellRange);
    },
    giveBack: async (tx, cardIds, desk, by) => {
      await lockBook(tx);
      const before = await heldBy(tx, cardIds);
      const moves = cardIds.map((cardId) => {
        const ledger = before.get(cardId);
        if (!ledger) throw new Refused('BLANK_NO_PIECE_ON_CARD');
        const ranges = ledger.map(({ range }) => range);
        return { cardId, ledger, movement: { ...bare, ranges, from: onCard(cardId), to: atDesk(desk) } };
      });
      await moveEach(tx, moves, by);
    },
    usedUp: async (tx, cardId, desk, by) => {
      await lockBook(tx);
      const items: Consumable[] = [];
      for (const item of consumables)
        if ((await findPrintsLeft(tx, item, { kind: 'desk', place: desk })) > 0) items.push(item);
      if (items.length === 0) return;
      await recordBlank(tx, (await momentOf(deps)).at, cardId, { kind: 'prints-used', desk, items }, by);
    },
    spoil: async (tx, cardId, told, by) => {
      const spoiled = { ...(await held(tx, cardId)), to: { kind: 'spoiled' } as const, ...told };
      return moveWithPaper(tx, cardId, spoiled, by);
    },
    lose: async (tx, cardId, reason, by) => {
      const lost = { ...(await held(tx, cardId)), to: { kind: 'lost' } as const, reason };
      return moveWithPaper(tx, cardId, lost, by);
    },
    bringBack: async (tx, cardId, by) => {
      const to = { kind: 'returned', card: cardId } as const;
      return moveWithPaper(tx, cardId, { ...(await held(tx, cardId)), to }, by);
    },
    endOld: async (tx, cardId, { to, reason }, by) => {
      await lockBook(tx);
      const from = { kind: 'resident', card: cardId } as const;
      const ranges = (await listHoldingsAt(tx, from)).map(({ range }) => range);
      return ranges.length === 0
        ? null
        : moveWithPaper(tx, cardId, { ranges, from, to: { kind: to }, reason }, by);
    },
    handOver: async (tx, cardId, by) => {
      await move(tx, cardId, { ...(await held(tx, cardId)), to: { kind: 'resident', card: cardId } }, by);
    },
    pieceOn: async (database, cardId) => {
      const [holding] = await listHoldingsAt(database, onCard(cardId), { kind: 'returned', card: cardId });
      return holding ? tellRange(holding.range) : null;
    },
    piecesAt: (database, desk) => countPieces(database, atDesk(desk)),
  };
}

/** A movement of a card's own piece. */
interface OwnMove {
  readonly cardId: CardId;
  readonly ledger: PieceLedger;
  readonly movement: PieceMovement;
}

/** What the book has on these cards. */
async function heldBy(tx: Queryable, cardIds: readonly CardId[]): Promise<ReadonlyMap<CardId, PieceLedger>> {
  const holdings = await listHoldingsAt(tx, ...cardIds.map(onCard));
  return Map.groupBy(holdings, ({ where }) => (where as { readonly card: CardId }).card);
}

const bare = { paper: null, reason: null, dueOn: null, counterpart: null, photos: [], witnesses: [] };
const atDesk = (place: PlaceId): PiecePlace => ({ kind: 'desk', place });
const onCard = (card: CardId): PiecePlace => ({ kind: 'card', card });
