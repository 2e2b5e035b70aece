/** What a waiting card takes from the letters of its holder. */
import type { PlainDate } from '@rekam/domain';
import type { Keyring } from '../office-keys/index.ts';
import { findPart } from '../packet/index.ts';
import type { Queryable } from '../ports/database.ts';
import type { LetterFiles } from './files.ts';
import { findLatestLetter } from './store.ts';

/**
 * For those of these residents who ever had a letter: the day of the first one that stands in for the card they wait
 * for; null where every letter was voided. A letter keeps its day when it is renewed.
 */
export async function findWaitingSince(
  database: Queryable,
  niks: readonly string[],
): Promise<ReadonlyMap<string, PlainDate | null>> {
  const { rows } = await database.query<{ nik: string; since: PlainDate | null }>(
    `select nik, min(issued_on) filter (where voided_on is null) as since from letter where nik = any($1) group by nik`,
    [niks],
  );
  return new Map(rows.map(({ nik, since }) => [nik, since]));
}

/** JPEG of the latest letter, which always has one (LET7); null where there is no letter. */
export async function findLetterPhoto(
  database: Queryable,
  { files, keyring }: { readonly files: LetterFiles; readonly keyring: () => Keyring },
  nik: string,
): Promise<Uint8Array | null> {
  const letter = await findLatestLetter(database, nik);
  if (!letter) return null;
  const key = keyring().unwrap(letter.kekVersion, letter.wrapped);
  return (await findPart(files, letter.id, 'photo', key)) ?? null;
}
