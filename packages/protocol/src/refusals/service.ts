import type { RefusalTable } from './shape.ts';

/** What is wrong with a statement about a service, or with its hours. */
export const serviceRefusals = {
  SERVICE_HOURS_INVALID: {
    status: 400,
    id: 'Jam pelayanan hari ke-{day} tidak dapat dipakai. Isi jam buka dan jam tutup seperti 08:00, dan buka sebelum tutup.',
    en: 'The hours of day {day} cannot be used. Enter times like 08:00, opening before closing.',
  },
  SERVICE_HOURS_PAST: {
    status: 400,
    id: 'Jam baru berlaku paling cepat hari ini. Pilih hari ini atau sesudahnya.',
    en: 'New hours hold from today at the earliest. Choose today or later.',
  },
  SERVICE_DAY_INVALID: {
    status: 400,
    id: 'Hari khusus ini tidak dapat dipakai. Isi tanggal, nama (2–80 huruf), dan kalau buka, jam seperti 08:00.',
    en: 'This special day cannot be used. Enter a date, a name (2–80 letters) and, where it is open, times like 08:00.',
  },
  SERVICE_DAY_FAR: {
    status: 400,
    id: 'Tanggal ini lebih dari setahun dari hari ini. Periksa tahunnya.',
    en: 'This date is more than a year from today. Check the year.',
  },
  SERVICE_DAY_TWICE: {
    status: 400,
    id: 'Hari ini sudah ada di baris sebelumnya. Hapus salah satunya.',
    en: 'This day stands in an earlier line already. Remove one of them.',
  },
  SERVICE_DAY_COLUMNS: {
    status: 400,
    id: 'Baris pertama berkas harus menyebut kolom tanggal dan nama; boleh juga tempat, buka, tutup.',
    en: 'The first line of the file must name the columns tanggal and nama; tempat, buka, tutup may be there.',
  },
  SERVICE_DAY_GONE: {
    status: 409,
    id: 'Hari khusus ini sudah tidak ada. Muat ulang halaman.',
    en: 'This special day is no more. Reload the page.',
  },
  SERVICE_CLOSING_CLOSED: {
    status: 409,
    id: 'Tempat ini hari ini memang tutup, jadi tidak ada yang ditutup lebih awal.',
    en: 'This place is closed today anyway, so nothing is closed early.',
  },
  SERVICE_CLOSING_TIME: {
    status: 400,
    id: 'Hari ini tempat ini buka {opens} sampai {closes}. Isi jam di antaranya, seperti 12:00, atau tutup sepanjang hari.',
    en: 'Today this place is open from {opens} to {closes}. Enter a time between, like 12:00, or close it all day.',
  },
  SERVICE_CLOSING_REASON: {
    status: 400,
    id: 'Tulis alasannya untuk warga, 3 sampai 120 huruf.',
    en: 'Write the reason for residents, 3 to 120 letters.',
  },
  SERVICE_WAITS_INVALID: {
    status: 400,
    id: 'Isi hari sebagai bilangan bulat: yang wajar sedikitnya 1, yang masih berarti lebih banyak dari itu dan paling banyak {most}.',
    en: 'Enter whole days: the ordinary ones at least 1, the telling ones more than those and at most {most}.',
  },
  SERVICE_STATEMENT_SOURCE: {
    status: 400,
    id: 'Sebut sumbernya: nomor dan tanggal surat, atau siapa yang menyampaikan.',
    en: 'Name the source: number and date of a letter, or who said it.',
  },
  SERVICE_STATEMENT_CAUSE: {
    status: 400,
    id: 'Layanan yang dibatasi atau dihentikan harus ada sebabnya. Pilih sebab dari daftar.',
    en: 'A service that is limited or stopped has a cause. Choose one from the list.',
  },
  SERVICE_STATEMENT_FUTURE: {
    status: 400,
    id: 'Keadaan tidak dapat dimulai di waktu yang akan datang. Perbaiki waktunya.',
    en: 'A state cannot begin in the future. Correct the time.',
  },
  SERVICE_STATEMENT_PAST: {
    status: 400,
    id: 'Perkiraan selesai sudah lewat. Isi tanggal mulai hari ini, atau kosongkan.',
    en: 'The expected end is past. Enter today or later, or leave it empty.',
  },
  SERVICE_STATEMENT_GONE: {
    status: 409,
    id: 'Pernyataan ini sudah tidak berlaku. Muat ulang halaman.',
    en: 'This statement does not hold any more. Reload the page.',
  },
  SERVICE_CONFLICT_GONE: {
    status: 409,
    id: 'Pertentangan ini sudah tidak ada. Muat ulang halaman.',
    en: 'This conflict is no more. Reload the page.',
  },
} as const satisfies RefusalTable;
