import type { BlankRefusalCode } from '@rekam/domain';
import type { RefusalTable, RefusalText } from './shape.ts';

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
  BLANK_PRINTS_ABOVE_BOOK: {
    status: 409,
    id: 'Hitungan {counted}, buku {book}: lebih dari yang tercatat di tempat ini. Hitung ulang, lalu catat dahulu penerimaan atau pemindahannya.',
    en: 'Counted {counted}, book {book}: more than the book has here. Count again, then enter how it arrived first.',
  },
  BLANK_PHOTO_MISSING: {
    status: 422,
    id: 'Tambahkan foto keping yang rusak. Satu foto yang jelas sudah cukup.',
    en: 'Add a photo of the spoiled pieces. One clear photo is enough.',
  },
  BLANK_WITNESSES_MISSING: {
    status: 422,
    id: 'Pemusnahan disaksikan sedikitnya dua orang. Isi nama dan jabatan masing-masing.',
    en: 'A destruction has two witnesses at least. Enter the name and position of each.',
  },
  BLANK_DUE_DAY_MISSING: {
    status: 422,
    id: 'Isi tanggal pengembalian pinjaman, hari ini atau sesudahnya.',
    en: 'Enter the day on which the loan comes back, today or later.',
  },
  BLANK_DESK_EMPTY: {
    status: 409,
    id: 'Meja cetak ini tidak memegang blangko; di gudang ada {store}. Minta petugas gudang memindahkannya ke meja ini.',
    en: 'This printing desk has no blanks; the store has {store}. Ask the storekeeper to move some here.',
  },
  BLANK_DOCUMENT_UNKNOWN: {
    status: 404,
    id: 'Surat dengan nomor itu tidak ada. Muat ulang daftar catatan.',
    en: 'There is no paper of this number. Load the list of entries again.',
  },
  BLANK_BOOK_NOT_BEGUN: {
    status: 409,
    id: 'Buku blangko belum dimulai, jadi stok belum diketahui. Catat dahulu kiriman yang ada di gudang.',
    en: 'The book of blanks has not begun, so the stock is not known. Enter the consignments in the store first.',
  },
  BLANK_PACE_UNKNOWN: {
    status: 422,
    id: 'Pemakaian sehari-hari belum cukup tercatat. Isi kemampuan cetak sehari.',
    en: 'Too few days of use are in the book. Enter how many are printed a day.',
  },
  BLANK_REQUEST_NOT_NEEDED: {
    status: 409,
    id: 'Stok {stock} keping mencukupi kebutuhan {needed}. Ulangi dengan hari lebih banyak, atau tunggu.',
    en: 'The stock of {stock} pieces covers the {needed} needed. Ask for more days, or wait.',
  },
  BLANK_NO_PIECE_ON_CARD: {
    status: 409,
    id: 'Kartu ini tidak sedang memakai keping. Muat ulang antrean cetak.',
    en: 'This card is on no piece. Load the printing queue again.',
  },
} as const satisfies RefusalTable & Readonly<Record<BlankRefusalCode, RefusalText>>;
