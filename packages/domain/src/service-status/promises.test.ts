import { describe, expect, it } from 'vitest';
import { newDeviceWatch } from '../health/device-watch.ts';
import type { RegisteredSet, StationCounter } from './counter.ts';
import { deriveCityService } from './derive-city.ts';
import { at, bare, day, ten } from './testing/place-in-kupang.ts';

describe('promised repairs', () => {
  const lacking = (slot: 'fingerprint-scanner' | 'camera' | 'computer') =>
    ({
      slot,
      problem: 'broken',
      need: 'needed',
      componentId: null,
      faultId: null,
      told: true,
      since: at('08:00', day(9)),
    }) as const;
  const set = (
    slots: Parameters<typeof lacking>[0][],
    promised: RegisteredSet['promised'],
  ): RegisteredSet => ({
    name: 'Set 1',
    state: { recording: 'stopped', records: false, failing: slots.map(lacking) },
    asOf: null,
    promised,
  });
  const alone = (...sets: RegisteredSet[]) =>
    bare({ counters: sets.map((one) => ({ station: null, set: one })) }).services.rekam.expectedUntil;

  it('STS29 a counter is back by the last of its promises, and not known where one is missing', () => {
    const both = { camera: day(-3), computer: day(-8) };
    expect(alone(set(['camera', 'computer'], both))).toBe(day(-8));
    expect(alone(set(['camera', 'computer'], { camera: day(-3) }))).toBeNull();
    expect(alone(set(['camera'], {}))).toBeNull();
  });

  it('STS29 a stopped place is back with the first of its counters, a limited one with the last', () => {
    const first = set(['camera'], { camera: day(-3) });
    const last = set(['camera'], { camera: day(-8) });
    const never = set(['camera'], {});
    expect(alone(first, last, never)).toBe(day(-3));
    const well: RegisteredSet = { ...first, state: { recording: 'open', records: true, failing: [] } };
    expect(alone(first, last, well)).toBe(day(-8));
    expect(alone(first, never, well)).toBeNull();
    const places = [[first], [last]].map((sets) =>
      bare({ counters: sets.map((one) => ({ station: null, set: one })) }),
    );
    expect(deriveCityService('rekam', places).expectedUntil).toBe(day(-3));
  });

  it('STS29 a station that misses a device is back when the register has a promise for it', () => {
    const finger = newDeviceWatch('finger');
    const station: StationCounter = {
      name: 'Loket 1',
      hearing: 'heard',
      lastHeardAt: ten,
      devices: [finger, { ...newDeviceWatch('iris'), serialNo: 'RKM1' }],
      operatorPresent: true,
      operatorSeenAt: ten,
      freeBytes: 50e9,
      oldestUnsentAt: null,
    };
    const promised = { 'fingerprint-scanner': day(-3) };
    const { services } = bare({ counters: [{ station, set: set(['fingerprint-scanner'], promised) }] });
    expect(services.rekam).toMatchObject({ source: 'station', missing: ['finger'], expectedUntil: day(-3) });
  });
});
