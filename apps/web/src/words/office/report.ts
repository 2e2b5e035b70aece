import { words } from '../wording.ts';

/** Statistics and the audit trail. */
export const reportWords = words(
  {
    statistics: {
      heading: 'Statistik',
      lead: 'Nilai tengah (median) waktu tiap langkah, dari rekaman yang dihitung. Separuh lebih cepat, separuh lebih lama.',
      days: 'Selama',
      lastDays: (n: number) => `${n} hari terakhir`,
      station: 'Loket',
      recordings: 'Rekaman',
      total: 'Seluruhnya',
      attempts: (n: string) => `${n} percobaan`,
      slowest: 'Batang menunjukkan lama tiap langkah dibanding langkah terlama di tabel ini.',
      none: 'Belum ada rekaman dalam masa ini',
      noneLead: 'Pilih masa yang lebih panjang, atau tunggu sampai loket mengirim rekaman.',
    },
    audit: {
      heading: 'Jejak audit',
      lead: 'Semua yang terjadi di kantor ini, terbaru di atas. Catatan tidak dapat diubah atau dihapus.',
      columns: { at: 'Waktu', what: 'Kejadian', who: 'Oleh', details: 'Rincian' },
      openRecording: 'Buka rekaman',
      none: 'Belum ada catatan',
      noneLead: 'Setiap perbuatan di kantor ini akan tercatat di sini.',
    },
  },
  {
    statistics: {
      heading: 'Statistics',
      lead: 'Median time of each step over the counted recordings: half were faster, half slower.',
      days: 'Over',
      lastDays: (n: number) => `the last ${n} days`,
      station: 'Station',
      recordings: 'Recordings',
      total: 'In all',
      attempts: (n: string) => `${n} tries`,
      slowest: 'A bar shows how long a step takes beside the slowest step of this table.',
      none: 'No recordings in this time',
      noneLead: 'Choose a longer time, or wait until a station sends recordings.',
    },
    audit: {
      heading: 'Audit trail',
      lead: 'Everything that happened in this office, newest first. Facts can be neither changed nor removed.',
      columns: { at: 'When', what: 'What', who: 'By', details: 'Details' },
      openRecording: 'Open the recording',
      none: 'Nothing noted yet',
      noneLead: 'Whatever is done in this office will be noted here.',
    },
  },
);
