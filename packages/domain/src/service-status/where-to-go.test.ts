import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import type { PlaceId } from '../kernel/ids.ts';
import { daysOf } from './history.ts';
import { openingAt } from './opening-hours.ts';
import { type ServiceState, serviceConditions, unknownYet, worseOf } from './service.ts';
import { at, calendar, placeId, ten } from './testing/place-in-kupang.ts';
import { kilometresBetween, remainingOf, type ServicePlace, whereToGo } from './where-to-go.ts';

describe('for residents', () => {
  it('STS17 a day is as bad as its worst hour of opening, and closed days are closed', () => {
    const spans = [
      { condition: 'open', since: at('08:00', '2026-11-20'), until: at('12:00', '2026-11-23') },
      { condition: 'stopped', since: at('12:00', '2026-11-23'), until: at('17:00', '2026-11-23') },
      { condition: 'open', since: at('17:00', '2026-11-23'), until: null },
    ] as const;
    const days = daysOf(spans, calendar, '2026-11-24' as PlainDate, 6, ten);
    expect(days.map(({ condition }) => condition)).toEqual([
      null,
      'open',
      'closed',
      'closed',
      'stopped',
      'open',
    ]);
  });

  const going = (part: Partial<ServicePlace>): ServicePlace => ({
    placeId: placeId as PlaceId,
    kind: 'kecamatan',
    name: 'Oebobo',
    regionCode: '53.71.04',
    location: { latitude: -10.16, longitude: 123.61 },
    rekam: { ...unknownYet, condition: 'open' } as ServiceState,
    opening: openingAt(calendar, ten),
    quota: null,
    begunToday: 0,
    ...part,
  });

  it('STS18 STS19 the own kecamatan first, then the near ones, those without quota last, and none that is stopped', () => {
    const near = going({
      name: 'Kelapa Lima',
      regionCode: '53.71.03',
      location: { latitude: -10.15, longitude: 123.62 },
    });
    const far = going({
      name: 'Alak',
      regionCode: '53.71.01',
      location: { latitude: -10.2, longitude: 123.53 },
    });
    const office = going({ name: 'Disdukcapil', kind: 'disdukcapil', regionCode: '53.71', location: null });
    const full = going({ name: 'Kota Raja', regionCode: '53.71.05', quota: 50, begunToday: 53 });
    const closed = going({
      name: 'Maulafa',
      regionCode: '53.71.02',
      rekam: { ...unknownYet, condition: 'stopped' },
    });
    const names = whereToGo([full, office, far, closed, near, going({})], '53.71.04').map(
      ({ place: p }) => p.name,
    );
    expect(names).toEqual(['Oebobo', 'Kelapa Lima', 'Alak', 'Disdukcapil', 'Kota Raja']);
  });

  it('STS18 nobody is sent to a place that will not open any more today', () => {
    expect(whereToGo([going({ opening: openingAt(calendar, at('17:00')) })], null)).toEqual([]);
    expect(whereToGo([going({ opening: openingAt(calendar, at('07:00')) })], null)).toHaveLength(1);
  });

  it('STS20 what remains is never negative, and nothing is said without a quota', () => {
    expect(remainingOf({ quota: 50, begunToday: 53 })).toBe(0);
    expect(remainingOf({ quota: 50, begunToday: 3 })).toBe(47);
    expect(remainingOf({ quota: null, begunToday: 3 })).toBeNull();
  });

  it('STS18 measures as the crow flies', () => {
    const kupang = { latitude: -10.178, longitude: 123.597 };
    const soe = { latitude: -9.861, longitude: 124.283 };
    expect(kilometresBetween(kupang, soe)).toBeCloseTo(83, 0);
  });

  it('conditions are ordered from best to worst', () => {
    expect(serviceConditions.reduce(worseOf)).toBe('stopped');
  });
});
