/**
 * The country's recording sets, invented after the figures of September 2017: 6,456 sets of which 1,248 (19.3 %) are broken,
 * over the 514 regencies and cities in proportion to their kecamatan. Which are broken, where they stand, spares, budgets and
 * residents come from a seed.
 */
import type { Part, PlacedSet, PlannedCity, PlannedPlace, Position, Spare, Stock } from '@rekam/domain';
import { getDistricts, getRegencies } from 'idn-area-data';
import { type SeededRandom, seededRandom } from '../demo-city/seeded-random.ts';
import { sevenKinds } from './kupang-stock.ts';

export const countryFigures = { sets: 6456, brokenSets: 1248 } as const;

/** What breaks how often, in shares of all broken parts: our estimate from news of 2011–2020. */
const breaks: readonly (readonly [(typeof sevenKinds)[number], number])[] = [
  ['computer', 22],
  ['camera', 18],
  ['fingerprint-scanner', 20],
  ['iris-scanner', 17],
  ['signature-pad', 12],
  ['card-reader', 4],
  ['ups', 7],
];

export async function countryStock(seed: number | string): Promise<Stock> {
  const random = seededRandom(`country ${seed}`);
  const counts = await setsOfCities();
  const centres = new Map<string, Position>();
  const cities: PlannedCity[] = [];
  const places: PlannedPlace[] = [];
  const homes: string[] = [];
  for (const [code, count] of counts) {
    const province = code.slice(0, 2);
    const centre = centres.get(province) ?? near({ latitude: -3, longitude: 115 }, 8, random);
    centres.set(province, centre);
    const position = near(centre, 1.2, random);
    cities.push({ code, position, budget: random.below(5) * 15_000 });
    const own = Array.from(
      { length: Math.max(1, Math.ceil(count * 0.75)) },
      (_, i): PlannedPlace => ({
        id: `${code}.${String(i).padStart(2, '0')}`,
        city: code,
        unrecorded: 300 + random.below(6000),
        kmToNext: 2 + random.below(30),
        position: near(position, 0.25, random),
      }),
    );
    places.push(...own);
    for (let i = 0; i < count; i++) homes.push(own[i % own.length]!.id);
  }
  const broken = chooseBroken(homes, random);
  const sets = homes.map((placeId, i) => makeSet(`set-${i}`, placeId, broken.has(i), random));
  return { cities, places, sets, spares: spareParts(places, random) };
}

/** Sets of each city, in proportion to its kecamatan and one for the Disdukcapil, by largest remainders. */
async function setsOfCities(): Promise<[code: string, count: number][]> {
  const [regencies, districts] = await Promise.all([getRegencies(), getDistricts()]);
  const weights = regencies.map(
    ({ code }) => 1 + districts.filter((district) => district.regency_code === code).length,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const quotas = weights.map((weight) => (countryFigures.sets * weight) / total);
  const counts = quotas.map(Math.floor);
  const missing = countryFigures.sets - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = quotas.map((quota, i) => [quota % 1, i] as const).sort((a, b) => b[0] - a[0]);
  for (const [, i] of byRemainder.slice(0, missing)) counts[i]! += 1;
  return regencies.map(({ code }, i) => [code, counts[i]!]);
}

/** Exactly as many as the figures say; some cities are worse off than others. */
function chooseBroken(homes: readonly string[], random: SeededRandom): Set<number> {
  const badness = new Map<string, number>();
  const keys = homes.map((placeId, i) => {
    const city = placeId.slice(0, 5);
    if (!badness.has(city)) badness.set(city, 0.2 + 2 * random.fraction() ** 2);
    return [-Math.log(1 - random.fraction()) / badness.get(city)!, i] as const;
  });
  keys.sort((a, b) => a[0] - b[0]);
  return new Set(keys.slice(0, countryFigures.brokenSets).map(([, i]) => i));
}

function makeSet(id: string, placeId: string, broken: boolean, random: SeededRandom): PlacedSet {
  const dead = new Set<(typeof sevenKinds)[number]>();
  while (broken && (dead.size === 0 || random.chance(0.35))) dead.add(pickBroken(random));
  const parts = sevenKinds.map(
    (kind): Part => ({
      id: `${id}-${kind}`,
      kind,
      works: !dead.has(kind),
      mayMove: true,
      mayBeLent: !random.chance(0.2),
    }),
  );
  return { id, placeId, needs: sevenKinds, parts };
}

const breakShares = breaks.reduce((sum, [, share]) => sum + share, 0);

function pickBroken(random: SeededRandom): (typeof sevenKinds)[number] {
  let at = random.fraction() * breakShares;
  for (const [kind, share] of breaks) {
    at -= share;
    if (at < 0) return kind;
  }
  return 'computer';
}

/** A part or two in the cupboard of every third city. */
function spareParts(places: readonly PlannedPlace[], random: SeededRandom): Spare[] {
  const first = places.filter((place, i) => places[i - 1]?.city !== place.city);
  return first.flatMap((place) =>
    Array.from(
      { length: random.chance(1 / 3) ? 1 + random.below(2) : 0 },
      (_, i): Spare => ({
        id: `spare-${place.city}-${i}`,
        kind: random.pick(sevenKinds),
        works: true,
        mayMove: true,
        mayBeLent: true,
        placeId: place.id,
      }),
    ),
  );
}

const near = (centre: Position, degrees: number, random: SeededRandom): Position => ({
  latitude: centre.latitude + (random.fraction() * 2 - 1) * degrees,
  longitude: centre.longitude + (random.fraction() * 2 - 1) * degrees,
});
