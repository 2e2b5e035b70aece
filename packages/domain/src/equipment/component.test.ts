import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import type { Component, Description, Paper, RecordingSet, Whereabouts } from './component.ts';
import {
  type Destination,
  decideDescribe,
  decideMove,
  decideRegister,
  isOverdue,
  normaliseSerial,
} from './decide-component.ts';
import {
  decideAddSet,
  decideChangeSet,
  decideEmptySet,
  decideRetireSet,
  type SetChanges,
} from './decide-set.ts';
import { evolveComponent, evolveSet } from './facts.ts';

const none = new Uint8Array(10);
const day = (text: string) => text as PlainDate;
const today = day('2017-03-30');
const [oebobo, alak] = [makeId('place', 1, none), makeId('place', 2, none)];
const set: RecordingSet = {
  id: makeId('set', 1, none),
  placeId: oebobo,
  name: 'Set 1',
  stationId: null,
  retired: false,
};
const scanner: Description = {
  kind: 'fingerprint-scanner',
  make: 'Contoh',
  model: 'FS-4',
  serial: 'FS4-0001',
  firmware: null,
  boughtOn: day('2012-02-01'),
  funding: 'apbn',
  priceIdr: null,
  owner: { kind: 'bmn' },
  warrantyUntil: null,
};
const id = makeId('component', 1, none);
const another = makeId('component', 2, none);
const inStore: Whereabouts = { at: 'store', placeId: oebobo };
const inSet: Whereabouts = { at: 'set', setId: set.id };
const nowhere: Destination = { set: null, occupantId: null };
const free: Destination = { set, occupantId: null };
const paper: Paper = { number: '045/12/DUKCAPIL', date: today, fileId: null };
const component: Component = { id, ...scanner, where: inStore };
const register = (
  part: Partial<Description>,
  where: Whereabouts = inStore,
  serialTaken = false,
  destination: Destination = nowhere,
) => decideRegister(id, { ...scanner, ...part }, where, { serialTaken, destination, today });

interface MoveCase {
  readonly of?: Component;
  readonly from?: Whereabouts;
  readonly paper?: Paper | null;
  readonly destination?: Destination;
  readonly withinPlace?: boolean;
}
const move = (to: Whereabouts, asked: MoveCase = {}) => {
  const { of = component, from = of.where, paper: given = paper, destination = nowhere } = asked;
  const toPlaceId = asked.withinPlace ? oebobo : null;
  return decideMove(
    of,
    { from, to, paper: given, note: '' },
    { destination, fromPlaceId: oebobo, toPlaceId, today },
  );
};

describe('components', () => {
  it.each(['make', 'model', 'serial'] as const)('EQP1 are refused without a %s', (field) => {
    expect(register({ [field]: '  ' })).toMatchObject({
      code: 'EQUIPMENT_COMPONENT_TEXT',
      details: { field },
    });
    expect(register({ [field]: 'x'.repeat(61) }).ok).toBe(false);
  });

  it('EQP2 name who lent them, and were not bought tomorrow', () => {
    expect(register({ owner: { kind: 'lent', by: ' ', dueOn: null } })).toMatchObject({
      code: 'EQUIPMENT_LENDER_MISSING',
    });
    expect(register({ boughtOn: day('2017-03-31') })).toMatchObject({ code: 'EQUIPMENT_DATE_IN_FUTURE' });
    expect(register({ owner: { kind: 'unrecorded' } }).ok).toBe(true);
  });

  it('EQP3 do not share a serial, however it is typed', () => {
    expect(register({}, inStore, true)).toMatchObject({ code: 'EQUIPMENT_SERIAL_TAKEN' });
    expect(normaliseSerial(' fs4 - 0001\t')).toBe('FS4-0001');
    const registered = register({ serial: 'fs4 0001' });
    expect(registered).toMatchObject({ value: { description: { serial: 'FS40001' } } });
  });

  it('EQP5 a taken slot takes no second component, and nothing is installed twice', () => {
    expect(move(inSet, { destination: { set, occupantId: another } })).toMatchObject({
      code: 'EQUIPMENT_SLOT_TAKEN',
    });
    expect(register({}, inSet, false, { set, occupantId: another })).toMatchObject({
      code: 'EQUIPMENT_SLOT_TAKEN',
    });
    const installed = { ...component, where: inSet };
    expect(move(inSet, { of: installed, from: inSet, destination: free })).toMatchObject({
      code: 'EQUIPMENT_ALREADY_THERE',
    });
  });

  it('EQP6 a move from where it is not is refused', () => {
    for (const from of [inSet, { at: 'store', placeId: alak }, { at: 'lost' }] as Whereabouts[])
      expect(move(inSet, { from, destination: free })).toMatchObject({ code: 'EQUIPMENT_NOT_THERE' });
  });

  it('EQP7 leaving its place needs a paper; from the store into a slot of the same place needs none', () => {
    expect(move({ at: 'store', placeId: alak }, { paper: null })).toMatchObject({
      code: 'EQUIPMENT_PAPER_MISSING',
    });
    expect(move({ at: 'lost' }, { paper: null })).toMatchObject({ code: 'EQUIPMENT_PAPER_MISSING' });
    expect(move({ at: 'written-off' }, { paper: { ...paper, number: ' ' } })).toMatchObject({
      code: 'EQUIPMENT_PAPER_MISSING',
    });
    expect(move({ at: 'lost' }, { paper: { ...paper, date: day('2017-03-31') } })).toMatchObject({
      code: 'EQUIPMENT_DATE_IN_FUTURE',
    });
    expect(move(inSet, { paper: null, destination: free, withinPlace: true }).ok).toBe(true);
  });

  it('EQP8 a loan names the borrower and a day to come; a repair names who repairs', () => {
    expect(move({ at: 'loan', to: '', dueOn: day('2017-05-01') })).toMatchObject({
      code: 'EQUIPMENT_RECIPIENT_MISSING',
    });
    expect(move({ at: 'loan', to: 'Kabupaten Kupang', dueOn: day('2017-03-29') })).toMatchObject({
      code: 'EQUIPMENT_DUE_DATE_PAST',
    });
    expect(move({ at: 'repair', to: 'Ditjen Dukcapil', dueOn: null }).ok).toBe(true);
  });

  it('EQP8 what is past its day is overdue', () => {
    const loan = {
      ...component,
      where: { at: 'loan', to: 'Kabupaten Kupang', dueOn: day('2017-05-01') },
    } as const;
    expect(isOverdue(loan, day('2017-05-01'))).toBe(false);
    expect(isOverdue(loan, day('2017-05-02'))).toBe(true);
    const lent = { ...component, owner: { kind: 'lent', by: 'Provinsi NTT', dueOn: today } } as const;
    expect(isOverdue(lent, today)).toBe(false);
    expect(isOverdue(lent, day('2017-03-31'))).toBe(true);
  });

  it('EQP9 what is written off never moves again; what was lost may be found', () => {
    const gone = { ...component, where: { at: 'written-off' } } as const;
    expect(move(inStore, { of: gone, from: gone.where })).toMatchObject({ code: 'EQUIPMENT_WRITTEN_OFF' });
    const lost = { ...component, where: { at: 'lost' } } as const;
    expect(move(inStore, { of: lost, from: lost.where }).ok).toBe(true);
  });

  it('EQP4 after any moves a component is in exactly the place of the last one', () => {
    const spots: Whereabouts[] = [inStore, inSet, { at: 'store', placeId: alak }, { at: 'lost' }];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...spots), { maxLength: 12 }), (wanted) => {
        let now: Component = component;
        for (const to of wanted) {
          const decided = move(to, { of: now, from: now.where, destination: free });
          if (decided.ok) now = evolveComponent(now, decided.value);
          expect(now.where).toEqual(to);
        }
      }),
      { seed: 302 },
    );
  });

  it('writes down only what changed', () => {
    const same = decideDescribe(component, component, { serialTaken: false, today });
    expect(same).toMatchObject({ code: 'EQUIPMENT_NOTHING_CHANGES' });
    const changed = decideDescribe(
      component,
      { ...component, firmware: '2.1' },
      { serialTaken: false, today },
    );
    expect(changed).toMatchObject({ value: { changes: { firmware: '2.1' } } });
    expect(changed.ok && evolveComponent(component, changed.value)).toEqual({
      ...component,
      firmware: '2.1',
    });
  });
});

describe('sets', () => {
  const other: RecordingSet = {
    ...set,
    id: makeId('set', 2, none),
    name: 'Set 2',
    stationId: makeId('station', 1, none),
  };

  const known = { others: [set, other], stationPlaceId: null, today };

  it('EQP10 have a name of their own at their place', () => {
    const add = (placeId: typeof oebobo, name: string) =>
      decideAddSet(makeId('set', 3, none), { placeId, name, stationId: null }, known);
    expect(add(oebobo, ' set  1 ')).toMatchObject({ code: 'EQUIPMENT_SET_NAME' });
    expect(add(oebobo, '')).toMatchObject({ code: 'EQUIPMENT_SET_NAME' });
    expect(add(alak, 'Set 1').ok).toBe(true);
  });

  it('EQP11 share no station', () => {
    const stationPlaceId = oebobo;
    const tie = decideChangeSet(set, { stationId: other.stationId }, null, { ...known, stationPlaceId });
    expect(tie).toMatchObject({ code: 'EQUIPMENT_STATION_TAKEN' });
  });

  it('EQP13 have a station that stands at their place', () => {
    const station = makeId('station', 2, none);
    const tie = (stationPlaceId: typeof oebobo | null) =>
      decideChangeSet(set, { stationId: station }, null, { ...known, stationPlaceId });
    expect(tie(oebobo).ok).toBe(true);
    for (const elsewhere of [alak, null])
      expect(tie(elsewhere)).toMatchObject({ code: 'EQUIPMENT_STATION_ELSEWHERE' });
  });

  it('EQP14 move to another place with a paper, and without a station that stays behind', () => {
    const paper = { number: '028/3/2026', date: today, fileId: null };
    const moveTo = (changes: SetChanges, given: Paper | null) =>
      decideChangeSet(other, { placeId: alak, ...changes }, given, { ...known, stationPlaceId: oebobo });
    expect(moveTo({}, paper)).toMatchObject({ code: 'EQUIPMENT_STATION_ELSEWHERE' });
    expect(moveTo({ stationId: null }, null)).toMatchObject({ code: 'EQUIPMENT_PAPER_MISSING' });
    const ahead = { ...paper, date: '2099-01-01' as typeof today };
    expect(moveTo({ stationId: null }, ahead)).toMatchObject({ code: 'EQUIPMENT_DATE_IN_FUTURE' });
    const moved = moveTo({ stationId: null, name: 'Set 1' }, paper);
    expect(moved).toMatchObject({ value: { paper, placeId: alak, stationId: null } });
    expect(moved.ok && evolveSet(other, moved.value)).toEqual({
      ...other,
      placeId: alak,
      name: 'Set 1',
      stationId: null,
    });
  });

  it('EQP12 are emptied into the cupboard of their place in one act', () => {
    const inOne: Component = { ...component, where: inSet };
    const emptied = decideEmptySet(set, [inOne], today);
    expect(emptied.ok && emptied.value.map((fact) => evolveComponent(inOne, fact).where)).toEqual([
      { at: 'store', placeId: oebobo },
    ]);
    expect(decideEmptySet(set, [], today)).toMatchObject({ code: 'EQUIPMENT_NOTHING_CHANGES' });
  });

  it('EQP12 are retired only when empty, and take nothing afterwards', () => {
    expect(decideRetireSet(set, 2, 'usang')).toMatchObject({ code: 'EQUIPMENT_SET_NOT_EMPTY' });
    const retired = decideRetireSet(set, 0, 'sudah usang');
    const after = retired.ok && evolveSet(set, retired.value);
    expect(after).toMatchObject({ retired: true });
    expect(move(inSet, { destination: { set: after as RecordingSet, occupantId: null } })).toMatchObject({
      code: 'EQUIPMENT_SET_RETIRED',
    });
  });
});
