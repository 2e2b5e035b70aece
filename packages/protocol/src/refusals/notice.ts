import type { RefusalTable } from './shape.ts';

export const noticeRefusals = {
  NOTICE_CONTACT_INVALID: {
    status: 422,
    id: 'Alamat ini tidak dapat dibaca. Tulis nomor HP seperti 0812 3456 7890, atau alamat surel.',
    en: 'This contact cannot be read. Write a mobile number like 0812 3456 7890, or an e-mail address.',
  },
  NOTICE_CHANNEL_CLOSED: {
    status: 409,
    id: 'Kantor belum dapat mengirim kabar dengan cara ini. Pakai cara yang lain, atau lihat halaman layanan.',
    en: 'The office cannot send word this way yet. Use the other way, or look at the service page.',
  },
  NOTICE_PLACE_WORKS: {
    status: 409,
    id: 'Perekaman di tempat ini sedang jalan. Silakan datang.',
    en: 'Recording works at this place now. Please come.',
  },
  NOTICE_TOO_MANY: {
    status: 429,
    id: 'Terlalu banyak permintaan. Coba lagi besok, atau lihat halaman layanan.',
    en: 'Too many requests. Try again tomorrow, or look at the service page.',
  },
  NOTICE_LINK_INVALID: {
    status: 404,
    id: 'Tautan ini tidak berlaku lagi: sudah dipakai, dihentikan, atau lewat waktunya. Bila perlu, minta lagi.',
    en: 'This link is no longer valid: it was used, stopped, or its time is over. Ask again if you need to.',
  },
  NOTICE_LETTER_ENDED: {
    status: 409,
    id: 'Surat ini tidak berlaku (lagi), jadi tidak ada yang perlu diingatkan. Periksa nomornya, atau datang ke loket Disdukcapil.',
    en: 'This letter is not valid (any more), so there is nothing to be reminded of. Check its number, or come to the office.',
  },
  NOTICE_NO_REMINDERS: {
    status: 409,
    id: 'Kantor ini belum menetapkan hari pengingat surat. Catat sendiri tanggal habisnya di kertas.',
    en: 'This office has set no days for reminders yet. Note the last day on the paper yourself.',
  },
  NOTICE_REMINDER_TOO_LATE: {
    status: 409,
    id: 'Surat ini habis {until}: sudah dapat diperpanjang sekarang. Datang ke loket dengan surat ini.',
    en: 'This letter ends {until}: it can be renewed now. Come to the counter with it.',
  },
  NOTICE_CARD_GONE: {
    status: 409,
    id: 'Kartu ini sudah diambil atau tidak dimohonkan lagi, jadi tidak ada yang dikabarkan.',
    en: 'This card was fetched, or nobody asks for it any more, so there is nothing to tell.',
  },
} as const satisfies RefusalTable;
