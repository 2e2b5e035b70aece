/** What a death does to the cards of a resident (CRD43). */

import { decideCard } from '@rekam/domain';
import { byOf } from '../audit/index.ts';
import type { CardPieces } from '../blank/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue } from '../ports/refused.ts';
import { getCard, note } from './commands.ts';
import { getPrinter, moveAttempt } from './printing/attempts.ts';
import { type Attempt, findOpenAttempt } from './printing/store.ts';
import { findCardInWork, lockCards, type StoredCard, setCard } from './store.ts';

/** `ended`: no card will be printed; `at-printer`, `printed`: it lies there and is handed to nobody. */
export type CardAtDeath = 'none' | 'ended' | 'at-printer' | 'printed';

/** What a death would do to the cards of a resident now. */
export async function cardAtDeath(database: Queryable, nik: string): Promise<CardAtDeath> {
  const card = await findCardInWork(database, nik);
  return card === null ? 'none' : fateOf(card, await findOpenAttempt(database, card.id));
}

/** Ends the wish for a card, in the transaction that writes the death down. */
export async function endCardForDeath(
  tx: Queryable,
  deps: { readonly clock: Clock; readonly pieces: CardPieces },
  by: Permitted,
  nik: string,
): Promise<CardAtDeath> {
  await lockCards(tx);
  const card = await findCardInWork(tx, nik);
  if (card === null) return 'none';
  const attempt = await findOpenAttempt(tx, card.id);
  const fate = fateOf(card, attempt);
  if (fate !== 'ended') return fate;
  if (attempt) {
    const { placeId: desk } = await getPrinter(tx, attempt.printerId);
    await moveAttempt(tx, deps, byOf(by), { attempt, desk }, 'take-back');
  }
  const { card: withdrawn } = getValue(decideCard(await getCard(tx, card.id), { kind: 'withdraw' }));
  await setCard(tx, withdrawn);
  await note(tx, deps, by, card.id, 'card-withdrawn', { reason: 'pemegang meninggal' });
  return fate;
}

function fateOf({ state }: StoredCard, attempt: Attempt | undefined): CardAtDeath {
  if (state === 'queued') return 'ended';
  if (state !== 'printing') return 'printed';
  return attempt?.state === 'ordered' ? 'ended' : 'at-printer';
}
