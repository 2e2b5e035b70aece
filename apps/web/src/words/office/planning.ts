import { words } from '../wording.ts';

/** What still works, what stops next, and which moves help. */
export const planningWords = words(
  {
    heading: 'Apa yang masih jalan',
    lead: 'Set yang dapat merekam, berapa gangguan lagi sampai berhenti, dan pemindahan mana yang mengembalikan loket.',
    working: (n: number, of: number) => `${n} dari ${of} set dapat merekam`,
    levels: {
      stopped: 'Perekaman di seluruh wilayah berhenti.',
      emergency: 'Darurat: tinggal satu loket yang berjalan di seluruh wilayah.',
      warning: 'Peringatan: tinggal dua loket yang berjalan di seluruh wilayah.',
      calm: '',
    },
    city: 'Seluruh wilayah',
    columns: {
      place: 'Tempat',
      working: 'Dapat merekam',
      spares: 'Cadangan',
      faults: 'Gangguan sampai berhenti',
      next: 'Yang menghentikan berikutnya',
    },
    counts: (n: number, of: number) => `${n} dari ${of}`,
    stoppedHere: 'sudah berhenti',
    oneMore: 'Satu lagi',
    together: (n: number) => `${n} bersama-sama`,
    more: 'dan masih ada yang lain',
    at: (kind: string, place: string) => `${kind} di ${place}`,
    rule: 'Dihitung sesudah menolong diri: tempat memakai cadangan dan alat baik dari setnya yang lain; kota memakai alat baik di mana pun. Pinjaman dan pembelian tidak dihitung, sebab belum tentu datang.',
    forecast: 'Perkiraan',
    forecastLead:
      'Peluang tanpa set yang dapat merekam dalam 30 dan 90 hari, dari umur, jenis, sebab, dan riwayat kantor ini. Dalam kurung: dengan kemungkinan sembilan dari sepuluh nilainya di antaranya.',
    within: (days: number) => `Dalam ${days} hari`,
    chance: (likely: string, low: string, high: string) => `${likely} % (${low}–${high} %)`,
    small: (percent: number) => `kecil, di bawah ${percent} %`,
    already: 'sudah berhenti',
    noRecord: 'Belum ada perkiraan lama yang dapat dibandingkan dengan kenyataan.',
    record: (n: number, said: string, happened: string) =>
      `Dari ${n} perkiraan 90 hari yang lalu: rata-rata dikatakan ${said} %, terjadi ${happened} %.`,
    computeForecast: 'Hitung perkiraan',
  },
  {
    heading: 'What still works',
    lead: 'Sets that can record, how many more faults to a stop, and which moves bring counters back.',
    working: (n: number, of: number) => `${n} of ${of} sets can record`,
    levels: {
      stopped: 'Recording has stopped in the whole area.',
      emergency: 'Emergency: one working counter is left in the whole area.',
      warning: 'Warning: two working counters are left in the whole area.',
      calm: '',
    },
    city: 'Whole area',
    columns: {
      place: 'Place',
      working: 'Can record',
      spares: 'Spares',
      faults: 'Faults to a stop',
      next: 'What stops it next',
    },
    counts: (n: number, of: number) => `${n} of ${of}`,
    stoppedHere: 'stopped already',
    oneMore: 'One more',
    together: (n: number) => `${n} together`,
    more: 'and there are others',
    at: (kind: string, place: string) => `${kind} at ${place}`,
    rule: 'Counted after people have helped themselves: a place uses spares and working parts of its other sets, the city working parts wherever they are. Loans and purchases do not count, for they may never come.',
    forecast: 'Forecast',
    forecastLead:
      "The chance of being without a working set within 30 and 90 days, from age, kind, cause and this office's own history. In brackets: with nine chances in ten it lies between.",
    within: (days: number) => `Within ${days} days`,
    chance: (likely: string, low: string, high: string) => `${likely} % (${low}–${high} %)`,
    small: (percent: number) => `small, below ${percent} %`,
    already: 'stopped already',
    noRecord: 'No earlier forecast can be held against what happened yet.',
    record: (n: number, said: string, happened: string) =>
      `Of ${n} earlier forecasts of 90 days: said ${said} % on average, happened ${happened} %.`,
    computeForecast: 'Compute the forecast',
  },
);
