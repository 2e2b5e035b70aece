import type { Language } from '../public-site/index.ts';

interface PageWords {
  readonly heading: string;
  readonly lead: string;
  readonly none: string;
  readonly numbered: (number: number) => string;
  readonly published: (when: string) => string;
  readonly nextNews: (when: string) => string;
  readonly noMoreNews: string;
  readonly overdue: string;
  readonly withdrawn: (when: string, reason: string) => string;
  readonly corrected: string;
  readonly followed: string;
  readonly corrects: string;
  readonly standings: Readonly<Record<'current' | 'withdrawn' | 'followed' | 'corrected', string>>;
  readonly stamps: Readonly<Record<'withdrawn' | 'corrected' | 'followed', string>>;
  readonly now: string;
  readonly asOf: (when: string) => string;
  readonly share: string;
  readonly square: string;
  readonly wide: string;
  readonly data: string;
  readonly all: string;
}

export const pageWords: Readonly<Record<Language, PageWords>> = {
  id: {
    heading: 'Pengumuman',
    lead: 'Yang disampaikan kantor, dari yang terbaru. Keadaan tiap tempat selalu ada di halaman layanan.',
    none: 'Belum ada pengumuman.',
    numbered: (number) => `Pengumuman ${number}`,
    published: (when) => `Diumumkan ${when}.`,
    nextNews: (when) => `Kabar berikutnya: ${when}.`,
    noMoreNews: 'Tidak ada kabar lanjutan: pelayanan sudah berjalan.',
    overdue: 'Waktu kabar berikutnya sudah lewat dan kabarnya belum ada. Lihat keadaan sekarang.',
    withdrawn: (when, reason) => `Ditarik ${when}. ${reason}`,
    corrected: 'Diralat. Baca',
    followed: 'Ada kabar yang lebih baru. Baca',
    corrects: 'Meralat',
    standings: {
      current: 'berlaku',
      withdrawn: 'ditarik',
      followed: 'ada kabar baru',
      corrected: 'diralat',
    },
    stamps: { withdrawn: 'DITARIK', corrected: 'DIRALAT', followed: 'KABAR LAMA' },
    now: 'Keadaan sekarang',
    asOf: (when) => `Keadaan per ${when}`,
    share: 'Gambar untuk dibagikan',
    square: 'persegi, 1080 × 1080',
    wide: 'lebar, 1200 × 630',
    data: 'Untuk pers dan Ombudsman',
    all: 'Semua pengumuman',
  },
  en: {
    heading: 'Announcements',
    lead: 'What the office has said, the newest first. How each place stands is always on the service page.',
    none: 'There are no announcements yet.',
    numbered: (number) => `Announcement ${number}`,
    published: (when) => `Announced ${when}.`,
    nextNews: (when) => `Next news: ${when}.`,
    noMoreNews: 'No further news: the service runs.',
    overdue: 'The next news is late. See how it stands now.',
    withdrawn: (when, reason) => `Withdrawn ${when}. ${reason}`,
    corrected: 'Corrected. Read',
    followed: 'There is newer news. Read',
    corrects: 'Corrects',
    standings: {
      current: 'stands',
      withdrawn: 'withdrawn',
      followed: 'newer news',
      corrected: 'corrected',
    },
    stamps: { withdrawn: 'WITHDRAWN', corrected: 'CORRECTED', followed: 'OLDER NEWS' },
    now: 'How it stands now',
    asOf: (when) => `As of ${when}`,
    share: 'Picture to share',
    square: 'square, 1080 × 1080',
    wide: 'wide, 1200 × 630',
    data: 'For the press and the Ombudsman',
    all: 'All announcements',
  },
};
