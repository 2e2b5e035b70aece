import type { ReserveLevel } from '@rekam/domain';
import type { Language } from '../public-site/index.ts';

interface ChronicleWords {
  readonly heading: (day: string) => string;
  readonly lead: string;
  readonly choose: string;
  readonly show: string;
  readonly told: string;
  readonly levels: Readonly<Record<ReserveLevel, string>>;
  readonly counters: (working: number, counters: number) => string;
  readonly stoppedNow: string;
  readonly nextStop: (places: readonly string[]) => string;
  readonly anyOf: (kinds: string) => string;
  readonly untold: (places: string) => string;
  readonly forecast: string;
  readonly wholeCity: string;
  readonly chance: (days: number, likely: string, low: string, high: string) => string;
  readonly small: (days: number, percent: number) => string;
  readonly forecastFrom: (faults: number) => string;
  readonly since: (day: string) => string;
  readonly source: string;
  readonly record: string;
  readonly conflicts: string;
  readonly conflict: (place: string) => string;
  readonly notKnown: string;
  readonly notKnownItems: readonly string[];
  readonly outside: (from: string, until: string) => string;
  readonly noDay: string;
}

export const chronicleWords: Readonly<Record<Language, ChronicleWords>> = {
  id: {
    heading: (day) => `Kota pada ${day}`,
    lead: 'Menurut berita dan surat yang dibawa masuk sebagai catatan; keadaan pukul 12.00.',
    choose: 'Lihat hari lain',
    show: 'Tunjukkan',
    told: 'Yang akan dikatakan Rekam kepada kepala dinas hari itu',
    levels: {
      calm: 'Tidak ada peringatan.',
      warning: 'Peringatan: tinggal dua loket yang merekam.',
      emergency: 'DARURAT: tinggal satu loket yang merekam.',
      stopped: 'Perekaman berhenti di seluruh wilayah.',
    },
    counters: (working, counters) => `${working} dari ${counters} set merekam.`,
    stoppedNow: 'Tidak ada gangguan lagi yang perlu ditunggu: semua set sudah berhenti.',
    nextStop: (places) =>
      places.length === 1
        ? `Satu gangguan lagi, pada set di ${places[0]}, menghentikan perekaman di seluruh wilayah.`
        : `${places.length === 2 ? 'Dua' : places.length} gangguan lagi, satu di ${places.join(' dan satu di ')}, menghentikan perekaman di seluruh wilayah.`,
    anyOf: (kinds) => `Cukup salah satu alat set itu: ${kinds}.`,
    untold: (places) =>
      `Berapa loket yang dapat dirakit kembali dari alat yang masih baik: tidak diketahui. Sumber tidak menyebut alat mana yang rusak di ${places}. Laporan gangguan di Rekam selalu menyebutnya.`,
    forecast: 'Perkiraan hari itu: peluang tanpa set yang merekam.',
    wholeCity: 'Seluruh wilayah',
    chance: (days, likely, low, high) => `dalam ${days} hari ${likely} % (antara ${low} dan ${high} %)`,
    small: (days, percent) => `dalam ${days} hari kecil, kurang dari ${percent} %`,
    forecastFrom: (faults) =>
      `Dihitung hanya dari ${faults} gangguan yang saat itu sudah diberitakan; sebagian hari dan alatnya tidak disebut sumber, jadi ini perkiraan kasar. Peluang kecil tidak disebut lebih tepat, karena laporan yang terlambat menyembunyikan gangguan yang sudah ada.`,
    since: (day) => `Tercatat sejak ${day}.`,
    source: 'Sumber',
    record: 'Tercatat',
    conflicts: 'Dua sumber berbeda',
    conflict: (place) => `${place}, perekaman. Yang lebih buruk ditampilkan sampai kantor memutuskan:`,
    notKnown: 'Yang tidak diketahui',
    notKnownItems: [
      'Jam buka dan kuota hari itu.',
      'Alat mana yang rusak di tiap set, kecuali disebut di atas.',
      'Kapan dan bagaimana perekaman berjalan lagi sesudah catatan berakhir.',
    ],
    outside: (from, until) =>
      `Catatan hanya bercerita tentang ${from} sampai ${until}. Keadaan pada hari yang diminta tidak diketahui.`,
    noDay: 'Pilih satu hari.',
  },
  en: {
    heading: (day) => `The city on ${day}`,
    lead: 'By news and letters that were brought in as records; as it stood at noon.',
    choose: 'See another day',
    show: 'Show',
    told: 'What Rekam would have told the head of office that day',
    levels: {
      calm: 'No warning.',
      warning: 'Warning: two recording counters are left.',
      emergency: 'EMERGENCY: one recording counter is left.',
      stopped: 'Recording has stopped in the whole area.',
    },
    counters: (working, counters) => `${working} of ${counters} sets record.`,
    stoppedNow: 'No further fault to wait for: every set has stopped.',
    nextStop: (places) =>
      places.length === 1
        ? `One more fault, in the set at ${places[0]}, stops recording in the whole area.`
        : `${places.length === 2 ? 'Two' : places.length} more faults, one at ${places.join(' and one at ')}, stop recording in the whole area.`,
    anyOf: (kinds) => `Any one device of that set is enough: ${kinds}.`,
    untold: (places) =>
      `How many counters could be put together again from what still works: not known. The sources do not name the broken device at ${places}. A fault reported in Rekam always does.`,
    forecast: 'Forecast of that day: the chance to be without a recording set.',
    wholeCity: 'The whole area',
    chance: (days, likely, low, high) => `within ${days} days ${likely} % (between ${low} and ${high} %)`,
    small: (days, percent) => `within ${days} days small, less than ${percent} %`,
    forecastFrom: (faults) =>
      `Computed only from the ${faults} faults that had been in the news by then; the sources leave out some of their days and devices, so it is rough. Small chances are not told more exactly, for late reports hide faults that are there already.`,
    since: (day) => `On record since ${day}.`,
    source: 'Source',
    record: 'On record',
    conflicts: 'Two sources disagree',
    conflict: (place) => `${place}, recording. The worse is shown until the office decides:`,
    notKnown: 'What is not known',
    notKnownItems: [
      'Opening hours and quotas of that day.',
      'Which device broke in each set, unless it is named above.',
      'When and how recording went on after the records end.',
    ],
    outside: (from, until) =>
      `The records only tell of ${from} to ${until}. How it stood on the day you asked for is not known.`,
    noDay: 'Choose a day.',
  },
};
