import type { RefusalTable } from './shape.ts';

/** What the office answers about recordings it has. */
export const recordingRefusals = {
  RECORDING_NOT_FOUND: {
    status: 404,
    id: 'Rekaman itu tidak ada. Muat ulang daftar rekaman.',
    en: 'There is no such recording. Reload the list.',
  },
  RECORDING_SAMPLE_NOT_FOUND: {
    status: 404,
    id: 'Sampel itu tidak ada dalam rekaman ini.',
    en: 'This recording has no such sample.',
  },
  RECORDING_SAMPLE_NOT_SHOWN: {
    status: 415,
    id: 'Sampel ini tidak dapat ditampilkan sebagai gambar.',
    en: 'This sample cannot be shown as a picture.',
  },
  RECORDING_SAMPLES_DESTROYED: {
    status: 410,
    id: 'Sampel rekaman ini telah dimusnahkan dan tidak dapat dilihat lagi.',
    en: 'The samples of this recording were destroyed and cannot be seen any more.',
  },
} as const satisfies RefusalTable;
