import {
  type ComponentKind,
  componentKinds,
  type Description,
  type Funding,
  findPlainDate,
  fundings,
  type OwnerKind,
  ownerKinds,
  type PlainDate,
  type WhereaboutsKind,
} from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol';
import { Refused } from '../../ports/refused.ts';

/** Columns of the register as CSV, in the order in which they are written. */
export const columns = [
  'jenis',
  'merek',
  'model',
  'nomor_seri',
  'firmware',
  'tanggal_beli',
  'sumber_dana',
  'harga',
  'pemilik',
  'dipinjam_dari',
  'dipinjam_sampai',
  'garansi_sampai',
  'tempat',
  'set',
  'keberadaan',
] as const;
export type Column = (typeof columns)[number];
export const requiredColumns = [
  'jenis',
  'merek',
  'model',
  'nomor_seri',
  'tempat',
] as const satisfies Column[];
export type Line = Readonly<Partial<Record<Column, string>>>;

const kindWords = {
  computer: 'komputer',
  camera: 'kamera',
  'fingerprint-scanner': 'pemindai-sidik-jari',
  'iris-scanner': 'pemindai-iris',
  'signature-pad': 'bantalan-tanda-tangan',
  'card-reader': 'pembaca-kartu',
  ups: 'ups',
  network: 'jaringan',
  'local-server': 'server-lokal',
  'card-printer': 'pencetak-kartu',
} as const satisfies Record<ComponentKind, string>;
const ownerWords = {
  bmn: 'bmn-kemendagri',
  'bmd-grant': 'bmd-hibah',
  'bmd-apbd': 'bmd-apbd',
  lent: 'pinjaman',
  unrecorded: 'belum-tercatat',
} as const satisfies Record<OwnerKind, string>;
const fundingWords = {
  apbn: 'apbn',
  'apbd-province': 'apbd-provinsi',
  'apbd-regency': 'apbd-kabupaten-kota',
  dak: 'dak',
  grant: 'hibah',
  other: 'lainnya',
  unrecorded: 'belum-tercatat',
} as const satisfies Record<Funding, string>;
const whereWords = {
  set: 'terpasang',
  store: 'cadangan',
  loan: 'dipinjamkan',
  repair: 'perbaikan',
  lost: 'hilang',
  'written-off': 'dihapus',
} as const satisfies Record<WhereaboutsKind, string>;

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');

function chosen<T extends string>(
  line: Line,
  column: Column,
  values: readonly T[],
  words: Readonly<Record<T, string>>,
  otherwise?: T,
): T {
  const said = line[column] ?? '';
  if (said.trim() === '' && otherwise !== undefined) return otherwise;
  const value = values.find((candidate) => words[candidate] === plain(said) || candidate === plain(said));
  if (value === undefined)
    throw new Refused('EQUIPMENT_CSV_FIELD', {
      column,
      value: said.slice(0, 40),
      choices: values.map((one) => words[one]).join(', '),
    });
  return value;
}

/** `2012-02-01` or `01-02-2012`, `01/02/2012`; blank: none. */
function day(line: Line, column: Column): PlainDate | null {
  const said = (line[column] ?? '').trim();
  if (said === '') return null;
  const turned = /^(\d{2})[-/](\d{2})[-/](\d{4})$/.exec(said);
  const date = findPlainDate(turned ? `${turned[3]}-${turned[2]}-${turned[1]}` : said);
  if (date === undefined) throw new Refused('EQUIPMENT_CSV_DAY', { column, value: said.slice(0, 40) });
  return date;
}

function rupiah(line: Line): number | null {
  const said = (line.harga ?? '').replaceAll(/[\s.]|Rp/gi, '');
  if (said === '') return null;
  if (!/^\d{1,12}$/.test(said)) throw new Refused('EQUIPMENT_CSV_PRICE', { value: said.slice(0, 40) });
  return Number(said);
}

export const kindIn = (line: Line): ComponentKind => chosen(line, 'jenis', componentKinds, kindWords);

/** Where a line says the component is; a line with a set is installed, one without is a spare. */
export const whereaboutsIn = (line: Line): WhereaboutsKind =>
  chosen(
    line,
    'keberadaan',
    Object.keys(whereWords) as WhereaboutsKind[],
    whereWords,
    (line.set ?? '').trim() === '' ? 'store' : 'set',
  );

/** What a line says of a component. @throws Refused naming the column */
export function descriptionIn(line: Line): Description {
  const ownerKind = chosen(line, 'pemilik', ownerKinds, ownerWords, 'unrecorded');
  return {
    kind: kindIn(line),
    make: line.merek ?? '',
    model: line.model ?? '',
    serial: line.nomor_seri ?? '',
    firmware: line.firmware?.trim() || null,
    boughtOn: day(line, 'tanggal_beli'),
    funding: chosen(line, 'sumber_dana', fundings, fundingWords, 'unrecorded'),
    priceIdr: rupiah(line),
    owner:
      ownerKind === 'lent'
        ? { kind: 'lent', by: line.dipinjam_dari ?? '', dueOn: day(line, 'dipinjam_sampai') }
        : { kind: ownerKind },
    warrantyUntil: day(line, 'garansi_sampai'),
  };
}

/** A component as a line of the file. */
export const lineOf = (row: ComponentRow): Record<Column, string> => ({
  jenis: kindWords[row.kind],
  merek: row.make,
  model: row.model,
  nomor_seri: row.serial,
  firmware: row.firmware ?? '',
  tanggal_beli: row.boughtOn ?? '',
  sumber_dana: fundingWords[row.funding],
  harga: row.priceIdr === null ? '' : String(row.priceIdr),
  pemilik: ownerWords[row.owner.kind],
  dipinjam_dari: row.owner.kind === 'lent' ? row.owner.by : '',
  dipinjam_sampai: row.owner.kind === 'lent' ? (row.owner.dueOn ?? '') : '',
  garansi_sampai: row.warrantyUntil ?? '',
  tempat: row.place?.name ?? '',
  set: row.setName ?? '',
  keberadaan: whereWords[row.where.at],
});
