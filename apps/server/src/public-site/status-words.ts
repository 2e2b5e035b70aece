/** How the five services stand, why, since when and who says so. */
import type { DeviceCause, Service, ServiceCause, ServiceCondition, StatusSource } from '@rekam/domain';
import type { Language } from './language.ts';

interface StatusWords {
  readonly cityHeading: string;
  readonly services: Readonly<Record<Service, { readonly name: string; readonly what: string }>>;
  readonly legs: readonly [string, string];
  readonly conditions: Readonly<Record<ServiceCondition, string>>;
  readonly causes: Readonly<Record<ServiceCause, string>>;
  readonly missing: Readonly<Record<string, string>>;
  readonly deviceSentences: Readonly<Record<DeviceCause, (what: string) => string>>;
  readonly sources: Readonly<Record<StatusSource, string>>;
  readonly source: string;
  readonly per: string;
  readonly since: string;
  readonly until: (date: string) => string;
  readonly untilUnknown: string;
  readonly asOf: (when: string) => string;
  readonly summary: (open: number, all: number) => string;
  readonly summaryNone: string;
  readonly summaryUnknown: string;
  readonly summaryClosed: (place: string, when: string) => string;
  readonly summaryAllClosed: string;
  readonly fiveServices: string;
  readonly places: string;
  readonly whenOpen: string;
  readonly history: string;
  readonly historyOf: (counts: string) => string;
  readonly historyNone: string;
  readonly days: (n: number) => string;
}

export const statusWords: Readonly<Record<Language, StatusWords>> = {
  id: {
    cityHeading: 'Keadaan hari ini',
    services: {
      rekam: { name: 'Rekam', what: 'foto, sidik jari, iris mata, dan tanda tangan diambil' },
      kirim: { name: 'Kirim', what: 'rekaman dikirim ke kantor dan ke pusat' },
      tunggal: { name: 'Uji ketunggalan', what: 'pusat memastikan satu orang satu data' },
      cetak: { name: 'Cetak', what: 'kartu KTP-el dicetak' },
      suket: { name: 'Suket', what: 'surat keterangan pengganti KTP-el' },
    },
    legs: ['Loket ke kantor', 'Kantor ke pusat'],
    conditions: {
      open: 'Dibuka',
      limited: 'Dibatasi',
      stopped: 'Dihentikan sementara',
      unknown: 'Belum diketahui',
    },
    causes: {
      'device-missing': 'Alat perekaman tidak berfungsi.',
      'device-owed': 'Sebagian alat tidak berfungsi; yang belum diambil dapat menyusul.',
      'device-disturbed': 'Sebagian alat terganggu; pelayanan tetap berjalan, mungkin lebih lama.',
      'fewer-counters': 'Tidak semua loket melayani; antrean dapat lebih panjang.',
      'no-operator': 'Petugas tidak ada di tempat.',
      'no-counter': 'Belum ada loket perekaman di tempat ini.',
      'station-silent': 'Loket tidak dapat dihubungi kantor, jadi keadaannya belum pasti.',
      'disk-full': 'Penyimpanan komputer loket penuh.',
      'packets-waiting': 'Rekaman menunggu terlalu lama untuk dikirim.',
      power: 'Listrik padam.',
      line: 'Jaringan putus.',
      centre: 'Layanan di pusat (Ditjen Dukcapil) terganggu.',
      'centre-silent': 'Pusat (Ditjen Dukcapil) belum menjawab rekaman yang dikirim.',
      'centre-not-asked': 'Belum ada kabar baru dari pusat (Ditjen Dukcapil).',
      blanks: 'Blangko KTP-el kosong.',
      'few-blanks': 'Blangko KTP-el tinggal sedikit.',
      printer: 'Alat cetak tidak berfungsi.',
      'printer-supply': 'Alat cetak menunggu diisi, ditutup, atau dilanjutkan oleh petugas.',
      'printer-silent': 'Alat cetak tidak dapat dihubungi.',
      'fewer-printers': 'Tidak semua alat cetak berfungsi; menunggu kartu dapat lebih lama.',
      'printer-not-seen': 'Blangko ada; belum diketahui apakah kartu sedang dicetak.',
      'letter-rule': 'Tidak ada aturan yang membolehkan suket diterbitkan.',
      'blanks-there': 'Blangko KTP-el ada, jadi suket tidak diterbitkan.',
      'stock-not-known': 'Persediaan blangko belum diketahui, jadi suket tidak dapat diterbitkan.',
      'certificate-ended': 'Sertifikat tanda tangan elektronik sudah berakhir.',
      'certificate-unusable': 'Sertifikat tanda tangan elektronik tidak dapat dipakai.',
      'no-issuer': 'Tidak ada petugas yang boleh menerbitkan suket di tempat ini.',
      room: 'Ruang pelayanan tidak dapat dipakai.',
      other: 'Ada gangguan lain.',
      'not-known-yet': 'Belum ada keterangan.',
    },
    missing: {
      finger: 'pemindai sidik jari',
      iris: 'pemindai iris',
      face: 'kamera',
      signature: 'bantalan tanda tangan',
      computer: 'komputer',
      camera: 'kamera',
      'fingerprint-scanner': 'pemindai sidik jari',
      'iris-scanner': 'pemindai iris',
      'signature-pad': 'bantalan tanda tangan',
      'card-reader': 'pembaca kartu',
      ups: 'penyimpan listrik (UPS)',
      network: 'jaringan',
      'local-server': 'server',
      'card-printer': 'pencetak kartu',
    },
    deviceSentences: {
      'device-missing': (what) => `${what} tidak berfungsi.`,
      'device-owed': (what) => `${what} tidak berfungsi; bagian itu dapat menyusul.`,
      'device-disturbed': (what) => `${what} terganggu; pelayanan tetap berjalan, mungkin lebih lama.`,
    },
    sources: {
      station: 'laporan otomatis loket',
      register: 'catatan alat kantor',
      book: 'buku blangko kantor',
      centre: 'kabar pusat yang dicatat kantor',
      letters: 'aturan suket yang berlaku',
      officer: 'keterangan petugas',
      nobody: 'belum ada',
    },
    source: 'Sumber',
    per: 'per',
    since: 'Sejak',
    until: (date) => `Diperkirakan sampai ${date}.`,
    untilUnknown: 'Belum diketahui sampai kapan.',
    asOf: (when) => `Keadaan per ${when}.`,
    summary: (open, all) => `Perekaman berjalan di ${open} dari ${all} tempat.`,
    summaryNone: 'Perekaman berhenti sementara di semua tempat. Kami mohon maaf atas ketidaknyamanan ini.',
    summaryUnknown: 'Keadaan perekaman belum diketahui.',
    summaryClosed: (place, when) => `Semua tempat tutup sekarang. Yang pertama buka lagi: ${place}, ${when}.`,
    summaryAllClosed: 'Semua tempat tutup.',
    fiveServices: 'Lima layanan',
    places: 'Tempat perekaman',
    whenOpen: 'Terakhir diketahui',
    history: 'Sembilan puluh hari terakhir',
    historyOf: (counts) => `Hari kerja: ${counts}.`,
    historyNone: 'Belum ada catatan.',
    days: (n) => `${n} hari`,
  },
  en: {
    cityHeading: 'How it stands today',
    services: {
      rekam: { name: 'Recording', what: 'photo, fingerprints, irises and signature are taken' },
      kirim: { name: 'Sending', what: 'recordings go to the office and to the centre' },
      tunggal: { name: 'Uniqueness check', what: 'the centre makes sure that one person is one record' },
      cetak: { name: 'Printing', what: 'the card is printed' },
      suket: { name: 'Substitute letter', what: 'a letter that stands for the card' },
    },
    legs: ['Counter to office', 'Office to centre'],
    conditions: { open: 'Open', limited: 'Limited', stopped: 'Suspended', unknown: 'Not known yet' },
    causes: {
      'device-missing': 'A recording device does not work.',
      'device-owed': 'Some devices do not work; what was not taken can follow later.',
      'device-disturbed': 'Some devices work badly; service goes on, perhaps more slowly.',
      'fewer-counters': 'Not all counters serve; queues may be longer.',
      'no-operator': 'The operator is not at the place.',
      'no-counter': 'There is no recording counter at this place yet.',
      'station-silent': 'The office cannot reach the counter, so nothing is certain.',
      'disk-full': 'The disk of the counter’s computer is full.',
      'packets-waiting': 'Recordings have waited too long to be sent.',
      power: 'There is a power cut.',
      line: 'The line is down.',
      centre: 'The centre (Ditjen Dukcapil) has a problem.',
      'centre-silent': 'The centre (Ditjen Dukcapil) has not answered recordings that were sent.',
      'centre-not-asked': 'There is no new word from the centre (Ditjen Dukcapil).',
      blanks: 'There are no blank cards.',
      'few-blanks': 'Only a few blank cards are left.',
      printer: 'The printer does not work.',
      'printer-supply': 'The card printer waits for staff to refill, close or resume it.',
      'printer-silent': 'The card printer cannot be reached.',
      'fewer-printers': 'Not every card printer works; cards may take longer.',
      'printer-not-seen': 'There are blank cards; whether cards are being printed is not known.',
      'letter-rule': 'No rule allows letters to be issued.',
      'blanks-there': 'There are blank cards, so no letters are issued.',
      'stock-not-known': 'The stock of blank cards is not known, so letters cannot be issued.',
      'certificate-ended': 'The certificate for electronic signatures has ended.',
      'certificate-unusable': 'The certificate for electronic signatures cannot be used.',
      'no-issuer': 'No officer may issue letters at this place.',
      room: 'The room cannot be used.',
      other: 'There is another problem.',
      'not-known-yet': 'Nothing is known yet.',
    },
    missing: {
      finger: 'fingerprint scanner',
      iris: 'iris scanner',
      face: 'camera',
      signature: 'signature pad',
      computer: 'computer',
      camera: 'camera',
      'fingerprint-scanner': 'fingerprint scanner',
      'iris-scanner': 'iris scanner',
      'signature-pad': 'signature pad',
      'card-reader': 'card reader',
      ups: 'power supply (UPS)',
      network: 'network',
      'local-server': 'server',
      'card-printer': 'card printer',
    },
    deviceSentences: {
      'device-missing': (what) => `Not working: ${what}.`,
      'device-owed': (what) => `Not working: ${what}; that part can follow later.`,
      'device-disturbed': (what) => `Working badly: ${what}; service goes on, perhaps more slowly.`,
    },
    sources: {
      station: 'automatic report of the counter',
      register: 'the office’s equipment register',
      book: 'the office’s book of blanks',
      centre: 'words of the centre noted by the office',
      letters: 'the rules for letters in force',
      officer: 'statement of an officer',
      nobody: 'none yet',
    },
    source: 'Source',
    per: 'as of',
    since: 'Since',
    until: (date) => `Expected until ${date}.`,
    untilUnknown: 'Not known until when.',
    asOf: (when) => `As of ${when}.`,
    summary: (open, all) => `Recording goes on at ${open} of ${all} places.`,
    summaryNone: 'Recording is suspended everywhere. We are sorry for the trouble.',
    summaryUnknown: 'How recording stands is not known.',
    summaryClosed: (place, when) => `Every place is closed now. The first to open again: ${place}, ${when}.`,
    summaryAllClosed: 'Every place is closed.',
    fiveServices: 'Five services',
    places: 'Places of recording',
    whenOpen: 'Last known',
    history: 'The last ninety days',
    historyOf: (counts) => `Working days: ${counts}.`,
    historyNone: 'Nothing recorded yet.',
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
  },
};
