import type { RefusalTable } from './shape.ts';

/** What is wrong with a statement about a service, or with its hours. */
export const serviceRefusals = {
  SERVICE_HOURS_INVALID: {
    status: 400,
    id: 'Jam pelayanan hari ke-{day} tidak dapat dipakai. Isi jam buka dan jam tutup seperti 08:00, dan buka sebelum tutup.',
    en: 'The hours of day {day} cannot be used. Enter times like 08:00, opening before closing.',
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
