import type { RefusalTable } from './shape.ts';

/** Why a file of residents, or one line of it, is not taken. `{field}` is the column as the file calls it. */
export const importRefusals = {
  IMPORT_ALREADY_RUNNING: {
    status: 409,
    id: 'Impor lain sedang berjalan. Tunggu sampai selesai, lalu coba lagi.',
    en: 'Another import is running. Wait until it is done, then try again.',
  },
  IMPORT_NOT_FOUND: {
    status: 404,
    id: 'Impor itu tidak ada. Muat ulang daftar impor.',
    en: 'There is no such import. Reload the list.',
  },
  IMPORT_INTERRUPTED: {
    status: 400,
    id: 'Impor terputus sebelum selesai dan tidak mengubah apa pun. Jalankan lagi dengan berkas yang sama.',
    en: 'The import was cut off before its end and changed nothing. Run it again with the same file.',
  },
  IMPORT_EMPTY: {
    status: 400,
    id: 'Berkas ini kosong. Pilih berkas CSV yang berisi baris judul dan data penduduk.',
    en: 'This file is empty. Choose a CSV file with a header line and residents.',
  },
  IMPORT_NOT_CSV: {
    status: 415,
    id: 'Ini bukan berkas CSV. Buka berkasnya di program lembar kerja, lalu simpan sebagai CSV (UTF-8).',
    en: 'This is not a CSV file. Open it in the spreadsheet program and save it as CSV (UTF-8).',
  },
  IMPORT_COLUMNS_MISSING: {
    status: 400,
    id: 'Kolom berikut tidak ada pada baris judul: {columns}. Tambahkan menurut docs/operating/resident-csv.md.',
    en: 'The header line lacks these columns: {columns}. Add them as in docs/operating/resident-csv.md.',
  },
  IMPORT_COLUMN_TWICE: {
    status: 400,
    id: 'Kolom {column} ada dua kali pada baris judul. Hapus salah satu.',
    en: 'The column {column} stands twice in the header line. Remove one of them.',
  },
  IMPORT_FIELD_COUNT: {
    status: 400,
    id: 'Baris ini memuat {found} kolom, seharusnya {expected}. Periksa pemisah dan tanda kutipnya.',
    en: 'Fields in this line: {found}; it should be {expected}. Check its separators and quotes.',
  },
  IMPORT_QUOTES: {
    status: 400,
    id: 'Tanda kutip pada baris ini tidak ditutup dengan benar. Perbaiki tanda kutipnya.',
    en: 'A quotation mark in this line is not closed properly. Correct the quotes.',
  },
  IMPORT_LINE_TOO_LONG: {
    status: 400,
    id: 'Baris ini terlalu panjang untuk data seorang penduduk. Periksa apakah berkasnya rusak.',
    en: 'This line is too long to be a resident. Check whether the file is damaged.',
  },
  IMPORT_NIK_TWICE: {
    status: 400,
    id: 'NIK ini sudah ada pada baris {first} berkas yang sama. Hapus salah satu baris.',
    en: 'This NIK stands in line {first} of the same file already. Remove one of the lines.',
  },
  IMPORT_KELURAHAN_ELSEWHERE: {
    status: 400,
    id: 'Kode wilayah pada kolom {field} di luar wilayah kantor ini. Periksa kodenya.',
    en: 'The region in {field} lies outside this office. Check the code.',
  },
  IMPORT_STATUS_MISSING: {
    status: 400,
    id: 'Ada tanggal status tetapi kolom {field} kosong. Isi statusnya, atau kosongkan tanggalnya.',
    en: 'There is a date of a status, but {field} is empty. Fill in the status, or clear the date.',
  },
  IMPORT_DEATH_DAY_MISSING: {
    status: 400,
    id: 'Ada surat kematian tetapi kolom {field} kosong. Isi tanggal meninggalnya, atau kosongkan suratnya.',
    en: 'There is a paper of a death, but {field} is empty. Fill in the day of death, or clear the paper.',
  },
  IMPORT_STATUS_IN_FUTURE: {
    status: 400,
    id: 'Tanggal pada kolom {field} belum terjadi. Periksa tahunnya.',
    en: 'The date in {field} is in the future. Check the year.',
  },
} as const satisfies RefusalTable;
