import { appendFact, theOffice } from '../audit/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { findOffice, settingsChanged, updateOfficeKey } from './store.ts';

/**
 * Checks at start that the keys on disk are the keys of this data, and takes a newly added office key into use: from
 * then on stations hear of it and seal to it.
 * @returns the id of a key taken into use now, or null
 * @throws Refused OFFICE_KEY_MISSING when the data was written with other keys
 */
export async function adoptKeys(database: Database, clock: Clock, keyring: Keyring): Promise<string | null> {
  const office = await findOffice(database);
  if (!office) return null;
  if (office.receiptKeyId !== keyring.receiptKeyId)
    throw new Refused('OFFICE_KEY_MISSING', { file: 'receipt.key' });
  if (!keyring.officeKeys.some((key) => key.id === office.officeKeyId))
    throw new Refused('OFFICE_KEY_MISSING', { file: `${office.officeKeyId}.agekey` });
  const newest = keyring.officeKeys[0]!;
  if (newest.id === office.officeKeyId) return null;
  await database.transact(async (tx) => {
    await updateOfficeKey(tx, newest.id);
    await settingsChanged(tx);
    await appendFact(tx, {
      at: nowOf(clock),
      noun: 'office',
      subjectId: office.regionCode,
      kind: 'office-key-rotated',
      actor: theOffice,
      details: { officeKeyId: newest.id, before: office.officeKeyId },
    });
  });
  return newest.id;
}
