import type { Instant, KeptPlace, Place, PlaceFact, PlaceInUse } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import type { Kelurahan } from './areas.ts';

const columns = 'id, kind, name, region_code as "regionCode"';

const kept = `${columns}, retired_at as "retiredAt",
    case when latitude is null then null
      else jsonb_build_object('latitude', latitude, 'longitude', longitude) end as position`;
const inOrder = `order by array_position(array['disdukcapil', 'kecamatan', 'mobile-unit', 'school'], kind), region_code, name`;

/** Places in use. */
export async function listPlaces(database: Queryable): Promise<Place[]> {
  return (await database.query<Place>(`select ${columns} from place where retired_at is null ${inOrder}`))
    .rows;
}

/** All places, also those that are used no more: for the names of what happened there. */
export async function listEveryPlace(database: Queryable): Promise<Place[]> {
  return (await database.query<Place>(`select ${columns} from place ${inOrder}`)).rows;
}

/** Places with where they stand, the retired ones last. */
export async function listKeptPlaces(database: Queryable): Promise<KeptPlace[]> {
  const sorted = inOrder.replace('order by', 'order by retired_at is not null,');
  return (await database.query<KeptPlace>(`select ${kept} from place ${sorted}`)).rows;
}

/** @throws Refused PLACE_NOT_FOUND */
export async function getKeptPlace(tx: Queryable, id: string): Promise<KeptPlace> {
  const [place] = (await tx.query<KeptPlace>(`select ${kept} from place where id = $1 for update`, [id]))
    .rows;
  if (!place) throw new Refused('PLACE_NOT_FOUND');
  return place;
}

/** @returns false when a place in use has this name */
export async function applyPlaceFact(tx: Queryable, fact: PlaceFact, at: Instant): Promise<boolean> {
  const { placeId } = fact;
  const nameFree = async (name: string): Promise<boolean> => {
    const { rowCount } = await tx.query(
      'select from place where lower(name) = lower($2) and retired_at is null and id <> $1',
      [placeId, name],
    );
    return rowCount === 0;
  };
  if (fact.kind === 'place-retired') {
    await tx.query('update place set retired_at = $2 where id = $1', [placeId, at]);
    return true;
  }
  const { name } = fact.kind === 'place-changed' ? fact : await getKeptPlace(tx, placeId);
  if (name !== undefined && !(await nameFree(name))) return false;
  if (fact.kind === 'place-used-again')
    await tx.query('update place set retired_at = null where id = $1', [placeId]);
  else if (name !== undefined) await tx.query('update place set name = $2 where id = $1', [placeId, name]);
  if (fact.kind === 'place-changed' && fact.position !== undefined)
    await tx.query('update place set latitude = $2, longitude = $3 where id = $1', [
      placeId,
      fact.position?.latitude ?? null,
      fact.position?.longitude ?? null,
    ]);
  return true;
}

/** What still stands at each place, by its id. */
export async function countInUse(database: Queryable): Promise<ReadonlyMap<string, PlaceInUse>> {
  const { rows } = await database.query<PlaceInUse & { id: string }>(
    `select p.id,
       (select count(*)::int from recording_set s where s.place_id = p.id and not s.retired) as sets,
       (select count(*)::int from component c where c.place_id = p.id and c.at = 'store') as spares,
       (select count(*)::int from station t where t.place_id = p.id and t.state = 'active') as stations
     from place p`,
  );
  return new Map(rows.map(({ id, ...inUse }) => [id, inUse]));
}

/** A place in use. */
export async function findPlace(database: Queryable, id: string): Promise<Place | undefined> {
  return (
    await database.query<Place>(`select ${columns} from place where id = $1 and retired_at is null`, [id])
  ).rows[0];
}

/** A place in use. @throws Refused PLACE_NOT_FOUND */
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
