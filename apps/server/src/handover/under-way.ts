import type { CardId } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { type HandoverDeps, todayOf } from './deps.ts';
import { findUnderWay } from './store.ts';

/** HND22, CRD44: a card is not ended while somebody hands it over. @throws Refused HANDOVER_OPEN_ALREADY */
export async function refuseUnderWay(deps: HandoverDeps, tx: Queryable, cardId: CardId): Promise<void> {
  const underWay = await findUnderWay(tx, cardId);
  if (underWay?.openedOn === (await todayOf(deps))) throw new Refused('HANDOVER_OPEN_ALREADY');
}
