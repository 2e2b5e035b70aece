import type { RefusalTable } from './shape.ts';

/** What goes wrong between a client and a server before any noun is asked. */
export const shellRefusals = {
  REQUEST_MALFORMED: {
    status: 400,
    id: 'Permintaan tidak sesuai: {field}. Periksa isian itu lalu coba lagi.',
    en: 'The request is not well-formed: {field}. Check that field and try again.',
  },
  REQUEST_UNREADABLE: {
    status: 400,
    id: 'Kiriman tidak terbaca: rusak atau terpotong di jalan. Muat ulang halaman, lalu ulangi.',
    en: 'What was sent cannot be read: it is damaged or was cut on its way. Reload the page and try again.',
  },
  REQUEST_TYPE_WRONG: {
    status: 415,
    id: 'Jenis kiriman ini tidak diterima di sini. Kirim sebagai {wanted}.',
    en: 'What was sent is not of a kind that is taken here. Send it as {wanted}.',
  },
  REQUEST_METHOD_WRONG: {
    status: 405,
    id: 'Alamat ini tidak melayani {method}. Pakai {wanted}.',
    en: 'This address does not serve {method}. Use {wanted}.',
  },
  REQUEST_TOO_SLOW: {
    status: 408,
    id: 'Kiriman terlalu lama datangnya. Periksa sambungan, lalu kirim lagi.',
    en: 'The request took too long to arrive. Check the connection and send it again.',
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    id: 'Kiriman terlalu besar. Kirim yang lebih kecil.',
    en: 'The request is too large. Send a smaller one.',
  },
  REQUEST_ORIGIN_FOREIGN: {
    status: 403,
    id: 'Permintaan datang dari halaman lain dan tidak dilayani. Buka Rekam lewat alamatnya sendiri.',
    en: 'The request came from another page and is not served. Open Rekam at its own address.',
  },
  REQUEST_NOT_FOUND: {
    status: 404,
    id: 'Alamat ini tidak ada. Kembali ke halaman pertama.',
    en: 'There is nothing at this address. Go back to the first page.',
  },
  SERVER_PROBLEM: {
    status: 500,
    id: 'Ada gangguan di server. Coba lagi; bila berulang, beri tahu petugas teknis dengan waktu kejadiannya.',
    en: 'The server has a problem. Try again; if it happens again, tell the technician the time it happened.',
  },
  SERVER_BUSY: {
    status: 503,
    id: 'Server sedang sibuk atau basis datanya sedang dimulai. Coba lagi sebentar lagi.',
    en: 'The server is busy or its database is starting. Try again in a moment.',
  },
} as const satisfies RefusalTable;
