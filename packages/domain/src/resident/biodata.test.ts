import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../kernel/calendar.ts';
import type { BiodataInput } from './biodata.ts';
import { checkBiodata, parseName } from './biodata.ts';

const today = plainDate(2026, 3, 30);
const typed: BiodataInput = {
  nik: '5371044501000001',
  familyCardNumber: '',
  name: ' maria  da  silva ',
  birthPlace: 'Kupang',
  birthDate: '2000-01-05',
  sex: 'perempuan',
  bloodGroup: '',
  religion: 'Katholik',
  maritalStatus: 'BELUM KAWIN',
  occupation: 'pelajar/mahasiswa',
  nationality: 'WNI',
  address: 'Jl. Invensi 1',
  rt: '3',
  rw: '012',
  kelurahanCode: '5371041001',
};
const codeOf = (change: BiodataInput) => {
  const checked = checkBiodata({ ...typed, ...change }, today);
  return checked.ok ? undefined : checked.code;
};

describe('biodata', () => {
  it('RES6 RES8 RES9 takes typed data into the form of the register', () => {
    expect(checkBiodata(typed, today)).toEqual({
      ok: true,
      value: {
        ...typed,
        familyCardNumber: null,
        name: 'MARIA DA SILVA',
        birthPlace: 'KUPANG',
        sex: 'PEREMPUAN',
        bloodGroup: '-',
        religion: 'KATHOLIK',
        occupation: 'PELAJAR/MAHASISWA',
        address: 'JL. INVENSI 1',
        rt: '003',
        kelurahanCode: '53.71.04.1001',
      },
    });
  });

  it('RES6 one word is a name; 60 characters are, 61 are not', () => {
    expect(parseName('suharti')).toMatchObject({ ok: true, value: 'SUHARTI' });
    expect(parseName('Ÿ'.repeat(60)).ok).toBe(true);
    expect(parseName('N'.repeat(61))).toMatchObject({ code: 'RESIDENT_NAME_TOO_LONG' });
    for (const name of ['', '   ', '- .', '123']) expect(codeOf({ name })).toBe('RESIDENT_NAME_MISSING');
    expect(codeOf({ name: 'MAR\u0000IA' })).toBe('RESIDENT_TEXT_UNREADABLE');
    expect(codeOf({ name: 'MAR\uFFFDA' })).toBe('RESIDENT_TEXT_UNREADABLE');
  });

  it.each([
    ['birthDate', '2000-02-30', 'RESIDENT_DATE_UNREAL'],
    ['birthDate', '05-01-2000', 'RESIDENT_DATE_UNREAL'],
    ['birthDate', '2026-03-31', 'RESIDENT_BIRTH_IN_FUTURE'],
    ['birthDate', '', 'RESIDENT_FIELD_MISSING'],
    ['sex', 'L', 'RESIDENT_VALUE_UNKNOWN'],
    ['religion', '', 'RESIDENT_FIELD_MISSING'],
    ['maritalStatus', 'JANDA', 'RESIDENT_VALUE_UNKNOWN'],
    ['bloodGroup', 'C', 'RESIDENT_VALUE_UNKNOWN'],
    ['nationality', undefined, 'RESIDENT_FIELD_MISSING'],
    ['familyCardNumber', '123', 'RESIDENT_FAMILY_CARD_NUMBER'],
    ['rt', '', 'RESIDENT_FIELD_MISSING'],
    ['rw', '1234', 'RESIDENT_RT_RW'],
    ['kelurahanCode', '53.71.04', 'RESIDENT_KELURAHAN_CODE'],
    ['kelurahanCode', '5371.04.1001', 'RESIDENT_KELURAHAN_CODE'],
    ['address', 'x'.repeat(201), 'RESIDENT_TEXT_TOO_LONG'],
    ['nik', 42, 'RESIDENT_NIK_LENGTH'],
  ] as const)('RES7 RES8 RES9 %s %j is refused with %s', (field, value, code) => {
    expect(codeOf({ [field]: value })).toBe(code);
  });

  it('RES7 born today is born', () => {
    expect(codeOf({ birthDate: today })).toBeUndefined();
  });

  it('RES10 what was accepted is accepted again unchanged', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 70 }),
        fc.string({ maxLength: 70 }),
        (name, address) => {
          const once = checkBiodata({ ...typed, name, address }, today);
          if (!once.ok) return;
          expect(checkBiodata(once.value, today)).toEqual(once);
        },
      ),
      { seed: 41, numRuns: 500 },
    );
  });

  it('RES11 whatever is given, the answer is a value or a refusal that holds nothing of it', () => {
    const anything = fc.dictionary(fc.constantFrom(...Object.keys(typed)), fc.anything());
    fc.assert(
      fc.property(anything, (change) => {
        const checked = checkBiodata({ ...typed, nik: 'SECRET', name: 'SECRET', ...change }, today);
        expect(JSON.stringify(checked.ok ? '' : (checked.details ?? ''))).not.toContain('SECRET');
      }),
      { seed: 42 },
    );
  });
});
