import { describe, expect, it } from 'vitest';
import { makeId } from '../kernel/ids.ts';
import { carriesResident, decidePlace, regionCarriedBy } from './decide.ts';
import type { Place } from './place.ts';
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
