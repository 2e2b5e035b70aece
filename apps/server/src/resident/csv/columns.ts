import { type Outcome, refuse, succeed } from '@rekam/domain';

/** Columns of a SIAK-like export (docs/operating/resident-csv.md), each with the other names it goes by. */
const namesOf = {
  NIK: [],
  NO_KK: ['NKK', 'NOMOR_KK'],
  NAMA_LGKP: ['NAMA', 'NAMA_LENGKAP'],
  TMPT_LHR: ['TEMPAT_LAHIR'],
  TGL_LHR: ['TANGGAL_LAHIR', 'TGL_LAHIR'],
  JENIS_KLMIN: ['JENIS_KELAMIN', 'JK'],
  GOL_DRH: ['GOL_DARAH', 'GOLONGAN_DARAH'],
  AGAMA: [],
  STAT_KWN: ['STATUS_KAWIN', 'STATUS_PERKAWINAN'],
  PEKERJAAN: ['JENIS_PKRJN'],
  KEWARGANEGARAAN: ['WARGA_NEGARA', 'KWRNGRN'],
  ALAMAT: [],
  NO_RT: ['RT'],
  NO_RW: ['RW'],
  KODE_WILAYAH: ['KODE_KELURAHAN', 'KODE_KEL'],
  NO_PROP: [],
  NO_KAB: [],
  NO_KEC: [],
  NO_KEL: [],
  STATUS_REKAM: ['STATUS_KTP_EL', 'STATUS_EKTP'],
  TGL_STATUS: ['TANGGAL_STATUS'],
  SUMBER: ['SUMBER_STATUS'],
  TGL_MATI: ['TANGGAL_MATI', 'TGL_MENINGGAL', 'TANGGAL_MENINGGAL'],
  NO_AKTA_MATI: ['NOMOR_AKTA_MATI', 'NO_AKTA_KEMATIAN', 'NOMOR_AKTA_KEMATIAN'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof namesOf;

/** Without these there is no resident; the region may also come in the four columns NO_PROP … NO_KEL. */
const required: readonly Column[] = [
  'NIK',
  'NAMA_LGKP',
  'TGL_LHR',
  'JENIS_KLMIN',
  'AGAMA',
  'STAT_KWN',
  'ALAMAT',
  'NO_RT',
  'NO_RW',
  'KODE_WILAYAH',
];
export const regionParts = ['NO_PROP', 'NO_KAB', 'NO_KEC', 'NO_KEL'] as const;

const columnOfName = new Map<string, Column>(
  (Object.entries(namesOf) as [Column, readonly string[]][]).flatMap(([column, others]) =>
    [column, ...others].map((name) => [name, column] as const),
  ),
);

export const delimiters = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface Header {
  readonly delimiter: Delimiter;
  /** Fields of a line. */
  readonly width: number;
  /** Position of a column in a line, 0 …; −1: the file has no such column. */
  readonly at: Readonly<Record<Column, number>>;
}

type HeaderRefusal = 'IMPORT_COLUMNS_MISSING' | 'IMPORT_COLUMN_TWICE' | 'IMPORT_NOT_CSV';

export const columnsOf = ({ at }: Header): Column[] =>
  (Object.keys(at) as Column[]).filter((column) => at[column] !== -1);

/** Reads the first line: the delimiter is the one that makes most known names of it. */
export function readHeader(line: string): Outcome<Header, HeaderRefusal> {
  // Office documents renamed to .csv are archives or old binary files; both begin with bytes no header has.
  if (line.startsWith('PK') || line.includes('\0')) return refuse('IMPORT_NOT_CSV');
  const readings = delimiters.map((delimiter) => {
    const names = line.split(delimiter).map(nameOf);
    return { delimiter, names, known: names.filter((name) => columnOfName.has(name)).length };
  });
  const best = readings.reduce((a, b) => (b.known > a.known ? b : a));
  const at = Object.fromEntries(Object.keys(namesOf).map((column) => [column, -1])) as Record<Column, number>;
  for (const [index, name] of best.names.entries()) {
    const column = columnOfName.get(name);
    if (column === undefined) continue;
    if (at[column] !== -1) return refuse('IMPORT_COLUMN_TWICE', { column });
    at[column] = index;
  }
  const hasParts = regionParts.every((part) => at[part] !== -1);
  const missing = required.filter((column) => at[column] === -1 && !(column === 'KODE_WILAYAH' && hasParts));
  if (missing.length > 0) return refuse('IMPORT_COLUMNS_MISSING', { columns: missing.join(', ') });
  return succeed({ delimiter: best.delimiter, width: best.names.length, at });
}

const nameOf = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/^\s*"|"\s*$/g, '')
    .trim()
    .toUpperCase()
    .replace(/[\s.-]+/g, '_');
