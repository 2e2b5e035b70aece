import type { RefusalTable } from './shape.ts';

export const letterRefusals = {
  LETTER_NO_POLICY: {
    status: 409,
    id: 'Pada {today} belum ada aturan Suket yang berlaku. Kepala Dinas harus menetapkannya dahulu.',
    en: 'No rule for letters is in force on {today}. The head of the office must set one first.',
  },
  LETTER_POLICY_INVALID: {
    status: 422,
    id: 'Aturan Suket ini tidak dapat dipakai: periksa isian {field}.',
    en: 'This rule for letters cannot be used: check {field}.',
  },
  LETTER_NOT_RECORDED: {
    status: 409,
    id: 'Penduduk ini belum tercatat sudah rekam. Rekam dahulu; Suket dapat terbit begitu rekamannya diterima kantor.',
    en: 'This resident is not known to be recorded. Record them first; the letter can be issued once the office has the recording.',
  },
  LETTER_HOLDER_DIED: {
    status: 409,
    id: 'Penduduk ini tercatat meninggal pada {on}, jadi Suket tidak dapat terbit. Bila keliru, penyelia menarik catatan kematiannya di Penduduk.',
    en: 'This resident is written down as having died on {on}, so no letter is issued. If that is wrong, a supervisor takes the death back under Residents.',
  },
  LETTER_PURPOSE_NOT_ALLOWED: {
    status: 409,
    id: 'Untuk keperluan ini Suket tidak boleh terbit menurut {basis}. Pilih keperluan lain, atau cetak KTP-el.',
    en: 'No letter may be issued for this purpose under {basis}. Choose another purpose, or print the card.',
  },
  LETTER_WHILE_BLANKS: {
    status: 409,
    id: 'Blangko masih ada, jadi Suket tidak boleh terbit ({basis}). Cetak KTP-el-nya.',
    en: 'There are blank cards, so no letter may be issued ({basis}). Print the card.',
  },
  LETTER_STOCK_UNKNOWN: {
    status: 409,
    id: 'Belum diketahui apakah blangko masih ada ({basis}). Petugas gudang mencatat stok dahulu.',
    en: 'It is not known whether there are blank cards ({basis}). The storekeeper enters the stock first.',
  },
  LETTER_SUPERVISOR_NEEDED: {
    status: 403,
    id: 'Pusat mencatat status {status}. Penyelia yang memutuskan, dengan alasan tertulis.',
    en: 'The centre says {status}. A supervisor decides, with a reason in writing.',
  },
  LETTER_ALREADY_ACTIVE: {
    status: 409,
    id: 'Suket {number} masih berlaku sampai {until}. Cetak ulang atau perpanjang yang itu.',
    en: 'Letter {number} is valid until {until}. Print it again, or renew it.',
  },
  LETTER_PHOTO_MISSING: {
    status: 422,
    id: 'Foto belum ada. Ambil foto pemegang di loket, lalu terbitkan lagi.',
    en: 'There is no photo. Take one of the holder at the counter, then issue again.',
  },
  LETTER_PHOTO_UNREADABLE: {
    status: 422,
    id: 'Berkas foto ini bukan JPEG yang dapat dibaca, atau terlalu besar. Ambil foto lagi.',
    en: 'This photo is no readable JPEG, or too large. Take it again.',
  },
  LETTER_REASON_MISSING: {
    status: 422,
    id: 'Alasan wajib ditulis, sedikitnya lima huruf.',
    en: 'A reason is needed, five letters at least.',
  },
  LETTER_TOO_EARLY: {
    status: 409,
    id: 'Suket ini baru dapat diperpanjang mulai {from}.',
    en: 'This letter can be renewed from {from} on.',
  },
  LETTER_ALREADY_RENEWED: {
    status: 409,
    id: 'Suket {number} sudah diperpanjang. Buka Suket yang baru.',
    en: 'Letter {number} has been renewed. Open the new one.',
  },
  LETTER_VOIDED: {
    status: 409,
    id: 'Suket {number} sudah dibatalkan dan tidak dapat dihidupkan lagi. Terbitkan yang baru bila berhak.',
    en: 'Letter {number} was voided for good. Issue a new one where the resident is entitled to it.',
  },
  LETTER_NOT_FOUND: {
    status: 404,
    id: 'Tidak ada Suket dengan nomor ini. Periksa ketikan, lalu coba lagi.',
    en: 'There is no letter of this number. Check the typing and try again.',
  },
  LETTER_RESIDENT_UNKNOWN: {
    status: 404,
    id: 'NIK ini tidak ada di data penduduk kantor. Muat dahulu datanya dari SIAK.',
    en: 'This NIK is not in the office’s register. Import it from SIAK first.',
  },
  LETTER_LIST_EMPTY: {
    status: 422,
    id: 'Daftar ini tidak berisi nomor surat. Tempelkan satu nomor per baris.',
    en: 'There is no number in this list. Paste one number a line.',
  },
  LETTER_LIST_TOO_LONG: {
    status: 422,
    id: 'Daftar ini lebih dari {most} nomor. Bagi dua, lalu periksa satu per satu.',
    en: 'This list is longer than {most} numbers. Split it and check the parts.',
  },
  LETTER_RECIPIENT_MISSING: {
    status: 422,
    id: 'Tulis dahulu untuk siapa buku surat ini, misalnya nama bank atau KPU.',
    en: 'Write first for whom this register is, such as the bank or the KPU.',
  },
  LETTER_FILE_NOT_SIGNED: {
    status: 422,
    id: 'Berkas ini tidak ditandatangani secara elektronik. Periksa nomor suratnya, atau minta berkas aslinya.',
    en: 'This file carries no electronic signature. Check the number of the letter, or ask for the original file.',
  },
  LETTER_FILE_CHANGED: {
    status: 422,
    id: 'Berkas ini DIUBAH setelah ditandatangani. Jangan terima; hubungi Disdukcapil penerbit.',
    en: 'This file was CHANGED after it was signed. Do not accept it; call the issuing office.',
  },
  LETTER_FILE_EXTENDED: {
    status: 422,
    id: 'Ada isi yang DITAMBAHKAN setelah tanda tangan. Jangan terima; minta berkas aslinya dari Disdukcapil.',
    en: 'Something was ADDED after the signature. Do not accept it; ask the office for the original file.',
  },
  LETTER_CERTIFICATE_INVALID: {
    status: 409,
    id: 'Berkas {file} di folder kunci bukan sertifikat dengan kunci yang cocok. Pasang lagi berkas dari penerbit sertifikat.',
    en: 'The file {file} in the keys folder is no certificate with its key. Install the file from the certificate’s issuer again.',
  },
  LETTER_CERTIFICATE_EXPIRED: {
    status: 409,
    id: 'Sertifikat tanda tangan kantor berakhir {until}. Pasang sertifikat baru; tidak ada surat yang terbit dengan yang lama.',
    en: 'The office’s signing certificate ended {until}. Install a new one; no letter is issued with the old.',
  },
  LETTER_ASKED_TOO_MUCH: {
    status: 429,
    id: 'Terlalu banyak nomor ditanyakan dari sini. Tunggu satu menit; untuk daftar panjang, minta buku surat ke Disdukcapil.',
    en: 'Too many numbers were asked from here. Wait a minute; for long lists ask the office for its register.',
  },
  LETTER_BATCH_NOT_FOUND: {
    status: 404,
    id: 'Penerbitan massal ini tidak ada. Muat ulang daftarnya.',
    en: 'There is no such batch. Load the list again.',
  },
  LETTER_BATCH_NOT_SO: {
    status: 409,
    id: 'Penerbitan massal ini sudah berubah ({state}). Muat ulang halaman, lalu lihat keadaannya.',
    en: 'This batch has moved on ({state}). Load the page again and see how it stands.',
  },
  LETTER_BATCH_EMPTY: {
    status: 422,
    id: 'Tidak ada penduduk yang terpilih. Periksa daftar NIK atau pilih wilayah lain.',
    en: 'Nobody is chosen. Check the list of NIKs, or choose another area.',
  },
  LETTER_BATCH_TOO_LONG: {
    status: 422,
    id: 'Daftar ini lebih dari {most} NIK. Bagi, lalu terbitkan satu per satu.',
    en: 'This list is longer than {most} NIKs. Split it and issue the parts one after the other.',
  },
  LETTER_BATCH_NOTHING_READY: {
    status: 409,
    id: 'Belum ada surat yang siap dicetak. Tunggu sampai beberapa terbit.',
    en: 'No letter is ready to be printed yet. Wait until some are issued.',
  },
  LETTER_BATCH_TROUBLE: {
    status: 500,
    id: 'Surat ini gagal dibuat tiga kali karena gangguan mesin. Terbitkan atau buka sendiri; bila gagal lagi, hubungi administrator.',
    en: 'This letter failed three times for trouble of the machine. Issue or open it by itself; if that fails too, call the administrator.',
  },
} as const satisfies RefusalTable;
