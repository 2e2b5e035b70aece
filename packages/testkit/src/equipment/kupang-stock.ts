/** Kota Kupang in March 2017 as a plan sees it: six kecamatan, each with one set that lacks another part. */
import type { Part, PlacedSet, PlannedPlace, Stock } from '@rekam/domain';
import { demoPositions } from '../demo-city/demo-positions.ts';

export const sevenKinds = [
  'computer',
  'camera',
  'fingerprint-scanner',
  'iris-scanner',
  'signature-pad',
  'card-reader',
  'ups',
] as const;

/** Kecamatan with residents not recorded (invented). */
const kecamatan = [
  { code: '53.71.01', name: 'Alak', unrecorded: 9200 },
  { code: '53.71.02', name: 'Maulafa', unrecorded: 11_400 },
  { code: '53.71.03', name: 'Kelapa Lima', unrecorded: 10_100 },
  { code: '53.71.04', name: 'Oebobo', unrecorded: 12_300 },
  { code: '53.71.05', name: 'Kota Raja', unrecorded: 7300 },
  { code: '53.71.06', name: 'Kota Lama', unrecorded: 5100 },
] as const;

/**
 * @param broken the kind that is broken in each set, in the order Alak, Maulafa, Kelapa Lima, Oebobo, Kota Raja, Kota Lama;
 * null: that set works
 */
export function kupangStock(
  broken: readonly ((typeof sevenKinds)[number] | null)[] = sevenKinds.slice(0, 6),
): Stock {
  const places = kecamatan.map(
    ({ code, unrecorded }): PlannedPlace => ({
      id: code,
      city: '53.71',
      unrecorded,
      kmToNext: 4,
      position: demoPositions[code],
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
  return {
    cities: [{ code: '53.71', position: demoPositions['53.71'], budget: 0 }],
    places,
    sets,
    spares: [],
  };
}
