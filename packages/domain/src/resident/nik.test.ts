import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, plainDate } from '../kernel/calendar.ts';
import { makeNik, nikParts, nikWarnings, parseNik } from './nik.ts';
import type { Sex } from './resident.ts';
import { sexes } from './resident.ts';

const birthDate = fc
  .date({ min: new Date('1920-01-01'), max: new Date('2015-12-31'), noInvalidDate: true })
  .map((date) => plainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()));
const regionCode6 = fc.integer({ min: 110101, max: 969999 }).map(String);
const invented = fc.record({
  regionCode6,
  birthDate,
  sex: fc.constantFrom<Sex>(...sexes),
  serial: fc.integer({ min: 1, max: 9999 }),
});

describe('NIK', () => {
  it.each([
    '',
    '537104010190000',
    '53710401019000011',
    '537104010190000A',
    '５３７１０４０１０１９００００１',
  ])('RES1 %j is not 16 digits', (text) => {
    expect(parseNik(text)).toMatchObject({ ok: false, code: 'RESIDENT_NIK_LENGTH' });
  });

  it('RES1 forgives blanks, dots and dashes', () => {
    expect(parseNik(' 537104.410190-0001 ')).toMatchObject({ ok: true, value: '5371044101900001' });
  });

  it.each([
    ['00', '01', '90'],
    ['32', '01', '90'],
    ['40', '01', '90'],
    ['72', '01', '90'],
    ['99', '99', '90'],
    ['01', '00', '90'],
    ['01', '13', '90'],
    ['31', '04', '90'],
    ['71', '06', '90'],
    ['30', '02', '92'],
    ['29', '02', '91'],
    ['69', '02', '01'],
  ])('RES2 day %s month %s year %s exists in no century', (day, month, year) => {
    expect(parseNik(`537104${day}${month}${year}0001`)).toMatchObject({
      ok: false,
      code: 'RESIDENT_NIK_DATE',
    });
  });

  it.each(['290200', '690204', '310190', '710190', '410190'])('RES2 %s exists in some century', (date) => {
    expect(parseNik(`537104${date}0001`).ok).toBe(true);
  });

  it('RES3 refuses serial 0000', () => {
    expect(parseNik('5371040101900000')).toMatchObject({ ok: false, code: 'RESIDENT_NIK_SERIAL' });
  });

  it('RES4 a made NIK is well-formed and warns of nothing', () => {
    fc.assert(
      fc.property(invented, (from) => {
        const nik = makeNik(from);
        expect(parseNik(nik)).toEqual({ ok: true, value: nik });
        expect(nikWarnings(nik, from, new Set([from.regionCode6.slice(0, 4)]))).toEqual([]);
        const { year, month, day } = partsOf(from.birthDate);
        expect(nikParts(nik)).toMatchObject({ day, month, yearOfCentury: year % 100, sex: from.sex });
      }),
      { seed: 31 },
    );
  });

  it('RES4 other sex, other birth date and unknown region each warn by themselves', () => {
    const from = {
      regionCode6: '537101',
      birthDate: plainDate(1990, 1, 5),
      sex: 'PEREMPUAN',
      serial: 7,
    } as const;
    const nik = makeNik(from);
    const known = new Set(['5371']);
    expect(nikWarnings(nik, { ...from, sex: 'LAKI-LAKI' }, known)).toEqual(['sex-differs']);
    for (const birthDate of [plainDate(1990, 1, 6), plainDate(1990, 2, 5), plainDate(1991, 1, 5)]) {
      expect(nikWarnings(nik, { ...from, birthDate }, known)).toEqual(['birth-date-differs']);
    }
    expect(nikWarnings(nik, from, new Set(['5301']))).toEqual(['region-unknown']);
    expect(nikWarnings(nik, from)).toEqual([]);
  });

  it('RES4 says nothing of a regency that a divided province had, nor of a kecamatan', () => {
    const from = { birthDate: plainDate(1990, 1, 5), sex: 'LAKI-LAKI', serial: 7 } as const;
    const today = new Set(['5371']);
    const warned = (regionCode6: string) =>
      nikWarnings(makeNik({ ...from, regionCode6 }), from, today).includes('region-unknown');
    expect(['911003', '540101', '647301', '537199'].map(warned)).toEqual([false, false, false, false]);
    expect(['537201', '990101'].map(warned)).toEqual([true, true]);
  });

  it('RES4 warnings never block: any well-formed NIK passes with any biodata', () => {
    fc.assert(
      fc.property(invented, invented, (a, b) => {
        expect(parseNik(makeNik(a)).ok).toBe(true);
        expect(Array.isArray(nikWarnings(makeNik(a), b, new Set<string>()))).toBe(true);
      }),
      { seed: 32, numRuns: 30 },
    );
  });

  it('RES5 the century is not derived: both centuries agree with the digits', () => {
    const nik = makeNik({
      regionCode6: '537101',
      birthDate: plainDate(1908, 3, 1),
      sex: 'LAKI-LAKI',
      serial: 1,
    });
    expect(nikWarnings(nik, { birthDate: plainDate(2008, 3, 1), sex: 'LAKI-LAKI' })).toEqual([]);
  });

  it('RES3 makes no NIK of a serial that cannot be', () => {
    const from = { regionCode6: '537101', birthDate: plainDate(1990, 1, 5), sex: 'LAKI-LAKI' } as const;
    for (const serial of [0, 10_000]) expect(() => makeNik({ ...from, serial })).toThrow(RangeError);
  });
});
