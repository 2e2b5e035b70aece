import type { RefusalTable } from './shape.ts';

/** Uploads: pictures and scanned papers; labels and the PIN of a place. */
export const paperRefusals = {
  PAPER_NO_PICTURE: {
    status: 415,
    id: 'Berkas ini bukan foto JPEG, PNG, atau PDF. Ambil foto lagi, atau pindai suratnya sebagai PDF.',
    en: 'This file is no JPEG, PNG or PDF. Take the photo again, or scan the paper as PDF.',
  },
  PAPER_TOO_LARGE: {
    status: 413,
    id: 'Berkas lebih besar dari 12 MB. Kecilkan fotonya lalu kirim lagi.',
    en: 'The file is larger than 12 MB. Make the photo smaller and send it again.',
  },
  PAPER_NOT_FOUND: {
    status: 404,
    id: 'Berkas itu tidak ada. Unggah lagi.',
    en: 'There is no such file. Upload it again.',
  },
} as const satisfies RefusalTable;
