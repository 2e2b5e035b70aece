import type { Place } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import type { Kelurahan } from './areas.ts';

const columns = 'id, kind, name, region_code as "regionCode"';

export async function listPlaces(database: Queryable): Promise<Place[]> {
  return (
    await database.query<Place>(`select ${columns} from place
      order by array_position(array['disdukcapil', 'kecamatan', 'mobile-unit', 'school'], kind), region_code, name`)
  ).rows;
}

export async function findPlace(database: Queryable, id: string): Promise<Place | undefined> {
  return (await database.query<Place>(`select ${columns} from place where id = $1`, [id])).rows[0];
}

/** @throws Refused PLACE_NOT_FOUND */
export async function getPlace(database: Queryable, id: string): Promise<Place> {
  const place = await findPlace(database, id);
  if (!place) throw new Refused('PLACE_NOT_FOUND');
  return place;
}

/** @returns false when a place of this name or region exists */
export async function insertPlace(tx: Queryable, place: Place): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into place (id, kind, name, region_code) values ($1, $2, $3, $4) on conflict do nothing',
    [place.id, place.kind, place.name, place.regionCode],
  );
  return rowCount === 1;
}

export async function insertKelurahan(tx: Queryable, kelurahan: readonly Kelurahan[]): Promise<void> {
  await tx.query(
    `insert into kelurahan (code, name, kecamatan_code, kecamatan_name)
     select code, name, "kecamatanCode", "kecamatanName" from jsonb_to_recordset($1::jsonb)
       as k (code text, name text, "kecamatanCode" text, "kecamatanName" text)`,
    [JSON.stringify(kelurahan)],
  );
}

export async function findKelurahan(database: Queryable, code: string): Promise<Kelurahan | undefined> {
  return (
    await database.query<Kelurahan>(
      `select code, name, kecamatan_code as "kecamatanCode", kecamatan_name as "kecamatanName"
       from kelurahan where code = $1`,
      [code],
    )
  ).rows[0];
}

/** Kelurahan of the office's own region, by code. */
export async function listKelurahan(database: Queryable): Promise<Kelurahan[]> {
  return (
    await database.query<Kelurahan>(
      `select code, name, kecamatan_code as "kecamatanCode", kecamatan_name as "kecamatanName"
       from kelurahan order by code`,
    )
  ).rows;
}
