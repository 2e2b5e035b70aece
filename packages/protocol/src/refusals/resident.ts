import type { ResidentRefusalCode } from '@rekam/domain';
import type { RefusalText } from './shape.ts';

/** What is wrong with a resident's data as typed or imported. */
export const residentRefusals = {
  RESIDENT_NIK_LENGTH: {
    status: 400,
    id: 'NIK harus 16 angka; yang diketik {length}. Periksa pada Kartu Keluarga.',
    en: 'A NIK has 16 digits; this has {length}. Check it against the family card.',
  },
  RESIDENT_NIK_DATE: {
    status: 400,
    id: 'Angka tanggal lahir di dalam NIK tidak mungkin. Periksa angka ke-7 sampai ke-12 pada Kartu Keluarga.',
    en: 'The birth date inside the NIK cannot be. Check digits 7 to 12 against the family card.',
  },
  RESIDENT_NIK_SERIAL: {
    status: 400,
    id: 'Empat angka terakhir NIK tidak mungkin 0000. Periksa pada Kartu Keluarga.',
    en: 'The last four digits of a NIK are never 0000. Check them against the family card.',
  },
  RESIDENT_FIELD_MISSING: {
    status: 400,
    id: 'Kolom {field} masih kosong. Isi menurut Kartu Keluarga.',
    en: 'The field {field} is empty. Fill it in from the family card.',
  },
  RESIDENT_TEXT_TOO_LONG: {
    status: 400,
    id: 'Isi kolom {field} lebih dari {longest} huruf. Persingkat.',
    en: 'The field {field} has more than {longest} characters. Shorten it.',
  },
  RESIDENT_TEXT_UNREADABLE: {
    status: 400,
    id: 'Kolom {field} memuat huruf yang rusak. Ketik ulang, atau simpan berkas sebagai UTF-8.',
    en: 'The field {field} holds damaged characters. Type it again, or save the file as UTF-8.',
  },
  RESIDENT_NAME_MISSING: {
    status: 400,
    id: 'Nama masih kosong atau tanpa huruf. Isi menurut Kartu Keluarga; satu kata boleh.',
    en: 'The name is empty or has no letter. Fill it in from the family card; one word is enough.',
  },
  RESIDENT_NAME_TOO_LONG: {
    status: 400,
    id: 'Nama lebih dari {longest} huruf. Singkat menurut akta kelahiran.',
    en: 'The name has more than {longest} characters. Shorten it as on the birth certificate.',
  },
  RESIDENT_DATE_UNREAL: {
    status: 400,
    id: 'Tanggal lahir itu tidak ada di kalender. Periksa pada Kartu Keluarga.',
    en: 'That birth date is not in the calendar. Check it against the family card.',
  },
  RESIDENT_BIRTH_IN_FUTURE: {
    status: 400,
    id: 'Tanggal lahir itu belum terjadi. Periksa tahunnya, dan periksa jam komputer ini.',
    en: 'That birth date is in the future. Check the year, and the clock of this computer.',
  },
  RESIDENT_VALUE_UNKNOWN: {
    status: 400,
    id: 'Isi kolom {field} tidak ada dalam daftar. Pilih salah satu dari daftar.',
    en: 'The field {field} is none of the listed values. Choose one from the list.',
  },
  RESIDENT_FAMILY_CARD_NUMBER: {
    status: 400,
    id: 'Nomor KK harus 16 angka, atau kosongkan bila tidak diketahui.',
    en: 'A family card number has 16 digits; leave it empty when it is unknown.',
  },
  RESIDENT_RT_RW: {
    status: 400,
    id: 'RT dan RW paling banyak tiga angka. Isi 000 bila tidak ada.',
    en: 'RT and RW have three digits at most. Enter 000 where there is none.',
  },
  RESIDENT_KELURAHAN_CODE: {
    status: 400,
    id: 'Kode kelurahan harus 10 angka, misalnya 53.71.04.1001. Pilih kelurahan dari daftar.',
    en: 'A kelurahan code has 10 digits, as in 53.71.04.1001. Choose the kelurahan from the list.',
  },
  RESIDENT_DEATH_KNOWN: {
    status: 409,
    id: 'Kematian penduduk ini sudah tercatat, {on}.',
    en: 'The death of this resident is written down already, {on}.',
  },
  RESIDENT_DEATH_DAY: {
    status: 422,
    id: 'Tanggal meninggal tidak mungkin: belum tiba, atau sebelum tanggal lahir. Periksa pada suratnya.',
    en: 'The day of death cannot be: it is still to come, or before the birth. Check the paper.',
  },
  RESIDENT_DEATH_PAPER: {
    status: 422,
    id: 'Tulis surat yang menyatakan kematian dan nomornya, misalnya akta kematian.',
    en: 'Name the paper that says so and its number, such as the death certificate.',
  },
  RESIDENT_DEATH_UNKNOWN: {
    status: 409,
    id: 'Tidak ada kematian yang tercatat untuk penduduk ini.',
    en: 'No death of this resident is written down.',
  },
  RESIDENT_DEATH_REASON: {
    status: 422,
    id: 'Alasan menarik catatan kematian wajib ditulis, sedikitnya lima huruf.',
    en: 'A reason for taking the death back is needed, five letters at least.',
  },
  RESIDENT_UNKNOWN: {
    status: 404,
    id: 'NIK ini tidak ada dalam daftar penduduk kantor.',
    en: 'This NIK is not in the office’s register of residents.',
  },
} as const satisfies Readonly<Record<ResidentRefusalCode, RefusalText>>;
