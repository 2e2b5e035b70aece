/** What handing a card over and a death ask of the letters, in their own transactions. */
import { decideVoid, letterStateOn, type PlainDate } from '@rekam/domain';
import type { Clock } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue } from '../ports/refused.ts';
import { note } from './commands.ts';
import { findLatestLetter, lockNik, type StoredLetter, setVoided } from './store.ts';

/** The letter of a resident that is valid on a day. */
export async function findValidLetter(
  database: Queryable,
  nik: string,
  today: PlainDate,
): Promise<StoredLetter | null> {
  const letter = await findLatestLetter(database, nik);
  return letter && letterStateOn(letter, today) === 'valid' ? letter : null;
}

/** The same, while nobody else issues or ends a letter of this resident until the transaction ends. */
export async function holdValidLetter(
  tx: Queryable,
  nik: string,
  today: PlainDate,
): Promise<StoredLetter | null> {
  await lockNik(tx, nik);
  return findValidLetter(tx, nik, today);
}

/**
 * Ends a letter because its holder has the card (LET12) or has died (LET14).
 * @param letter held in this transaction
 */
export async function endLetter(
  tx: Queryable,
  deps: { readonly clock: Clock },
  by: Permitted,
  letter: StoredLetter,
  { reason, on }: { readonly reason: 'card-handed-over' | 'death'; readonly on: PlainDate },
): Promise<void> {
  const request = { reason, note: '' };
  await setVoided(tx, letter.id, getValue(decideVoid(letter, { ...request, on })));
  await note(tx, deps, by, letter.id, 'letter-voided', { number: letter.number, ...request });
}
