import { describe, expect, it } from 'vitest';
import type { StationCounter } from './counter.ts';
import { deriveCityService, deriveReserve } from './derive-city.ts';
import { at, counters, noFinger, noIris, place, placeId, statement } from './testing/place-in-kupang.ts';

describe('the city', () => {
  const placeOf = (...all: Partial<StationCounter>[]) => place(counters(...all));

  it('STS15 is open where all places are, stopped where all are, limited between', () => {
    const rekam = (...places: ReturnType<typeof placeOf>[]) => deriveCityService('rekam', places).condition;
    expect(rekam(placeOf({}), placeOf({}))).toBe('open');
    expect(rekam(placeOf({}), placeOf(noFinger))).toBe('limited');
    expect(rekam(placeOf(noFinger), placeOf(noIris))).toBe('stopped');
    expect(rekam(placeOf({ hearing: 'silent' }), placeOf(noFinger))).toBe('unknown');
    expect(rekam(placeOf({}), place({ counters: [] }))).toBe('open');
    expect(rekam()).toBe('unknown');
  });

  it('STS15 tells the cause that places share, and no place’s cause for another’s device', () => {
    const ofCity = (...places: ReturnType<typeof placeOf>[]) => deriveCityService('rekam', places);
    expect(ofCity(placeOf({}), placeOf(noIris), placeOf(noFinger))).toMatchObject({
      condition: 'limited',
      cause: 'device-missing',
      missing: ['iris', 'finger'],
      since: at('08:30'),
    });
    const silent = placeOf({ hearing: 'silent', lastHeardAt: at('07:00') });
    expect(ofCity(placeOf({}), silent, placeOf(noFinger))).toMatchObject({
      cause: 'fewer-counters',
      missing: ['finger'],
    });
    expect(ofCity(placeOf(noIris), placeOf(noFinger))).toMatchObject({
      condition: 'stopped',
      missing: ['iris', 'finger'],
      since: at('08:45'),
    });
    const full = placeOf({ freeBytes: 1, lastHeardAt: at('09:30') });
    expect(ofCity(full, placeOf(noFinger))).toMatchObject({
      cause: 'disk-full',
      missing: [],
      since: at('09:30'),
    });
    const empty = statement({ service: 'cetak', placeId, cause: 'blanks', since: at('08:20') });
    const cetak = [placeOf({}), place({ statements: [empty] })];
    expect(deriveCityService('cetak', cetak)).toMatchObject({ condition: 'unknown' });
  });

  it('STS16 warns at two working counters, alarms at one', () => {
    const level = (working: number) =>
      deriveReserve([placeOf(...Array(working).fill({}), noFinger, { hearing: 'silent' })]).level;
    expect([4, 3, 2, 1, 0].map(level)).toEqual(['calm', 'calm', 'warning', 'emergency', 'stopped']);
  });
});
