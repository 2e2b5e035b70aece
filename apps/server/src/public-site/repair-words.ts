import type { FaultCause, FaultEffect, Rung } from '@rekam/domain';
import { equipmentTermsEn, equipmentTermsId } from '@rekam/protocol/words/equipment.ts';
import type { Language } from './language.ts';

interface RepairWords {
  readonly heading: string;
  readonly kinds: typeof equipmentTermsId.kinds;
  /** Where a record tells of the set alone. */
  readonly set: string;
  readonly since: (effect: FaultEffect, when: string) => string;
  readonly cause: (cause: FaultCause) => string;
  readonly noRepair: string;
  readonly inHand: (rung: Rung, since: string) => string;
  readonly asked: (to: Rung, number: string, date: string, answer: string) => string;
  readonly answered: (date: string) => string;
  readonly unanswered: string;
  readonly promised: (date: string) => string;
  readonly promiseBroken: (date: string) => string;
  readonly nothingPromised: string;
}

/** Who has a repair in hand, in the middle of a sentence. */
const hands = {
  id: {
    operator: 'operator di tempat ini',
    'section-head': 'kepala bidang',
    secretary: 'sekretaris dinas',
    province: 'dinas provinsi',
    ditjen: 'pusat (Ditjen Dukcapil)',
  },
  en: {
    operator: 'the operator at this place',
    'section-head': 'the head of section',
    secretary: 'the secretary of the office',
    province: 'the province',
    ditjen: 'the centre (Ditjen Dukcapil)',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<Rung, string>>>>;

const afterColon = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** What is broken at a place, and what is known of its repair. */
export const repairWords: Readonly<Record<Language, RepairWords>> = {
  id: {
    heading: 'Yang rusak, dan perbaikannya',
    kinds: equipmentTermsId.kinds,
    set: 'Alat perekaman',
    since: (effect, when) => `${effect === 'stops' ? 'rusak' : 'terganggu'} sejak ${when}.`,
    cause: (cause) => `Sebab: ${afterColon(equipmentTermsId.causes[cause])}.`,
    noRepair: 'Belum ada perbaikan yang tercatat.',
    inHand: (rung, since) => `Perbaikan diurus ${hands.id[rung]} sejak ${since}.`,
    asked: (to, number, date, answer) =>
      `Diminta kepada ${hands.id[to]} dengan surat ${number} tanggal ${date}, ${answer}.`,
    answered: (date) => `dijawab ${date}`,
    unanswered: 'belum dijawab',
    promised: (date) => `Dijanjikan selesai ${date}.`,
    promiseBroken: (date) => `Dijanjikan selesai ${date}, tetapi belum selesai.`,
    nothingPromised: 'Belum ada janji kapan selesai.',
  },
  en: {
    heading: 'What is broken, and its repair',
    kinds: equipmentTermsEn.kinds,
    set: 'Recording set',
    since: (effect, when) => `${effect === 'stops' ? 'broken' : 'working badly'} since ${when}.`,
    cause: (cause) => `Cause: ${afterColon(equipmentTermsEn.causes[cause])}.`,
    noRepair: 'No repair is on record yet.',
    inHand: (rung, since) => `The repair has been with ${hands.en[rung]} since ${since}.`,
    asked: (to, number, date, answer) =>
      `Asked of ${hands.en[to]} by letter ${number} of ${date}, ${answer}.`,
    answered: (date) => `answered on ${date}`,
    unanswered: 'not answered yet',
    promised: (date) => `Promised by ${date}.`,
    promiseBroken: (date) => `Promised by ${date}, but not done.`,
    nothingPromised: 'No day is promised yet.',
  },
};
