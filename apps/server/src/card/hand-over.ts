import { type CardId, decideCard } from '@rekam/domain';
import type { Clock } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue } from '../ports/refused.ts';
import { getCard, note } from './commands.ts';
import { listCardsOf, lockCards, type StoredCard, setCard } from './store.ts';

/** A card that may be handed over now (CRD30). @throws Refused with what it is instead */
export async function getReadyCard(database: Queryable, id: string): Promise<StoredCard> {
  const card = await getCard(database, id);
  getValue(decideCard(card, { kind: 'hand-over' }));
  return card;
}

/** CRD30: the card is its holder's from this transaction on; of two who say so, one is refused. @throws Refused */
export async function handOverCard(
  tx: Queryable,
  deps: { readonly clock: Clock },
  by: Permitted,
  id: string,
): Promise<StoredCard> {
  await lockCards(tx);
  const { card } = getValue(decideCard(await getCard(tx, id), { kind: 'hand-over' }));
  await setCard(tx, card);
  await note(tx, deps, by, id, 'card-handed-over', { serial: card.piece });
  return getCard(tx, id);
}

/** The card that the holder was handed last before this one; null: none of this office. */
export async function findOldCard(
  tx: Queryable,
  { id, nik }: Pick<StoredCard, 'id' | 'nik'>,
): Promise<CardId | null> {
  const cards = await listCardsOf(tx, nik);
  return cards.find((card) => card.id !== id && card.state === 'handed-over')?.id ?? null;
}
