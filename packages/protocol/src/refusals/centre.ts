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
    id: 'NIK ini tidak ada di data penduduk dan rekamannya belum dihitung. Impor penduduknya, atau putuskan rekaman itu dahulu.',
    en: 'This NIK is not in the register and its recording does not count yet. Import the resident, or decide about the recording first.',
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
  CENTRE_EXPORT_NOT_FOUND: {
    status: 404,
    id: 'Tidak ada ekspor dengan nomor ini. Lihat daftarnya dengan centre exports.',
    en: 'There is no export of this number. Look at the list with centre exports.',
  },
  CENTRE_EXPORT_EMPTY: {
    status: 409,
    id: 'Tidak ada rekaman yang perlu diekspor: {sent} sudah terkirim, {exported} sudah ada di ekspor yang belum terkirim, {held} masih ditahan.',
    en: 'No recording needs to be exported: {sent} were sent already, {exported} lie in an export that was not sent yet, {held} are held.',
  },
  CENTRE_EXPORT_KEY_MISSING: {
    status: 422,
    id: 'Paket MOSIP memerlukan nomor pusat dan nomor mesin (masing-masing lima angka) serta kunci umum RSA dari pusat (PEM). Minta ketiganya ke pusat.',
    en: 'MOSIP packets need the centre’s number for this office and machine (five digits each) and its public RSA key (PEM). Ask the centre for all three.',
  },
  CENTRE_EXPORT_KEY_UNREADABLE: {
    status: 422,
    id: 'Kunci pusat tidak terbaca sebagai kunci umum RSA 2048 bit atau lebih (PEM). Periksa berkasnya.',
    en: 'The centre’s key does not read as a public RSA key of 2048 bits or more (PEM). Check the file.',
  },
  CENTRE_EXPORT_UNSEALED: {
    status: 422,
    id: 'Sebutkan kunci penerima (age1…) agar isi ekspor tersandi, atau nyatakan terus terang bahwa ekspor boleh terbuka.',
    en: 'Name the receiver’s key (age1…) so that the export is encrypted, or say outright that it may lie open.',
  },
  CENTRE_EXPORT_SEALED_OR_OPEN: {
    status: 422,
    id: 'Ekspor tersandi ke kunci penerima atau terbuka, tidak keduanya. Pilih satu.',
    en: 'An export is encrypted to a key or lies open, not both. Choose one.',
  },
  CENTRE_EXPORT_RECIPIENT: {
    status: 422,
    id: 'Kunci penerima tidak benar. Kunci umum age dimulai dengan age1 dan panjangnya 62 huruf.',
    en: 'The receiver’s key is not right. A public age key begins with age1 and has 62 letters.',
  },
  CENTRE_EXPORT_UNFINISHED: {
    status: 409,
    id: 'Ekspor ini belum selesai ditulis, jadi belum dapat dikirim. Buat ekspor baru; isinya ikut di sana.',
    en: 'This export was never finished and cannot have been sent. Make a new one; it holds the same recordings.',
  },
  CENTRE_EXPORT_SENT: {
    status: 409,
    id: 'Ekspor ini sudah dicatat terkirim pada {on}. Tidak ada yang perlu diubah.',
    en: 'This export is written down as sent on {on} already. Nothing needs to change.',
  },
  CENTRE_SENT_BEFORE_MADE: {
    status: 422,
    id: 'Ekspor ini baru dibuat pada {madeOn}; tidak mungkin terkirim sebelumnya. Periksa tanggalnya.',
    en: 'This export was made on {madeOn}; it cannot have been sent before. Check the date.',
  },
  CENTRE_EXPORT_FOLDER: {
    status: 422,
    id: 'Folder tujuan {folder} tidak ada atau tidak dapat ditulisi. Pasang flashdisknya dan sebutkan foldernya.',
    en: 'The folder {folder} is not there or cannot be written to. Put the stick in and name its folder.',
  },
  CENTRE_EXPORT_DISK_FULL: {
    status: 507,
    id: 'Tempat di {folder} tidak cukup. Kosongkan atau pakai yang lebih besar; tidak ada yang tertinggal setengah.',
    en: 'There is not enough room at {folder}. Free some or take a larger one; nothing is left half written.',
  },
} as const satisfies RefusalTable;
