import type { CardId, PaperId, PlaceId } from '@rekam/domain';
import type { Actor } from '../../audit/index.ts';
import type { Queryable } from '../../ports/database.ts';

/** Who did it, by which rule. */
export interface By {
  readonly actor: Actor;
  readonly permittedBy: string | null;
}

/** What printing asks of the book of blanks, in its own transaction. */
export interface Pieces {
  /** @returns the serial @throws Refused when the desk has none */
  readonly takeNext: (tx: Queryable, cardId: CardId, desk: PlaceId, by: By) => Promise<string>;
  readonly giveBack: (tx: Queryable, cardId: CardId, desk: PlaceId, by: By) => Promise<void>;
  readonly usedUp: (tx: Queryable, cardId: CardId, desk: PlaceId, by: By) => Promise<void>;
  readonly spoil: (
    tx: Queryable,
    cardId: CardId,
    told: { readonly reason: string; readonly photos: readonly PaperId[] },
    by: By,
  ) => Promise<string>;
  readonly piecesAt: (database: Queryable, desk: PlaceId) => Promise<number>;
}
