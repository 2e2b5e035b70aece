import type { RefusalTable } from './shape.ts';

export const blankRefusals = {
  BLANK_RANGE_INVALID: {
    status: 422,
    id: 'Nomor seri tidak terbaca sebagai rentang. Isi nomor pertama dan terakhir dengan awalan dan panjang yang sama.',
    en: 'These serials are no range. Enter the first and the last, with the same prefix and length.',
  },
  BLANK_NOTHING_NAMED: {
    status: 422,
    id: 'Belum ada nomor seri. Isi keping mana yang dipindahkan.',
    en: 'No serial is named. Enter which pieces move.',
  },
  BLANK_SERIAL_OVERLAP: {
    status: 409,
    id: 'Nomor seri {overlap} sudah tercatat, atau tertulis dua kali. Periksa kiriman dengan berita acaranya; belum ada yang dicatat.',
    en: 'The serials {overlap} are in the book already, or named twice. Check the consignment against its paper; nothing was entered.',
  },
  BLANK_NOT_THERE: {
    status: 409,
    id: 'Menurut buku, {serials} tidak berada di tempat asal. Muat ulang stok dan periksa nomornya.',
    en: 'By the book, {serials} do not lie where they should move from. Load the stock again and check the serials.',
  },
  BLANK_WAY_CLOSED: {
    status: 409,
    id: 'Dari tempat asalnya, ini tidak dapat langsung dipindahkan ke sana. Pilih tujuan lain.',
    en: 'From where it is, this cannot go straight there. Choose another destination.',
  },
  BLANK_ONE_PIECE_A_CARD: {
    status: 409,
    id: 'Satu kartu memakai satu keping. Catat dahulu keping yang sekarang sebagai rusak atau kembali.',
    en: 'A card takes one piece. First report the present piece as spoiled or given back.',
  },
  BLANK_OTHER_CARD: {
    status: 409,
    id: 'Keping ini tercetak untuk kartu lain. Ambil keping milik pemohon ini.',
    en: 'This piece was printed for another card. Take the piece of this resident.',
  },
  BLANK_REASON_MISSING: {
    status: 422,
    id: 'Tulis alasannya, paling sedikit lima huruf.',
    en: 'Write the reason, at least five letters.',
  },
  BLANK_PAPER_MISSING: {
    status: 422,
    id: 'Isi nomor berita acaranya.',
    en: 'Enter the number of the hand-over paper or record.',
  },
  BLANK_COUNT_ABOVE_BOOK: {
    status: 409,
    id: 'Hitungan {counted}, buku {book}: {serials} tidak tercatat di tempat ini. Hitung ulang, lalu catat dahulu penerimaan atau pemindahannya.',
    en: 'Counted {counted}, book {book}: {serials} are not in the book here. Count again, then enter how they arrived first.',
  },
  BLANK_DIFFERENCE_UNEXPLAINED: {
    status: 422,
    id: 'Kurang {difference} keping dari buku. Hitung ulang, atau tulis penjelasannya.',
    en: '{difference} pieces fewer than the book. Count again, or write the explanation.',
  },
  BLANK_PRINTS_INVALID: {
    status: 422,
    id: 'Jumlah cetak harus bilangan bulat, paling sedikit 1.',
    en: 'The number of prints must be a whole number, at least 1.',
  },
  BLANK_PRINTS_SHORT: {
    status: 409,
    id: 'Di tempat asal tinggal {left} cetak. Kurangi jumlahnya, atau catat dahulu penerimaannya.',
    en: 'Only {left} prints are left there. Take fewer, or enter what arrived first.',
  },
} as const satisfies RefusalTable;
