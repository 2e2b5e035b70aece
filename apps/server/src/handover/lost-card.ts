/** A card that nobody finds when it should be handed over (CRD44, BLK22). */

import type { BlankDocument } from '@rekam/domain';
import { byOf } from '../audit/index.ts';
import type { Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import type { HandoverDeps } from './deps.ts';
import { refuseUnderWay } from './under-way.ts';

export interface LostCardDeps extends HandoverDeps {
  /** @throws Refused where the card is none that lies printed at the office */
  readonly lose: (
    tx: Queryable,
    by: Permitted,
    cardId: string,
    told: { readonly reason: string; readonly holderDied: boolean },
  ) => Promise<void>;
}

/** @returns the paper about the piece @throws Refused */
export async function writeOffLostCard(
  deps: LostCardDeps,
  by: Permitted,
  cardId: string,
  reason: string,
): Promise<BlankDocument> {
  return deps.database.transact(async (tx) => {
    const { id, nik } = await deps.cards.find(tx, cardId);
    await refuseUnderWay(deps, tx, id);
    const holder = await deps.findResident(tx, nik);
    const holderDied = holder !== null && holder.diedOn !== null;
    await deps.lose(tx, by, id, { reason, holderDied });
    return deps.pieces.lose(tx, id, reason.trim(), byOf(by));
  });
}
