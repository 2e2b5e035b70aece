import { words } from '../wording.ts';

/** A printed card that nobody finds. */
export const lostCardWords = words(
  {
    act: 'Catat hilang',
    actOf: (name: string) => `Catat hilang: ${name}`,
    heading: (name: string) => `Kartu ${name} tidak ditemukan?`,
    lead: 'Cari dulu di kotak, laci dan loket. Kepingnya dicatat hilang dengan berita acara, dan orangnya kembali ke tempatnya dalam antrean cetak. Bila kartunya ditemukan kemudian, jangan diserahkan: pengelola gudang mencatatnya rusak di Blangko, lalu dimusnahkan.',
    action: 'Catat kartu hilang',
    done: 'Kartu dicatat hilang',
  },
  {
    act: 'Write off',
    actOf: (name: string) => `Write off: ${name}`,
    heading: (name: string) => `Is the card of ${name} not to be found?`,
    lead: 'Look in boxes, drawers and at the counters first. Its piece is written down as lost with a paper, and the person stands in the print queue where they stood. Should the card turn up later, do not hand it over: the storekeeper writes it down as spoiled under Blanks, and it is destroyed.',
    action: 'Write the card off as lost',
    done: 'The card was written off as lost',
  },
);
