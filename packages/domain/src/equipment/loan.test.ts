import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysLater, type PlainDate } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import type { Component } from './component.ts';
import { decideMove } from './decide-component.ts';
import { type ComponentFact, evolveComponent } from './facts.ts';
import { deriveLoanDue, findOverdueLoan } from './loan.ts';
import { defaultEquipmentPolicy } from './policy.ts';

const start = '2026-11-02' as PlainDate;
const day = (n: number): PlainDate => daysLater(start, n);
const component: Component = {
  id: makeId('component', 1, new Uint8Array(10)),
  kind: 'iris-scanner',
  make: 'Contoh',
  model: 'IR-2',
  serial: 'IR2-1',
  firmware: null,
  boughtOn: null,
  funding: 'apbn',
  priceIdr: null,
  owner: { kind: 'bmn' },
  warrantyUntil: null,
  where: { at: 'loan', to: 'Disdukcapil Kabupaten TTS', dueOn: day(0) },
};
const borrowed: Component = {
  ...component,
  owner: { kind: 'lent', by: 'Disdukcapil Kabupaten Belu', dueOn: day(0) },
  where: { at: 'store', placeId: makeId('place', 1, new Uint8Array(10)) },
};

/** The office chases every day from the first to the last; answers the facts and the component after them. */
function chase(first: Component, days: number): { facts: ComponentFact[]; after: Component } {
  const facts: ComponentFact[] = [];
  let after = first;
  for (let n = 0; n <= days; n++) {
    const due = deriveLoanDue(after, defaultEquipmentPolicy, day(n));
    if (!due) continue;
    facts.push(due);
    after = evolveComponent(after, due);
    expect(deriveLoanDue(after, defaultEquipmentPolicy, day(n))).toBeNull();
  }
  return { facts, after };
}

describe('loans past their day', () => {
  it('EQP60 are overdue from the day after, whoever owes whom; not where gone or without a day', () => {
    expect(findOverdueLoan(component, day(0))).toBeNull();
    expect(findOverdueLoan(component, day(1))).toEqual({
      loan: 'lent-out',
      with: 'Disdukcapil Kabupaten TTS',
      dueOn: day(0),
      days: 1,
      rung: 'operator',
    });
    expect(findOverdueLoan(borrowed, day(3))).toMatchObject({ loan: 'borrowed', days: 3 });
    expect(findOverdueLoan({ ...borrowed, where: { at: 'written-off' } }, day(3))).toBeNull();
    const undated = { kind: 'lent', by: 'Disdukcapil Belu', dueOn: null } as const;
    expect(findOverdueLoan({ ...borrowed, owner: undated }, day(3))).toBeNull();
    expect(findOverdueLoan({ ...component, where: { at: 'lost' } }, day(3))).toBeNull();
  });

  it.each([component, borrowed])(
    'EQP61 EQP62 climb to the province and no further, and remind there for ever',
    (one) => {
      const { facts, after } = chase(one, 60);
      const climbs = facts.flatMap((fact) => (fact.kind === 'loan-escalated' ? [[fact.to, fact.on]] : []));
      // One day at the counter, two at the head of section, five at the secretary.
      expect(climbs).toEqual([
        ['section-head', day(1)],
        ['secretary', day(3)],
        ['province', day(8)],
      ]);
      const reminders = facts.flatMap((fact) => (fact.kind === 'loan-reminded' ? [fact.on] : []));
      expect(reminders).toEqual([15, 22, 29, 36, 43, 50, 57].map(day));
      expect(findOverdueLoan(after, day(60))).toMatchObject({ rung: 'province', days: 60 });
    },
  );

  it('EQP60 a new day begins anew, and what is back is owed no more', () => {
    const { after } = chase(component, 20);
    const later = { at: 'loan', to: 'Disdukcapil Kabupaten TTS', dueOn: day(30) } as const;
    const agreed = { ...after, where: later };
    expect(findOverdueLoan(agreed, day(30))).toBeNull();
    expect(findOverdueLoan(agreed, day(31))).toMatchObject({ rung: 'operator', days: 1 });
    expect(chase(agreed, 31).facts).toMatchObject([
      { kind: 'loan-escalated', to: 'section-head', dueOn: day(30) },
    ]);
    expect(deriveLoanDue({ ...after, where: borrowed.where }, defaultEquipmentPolicy, day(40))).toBeNull();
  });

  it('EQP61 never falls silent longer than its longest wait, whatever the office has set', () => {
    const wait = fc.integer({ min: 1, max: 30 });
    const climbAfterDays = fc.record({
      operator: wait,
      'section-head': wait,
      secretary: wait,
      province: wait,
    });
    fc.assert(
      fc.property(climbAfterDays, wait, (climb, remindEveryDays) => {
        const policy = { ...defaultEquipmentPolicy, climbAfterDays: climb, remindEveryDays };
        let one = component;
        let last = 0;
        for (let n = 1; n <= 200; n++) {
          const due = deriveLoanDue(one, policy, day(n));
          if (!due) continue;
          one = evolveComponent(one, due);
          expect(n - last).toBeLessThanOrEqual(Math.max(remindEveryDays, ...Object.values(climb)));
          last = n;
        }
        expect(200 - last).toBeLessThanOrEqual(Math.max(remindEveryDays, ...Object.values(climb)));
      }),
      { seed: 61, numRuns: 50 },
    );
  });

  it('EQP8 a loan without a day is refused by name; one sent for repair needs none', () => {
    const known = {
      destination: { set: null, occupantId: null },
      fromPlaceId: null,
      toPlaceId: null,
      today: day(0),
    };
    const paper = { number: 'BA/1', date: day(0), fileId: null };
    const to = (at: 'loan' | 'repair') => ({ at, to: 'Disdukcapil Belu', dueOn: null });
    const move = (at: 'loan' | 'repair') =>
      decideMove(borrowed, { from: borrowed.where, to: to(at), paper, note: '' }, known);
    expect(move('loan')).toMatchObject({ code: 'EQUIPMENT_LOAN_DAY_MISSING' });
    expect(move('repair').ok).toBe(true);
  });
});
