import { decideCard } from '@rekam/domain';
import type { Clock } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue } from '../ports/refused.ts';
import { getCard, note } from './commands.ts';
import { lockCards, setCard } from './store.ts';

/** CRD39: ends a checked card that nobody fetched; its piece is for the caller to spoil. @throws Refused */
export async function giveUpCard(
  tx: Queryable,
  deps: { readonly clock: Clock },
  by: Permitted,
  id: string,
  reason: string,
): Promise<void> {
  await lockCards(tx);
  const before = await getCard(tx, id);
  const { card } = getValue(decideCard(before, { kind: 'give-up', reason }));
  await setCard(tx, card);
  await note(tx, deps, by, id, 'card-given-up', { serial: before.piece, reason: reason.trim() });
}
