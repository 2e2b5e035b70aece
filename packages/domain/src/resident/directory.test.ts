import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../kernel/calendar.ts';
import { entryMatches, nameMatches, normaliseName } from './directory.ts';
import { meansRecorded } from './recorded.ts';
import type { Biodata } from './resident.ts';

const names = fc.array(fc.stringMatching(/^[A-Z]{1,8}$/), { minLength: 1, maxLength: 4 });

describe('directory', () => {
  it.each([
    ['siti aminah', 'SITI AMINAH'],
    ['Siti Am', 'AMINAH SITI'],
    ['ABDULRAHMAN', 'ABDUL RAHMAN'],
    ['abdul rahman', 'ABDULRAHMAN HAKIM'],
    ["Ma'ruf", 'MARUF'],
    ['M. Yusuf', 'MUHAMMAD YUSUF'],
    ['josé', 'JOSE'],
  ])('RES13 %j fits %j', (query, name) => {
    expect(nameMatches(query, name)).toBe(true);
  });

  it.each([
    ['', 'SITI'],
    [' . ', 'SITI'],
    ['SITI SITI', 'SITI AMINAH'],
    ['MINAH', 'SITI AMINAH'],
    ['SITI BUDI', 'SITI AMINAH'],
  ])('RES13 %j does not fit %j', (query, name) => {
    expect(nameMatches(query, name)).toBe(false);
  });

  it('RES13 the words of a name, shortened and shuffled, fit it', () => {
    const shuffled = names.chain((words) =>
      fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: 1 })),
    );
    fc.assert(
      fc.property(shuffled, ([words, asked]) => nameMatches(asked.join(' '), words.join(' '))),
      { seed: 51 },
    );
  });

  it('RES13 normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseName(normaliseName(text))).toBe(normaliseName(text));
      }),
      { seed: 52, numRuns: 300 },
    );
  });

  it('RES12 is asked by NIK, or by name with the date of birth', () => {
    const biodata = {
      nik: '5371044501000001',
      name: 'SITI AMINAH',
      birthDate: plainDate(2000, 1, 5),
    } as Biodata;
    const entry = { biodata, recorded: null, diedOn: null };
    expect(entryMatches({ nik: biodata.nik }, entry)).toBe(true);
    expect(entryMatches({ nik: '5371044501000002' }, entry)).toBe(false);
    expect(entryMatches({ name: 'aminah', birthDate: plainDate(2000, 1, 5) }, entry)).toBe(true);
    expect(entryMatches({ name: 'aminah', birthDate: plainDate(2000, 1, 6) }, entry)).toBe(false);
  });

  it.each([
    ['UNREGISTERED', false],
    ['belum rekam', false],
    ['BELUM_WAJIB', false],
    ['PRR', true],
    ['BIO_CAPTURED', true],
    ['ENROLL_FAILURE_AT_CENTRAL', true],
    ['a word nobody knows', true],
    ['', true],
  ])('RES14 %j means recorded: %s', (status, recorded) => {
    expect(meansRecorded({ status, source: 'SIAK', asOf: null })).toBe(recorded);
  });
});
