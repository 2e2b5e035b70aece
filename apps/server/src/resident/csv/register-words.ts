import type { BiodataInput } from '@rekam/domain';

/** Other spellings of the register's words that exports use and that can mean nothing else. */
const spellings: { readonly [K in keyof BiodataInput]?: Readonly<Record<string, string>> } = {
  sex: { L: 'LAKI-LAKI', 'LAKI - LAKI': 'LAKI-LAKI', 'LAKI LAKI': 'LAKI-LAKI', P: 'PEREMPUAN' },
  bloodGroup: { 'TIDAK TAHU': '-' },
  religion: {
    'KRISTEN PROTESTAN': 'KRISTEN',
    KATOLIK: 'KATHOLIK',
    BUDDHA: 'BUDHA',
    KONGHUCU: 'KHONGHUCU',
    'KEPERCAYAAN TERHADAP TUHAN YANG MAHA ESA': 'KEPERCAYAAN TERHADAP TUHAN YME',
  },
};

const isoTime = /^(\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/** A day as `YYYY-MM-DD`: exports write it so, or day first as on the card, or with an empty time behind it. */
export function readDate(text: string): string {
  const trimmed = text.trim();
  const [, day, month, year] = dayFirst.exec(trimmed) ?? [];
  if (day && month && year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isoTime.exec(trimmed)?.[1] ?? trimmed;
}

/** The register's own word for what a file says; an unknown word is left for the domain to refuse. */
export function wordOfRegister(field: keyof BiodataInput, text: string): string {
  if (field === 'birthDate') return readDate(text);
  const known = spellings[field];
  return known?.[text.trim().toUpperCase()] ?? text;
}
