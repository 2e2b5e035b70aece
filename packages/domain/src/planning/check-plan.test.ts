import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComponentKind } from '../equipment/component.ts';
import { checkPlan } from './check-plan.ts';
import { greedyPlan } from './greedy-plan.ts';
import type { PlanStep } from './plan.ts';
import type { PlacedSet, Stock } from './stock.ts';
import { smallPolicy, smallStock } from './testing/small-stock.ts';

const kinds: readonly ComponentKind[] = ['computer', 'camera', 'iris-scanner'];
const cityOf: Record<string, string> = { alak: '53.71', oebobo: '53.71', soe: '53.02', medan: '12.71' };

/** A set at a place, lacking the kinds named. */
const set = (id: string, placeId: string, ...lacking: ComponentKind[]): PlacedSet => ({
  id,
  placeId,
  needs: kinds,
  parts: kinds.map((kind) => ({
    id: `${id}-${kind}`,
    kind,
    works: !lacking.includes(kind),
    mayMove: true,
    mayBeLent: true,
  })),
});

function stock(sets: readonly PlacedSet[], part: Partial<Stock> = {}): Stock {
  return {
    cities: ['53.71', '53.02', '12.71'].map((code) => ({ code, position: null, budget: 500 })),
    places: Object.entries(cityOf).map(([id, city]) => ({
      id,
      city,
      unrecorded: 100,
      kmToNext: 0,
      position: null,
    })),
    sets,
    spares: [],
    ...part,
  };
}

const move = (partId: string, toSetId: string): PlanStep => ({ step: 'move', partId, toSetId });
const loan = (partId: string, toSetId: string): PlanStep => ({ step: 'loan', partId, toSetId });
const buy = (kind: ComponentKind, toSetId: string): PlanStep => ({ step: 'purchase', kind, toSetId });
const judge = (of: Stock, ...steps: PlanStep[]) => checkPlan(of, smallPolicy, { steps });

const twoHalves = stock([set('a', 'alak', 'camera'), set('b', 'oebobo', 'computer')]);

describe('plans', () => {
  it('PLN11 says what a plan brings and costs, exactly', () => {
    expect(judge(twoHalves, move('b-camera', 'a'))).toEqual({
      ok: true,
      value: {
        workingBefore: 0,
        workingAfter: 1,
        restored: 1,
        residentsReached: 100,
        moves: 1,
        loans: 0,
        purchases: 0,
        cost: 150,
        spentOnPurchases: 0,
        value: 100 * 20 - 150,
      },
    });
  });

  it('PLN11 a second counter of a place adds its share, a third nothing when the policy says so', () => {
    const three = stock([set('a', 'alak'), set('b', 'alak'), set('c', 'alak')]);
    expect(judge(three)).toMatchObject({ value: { value: 2000 + 1000 } });
  });

  it.each([
    ['PLN5', 'PLAN_PART_UNKNOWN', twoHalves, [move('nothing', 'a')]],
    ['PLN5', 'PLAN_SET_UNKNOWN', twoHalves, [move('b-camera', 'nowhere')]],
    ['PLN5', 'PLAN_PART_BROKEN', twoHalves, [move('b-computer', 'a')]],
    [
      'PLN5',
      'PLAN_PART_TWICE',
      stock([set('a', 'alak', 'camera'), set('b', 'oebobo', 'computer'), set('c', 'oebobo', 'camera')]),
      [move('b-camera', 'a'), move('b-camera', 'c')],
    ],
    [
      'PLN5',
      'PLAN_LEAVES_CITY',
      stock([set('a', 'alak', 'camera'), set('b', 'soe', 'computer')]),
      [move('b-camera', 'a')],
    ],
    ['PLN5', 'PLAN_LOAN_WITHIN_CITY', twoHalves, [loan('b-camera', 'a')]],
    [
      'PLN5',
      'PLAN_LOAN_FORBIDDEN',
      stock([set('a', 'alak', 'camera'), set('b', 'medan', 'computer')]),
      [loan('b-camera', 'a')],
    ],
    ['PLN5', 'PLAN_KIND_NOT_FOR_SALE', stock([set('a', 'alak', 'iris-scanner')]), [buy('iris-scanner', 'a')]],
    ['PLN6', 'PLAN_SLOT_NOT_LACKING', twoHalves, [move('b-iris-scanner', 'a')]],
    ['PLN6', 'PLAN_SLOT_TWICE', twoHalves, [move('b-camera', 'a'), buy('camera', 'a')]],
    [
      'PLN7',
      'PLAN_SET_UNFINISHED',
      stock([set('a', 'alak', 'camera', 'computer'), set('b', 'oebobo', 'computer')]),
      [move('b-camera', 'a')],
    ],
    [
      'PLN8',
      'PLAN_BUDGET_EXCEEDED',
      stock([set('a', 'alak', 'camera'), set('b', 'oebobo', 'camera')]),
      [buy('camera', 'a'), buy('camera', 'b')],
    ],
    [
      'PLN9',
      'PLAN_STOPS_LAST_COUNTER',
      stock([set('a', 'alak', 'camera'), set('b', 'oebobo')]),
      [move('b-camera', 'a')],
    ],
    [
      'PLN10',
      'PLAN_CITY_LOSES_COUNTER',
      stock([set('a', 'alak', 'camera'), set('b', 'soe'), set('c', 'soe')]),
      [loan('b-camera', 'a')],
    ],
  ] as const)('%s refuses with %s', (_, code, of, steps) => {
    expect(judge(of, ...steps)).toMatchObject({ ok: false, code });
  });

  it('PLN5 what is built in stays', () => {
    const fixed = (one: PlacedSet) => ({
      ...one,
      parts: one.parts.map((part) => ({ ...part, mayMove: false })),
    });
    const of = stock([set('a', 'alak', 'camera'), fixed(set('b', 'oebobo', 'computer'))]);
    expect(judge(of, move('b-camera', 'a'))).toMatchObject({ ok: false, code: 'PLAN_PART_FIXED' });
  });

  it('PLN5 a neighbour may lend what it does not need', () => {
    const of = stock([set('a', 'alak', 'camera'), set('b', 'soe', 'computer')]);
    expect(judge(of, loan('b-camera', 'a'))).toMatchObject({
      ok: true,
      value: { restored: 1, loans: 1, cost: 750 },
    });
  });

  it('PLN5–PLN10 the greedy hand keeps to every rule and never makes it worse', () => {
    fc.assert(
      fc.property(smallStock, (of) => {
        const judged = checkPlan(of, smallPolicy, greedyPlan(of, smallPolicy));
        const nothing = checkPlan(of, smallPolicy, { steps: [] });
        return judged.ok && nothing.ok && judged.value.value >= nothing.value.value;
      }),
      { seed: 41, numRuns: 300 },
    );
  });
});
