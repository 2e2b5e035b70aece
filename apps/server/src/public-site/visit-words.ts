/** When one can come, where to, and what to bring. */
import type { Language } from './language.ts';

interface VisitWords {
  readonly openNow: (closes: string) => string;
  readonly opensAt: (when: string) => string;
  readonly closedToday: string;
  readonly closed: string;
  readonly hours: string;
  readonly remaining: (left: number, quota: number) => string;
  readonly full: string;
  readonly instead: string;
  readonly insteadNone: string;
  readonly tellMe: string;
  readonly whereHeading: string;
  readonly whereLead: string;
  readonly yourKelurahan: string;
  readonly notOpenAt: (places: string) => string;
  readonly choose: string;
  readonly show: string;
  readonly whereFor: (kelurahan: string, kecamatan: string) => string;
  readonly ownPlace: string;
  readonly kilometres: (n: string) => string;
  readonly nowhere: string;
  readonly whyThere: (place: string) => string;
  readonly letterMeanwhile: string;
  readonly bringHeading: string;
  readonly bring: readonly { readonly heading: string; readonly items: readonly string[] }[];
}

export const visitWords: Readonly<Record<Language, VisitWords>> = {
  id: {
    openNow: (closes) => `Buka sekarang, sampai pukul ${closes}`,
    opensAt: (when) => `Tutup sekarang; buka ${when}`,
    closedToday: 'Tutup hari ini',
    closed: 'Tutup',
    hours: 'Jam pelayanan',
    remaining: (left, quota) => `Sisa kuota ${left} dari ${quota}`,
    full: 'Kuota hari ini habis',
    instead: 'Yang masih dapat dilakukan',
    insteadNone: 'Hari ini tidak ada tempat lain yang merekam. Periksa halaman ini lagi sebelum berangkat.',
    tellMe: 'Kabari saya kalau perekaman di sini jalan lagi',
    whereHeading: 'Ke mana hari ini?',
    whereLead: 'Pilih kelurahan Anda. Kami tunjukkan tempat yang merekam hari ini, dari yang paling dekat.',
    yourKelurahan: 'Pilih kelurahan Anda',
    notOpenAt: (places) => `Tidak dibuka penuh di: ${places}.`,
    choose: 'Pilih kelurahan…',
    show: 'Tunjukkan',
    whereFor: (kelurahan, kecamatan) => `Untuk warga ${kelurahan}, ${kecamatan}`,
    ownPlace: 'kecamatan Anda',
    kilometres: (n) => `sekitar ${n} km dari kecamatan Anda`,
    nowhere:
      'Hari ini tidak ada tempat yang merekam, atau semuanya sudah tutup. Periksa lagi besok pagi sebelum berangkat.',
    whyThere: (place) => `Sebab, dan sampai kapan: ${place}`,
    letterMeanwhile: 'Sudah direkam tetapi belum punya kartu? Suket sebagai penggantinya tetap dilayani.',
    bringHeading: 'Yang dibawa',
    bring: [
      {
        heading: 'Perekaman pertama',
        items: [
          'Usia 17 tahun atau lebih, atau sudah atau pernah kawin.',
          'Fotokopi Kartu Keluarga (KK).',
          'Datang sendiri; perekaman tidak dapat diwakilkan.',
          'Tidak dipungut biaya.',
        ],
      },
      {
        heading: 'Kartu hilang, rusak, atau data berubah',
        items: [
          'Hilang: surat kehilangan dari kepolisian dan fotokopi KK.',
          'Rusak: kartu yang rusak dan fotokopi KK.',
          'Data berubah: KK yang baru dan kartu lama.',
        ],
      },
      {
        heading: 'Sebelum berangkat',
        items: [
          'Lihat keadaan tempat yang dituju di halaman ini.',
          'Pakai pakaian berkerah; warnanya jangan sama dengan latar foto (merah atau biru).',
        ],
      },
    ],
  },
  en: {
    openNow: (closes) => `Open now, until ${closes}`,
    opensAt: (when) => `Closed now; opens ${when}`,
    closedToday: 'Closed today',
    closed: 'Closed',
    hours: 'Opening hours',
    remaining: (left, quota) => `${left} of ${quota} places left today`,
    full: 'No places left today',
    instead: 'What you can still do',
    insteadNone: 'No other place records today. Look at this page again before you set out.',
    tellMe: 'Tell me when recording works here again',
    whereHeading: 'Where do I go today?',
    whereLead: 'Choose your kelurahan. You see the places that record today, the nearest first.',
    yourKelurahan: 'Choose your kelurahan',
    notOpenAt: (places) => `Not fully open at: ${places}.`,
    choose: 'Choose a kelurahan…',
    show: 'Show',
    whereFor: (kelurahan, kecamatan) => `For residents of ${kelurahan}, ${kecamatan}`,
    ownPlace: 'your kecamatan',
    kilometres: (n) => `about ${n} km from your kecamatan`,
    nowhere: 'No place records today, or all have closed. Look again tomorrow morning before you set out.',
    whyThere: (place) => `Why, and until when: ${place}`,
    letterMeanwhile: 'Recorded already but without a card? Substitute letters are still issued.',
    bringHeading: 'What to bring',
    bring: [
      {
        heading: 'First recording',
        items: [
          'Aged 17 or more, or married before that.',
          'A copy of the family card (KK).',
          'Come yourself; nobody can be recorded for you.',
          'It costs nothing.',
        ],
      },
      {
        heading: 'Card lost, damaged, or data changed',
        items: [
          'Lost: a police report of the loss and a copy of the KK.',
          'Damaged: the damaged card and a copy of the KK.',
          'Changed data: the new KK and the old card.',
        ],
      },
      {
        heading: 'Before you set out',
        items: [
          'See on this page how the place stands.',
          'Wear a collar; not in the colour of the background (red or blue).',
        ],
      },
    ],
  },
};
