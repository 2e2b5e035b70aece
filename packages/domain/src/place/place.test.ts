import { describe, expect, it } from 'vitest';
import type { Instant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import {
  carriesResident,
  decideChangePlace,
  decidePlace,
  decideRetirePlace,
  decideUsePlaceAgain,
  regionCarriedBy,
} from './decide.ts';
import type { KeptPlace, Place } from './place.ts';
import { parsePosition } from './position.ts';
import type { RegionCode } from './region.ts';
import { levelOf, liesWithin, parseRegionCode } from './region.ts';

const kupang = '53.71' as RegionCode;
const place = (part: Partial<Place>): Place => ({
  id: makeId('place', 1, new Uint8Array(10)),
  kind: 'kecamatan',
  name: 'Kecamatan Oebobo',
  regionCode: '53.71.04',
  ...part,
});

describe('region codes', () => {
  it.each([
    ['53', 'province'],
    ['53.71', 'regency'],
    ['537104', 'kecamatan'],
    ['53.71.04.1001', 'kelurahan'],
  ])('PLC1 %s is a %s', (text, level) => {
    const code = parseRegionCode(text);
    expect(code.ok && levelOf(code.value)).toBe(level);
  });

  it.each(['', '5', '5.371', '53.7104', '53.71.04.10', '53.71.O4', '53-71', '53.71.'])(
    'PLC1 %j is none',
    (text) => {
      expect(parseRegionCode(text)).toMatchObject({ ok: false, code: 'PLACE_REGION_CODE' });
    },
  );

  it('PLC5 inside means by whole parts', () => {
    expect(liesWithin('53.71.04', '53.71')).toBe(true);
    expect(liesWithin('53.71', '53.71')).toBe(true);
    expect(liesWithin('53.71', '53.7')).toBe(false);
    expect(liesWithin('53.71', '53.71.04')).toBe(false);
  });
});

describe('places', () => {
  it('PLC2 tidies the name and refuses one too short or too long', () => {
    const decided = decidePlace(place({ name: '  Kecamatan   Oebobo ' }), kupang);
    expect(decided.ok && decided.value.name).toBe('Kecamatan Oebobo');
    for (const name of [' A ', 'x'.repeat(101)]) {
      expect(decidePlace(place({ name }), kupang)).toMatchObject({ code: 'PLACE_NAME_LENGTH' });
    }
  });

  it.each([
    [{ kind: 'kecamatan', regionCode: '53.71' }, 'PLACE_REGION_LEVEL'],
    [{ kind: 'kecamatan', regionCode: null }, 'PLACE_REGION_LEVEL'],
    [{ kind: 'kecamatan', regionCode: '53.01.04' }, 'PLACE_OUTSIDE_OFFICE'],
    [{ kind: 'kecamatan', regionCode: '53.71.x' }, 'PLACE_REGION_CODE'],
    [{ kind: 'disdukcapil', regionCode: '53.71.04' }, 'PLACE_REGION_LEVEL'],
    [{ kind: 'school', regionCode: '53.71.04' }, 'PLACE_REGION_LEVEL'],
  ] as const)('PLC3 %j is refused with %s', (part, code) => {
    expect(decidePlace(place(part), kupang)).toMatchObject({ ok: false, code });
  });

  it.each([
    { kind: 'disdukcapil', regionCode: '53.71' },
    { kind: 'kecamatan', regionCode: '53.71.06' },
    { kind: 'mobile-unit', regionCode: null },
    { kind: 'school', regionCode: null },
  ] as const)('PLC3 %j belongs to the office', (part) => {
    expect(decidePlace(place(part), kupang).ok).toBe(true);
  });

  it('PLC4 a kecamatan carries its own residents, a school the whole office', () => {
    const [oebobo, school] = [place({}), place({ kind: 'school', regionCode: null })];
    expect(carriesResident(oebobo, kupang, '53.71.04.1001')).toBe(true);
    expect(carriesResident(oebobo, kupang, '53.71.05.1001')).toBe(false);
    expect(carriesResident(school, kupang, '53.71.05.1001')).toBe(true);
    expect(carriesResident(school, kupang, '53.01.05.1001')).toBe(false);
    expect(regionCarriedBy(oebobo, kupang)).toBe('53.71.04');
  });
});

describe('where a place stands', () => {
  it.each([
    ['-10.1583, 123.6070', -10.1583, 123.607],
    ['-10.1583,123.6070', -10.1583, 123.607],
    ['-10,1583 123,607', -10.1583, 123.607],
    ['-10,1583; 123,607', -10.1583, 123.607],
    ['5.5483 95.3238', 5.5483, 95.3238],
  ])('PLC6 %j is read', (text, latitude, longitude) => {
    expect(parsePosition(text)).toMatchObject({ ok: true, value: { latitude, longitude } });
  });

  it.each(['-10.1583', '123.6070, -10.1583', 'Oebobo', '0, 0', '-10.1 123.6 4', '-10,1583,123,607'])(
    'PLC6 %j is refused',
    (text) => {
      expect(parsePosition(text)).toMatchObject({ code: 'PLACE_POSITION' });
    },
  );

  it('PLC6 blank is unknown, and a mobile unit stands nowhere', () => {
    expect(parsePosition('  ')).toMatchObject({ value: null });
    const unit: KeptPlace = { ...place({ kind: 'mobile-unit', regionCode: null }), ...unplaced };
    const here = { latitude: -10.16, longitude: 123.6 };
    expect(decideChangePlace(unit, { position: here })).toMatchObject({ code: 'PLACE_MOVES' });
    const kept: KeptPlace = { ...place({}), ...unplaced };
    expect(decideChangePlace(kept, { position: here })).toMatchObject({ value: { position: here } });
    expect(decideChangePlace({ ...kept, position: here }, { position: here })).toMatchObject({
      code: 'PLACE_NOTHING_CHANGES',
    });
  });
});

const unplaced = { position: null, retiredAt: null };

describe('retiring a place', () => {
  const kept: KeptPlace = { ...place({}), ...unplaced };
  const nothing = { sets: 0, spares: 0, stations: 0 };
  const retired: KeptPlace = { ...kept, retiredAt: '2026-11-26T00:00:00.000Z' as Instant };

  it('PLC7 needs a reason and that nothing stands there', () => {
    expect(decideRetirePlace(kept, nothing, 'ya')).toMatchObject({ code: 'PLACE_REASON_MISSING' });
    for (const one of ['sets', 'spares', 'stations'] as const)
      expect(decideRetirePlace(kept, { ...nothing, [one]: 1 }, 'digabung')).toMatchObject({
        code: 'PLACE_IN_USE',
      });
    expect(decideRetirePlace(kept, nothing, ' digabung ')).toMatchObject({ value: { reason: 'digabung' } });
    const office: KeptPlace = { ...place({ kind: 'disdukcapil', regionCode: '53.71' }), ...unplaced };
    expect(decideRetirePlace(office, nothing, 'digabung')).toMatchObject({ code: 'PLACE_IS_OFFICE' });
  });

  it('PLC7, PLC8 what is retired changes no more, until it is used again', () => {
    expect(decideChangePlace(retired, { name: 'Kecamatan Lain' })).toMatchObject({ code: 'PLACE_RETIRED' });
    expect(decideRetirePlace(retired, nothing, 'digabung')).toMatchObject({ code: 'PLACE_RETIRED' });
    expect(decideUsePlaceAgain(retired)).toMatchObject({ ok: true });
    expect(decideUsePlaceAgain(kept)).toMatchObject({ code: 'PLACE_NOTHING_CHANGES' });
  });
});
