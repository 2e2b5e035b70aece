import type { RegionCode, TimeZoneName } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';

export interface Office {
  readonly name: string;
  readonly regionCode: RegionCode;
  readonly timeZone: TimeZoneName;
  readonly demo: boolean;
  readonly officeKeyId: string;
  readonly receiptKeyId: string;
  readonly settingsVersion: number;
}

export async function findOffice(database: Queryable): Promise<Office | undefined> {
  return (
    await database.query<Office>(
      `select name, region_code as "regionCode", time_zone as "timeZone", demo, office_key_id as "officeKeyId",
         receipt_key_id as "receiptKeyId", settings_version as "settingsVersion" from office`,
    )
  ).rows[0];
}

/** @throws Refused OFFICE_NOT_SET_UP */
export async function getOffice(database: Queryable): Promise<Office> {
  const office = await findOffice(database);
  if (!office) throw new Refused('OFFICE_NOT_SET_UP');
  return office;
}

/** @returns false when the office is set up already */
export async function insertOffice(
  tx: Queryable,
  office: Omit<Office, 'settingsVersion'> & { readonly at: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into office (name, region_code, time_zone, demo, office_key_id, receipt_key_id, set_up_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      office.name,
      office.regionCode,
      office.timeZone,
      office.demo,
      office.officeKeyId,
      office.receiptKeyId,
      office.at,
    ],
  );
  return rowCount === 1;
}

/** Stations fetch their settings again. Belongs into the transaction that changed what they contain. */
export async function settingsChanged(tx: Queryable): Promise<void> {
  await tx.query('update office set settings_version = settings_version + 1');
}

export async function updateOfficeKey(tx: Queryable, officeKeyId: string): Promise<void> {
  await tx.query('update office set office_key_id = $1', [officeKeyId]);
}
