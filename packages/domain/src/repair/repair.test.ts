import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Component } from '../equipment/component.ts';
import type { Fault } from '../equipment/fault.ts';
import { defaultEquipmentPolicy, rungs } from '../equipment/policy.ts';
import type { SelfTest } from '../equipment/self-test.ts';
import { type PlainDate, toInstant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import {
  decideAnswered,
  decideDiagnosed,
  decideGone,
  decideLetterSent,
  decideOpenRepair,
  decidePath,
  decideRaised,
  decideRepaired,
  decideTried,
} from './decide.ts';
import { deriveDue, isLetterDue, waitingSince } from './escalation.ts';
import { evolveRepair } from './evolve.ts';
import { derivePayer, type Repair, type RepairFact } from './repair.ts';

const none = new Uint8Array(10);
const start = Date.UTC(2017, 2, 30);
const day = (n: number) => toInstant(start + n * 86_400_000).slice(0, 10) as PlainDate;
/** The days on the n-th day of the fault. */
const days = (n: number) => ({ faultBegan: day(0), today: day(n) });
const at = (n: number) => toInstant(start + n * 86_400_000);
const officer = makeId('officer', 1, none);
const component: Component = {
  id: makeId('component', 1, none),
  kind: 'fingerprint-scanner',
  make: 'Contoh',
  model: 'FS-4',
  serial: 'FS4-0001',
  firmware: null,
  boughtOn: null,
  funding: 'apbn',
  priceIdr: null,
  owner: { kind: 'bmn' },
  warrantyUntil: null,
  where: { at: 'set', setId: makeId('set', 1, none) },
};
const fault: Fault = {
  id: makeId('fault', 1, none),
  componentId: component.id,
  effect: 'stops',
  cause: 'unknown',
  since: at(0),
  openedAt: at(0),
  closedAt: null,
  closing: null,
  reports: [
    {
      symptom: 'not-detected',
      note: '',
      cause: 'unknown',
      effect: 'stops',
      source: { kind: 'officer', officerId: officer },
      fileIds: [],
      since: at(0),
    },
  ],
};
const test = (n: number, outcome: 'passed' | 'failed' | 'not-tested' = 'passed'): SelfTest => ({
  id: makeId('self-test', 1, none),
  setId: makeId('set', 1, none),
  occasion: 'after-repair',
  at: at(n),
  stationId: null,
  by: officer,
  parts: [{ kind: 'fingerprint-scanner', componentId: component.id, outcome, detail: '' }],
});
const open = (): Repair => {
  const decided = decideOpenRepair(makeId('repair', 1, none), fault, component, null, day(0));
  if (!decided.ok) throw new Error(decided.code);
  return evolveRepair(null, decided.value, at(0));
};
const after = (repair: Repair, decided: Outcome<RepairFact>, n: number): Repair => {
  if (!decided.ok) throw new Error(decided.code);
  return evolveRepair(repair, decided.value, at(n));
};
const diagnosis = {
  verdict: 'permanent',
  by: 'Teknisi Dinas',
  evidence: 'papan daya hangus',
  fileIds: [],
  on: day(0),
} as const;
const paper = (n: number) => ({ number: '470/12', date: day(n), fileId: null });

describe('a repair', () => {
  it('RPR1 belongs to one open fault', () => {
    const id = makeId('repair', 2, none);
    expect(decideOpenRepair(id, { ...fault, closedAt: at(1) }, component, null, day(1))).toMatchObject({
      code: 'REPAIR_FAULT_CLOSED',
    });
    expect(decideOpenRepair(id, fault, component, open(), day(1))).toMatchObject({
      code: 'REPAIR_ALREADY_OPEN',
    });
  });

  it('RPR2 is closed by a passed self-test after it, and by nothing else', () => {
    expect(decideRepaired(open(), fault, test(1, 'failed'))).toMatchObject({ code: 'REPAIR_UNTESTED' });
    expect(decideRepaired(open(), fault, test(1, 'not-tested'))).toMatchObject({ code: 'REPAIR_UNTESTED' });
    expect(decideRepaired(open(), fault, test(0))).toMatchObject({ code: 'REPAIR_UNTESTED' });
    const other = { ...fault, id: makeId('fault', 9, none) };
    expect(decideRepaired(open(), other, test(1))).toMatchObject({ code: 'REPAIR_UNTESTED' });
    const closed = after(open(), decideRepaired(open(), fault, test(1)), 1);
    expect(closed.closing).toEqual({ kind: 'self-test', selfTestId: test(1).id });
    expect(decideRepaired(closed, fault, test(2))).toMatchObject({ code: 'REPAIR_CLOSED' });
    expect(decidePath(closed, 'restart', 'regency')).toMatchObject({ code: 'REPAIR_CLOSED' });
  });

  it('RPR2 ends when the component is gone, and not while it is there', () => {
    expect(decideGone(open(), component)).toMatchObject({ code: 'REPAIR_COMPONENT_PRESENT' });
    expect(decideGone(open(), { where: { at: 'written-off' } }).ok).toBe(true);
  });

  it('RPR3 is paid by the warranty, else by the owner, else undecided', () => {
    expect(derivePayer({ ...component, warrantyUntil: day(0) }, day(0))).toBe('vendor-warranty');
    expect(derivePayer({ ...component, warrantyUntil: day(0) }, day(1))).toBe('kemendagri');
    expect(derivePayer({ ...component, owner: { kind: 'bmd-grant' } }, day(0))).toBe('regency');
    expect(derivePayer({ ...component, owner: { kind: 'unrecorded' } }, day(0))).toBe('undecided');
  });

  it('RPR4, RPR5 tell what was tried and found, nothing empty and nothing ahead', () => {
    const attempt = { what: 'ganti kabel', result: 'tetap tidak terbaca', on: day(1) };
    expect(decideTried(open(), attempt, days(1)).ok).toBe(true);
    expect(decideTried(open(), { ...attempt, result: ' ' }, days(1))).toMatchObject({
      code: 'REPAIR_TEXT_MISSING',
    });
    expect(decideTried(open(), attempt, days(0))).toMatchObject({ code: 'REPAIR_DATE_IN_FUTURE' });
    expect(decideDiagnosed(open(), { ...diagnosis, evidence: '' }, days(0))).toMatchObject({
      code: 'REPAIR_TEXT_MISSING',
    });
    const twice = after(
      after(open(), decideDiagnosed(open(), diagnosis, days(0)), 0),
      decideDiagnosed(open(), { ...diagnosis, verdict: 'temporary' }, days(0)),
      1,
    );
    expect(twice.diagnoses.map(({ verdict }) => verdict)).toEqual(['permanent', 'temporary']);
  });

  it('RPR9 is of days on which the fault had begun, and says when that was', () => {
    const early = { code: 'REPAIR_DATE_BEFORE_FAULT', details: { date: day(-1), faultBegan: day(0) } };
    const attempt = { what: 'ganti kabel', result: 'tetap tidak terbaca', on: day(-1) };
    const answer = { paper: null, from: 'Ditjen', summary: 'teknisi akan datang', on: day(-1) };
    const letter = { paper: paper(-1), addressee: 'Ditjen Dukcapil', to: 'ditjen' } as const;
    expect(decideTried(open(), attempt, days(1))).toMatchObject(early);
    expect(decideDiagnosed(open(), { ...diagnosis, on: day(-1) }, days(1))).toMatchObject(early);
    expect(decideLetterSent(open(), letter, days(1))).toMatchObject(early);
    expect(decideAnswered(open(), answer, null, days(1))).toMatchObject(early);
    expect(decideTried(open(), attempt, { ...days(1), faultBegan: day(-1) }).ok).toBe(true);
  });

  it('RPR6 goes beyond a restart only with a diagnosis', () => {
    expect(decidePath(open(), 'restart', 'regency').ok).toBe(true);
    expect(decidePath(open(), 'centre', 'kemendagri')).toMatchObject({ code: 'REPAIR_DIAGNOSIS_MISSING' });
    const diagnosed = after(open(), decideDiagnosed(open(), diagnosis, days(0)), 0);
    expect(decidePath(diagnosed, 'centre', 'kemendagri').ok).toBe(true);
  });

  it('RPR7, RPR8 keep letters with their number and answers with their promise', () => {
    const letter = { paper: paper(1), addressee: 'Ditjen Dukcapil', to: 'ditjen' } as const;
    expect(
      decideLetterSent(open(), { ...letter, paper: { ...paper(1), number: ' ' } }, days(1)),
    ).toMatchObject({
      code: 'REPAIR_LETTER_MISSING',
    });
    expect(decideLetterSent(open(), letter, days(0))).toMatchObject({ code: 'REPAIR_DATE_IN_FUTURE' });
    const answer = { paper: null, from: 'Ditjen', summary: 'teknisi akan datang', on: day(2) };
    expect(decideAnswered(open(), answer, day(1), days(2))).toMatchObject({ code: 'REPAIR_PROMISE_PAST' });
    const promised = after(open(), decideAnswered(open(), answer, day(9), days(2)), 2);
    expect(
      after(promised, decideAnswered(promised, { ...answer, on: day(3) }, null, days(3)), 3).promisedOn,
    ).toBe(day(9));
  });
});

describe('a repair nobody answers', () => {
  const climb = defaultEquipmentPolicy.climbAfterDays;
  const run = (repair: Repair, from: number, until: number) => {
    const facts: { day: number; fact: RepairFact }[] = [];
    let now = repair;
    for (let n = from; n <= until; n++) {
      const fact = deriveDue(now, defaultEquipmentPolicy, day(n));
      if (!fact) continue;
      now = evolveRepair(now, fact, at(n));
      facts.push({ day: n, fact });
    }
    return { now, facts };
  };

  it('RPR11 climbs from the counter to the Ditjen by the days the office has set', () => {
    const { facts, now } = run(open(), 0, 40);
    const climbs = facts.flatMap(({ day: n, fact }) =>
      fact.kind === 'repair-escalated' ? [[fact.to, n]] : [],
    );
    expect(climbs).toEqual([
      ['section-head', climb.operator],
      ['secretary', climb.operator + climb['section-head']],
      ['province', climb.operator + climb['section-head'] + climb.secretary],
      ['ditjen', climb.operator + climb['section-head'] + climb.secretary + climb.province],
    ]);
    expect(now.rung).toBe('ditjen');
  });

  it('RPR10, RPR11 waits for a promise, and counts from the day it was broken', () => {
    const answer = { paper: null, from: 'Kabid', summary: 'suku cadang datang', on: day(0) };
    const promised = after(open(), decideAnswered(open(), answer, day(20), days(0)), 0);
    expect(waitingSince(promised)).toBe(day(20));
    expect(deriveDue(promised, defaultEquipmentPolicy, day(20))).toBeNull();
    expect(deriveDue(promised, defaultEquipmentPolicy, day(20 + climb.operator))).toMatchObject({
      kind: 'repair-escalated',
      reason: 'promise-broken',
    });
  });

  it('RPR12 is never silent for longer than the longest of its days, whatever happens', () => {
    const longest = Math.max(...Object.values(climb), defaultEquipmentPolicy.remindEveryDays);
    const event = fc.record({ on: fc.integer({ min: 0, max: 60 }), letter: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), (events) => {
        let now = open();
        let last = 0;
        for (let n = 0; n <= 120; n++) {
          for (const { letter } of events.filter(({ on }) => on === n)) {
            const decided = letter
              ? decideLetterSent(now, { paper: paper(n), addressee: 'Provinsi', to: 'province' }, days(n))
              : decideAnswered(
                  now,
                  { paper: null, from: 'Provinsi', summary: 'sedang diproses', on: day(n) },
                  null,
                  days(n),
                );
            now = after(now, decided, n);
            last = n;
          }
          const due = deriveDue(now, defaultEquipmentPolicy, day(n));
          if (due) {
            now = evolveRepair(now, due, at(n));
            last = n;
          }
          expect(n - last).toBeLessThanOrEqual(longest);
        }
      }),
      { seed: 304 },
    );
  });

  it('RPR12 reminds on the top rung for ever', () => {
    const { facts } = run(open(), 0, 400);
    const reminders = facts.filter(({ fact }) => fact.kind === 'repair-reminded' && fact.rung === 'ditjen');
    expect(reminders.length).toBeGreaterThan(50);
  });

  it('RPR13 is taken up by a person with a reason, never past the Ditjen', () => {
    expect(decideRaised(open(), officer, '', day(0))).toMatchObject({ code: 'REPAIR_TEXT_MISSING' });
    let now = open();
    for (const to of rungs.slice(1)) {
      now = after(now, decideRaised(now, officer, 'antrean panjang', day(0)), 0);
      expect(now.rung).toBe(to);
    }
    expect(decideRaised(now, officer, 'antrean panjang', day(0))).toMatchObject({ code: 'REPAIR_TOP_RUNG' });
  });

  it('RPR14 owes a letter outside the office until one has gone there', () => {
    const { now } = run(open(), 0, 8);
    expect(now.rung).toBe('province');
    expect(isLetterDue(open())).toBe(false);
    expect(isLetterDue(now)).toBe(true);
    const letter = { paper: paper(8), addressee: 'Dinas provinsi', to: 'province' } as const;
    expect(isLetterDue(after(now, decideLetterSent(now, letter, days(8)), 8))).toBe(false);
  });

  it('RPR15 asks for nothing twice on one day', () => {
    for (let n = 0; n < 60; n++) {
      const { now } = run(open(), 0, n);
      const due = deriveDue(now, { ...defaultEquipmentPolicy, remindEveryDays: 1 }, day(n));
      const done = due ? evolveRepair(now, due, at(n)) : now;
      expect(deriveDue(done, { ...defaultEquipmentPolicy, remindEveryDays: 1 }, day(n))).toBeNull();
    }
  });
});
