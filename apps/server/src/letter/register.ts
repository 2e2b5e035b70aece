/** The register of letters as a file for those who must know whose letters are valid: KPU, banks (LET40–LET42). */
import { type LetterPurpose, letterStateOn, type PlainDate, type VoidReason } from '@rekam/domain';
import writeExcelFile from 'write-excel-file/node';
import { csvCell } from '../ports/csv-cell.ts';
import type { RegisterLine } from './store.ts';

const states = { valid: 'BERLAKU', expired: 'HABIS', replaced: 'DIGANTI', voided: 'BATAL' } as const;
const purposes: Readonly<Record<LetterPurpose, string>> = {
  'first-card': 'KTP-EL PERTAMA',
  lost: 'HILANG',
  damaged: 'RUSAK',
  'data-changed': 'DATA BERUBAH',
};

const reasons: Readonly<Record<VoidReason, string>> = {
  'card-handed-over': 'KTP-EL SUDAH DISERAHKAN',
  death: 'PEMEGANG MENINGGAL',
  ordered: 'ATAS PERINTAH',
  lost: 'SURATNYA HILANG',
  spoiled: 'RUSAK SEBELUM DISERAHKAN',
};

const header = [
  'nomor_surat',
  'nik',
  'nama',
  'tempat_lahir',
  'tanggal_lahir',
  'kelurahan',
  'kecamatan',
  'keperluan',
  'terbit',
  'berlaku_sampai',
  'keadaan',
  'berakhir_pada',
  'sebab_berakhir',
];

/** LET40: everything is text, so that no spreadsheet rounds a NIK or turns a date around. */
function cellsOf(line: RegisterLine, today: PlainDate): string[] {
  return [
    line.number,
    line.nik,
    line.name,
    line.birthPlace,
    line.birthDate,
    line.kelurahan,
    line.kecamatan,
    purposes[line.purpose],
    line.issuedOn,
    line.validUntil,
    states[letterStateOn(line, today)],
    line.voided?.on ?? '',
    line.voided ? reasons[line.voided.reason] : '',
  ];
}

/** LET41: semicolons and a byte order mark, as spreadsheets set up for Indonesia open it by a double click. */
export function registerCsv(lines: readonly RegisterLine[], today: PlainDate): Buffer {
  const rows = [header, ...lines.map((line) => cellsOf(line, today))];
  return Buffer.from(`\uFEFF${rows.map((row) => `${row.map(csvCell).join(';')}\r\n`).join('')}`);
}

export async function registerXlsx(lines: readonly RegisterLine[], today: PlainDate): Promise<Buffer> {
  const head = header.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const rows = lines.map((line) => cellsOf(line, today).map((value) => ({ value, type: String })));
  return writeExcelFile([head, ...rows], {
    sheet: 'Buku Suket',
    stickyRowsCount: 1,
    columns: header.map((name) => ({ width: name === 'nama' || name === 'nomor_surat' ? 32 : 18 })),
  }).toBuffer();
}
