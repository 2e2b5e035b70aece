import { defaultEnrolmentPolicy, type PlaceId, type RegionCode, type TimeZoneName } from '@rekam/domain';
import { appendFact, theOffice } from '../audit/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { findRegency, insertKelurahan, insertPlace, listAreasOf } from '../place/index.ts';
import { enrolmentRules } from '../policy/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { insertOffice } from './store.ts';

export interface SetUp {
  /** `53.71` */
  readonly regencyCode: string;
  readonly timeZone: TimeZoneName;
  readonly demo: boolean;
}

export interface SetUpPlaces {
  readonly disdukcapil: PlaceId;
  /** Place of each kecamatan by its region code. */
  readonly kecamatan: ReadonlyMap<string, PlaceId>;
}

/**
 * Makes the office of a regency or city: its places (the Disdukcapil and every kecamatan), its kelurahan and the policy
 * to start with. People are the caller's to add, in the same transaction.
 * @throws Refused OFFICE_REGENCY_UNKNOWN or OFFICE_ALREADY_SET_UP
 */
export async function setUpOffice(
  tx: Queryable,
  clock: Clock,
  keyring: Keyring,
  { regencyCode, timeZone, demo }: SetUp,
): Promise<SetUpPlaces> {
  const regency = findRegency(regencyCode);
  if (!regency) throw new Refused('OFFICE_REGENCY_UNKNOWN', { code: regencyCode });
  const at = nowOf(clock);
  const made = await insertOffice(tx, {
    name: `Disdukcapil ${regency.name}`,
    regionCode: regency.code as RegionCode,
    timeZone,
    demo,
    officeKeyId: keyring.officeKeys[0]!.id,
    receiptKeyId: keyring.receiptKeyId,
    at,
  });
  if (!made) throw new Refused('OFFICE_ALREADY_SET_UP');
  const areas = listAreasOf(regency.code);
  const disdukcapil = newId('place', clock);
  await insertPlace(tx, {
    id: disdukcapil,
    kind: 'disdukcapil',
    name: `Disdukcapil ${regency.name}`,
    regionCode: regency.code,
  });
  const kecamatan = new Map<string, PlaceId>();
  for (const { code, name } of areas.kecamatan) {
    const id = newId('place', clock);
    await insertPlace(tx, { id, kind: 'kecamatan', name: `Kecamatan ${name}`, regionCode: code });
    kecamatan.set(code, id);
  }
  await insertKelurahan(tx, areas.kelurahan);
  await enrolmentRules.insert(tx, defaultEnrolmentPolicy, at);
  await appendFact(tx, {
    at,
    noun: 'office',
    subjectId: regency.code,
    kind: 'office-set-up',
    actor: theOffice,
    details: { timeZone, demo, places: kecamatan.size + 1, officeKeyId: keyring.officeKeys[0]!.id },
  });
  return { disdukcapil, kecamatan };
}
