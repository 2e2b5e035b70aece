import type { PaperVerdict } from '@rekam/domain';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import type { Judgement } from './judge.ts';

export type Look = 'good' | 'bad' | 'doubt';

export interface Heading extends Sentence {
  readonly look: Look;
  readonly advice: Sentence;
}

const doNotAccept: Sentence = {
  id: 'Jangan terima surat ini. Pemegangnya dapat datang ke Disdukcapil.',
  en: 'Do not accept this letter; its holder may come to the registry office.',
};
const connect: Sentence = {
  id: 'Belum boleh diterima. Sambungkan telepon ke internet, buka halaman ini, lalu pindai lagi.',
  en: 'Do not accept it yet. Connect the phone, open this page and scan again.',
};

/** Verdicts without a paper to compare. */
export const codeHeadings: Readonly<Record<Exclude<Judgement['kind'], 'genuine'>, Heading>> = {
  'no-letter': {
    look: 'doubt',
    id: 'Ini bukan kode Suket',
    en: 'This is not the code of a letter',
    advice: {
      id: 'Pindai kode QR di kiri bawah surat, dekat alamat halaman ini.',
      en: 'Scan the code at the lower left of the letter.',
    },
  },
  forged: {
    look: 'bad',
    id: 'PALSU atau diubah',
    en: 'FORGED or changed',
    advice: {
      id: 'Tanda tangan kode ini tidak cocok. Jangan terima; hubungi Disdukcapil.',
      en: 'The signature of this code does not fit. Do not accept it; call the registry office.',
    },
  },
  'unknown-key': {
    look: 'doubt',
    id: 'Belum pasti: kuncinya belum dikenal telepon ini',
    en: 'Not sure: this phone does not know its key',
    advice: connect,
  },
  'knows-nothing': {
    look: 'doubt',
    id: 'Belum dapat diperiksa',
    en: 'Cannot be checked yet',
    advice: {
      id: 'Telepon ini belum pernah mengambil kunci kantor. Sambungkan ke internet sekali, lalu pindai lagi.',
      en: 'This phone has not fetched the office’s key yet. Connect it once, then scan again.',
    },
  },
  'other-office': {
    look: 'doubt',
    id: 'Surat dari kota atau kabupaten lain',
    en: 'A letter of another city or regency',
    advice: {
      id: 'Tidak dapat diperiksa di sini. Buka alamat yang tercetak di bawah kode QR surat itu.',
      en: 'It cannot be checked here. Open the address that is printed below its code.',
    },
  },
};

type PaperState = PaperVerdict['state'] | 'unknown';

export const paperHeadings: Readonly<Record<PaperState, Heading>> = {
  valid: {
    look: 'good',
    id: 'Masih berlaku',
    en: 'Valid',
    advice: {
      id: 'Cocokkan setiap baris ini, dan fotonya, dengan kertas. Bila satu saja berbeda, jangan terima.',
      en: 'Compare each line, and the photo, with the paper. If one differs, do not accept it.',
    },
  },
  ended: { look: 'bad', id: 'Sudah dibatalkan atau diganti', en: 'Voided or replaced', advice: doNotAccept },
  expired: { look: 'bad', id: 'Sudah habis masa berlakunya', en: 'Expired', advice: doNotAccept },
  unknown: { look: 'bad', id: 'Tidak dikenal kantor', en: 'Not known to the office', advice: doNotAccept },
  doubtful: { look: 'doubt', id: 'Belum pasti', en: 'Not sure', advice: connect },
};

export const doubts: Readonly<Record<'clock' | 'no-list' | 'old-list', Sentence>> = {
  clock: {
    id: 'Jam telepon ini salah. Betulkan tanggal dan jamnya.',
    en: 'The clock of this phone is wrong. Set its date and time.',
  },
  'no-list': {
    id: 'Telepon ini belum punya daftar surat yang batal.',
    en: 'This phone has no list of ended letters.',
  },
  'old-list': {
    id: 'Daftar surat yang batal di telepon ini sudah lebih dari tiga hari.',
    en: 'The list of ended letters on this phone is older than three days.',
  },
};

export const labels = {
  number: { id: 'Nomor', en: 'Number' },
  name: { id: 'Nama', en: 'Name' },
  nik: { id: 'NIK', en: 'NIK' },
  birth: { id: 'Tanggal lahir', en: 'Date of birth' },
  sex: { id: 'Jenis kelamin', en: 'Sex' },
  address: { id: 'Alamat', en: 'Address' },
  until: { id: 'Berlaku sampai', en: 'Valid until' },
  since: { id: 'Sejak', en: 'Since' },
  issuer: { id: 'Penerbit menurut kodenya', en: 'Issuer named by the code' },
} as const satisfies Record<string, Sentence>;

export const page = {
  scan: { id: 'Pindai kode QR', en: 'Scan the QR code' },
  photo: { id: 'Foto kode QR', en: 'Take a photo of the code' },
  stop: { id: 'Tutup kamera', en: 'Close the camera' },
  aim: {
    id: 'Arahkan ke kode QR di kiri bawah surat.',
    en: 'Aim at the code at the lower left of the letter.',
  },
  noCamera: {
    id: 'Kamera tidak dapat dibuka. Izinkan kamera, atau pakai “Foto kode QR”.',
    en: 'The camera cannot be opened. Allow it, or take a photo instead.',
  },
  noCode: {
    id: 'Tidak ada kode QR yang terbaca. Foto lagi lebih dekat, terang, dan rata.',
    en: 'No code could be read. Take it closer, in good light and flat.',
  },
  ready: { id: 'Halaman ini juga bekerja tanpa internet.', en: 'This page works without a network, too.' },
  offlineNumber: {
    id: 'Tanpa internet nomor tidak dapat ditanyakan. Pindai kode QR pada surat.',
    en: 'Without a network a number cannot be asked. Scan the code on the letter.',
  },
  online: { id: 'Ditanyakan ke kantor barusan.', en: 'Asked the office just now.' },
} as const satisfies Record<string, Sentence>;

export const keysFetched = (when: string): Sentence => ({
  id: `Kunci kantor diambil ${when}.`,
  en: `The office’s key was fetched ${when}.`,
});
export const listAsOf = (when: string, age: Sentence): Sentence => ({
  id: `Daftar surat batal per ${when} (${age.id}).`,
  en: `List of ended letters as of ${when} (${age.en}).`,
});
export const noList: Sentence = {
  id: 'Belum ada daftar surat batal.',
  en: 'There is no list of ended letters yet.',
};

export function ageOf(ms: number): Sentence {
  const hours = Math.floor(ms / 3_600_000);
  if (hours < 1) return { id: 'baru saja', en: 'just now' };
  if (hours < 48) return { id: `${hours} jam lalu`, en: `${hours} hours ago` };
  const days = Math.floor(hours / 24);
  return { id: `${days} hari lalu`, en: `${days} days ago` };
}
