import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultEnrolmentPolicy } from '../enrolment/policy.ts';
import type { Instant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import { type ComponentKind, componentKinds } from './component.ts';
import type { FaultSource } from './fault.ts';
import { defaultEquipmentPolicy, deriveSlotNeeds, type SlotNeed, slotNeeds } from './policy.ts';
import { reserveLevelOf } from './reserve.ts';
import { deriveSetState, type FilledSlot, type Slots } from './set-state.ts';

const none = new Uint8Array(10);
const working: FilledSlot = { componentId: makeId('component', 1, none), fault: null };
const faultySince = '2017-03-30T00:00:00.000Z' as Instant;
const faulty = (effect: 'stops' | 'limits'): FilledSlot => ({
  ...working,
  fault: {
    id: makeId('fault', 1, none),
    effect,
    cause: 'wear',
    since: faultySince,
    reports: [],
  },
});
const all: Slots = Object.fromEntries(componentKinds.map((kind) => [kind, working]));
const needs = deriveSlotNeeds(defaultEnrolmentPolicy, defaultEquipmentPolicy);
const owedIris = deriveSlotNeeds(
  { ...defaultEnrolmentPolicy, withoutDevice: { ...defaultEnrolmentPolicy.withoutDevice, iris: 'owed' } },
  defaultEquipmentPolicy,
);
const without = (...kinds: ComponentKind[]): Slots => ({
  ...all,
  ...Object.fromEntries(kinds.map((kind) => [kind, undefined])),
});
const needed = componentKinds.filter((kind) => needs[kind] === 'needed');

const anySlot = fc.constantFrom(undefined, working, faulty('limits'), faulty('stops'));
const anySlots = fc
  .tuple(...componentKinds.map(() => anySlot))
  .map((filled): Slots => Object.fromEntries(componentKinds.map((kind, i) => [kind, filled[i]])));
const anyNeeds = fc
  .tuple(...componentKinds.map(() => fc.constantFrom(...slotNeeds)))
  .map(
    (chosen) =>
      Object.fromEntries(componentKinds.map((kind, i) => [kind, chosen[i]])) as Record<
        ComponentKind,
        SlotNeed
      >,
  );
const rank = { open: 2, limited: 1, stopped: 0 };
const better = new Map([
  [undefined, 1],
  [working, 2],
]);

describe('whether a set can record', () => {
  it('EQP20 EQP21 needs computer, camera, both scanners, pad and power by default, and nothing else', () => {
    expect(needed).toEqual([
      'computer',
      'camera',
      'fingerprint-scanner',
      'iris-scanner',
      'signature-pad',
      'ups',
    ]);
    expect(owedIris['iris-scanner']).toBe('owed');
    const noIrises = defaultEnrolmentPolicy.steps.filter((step) => step !== 'irises');
    expect(
      deriveSlotNeeds({ ...defaultEnrolmentPolicy, steps: noIrises }, defaultEquipmentPolicy)['iris-scanner'],
    ).toBe('not-needed');
  });

  it.each(needed)('EQP22 stops without a working %s', (kind) => {
    const empty = deriveSetState(without(kind), needs);
    expect(empty).toMatchObject({
      recording: 'stopped',
      records: false,
      failing: [{ slot: kind, problem: 'empty' }],
    });
    const broken = deriveSetState({ ...all, [kind]: faulty('stops') }, needs);
    expect(broken).toMatchObject({ recording: 'stopped', failing: [{ slot: kind, problem: 'broken' }] });
  });

  it('EQP22 records without an iris scanner, limited, where irises may be owed', () => {
    expect(deriveSetState(without('iris-scanner'), owedIris)).toMatchObject({
      recording: 'limited',
      records: true,
    });
    expect(deriveSetState(without('iris-scanner'), needs)).toMatchObject({
      recording: 'stopped',
      records: false,
    });
  });

  it('EQP23 a disturbed component limits and never stops', () => {
    for (const kind of needed)
      expect(deriveSetState({ ...all, [kind]: faulty('limits') }, needs).recording).toBe('limited');
  });

  it('EQP24 an empty slot nobody needs is no failing; a broken printer is named and changes nothing', () => {
    expect(deriveSetState(without('card-printer', 'network'), needs)).toEqual({
      recording: 'open',
      records: true,
      failing: [],
    });
    expect(deriveSetState({ ...all, 'card-printer': faulty('stops') }, needs)).toMatchObject({
      recording: 'open',
      failing: [{ slot: 'card-printer', problem: 'broken', need: 'not-needed' }],
    });
  });

  it('EQP25 names what stops first', () => {
    const state = deriveSetState(
      { ...without('ups'), camera: faulty('limits'), 'card-printer': faulty('stops') },
      needs,
    );
    expect(state.failing.map(({ slot }) => slot)).toEqual(['ups', 'camera', 'card-printer']);
  });

  it('EQP25 knows where a record told of the set alone', () => {
    const told = (source: FaultSource) => {
      const report = { symptom: 'other', note: 'x', cause: 'wear', effect: 'stops', source } as const;
      const fault = { ...faulty('stops').fault!, reports: [{ ...report, fileIds: [], since: faultySince }] };
      return deriveSetState({ ...all, camera: { ...working, fault } }, needs).failing[0]?.told;
    };
    expect(told({ kind: 'record', reference: 'berita', componentTold: false })).toBe(false);
    expect(told({ kind: 'record', reference: 'surat' })).toBe(true);
    expect(told({ kind: 'label', name: 'Ina', placeId: makeId('place', 1, none) })).toBe(true);
  });

  it('EQP26 repairing, filling with something that works and asking less never make it worse', () => {
    fc.assert(
      fc.property(anySlots, anyNeeds, fc.constantFrom(...componentKinds), (slots, asked, kind) => {
        const before = rank[deriveSetState(slots, asked).recording];
        if ((better.get(slots[kind]) ?? 0) < 2)
          expect(rank[deriveSetState({ ...slots, [kind]: working }, asked).recording]).toBeGreaterThanOrEqual(
            before,
          );
        expect(
          rank[deriveSetState(slots, { ...asked, [kind]: 'not-needed' }).recording],
        ).toBeGreaterThanOrEqual(before);
      }),
      { seed: 301 },
    );
  });
});

describe('what is left of a city', () => {
  it('EQP27 is a warning at two working counters, an emergency at one, a stop at none', () => {
    expect([4, 3, 2, 1, 0].map((working) => reserveLevelOf(working, 6))).toEqual([
      'calm',
      'calm',
      'warning',
      'emergency',
      'stopped',
    ]);
    expect(reserveLevelOf(0, 0)).toBe('calm');
  });
});
