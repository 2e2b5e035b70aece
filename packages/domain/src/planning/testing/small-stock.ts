/** Stocks small enough to try every plan, and the trying. */
import fc from 'fast-check';
import type { ComponentKind } from '../../equipment/component.ts';
import { checkPlan } from '../check-plan.ts';
import type { PlanStep, PlanWorth } from '../plan.ts';
import type { PlanningPolicy } from '../planning-policy.ts';
import type { Part, PlacedSet, Stock } from '../stock.ts';
import { lackedBy } from '../stock.ts';

const kinds = ['computer', 'camera', 'iris-scanner'] as const satisfies readonly ComponentKind[];

export const smallPolicy: PlanningPolicy = {
  worthPerResident: 20,
  worthPerResidentKm: 1,
  counterShares: [1, 0.5],
  moveCost: 100,
  costPerKm: 5,
  loanCost: 500,
  prices: { computer: 900, camera: 400 },
  unknownKm: 10,
};

interface SetWish {
  readonly place: number;
  readonly broken: readonly boolean[];
  readonly fixed: boolean;
  readonly kept: boolean;
  readonly withoutIris: boolean;
}

const setWish: fc.Arbitrary<SetWish> = fc.record({
  place: fc.constantFrom(0, 1, 2, 2, 3),
  broken: fc.array(
    fc.boolean().chain((maybe) => (maybe ? fc.boolean() : fc.constant(false))),
    { minLength: 3, maxLength: 3 },
  ),
  fixed: fc.nat(5).map((n) => n === 0),
  kept: fc.nat(4).map((n) => n === 0),
  withoutIris: fc.nat(4).map((n) => n === 0),
});

/** Up to five sets at four places in three cities, two of them of one province, with at most four slots that lack something. */
export const smallStock: fc.Arbitrary<Stock> = fc
  .record({
    wishes: fc.array(setWish, { minLength: 1, maxLength: 5 }),
    unrecorded: fc.array(fc.nat(150), { minLength: 4, maxLength: 4 }),
    spares: fc.array(fc.tuple(fc.nat(2), fc.nat(3)), { maxLength: 2 }),
    budget: fc.constantFrom(0, 400, 1300),
  })
  .map(({ wishes, unrecorded, spares, budget }) => stockOf(wishes, unrecorded, spares, budget))
  .filter((stock) => stock.sets.flatMap(lackedBy).length <= 4);

const cityOf = ['53.71', '53.71', '53.01', '11.01'] as const;

function stockOf(
  wishes: readonly SetWish[],
  unrecorded: readonly number[],
  spares: readonly (readonly [number, number])[],
  budget: number,
): Stock {
  const at = (i: number) => ({ latitude: -10 + i / 10, longitude: 123.5 });
  return {
    cities: ['53.71', '53.01', '11.01'].map((code, i) => ({ code, position: at(2 * i), budget })),
    places: unrecorded.map((residents, i) => ({
      id: `place-${i}`,
      city: cityOf[i]!,
      unrecorded: residents,
      kmToNext: i,
      position: at(i),
    })),
    sets: wishes.map((wish, i) => setOf(`set-${i}`, wish)),
    spares: spares.map(([kind, place], i) => ({
      ...partOf(`spare-${i}`, kinds[kind]!, true, wishes[0]!),
      placeId: `place-${place}`,
    })),
  };
}

function setOf(id: string, wish: SetWish): PlacedSet {
  return {
    id,
    placeId: `place-${wish.place}`,
    needs: wish.withoutIris ? kinds.slice(0, 2) : kinds,
    parts: kinds.map((kind, k) => partOf(`${id}-${kind}`, kind, !wish.broken[k], wish)),
  };
}

const partOf = (id: string, kind: ComponentKind, works: boolean, wish: SetWish): Part => ({
  id,
  kind,
  works,
  mayMove: !(wish.fixed && kind === 'camera'),
  mayBeLent: !(wish.fixed && kind === 'camera') && !wish.kept,
});

/** The best of all plans there are, by trying each: for every lacking slot nothing, every part of its kind, and a purchase. */
export function tryEveryPlan(stock: Stock, policy: PlanningPolicy): PlanWorth {
  const slots = stock.sets.flatMap((set) => lackedBy(set).map((kind) => ({ set, kind })));
  const parts = [...stock.spares, ...stock.sets.flatMap((set) => set.parts)].filter((part) => part.works);
  let best: PlanWorth | undefined;
  const tryFrom = (i: number, steps: readonly PlanStep[], taken: ReadonlySet<string>): void => {
    const slot = slots[i];
    if (slot === undefined) {
      const judged = checkPlan(stock, policy, { steps });
      if (judged.ok && judged.value.value > (best?.value ?? -Infinity)) best = judged.value;
      return;
    }
    const toSetId = slot.set.id;
    tryFrom(i + 1, steps, taken);
    tryFrom(i + 1, [...steps, { step: 'purchase', kind: slot.kind, toSetId }], taken);
    for (const part of parts) {
      if (part.kind !== slot.kind || taken.has(part.id)) continue;
      for (const step of ['move', 'loan'] as const)
        tryFrom(i + 1, [...steps, { step, partId: part.id, toSetId }], new Set([...taken, part.id]));
    }
  };
  tryFrom(0, [], new Set());
  return best!;
}
