/** What stands around every page. */
import type { Language } from './language.ts';

interface FrameWords {
  readonly title: string;
  readonly other: string;
  readonly skip: string;
  readonly nav: {
    readonly city: string;
    readonly where: string;
    readonly bring: string;
    readonly stock: string;
    readonly mine: string;
    readonly announcements: string;
  };
  readonly footer: string;
  readonly data: string;
  readonly changes: string;
  readonly wholeCity: string;
  readonly back: string;
  readonly notFound: string;
  readonly notFoundLead: string;
  readonly past: {
    readonly isNow: (title: string, until: string) => string;
    readonly isPast: (title: string) => string;
    readonly days: string;
  };
}

export const frameWords: Readonly<Record<Language, FrameWords>> = {
  id: {
    title: 'Layanan KTP-el',
    other: 'English',
    skip: 'Langsung ke isi',
    nav: {
      city: 'Hari ini',
      where: 'Ke mana?',
      bring: 'Syarat',
      stock: 'Blangko',
      mine: 'Rekaman saya',
      announcements: 'Pengumuman',
    },
    footer:
      'Keadaan alat dan loket dilaporkan sendiri oleh komputer loket; yang lain dinyatakan petugas dengan sumbernya.',
    data: 'Data untuk pers',
    changes: 'Ikuti perubahan',
    wholeCity: 'Seluruh wilayah',
    back: 'Semua tempat',
    notFound: 'Halaman ini tidak ada',
    notFoundLead: 'Mulai dari keadaan hari ini.',
    past: {
      isNow: (title, until) =>
        `Peragaan ${title}. Halaman ini menunjukkan hari ini menurut catatan yang berakhir ${until}; sesudahnya tidak diketahui. Lihat kota pada hari:`,
      isPast: (title) => `Peragaan ${title}. Halaman ini menunjukkan masa lalu, bukan hari ini. Hari lain:`,
      days: 'Hari yang dapat dilihat',
    },
  },
  en: {
    title: 'e-KTP services',
    other: 'Bahasa Indonesia',
    skip: 'Skip to the content',
    nav: {
      city: 'Today',
      where: 'Where to?',
      bring: 'To bring',
      stock: 'Blanks',
      mine: 'My recording',
      announcements: 'News',
    },
    footer:
      'Devices and counters report by themselves; everything else is stated by an officer with its source.',
    data: 'Data for the press',
    changes: 'Follow changes',
    wholeCity: 'the whole area',
    back: 'All places',
    notFound: 'There is no such page',
    notFoundLead: 'Start with how it stands today.',
    past: {
      isNow: (title, until) =>
        `Demonstration ${title}. This page shows today by records that end on ${until}; what came after is not known. See the city on:`,
      isPast: (title) => `Demonstration ${title}. This page shows the past, not today. Other days:`,
      days: 'Days to look at',
    },
  },
};
