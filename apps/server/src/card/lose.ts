import { decideCard } from '@rekam/domain';
import type { Clock } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue } from '../ports/refused.ts';
import { getCard, note } from './commands.ts';
import { lockCards, setCard } from './store.ts';

/**
 * CRD44: writes a printed card off that nobody finds; its piece is for the caller to move.
 * @param told `holderDied`: nobody waits for the card any more
 * @throws Refused
 */
export async function loseCard(
  tx: Queryable,
  deps: { readonly clock: Clock },
  by: Permitted,
  id: string,
  told: { readonly reason: string; readonly holderDied: boolean },
): Promise<void> {
  await lockCards(tx);
  const before = await getCard(tx, id);
  const reason = told.reason.trim();
  const { card: queued } = getValue(decideCard(before, { kind: 'lose', reason }));
  await setCard(tx, queued);
  await note(tx, deps, by, id, 'card-lost', { serial: before.piece, reason });
  if (!told.holderDied) return;
  await setCard(tx, getValue(decideCard(queued, { kind: 'withdraw' })).card);
  await note(tx, deps, by, id, 'card-withdrawn', { reason: 'pemegang meninggal' });
}
