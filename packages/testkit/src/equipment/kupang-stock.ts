/** Kota Kupang in March 2017 as a plan sees it: six kecamatan, each with one set that lacks another part. */
import type { Part, PlacedSet, PlannedPlace, Stock } from '@rekam/domain';

export const sevenKinds = [
  'computer',
  'camera',
  'fingerprint-scanner',
  'iris-scanner',
  'signature-pad',
  'card-reader',
  'ups',
] as const;

/** Kecamatan with residents not recorded (invented) and where their offices stand, degrees to two places. */
const kecamatan = [
  { code: '53.71.01', name: 'Alak', unrecorded: 9200, latitude: -10.19, longitude: 123.54 },
  { code: '53.71.02', name: 'Maulafa', unrecorded: 11_400, latitude: -10.2, longitude: 123.63 },
  { code: '53.71.03', name: 'Kelapa Lima', unrecorded: 10_100, latitude: -10.14, longitude: 123.62 },
  { code: '53.71.04', name: 'Oebobo', unrecorded: 12_300, latitude: -10.17, longitude: 123.61 },
  { code: '53.71.05', name: 'Kota Raja', unrecorded: 7300, latitude: -10.17, longitude: 123.58 },
  { code: '53.71.06', name: 'Kota Lama', unrecorded: 5100, latitude: -10.16, longitude: 123.58 },
] as const;

/**
 * @param broken the kind that is broken in each set, in the order Alak, Maulafa, Kelapa Lima, Oebobo, Kota Raja, Kota Lama;
 * null: that set works
 */
export function kupangStock(
  broken: readonly ((typeof sevenKinds)[number] | null)[] = sevenKinds.slice(0, 6),
): Stock {
  const places = kecamatan.map(
    ({ code, unrecorded, latitude, longitude }): PlannedPlace => ({
      id: code,
      city: '53.71',
      unrecorded,
      kmToNext: 4,
      position: { latitude, longitude },
    }),
  );
  const sets = places.map(
    (place, i): PlacedSet => ({
      id: `set-${place.id}`,
      placeId: place.id,
      needs: sevenKinds,
      parts: sevenKinds.map(
        (kind): Part => ({
          id: `${place.id}-${kind}`,
          kind,
          works: kind !== broken[i],
          mayMove: true,
          mayBeLent: true,
        }),
      ),
    }),
  );
  const position = { latitude: -10.18, longitude: 123.6 };
  return { cities: [{ code: '53.71', position, budget: 0 }], places, sets, spares: [] };
}
