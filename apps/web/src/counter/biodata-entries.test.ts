import { describe, expect, it } from 'vitest';
import { checkBiodata, emptyBiodata } from './biodata-entries.ts';

const filled = {
  ...emptyBiodata,
  nik: '5371014108070001',
  name: 'YULIANA',
  birthPlace: 'KUPANG',
  birthDate: '1-8-2007',
  sex: 'PEREMPUAN',
  religion: 'KRISTEN',
  maritalStatus: 'BELUM KAWIN',
  rt: '3',
  rw: '012',
  kelurahanCode: '53.71.01.1001',
};

describe('biodata typed in at the counter', () => {
  it('takes a single-word name, an unknown family card and short RT numbers', () => {
    const { biodata } = checkBiodata(filled);
    expect(biodata).toMatchObject({
      name: 'YULIANA',
      familyCardNumber: null,
      birthDate: '2007-08-01',
      rt: '003',
      rw: '012',
    });
  });

  it('names every field that must be mended, in the order of the form', () => {
    const { biodata, wrong } = checkBiodata({
      ...filled,
      nik: '53710141',
      sex: '',
      birthDate: '31-02-2007',
      rt: 'x',
    });
    expect(biodata).toBeNull();
    expect(wrong).toEqual(['nik', 'birthDate', 'sex', 'rt']);
  });
});
