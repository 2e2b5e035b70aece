import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComponentKind } from '../equipment/component.ts';
import { findSmallestStops } from './smallest-stops.ts';
import { deriveCityStanding } from './standing.ts';
import type { Part, PlacedSet, Stock } from './stock.ts';
import { smallStock } from './testing/small-stock.ts';

const kinds: readonly ComponentKind[] = ['computer', 'camera', 'fingerprint-scanner'];
const set = (id: string, placeId: string, ...broken: ComponentKind[]): PlacedSet => ({
  id,
  placeId,
  needs: kinds,
  parts: kinds.map((kind) => ({
    id: `${placeId}: ${kind}`,
    kind,
    works: !broken.includes(kind),
    mayMove: true,
    mayBeLent: true,
  })),
});
const city = (sets: readonly PlacedSet[], spares: Stock['spares'] = []): Stock => ({
  cities: [{ code: '53.71', position: null, budget: 0 }],
  places: ['alak', 'oebobo', 'kota-raja'].map((id) => ({
    id,
    city: '53.71',
    unrecorded: 1,
    kmToNext: 1,
    position: null,
  })),
  sets,
  spares,
});
const names = (cuts: readonly (readonly Part[])[]) => cuts.map((cut) => cut.map((part) => part.id));

/** Whether some set can be put together from what works, whoever it belongs to. */
function stands({ sets, spares }: Pick<Stock, 'sets' | 'spares'>, dead: ReadonlySet<string>): boolean {
  const alive = (part: Part) => part.works && !dead.has(part.id);
  const everywhere = [...spares, ...sets.flatMap((each) => each.parts)].filter((p) => alive(p) && p.mayMove);
  return sets.some((each) =>
    each.needs.every((kind) => [...each.parts.filter(alive), ...everywhere].some((p) => p.kind === kind)),
  );
}

/** Sizes and members of the smallest sets of faults, by trying all. */
function tryAllFaults(stock: Pick<Stock, 'sets' | 'spares'>): { faults: number; cuts: string[] } {
  const parts = [...stock.spares, ...stock.sets.flatMap((each) => each.parts)].filter((part) => part.works);
  let [faults, cuts]: [number, string[]] = [Infinity, []];
  for (let mask = 0; mask < 2 ** parts.length; mask++) {
    const dead = parts.filter((_, i) => mask & (1 << i)).map((part) => part.id);
    if (dead.length > faults || stands(stock, new Set(dead))) continue;
    if (dead.length < faults) [faults, cuts] = [dead.length, []];
    cuts.push(dead.sort().join(' '));
  }
  return { faults, cuts: faults === 0 ? [] : cuts.sort() };
}

describe('standing', () => {
  it('PLN3 names the part whose fault stops the city, and not those that others can lend', () => {
    const stock = city([
      set('1', 'oebobo'),
      set('2', 'alak', 'fingerprint-scanner'),
      set('3', 'kota-raja', 'fingerprint-scanner', 'camera'),
    ]);
    const standing = deriveCityStanding(stock, '53.71');
    expect(standing).toMatchObject({
      working: 1,
      sets: 3,
      level: 'emergency',
      stops: { faults: 1, more: false },
    });
    expect(names(standing.stops.cuts)).toEqual([['oebobo: fingerprint-scanner']]);
    const oebobo = standing.places.find((place) => place.placeId === 'oebobo')!;
    expect(oebobo.stops.faults).toBe(1);
    expect(oebobo.stops.cuts).toHaveLength(3);
  });

  it('PLN2 a spare in the cupboard is one fault more', () => {
    const spare = {
      id: 'spare',
      kind: kinds[2]!,
      works: true,
      mayMove: true,
      mayBeLent: true,
      placeId: 'alak',
    };
    const sets = [set('1', 'oebobo'), set('2', 'alak', 'fingerprint-scanner')];
    expect(deriveCityStanding(city(sets), '53.71').stops.faults).toBe(1);
    const with1 = deriveCityStanding(city(sets, [spare]), '53.71');
    expect(with1).toMatchObject({ stops: { faults: 2 }, spares: { 'fingerprint-scanner': 1 } });
    expect(with1.places.map(({ stops }) => stops.faults)).toEqual([1, 1, 0]);
  });

  it('PLN4 tells of two counters as a warning and of one as an emergency', () => {
    const levelOf = (working: number) => {
      const sets = Array.from({ length: 4 }, (_, i) =>
        set(String(i), 'oebobo', ...(i < working ? [] : (['camera'] as const))),
      );
      return deriveCityStanding(city(sets), '53.71').level;
    };
    expect([3, 2, 1, 0].map(levelOf)).toEqual(['calm', 'warning', 'emergency', 'stopped']);
  });

  it('PLN2 PLN3 finds the smallest sets of faults that trying all of them finds', () => {
    fc.assert(
      fc.property(
        smallStock.filter(({ sets, spares }) => sets.length * 3 + spares.length <= 13),
        (stock) => {
          const found = findSmallestStops(stock);
          const tried = tryAllFaults(stock);
          expect(found.faults).toBe(tried.faults);
          if (!found.more)
            expect(
              found.cuts
                .map((cut) =>
                  cut
                    .map((p) => p.id)
                    .sort()
                    .join(' '),
                )
                .sort(),
            ).toEqual(tried.cuts);
        },
      ),
      { seed: 42, numRuns: 60 },
    );
  });
});
