import { parseNik } from '@rekam/domain/resident/nik.ts';
import {
  type Biodata,
  bloodGroups,
  maritalStatuses,
  nationalities,
  religions,
  sexes,
} from '@rekam/domain/resident/resident.ts';
import { findTypedDate, formatDate } from '../parts/format.ts';

/** Every field as text, as it stands in the form. */
export type BiodataEntries = Readonly<Record<keyof Biodata, string>>;
export type WrongField = keyof Biodata;

export const biodataChoices = {
  sex: sexes,
  bloodGroup: bloodGroups,
  religion: religions,
  maritalStatus: maritalStatuses,
  nationality: nationalities,
} as const;

export const emptyBiodata: BiodataEntries = {
  nik: '',
  familyCardNumber: '',
  name: '',
  birthPlace: '',
  birthDate: '',
  sex: '',
  bloodGroup: '-',
  religion: '',
  maritalStatus: '',
  occupation: '',
  nationality: 'WNI',
  address: '',
  rt: '',
  rw: '',
  kelurahanCode: '',
};

/** Biodata as they stand in the form. */
export const entriesOf = (biodata: Biodata): BiodataEntries => ({
  ...biodata,
  familyCardNumber: biodata.familyCardNumber ?? '',
  birthDate: formatDate(biodata.birthDate),
});

/** The biodata, or the fields that must be mended first, in the order of the form. */
export function checkBiodata(entries: BiodataEntries): {
  readonly biodata: Biodata | null;
  readonly wrong: readonly WrongField[];
} {
  const birthDate = findTypedDate(entries.birthDate);
  const isNumber = (text: string) => /^\d{1,3}$/.test(text.trim());
  const oneOf = (field: keyof typeof biodataChoices) =>
    (biodataChoices[field] as readonly string[]).includes(entries[field]);
  const right: Readonly<Record<keyof Biodata, boolean>> = {
    nik: parseNik(entries.nik).ok,
    familyCardNumber: /^(\d{16})?$/.test(entries.familyCardNumber),
    name: entries.name.trim() !== '',
    birthPlace: true,
    birthDate: birthDate !== undefined,
    sex: oneOf('sex'),
    bloodGroup: oneOf('bloodGroup'),
    religion: oneOf('religion'),
    maritalStatus: oneOf('maritalStatus'),
    occupation: true,
    nationality: oneOf('nationality'),
    address: true,
    rt: isNumber(entries.rt),
    rw: isNumber(entries.rw),
    kelurahanCode: entries.kelurahanCode !== '',
  };
  const wrong = (Object.keys(right) as WrongField[]).filter((field) => !right[field]);
  if (wrong.length > 0 || !birthDate) return { biodata: null, wrong };
  const text = Object.fromEntries(Object.entries(entries).map(([field, value]) => [field, value.trim()]));
  const biodata = {
    ...text,
    familyCardNumber: entries.familyCardNumber === '' ? null : entries.familyCardNumber,
    birthDate,
    rt: entries.rt.trim().padStart(3, '0'),
    rw: entries.rw.trim().padStart(3, '0'),
  } as Biodata;
  return { biodata, wrong: [] };
}
