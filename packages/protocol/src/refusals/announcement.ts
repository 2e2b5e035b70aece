import type { RefusalTable } from './shape.ts';

export const announcementRefusals = {
  ANNOUNCEMENT_DRAFT_GONE: {
    status: 404,
    id: 'Konsep ini sudah tidak ada: sudah diumumkan, ditolak, atau lewat waktunya. Buka lagi daftarnya.',
    en: 'This draft is gone: it was announced, turned down, or its time is over. Open the list again.',
  },
  ANNOUNCEMENT_MOVED: {
    status: 409,
    id: 'Konsep ini berubah sejak Anda melihatnya. Baca lagi yang sekarang, lalu ulangi.',
    en: 'This draft has changed since you saw it. Read what it says now, then try again.',
  },
  ANNOUNCEMENT_OVERTAKEN: {
    status: 409,
    id: 'Keadaannya sudah lain dari yang tertulis. Ambil konsep baru, atau ubah kata-katanya lalu simpan.',
    en: 'Things stand otherwise than it says. Take the new draft, or change the words and save them.',
  },
  ANNOUNCEMENT_NEXT_NEWS_MISSING: {
    status: 422,
    id: 'Sebut kapan kabar berikutnya. Hanya pelayanan yang sudah berjalan boleh tanpa kabar berikutnya.',
    en: 'Say when the next news comes. Only a service that runs again may go without.',
  },
  ANNOUNCEMENT_NEXT_NEWS_TIME: {
    status: 422,
    id: 'Waktu kabar berikutnya harus di depan, paling lama {days} hari. Pilih waktu yang lain.',
    en: 'The time of the next news must lie ahead, within {days} days. Choose another time.',
  },
  ANNOUNCEMENT_TEXT_MISSING: {
    status: 422,
    id: 'Judul dan alinea pertama harus ada dalam kedua bahasa. Isi yang kosong.',
    en: 'Title and first paragraph are needed in both languages. Fill in what is empty.',
  },
  ANNOUNCEMENT_TEXT_LONG: {
    status: 422,
    id: 'Terlalu panjang untuk layar kecil: judul paling banyak {title} huruf, alinea {paragraph}. Pendekkan.',
    en: 'Too long for a small screen: at most {title} characters of title, {paragraph} a paragraph. Shorten it.',
  },
  ANNOUNCEMENT_NOT_FOUND: {
    status: 404,
    id: 'Pengumuman ini tidak ada. Periksa nomornya di daftar.',
    en: 'There is no such announcement. Check its number in the list.',
  },
  ANNOUNCEMENT_ENDED: {
    status: 409,
    id: 'Pengumuman ini sudah ditarik atau diralat. Buka yang menggantikannya, atau buat konsep baru.',
    en: 'This announcement was withdrawn or corrected. Open the one in its place, or make a new draft.',
  },
  ANNOUNCEMENT_REASON: {
    status: 422,
    id: 'Tulis alasan untuk masyarakat, {least} sampai {most} huruf.',
    en: 'Write the reason for the public, {least} to {most} characters.',
  },
} as const satisfies RefusalTable;
