/** Facts as a draft in plain words, in both languages: what is so, why, what is still possible, where else to go. */

import {
  type AnnouncedFacts,
  type AnnouncementText,
  type AnnouncementWords,
  isDeviceCause,
  type Service,
  type ServiceCondition,
} from '@rekam/domain';
import { longDate } from '@rekam/protocol/words/dates.ts';
import { causeSentence, type Language, momentText, publicWords, weekText } from '../public-site/index.ts';

/** Where the announcement speaks: the name of the city and its zone. */
export interface WordingContext {
  /** `Kota Kupang`. */
  readonly cityName: string;
  readonly offsetMinutes: number;
}

interface DraftWords {
  readonly subjects: Readonly<Record<Service, string>>;
  readonly conditions: Readonly<Record<ServiceCondition, string>>;
  readonly title: (subject: string, where: string, condition: string) => string;
  readonly since: (when: string) => string;
  readonly now: string;
  readonly counted: (working: number, places: number) => string;
  readonly why: string;
  readonly sentUntilThen: string;
  readonly still: (services: string) => string;
  readonly letter: string;
  readonly instead: (places: string) => string;
  readonly nowhere: string;
  readonly and: string;
  readonly atPlace: (name: string) => string;
  readonly inCity: (name: string) => string;
}

const words: Readonly<Record<Language, DraftWords>> = {
  id: {
    subjects: {
      rekam: 'Perekaman KTP-el',
      kirim: 'Pengiriman rekaman',
      tunggal: 'Uji ketunggalan',
      cetak: 'Pencetakan KTP-el',
      suket: 'Penerbitan Suket',
    },
    conditions: {
      open: 'berjalan',
      limited: 'dibatasi',
      stopped: 'dihentikan sementara',
      unknown: 'belum diketahui keadaannya',
    },
    title: (subject, where, condition) => `${subject} ${where} ${condition}`,
    since: (when) => `Sejak ${when}.`,
    now: 'Berlaku saat ini.',
    counted: (working, places) => `Saat ini pelayanan berjalan di ${working} dari ${places} tempat.`,
    why: 'Sebab:',
    sentUntilThen: 'Rekaman yang sudah diambil tersimpan aman dan dikirim begitu sambungan pulih.',
    still: (services) => `Yang tetap dilayani di sini: ${services}.`,
    letter: 'Suket dapat diminta sebagai pengganti KTP-el untuk sementara.',
    instead: (places) => `Silakan ke ${places}.`,
    nowhere: 'Belum ada tempat lain yang melayani. Lihat halaman ini lagi sebelum berangkat.',
    and: 'atau',
    atPlace: (name) => `di ${name}`,
    inCity: (name) => `di ${name}`,
  },
  en: {
    subjects: {
      rekam: 'e-KTP recording',
      kirim: 'Sending of recordings',
      tunggal: 'The uniqueness check',
      cetak: 'e-KTP printing',
      suket: 'Issuing of substitute letters',
    },
    conditions: {
      open: 'is running',
      limited: 'is limited',
      stopped: 'is suspended',
      unknown: 'is not known to run',
    },
    title: (subject, where, condition) => `${subject} ${where} ${condition}`,
    since: (when) => `Since ${when}.`,
    now: 'As of now.',
    counted: (working, places) => `The service runs at ${working} of ${places} places now.`,
    why: 'Cause:',
    sentUntilThen: 'Recordings already taken are kept safe and are sent as soon as the line is back.',
    still: (services) => `Still served here: ${services}.`,
    letter: 'A substitute letter (Suket) can be had in place of the card meanwhile.',
    instead: (places) => `Please go to ${places}.`,
    nowhere: 'No other place serves yet. Look at this page again before you set out.',
    and: 'or',
    atPlace: (name) => `at ${name}`,
    inCity: (name) => `in ${name}`,
  },
};

/** Rule ANN2 in words. */
export const wordsOf = (facts: AnnouncedFacts, context: WordingContext): AnnouncementWords => ({
  id: textIn('id', facts, context),
  en: textIn('en', facts, context),
});

function textIn(
  language: Language,
  facts: AnnouncedFacts,
  { cityName, offsetMinutes }: WordingContext,
): AnnouncementText {
  const w = words[language];
  const { service, condition, since, working, places } = facts;
  const where = facts.placeName === null ? w.inCity(cityName) : w.atPlace(facts.placeName);
  const what = since === null ? w.now : w.since(momentText(since, offsetMinutes, language));
  return {
    title: w.title(w.subjects[service], where, w.conditions[condition]),
    what: working > 0 && working < places ? `${what} ${w.counted(working, places)}` : what,
    why: whyIn(language, facts),
    still: stillIn(language, facts),
    instead: insteadIn(language, facts),
  };
}

/** Every cause as a sentence, what somebody noted, and until when. */
function whyIn(
  language: Language,
  { causes, missing, note, expectedUntil, condition }: AnnouncedFacts,
): string {
  if (condition === 'open' || condition === 'unknown') return note ?? '';
  const w = publicWords[language];
  // Of several causes nobody knows here which device goes with which.
  const named = causes.filter(isDeviceCause).length === 1 ? missing : [];
  const sentences = causes.map((cause) => causeSentence(cause, named, language));
  const until = expectedUntil === null ? w.untilUnknown : w.until(longDate(expectedUntil, language));
  const said = [...new Set(sentences)].join(' ');
  return [said === '' ? '' : `${words[language].why} ${afterColon(said)}`, note ?? '', until]
    .filter((part) => part !== '')
    .join(' ');
}

/** `Ruang …` as it stands after a colon; what is written in capitals anyway stays. */
const afterColon = (sentence: string): string =>
  /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;

function stillIn(language: Language, { service, condition, stillHere }: AnnouncedFacts): string {
  if (condition === 'open') return '';
  const w = words[language];
  const names = stillHere.map((one) => publicWords[language].services[one].name).join(', ');
  return [
    names === '' ? '' : w.still(names),
    service === 'kirim' ? w.sentUntilThen : '',
    (service === 'cetak' || service === 'tunggal') && stillHere.includes('suket') ? w.letter : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A resident goes where recording works; where a recording is sent from or checked is not theirs to choose. */
const choosesPlace: readonly Service[] = ['rekam', 'cetak', 'suket'];

function insteadIn(language: Language, facts: AnnouncedFacts): string {
  const { service, condition, alternatives } = facts;
  if (condition === 'open' || !choosesPlace.includes(service)) return '';
  const w = words[language];
  if (alternatives.length === 0) return service === 'rekam' ? w.nowhere : '';
  const hours = alternatives.map(({ week }) => weekText(week, language));
  // Hours that are the same everywhere are said once.
  const alike = new Set(hours).size === 1 && hours[0] !== '' ? ` (${hours[0]})` : null;
  const places = alternatives.map(({ name }, index) =>
    alike !== null || hours[index] === '' ? name : `${name} (${hours[index]})`,
  );
  return w.instead(`${listed(places, w.and)}${alike ?? ''}`);
}

/** `A`, `A atau B`, `A, B, atau C`. */
const listed = (items: readonly string[], and: string): string =>
  items.length < 3 ? items.join(` ${and} `) : `${items.slice(0, -1).join(', ')}, ${and} ${items.at(-1)}`;
