import type { StockStanding } from '@rekam/domain';
import type { Language } from './language.ts';

interface StockWords {
  readonly heading: string;
  readonly notBegun: string;
  readonly pieces: (n: string) => string;
  readonly standings: Readonly<Record<StockStanding, string>>;
  readonly asOf: (when: string) => string;
  readonly lasts: (days: number, until: string) => string;
  readonly lastsUnknown: string;
  readonly waiting: (residents: number) => string;
  readonly days: string;
  readonly columns: {
    readonly day: string;
    readonly received: string;
    readonly printed: string;
    readonly spoiled: string;
    readonly closing: string;
  };
  readonly today: string;
  readonly free: string;
  readonly data: string;
}

export const stockWords: Readonly<Record<Language, StockWords>> = {
  id: {
    heading: 'Stok blangko KTP-el',
    notBegun:
      'Belum diketahui: kantor ini belum mulai mencatat blangkonya dengan Rekam. Tanyakan di kantor sebelum berangkat.',
    pieces: (n) => `${n} keping`,
    standings: {
      empty: 'Blangko kosong: kartu belum dapat dicetak.',
      few: 'Tinggal sedikit.',
      enough: 'Tersedia.',
    },
    asOf: (when) => `Menurut buku blangko per ${when}.`,
    lasts: (days, until) =>
      `Dengan pemakaian sehari-hari cukup sekitar ${days} hari; diperkirakan habis ${until}.`,
    lastsUnknown: 'Berapa lama cukup: belum diketahui, karena pemakaian sehari-hari belum cukup tercatat.',
    waiting: (n) =>
      n === 0
        ? 'Tidak ada yang sedang menunggu kartu.'
        : `${n.toLocaleString('id')} orang menunggu kartunya dicetak.`,
    days: 'Hari demi hari',
    columns: { day: 'Tanggal', received: 'Diterima', printed: 'Dicetak', spoiled: 'Rusak', closing: 'Sisa' },
    today: 'Hari ini',
    free: 'Pencetakan KTP-el tidak dipungut biaya. Laporkan siapa pun yang meminta uang untuk blangko.',
    data: 'Semua hari sebagai data',
  },
  en: {
    heading: 'Stock of blank cards',
    notBegun:
      'Not known yet: this office has not begun to keep its blanks in Rekam. Ask at the office first.',
    pieces: (n) => `${n} pieces`,
    standings: {
      empty: 'No blanks: cards cannot be printed for now.',
      few: 'Only a few are left.',
      enough: 'There are blanks.',
    },
    asOf: (when) => `By the book of blanks as of ${when}.`,
    lasts: (days, until) => `At the use of each day this lasts about ${days} days, until about ${until}.`,
    lastsUnknown: 'How long it lasts is not known: too few days of use are in the book.',
    waiting: (n) =>
      n === 0
        ? 'Nobody is waiting for a card.'
        : `${n.toLocaleString('en')} ${n === 1 ? 'person waits' : 'people wait'} for their card to be printed.`,
    days: 'Day by day',
    columns: { day: 'Day', received: 'Received', printed: 'Printed', spoiled: 'Spoiled', closing: 'Left' },
    today: 'Today',
    free: 'Printing a card costs nothing. Report anybody who asks money for a blank.',
    data: 'All days as data',
  },
};
