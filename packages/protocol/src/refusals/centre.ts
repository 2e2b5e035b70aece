import type { RefusalTable } from './shape.ts';

/** Why a word of the centre, or a file of them, is not taken. */
export const centreRefusals = {
  CENTRE_EARLIER: {
    status: 409,
    id: 'Sudah ada keterangan pusat yang lebih baru, per {since}. Isi tanggal pengamatan yang benar, atau biarkan.',
    en: 'There is a newer word of the centre, as of {since}. Enter the right day of observation, or leave it.',
  },
  CENTRE_CONTRADICTS: {
    status: 409,
    id: 'Status ini mundur dari {status}. Periksa sekali lagi di sumbernya; bila memang demikian, penyelia yang mencatatnya dengan alasan.',
    en: 'This status goes back from {status}. Look at the source once more; where it is so, a supervisor writes it down with a reason.',
  },
  CENTRE_REASON_MISSING: {
    status: 422,
    id: 'Alasan wajib ditulis, sedikitnya lima huruf.',
    en: 'A reason is needed, five letters at least.',
  },
  CENTRE_IN_FUTURE: {
    status: 422,
    id: 'Tanggal pengamatan belum terjadi. Periksa tanggalnya.',
    en: 'The day of observation is to come. Check the date.',
  },
  CENTRE_SOURCE_MISSING: {
    status: 422,
    id: 'Sebutkan di mana status ini dilihat, misalnya SIAK.',
    en: 'Say where this status was seen, SIAK for instance.',
  },
  CENTRE_KNOWN: {
    status: 409,
    id: 'Keterangan ini sudah tercatat. Tidak ada yang perlu diubah.',
    en: 'This word is written down already. Nothing needs to change.',
  },
  CENTRE_RESIDENT_UNKNOWN: {
    status: 409,
    id: 'Rekaman ini belum dihitung dan NIK-nya tidak ada di data penduduk. Putuskan rekaman itu dahulu.',
    en: 'This recording does not count yet and its NIK is not in the register. Decide about the recording first.',
  },
  CENTRE_COLUMNS_MISSING: {
    status: 400,
    id: 'Kolom berikut tidak ada pada baris judul: {columns}. Tambahkan menurut docs/operating/centre.md.',
    en: 'The header line lacks these columns: {columns}. Add them as in docs/operating/centre.md.',
  },
  CENTRE_FILE_TOO_LARGE: {
    status: 413,
    id: 'Berkas ini terlalu besar. Bagi menjadi beberapa berkas di bawah 64 MB.',
    en: 'This file is too large. Split it into files below 64 MB.',
  },
  CENTRE_PREVIEW_STALE: {
    status: 409,
    id: 'Sejak dilihat, berkas atau keterangan pusat telah berubah. Periksa pratinjaunya lagi.',
    en: 'The file or what is known has changed since it was shown. Look at the preview again.',
  },
  CENTRE_NOTHING_TO_WRITE: {
    status: 409,
    id: 'Tidak ada yang baru di berkas ini, jadi tidak ada yang dicatat.',
    en: 'Nothing in this file is new, so nothing was written.',
  },
  CENTRE_LABEL_TAKEN: {
    status: 422,
    id: 'Sebutan "{label}" sudah dipakai status lain. Pilih sebutan lain untuk {status}.',
    en: 'The name "{label}" is another status already. Choose another one for {status}.',
  },
} as const satisfies RefusalTable;
