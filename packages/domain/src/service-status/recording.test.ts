import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegisteredSet, StationCounter } from './counter.ts';
import type { Counter } from './derive-place.ts';
import { worseOf } from './service.ts';
import {
  at,
  counters,
  device,
  noFinger,
  noIris,
  owedIris,
  place,
  station,
} from './testing/place-in-kupang.ts';

describe('recording at a place', () => {
  it('STS3 is open when all is there, stopped without a device policy needs, limited where it may be owed', () => {
    expect(place().services.rekam).toMatchObject({ condition: 'open', cause: null });
    expect(place(counters(noFinger)).services.rekam).toMatchObject({
      condition: 'stopped',
      cause: 'device-missing',
      missing: ['finger'],
      since: at('08:30'),
    });
    expect(place({ ...counters(noIris), policy: owedIris }).services.rekam).toMatchObject({
      condition: 'limited',
      cause: 'device-owed',
      missing: ['iris'],
    });
  });

  it('STS4 a full disk stops a counter', () => {
    expect(place(counters({ freeBytes: 1 })).services.rekam).toMatchObject({ cause: 'disk-full' });
  });

  it('STS5 STS2 a silent station is not known in hours, and stands as it was after them', () => {
    const silent = counters({ hearing: 'silent', lastHeardAt: at('09:30') });
    expect(place(silent).services.rekam).toMatchObject({
      condition: 'unknown',
      cause: 'station-silent',
      since: at('09:30'),
    });
    expect(place({ ...silent, now: at('20:00') }).services.rekam).toMatchObject({
      condition: 'open',
      asOf: at('09:30'),
    });
  });

  it('STS5 STS7 a silent counter does not work because the register knows no fault, nor stop because nobody is seen there', () => {
    const early = { operatorPresent: false, operatorSeenAt: at('15:00', '2026-11-23') };
    const silent = station({ hearing: 'silent', lastHeardAt: at('07:00'), ...early });
    const sound = { recording: 'open', records: true, failing: [] } as const;
    const set: RegisteredSet = { name: 'Set 1', state: sound, asOf: null, promised: {} };
    const rekam = (...both: Counter[]) => place({ counters: both }).services.rekam;
    expect(rekam({ station: silent, set })).toMatchObject({
      condition: 'unknown',
      cause: 'station-silent',
      since: at('07:00'),
    });
    const heard = station(early);
    expect(rekam({ station: heard, set }).cause).toBe('no-operator');
    expect(rekam({ station: heard, set }, { station: silent, set: null })).toMatchObject({
      condition: 'limited',
      cause: 'fewer-counters',
    });
    const never = station({ hearing: 'never', lastHeardAt: null, ...early });
    expect(rekam({ station: heard, set }, { station: never, set: null }).cause).toBe('no-operator');
  });

  it('STS6 gathers its counters', () => {
    const silent = { hearing: 'silent' } as const;
    const rekam = (...all: Partial<StationCounter>[]) => place(counters(...all)).services.rekam;
    expect(rekam({}, noFinger)).toMatchObject({
      condition: 'limited',
      cause: 'fewer-counters',
      missing: ['finger'],
    });
    expect(rekam(silent, noFinger).condition).toBe('unknown');
    expect(rekam(noFinger, noIris)).toMatchObject({ condition: 'stopped', since: at('08:45') });
    expect(place({ counters: [] }).services.rekam).toMatchObject({
      condition: 'unknown',
      cause: 'no-counter',
    });
  });

  it('STS7 without its operator it is stopped: said in two taps, or nobody signed in half an hour after opening', () => {
    const nobody = counters({ operatorPresent: false, operatorSeenAt: at('15:00', '2026-11-23') });
    expect(place({ ...nobody, now: at('08:29') }).services.rekam.condition).toBe('open');
    expect(place({ ...nobody, now: at('08:30') }).services.rekam).toMatchObject({
      condition: 'stopped',
      cause: 'no-operator',
      since: at('08:00'),
    });
    const said = { operatorMissingSince: at('07:40') };
    const away = counters({ operatorPresent: false });
    expect(place({ ...away, ...said }).services.rekam).toMatchObject({
      cause: 'no-operator',
      source: 'officer',
    });
    expect(place({ ...counters({ operatorPresent: true }), ...said }).services.rekam.condition).toBe('open');
    expect(place(away).services.rekam.condition).toBe('open');
  });

  it('STS8 a set without a station counts by its slots', () => {
    const failing = [
      {
        slot: 'camera',
        problem: 'broken',
        need: 'needed',
        componentId: null,
        faultId: null,
        told: true,
        since: at('08:00', '2026-11-02'),
      },
    ] as const;
    const state = { recording: 'stopped', records: false, failing } as const;
    const set = { name: 'Set 1', state, asOf: at('08:00'), promised: {} };
    expect(place({ counters: [{ station: null, set }] }).services.rekam).toMatchObject({
      condition: 'stopped',
      missing: ['camera'],
      source: 'register',
    });
  });

  it('STS21 beside a station that speaks for itself, a slot left empty in the register stops nothing', () => {
    const setWith = (problem: 'empty' | 'broken') => {
      const slot = { slot: 'camera', problem, need: 'needed', since: at('08:00') } as const;
      const failing = [{ ...slot, componentId: null, faultId: null, told: true }] as const;
      const state = { recording: 'stopped', records: false, failing } as const;
      return { name: 'Set 1', state, asOf: at('08:00'), promised: {} };
    };
    const beside = (problem: 'empty' | 'broken') =>
      place({ counters: [{ station: station(), set: setWith(problem) }] }).services.rekam.condition;
    expect([beside('empty'), beside('broken')]).toEqual(['open', 'stopped']);
    const alone = place({ counters: [{ station: null, set: setWith('empty') }] });
    expect(alone.services.rekam.condition).toBe('stopped');
  });

  it('STS3 STS6 whatever is missing, more working devices never make it worse', () => {
    const kinds = fc.subarray(['finger', 'iris'] as const);
    fc.assert(
      fc.property(fc.array(kinds, { minLength: 1, maxLength: 4 }), fc.nat(3), (broken, which) => {
        const of = (sets: readonly (readonly string[])[]) =>
          place(
            counters(
              ...sets.map((gone) => ({
                devices: (['finger', 'iris'] as const).map((k) =>
                  device(k, gone.includes(k) ? at('08:30') : null),
                ),
              })),
            ),
          ).services.rekam.condition;
        const mended = broken.map((gone, i) => (i === which % broken.length ? [] : gone));
        return worseOf(of(broken), of(mended)) === of(broken);
      }),
      { seed: 41 },
    );
  });
});
