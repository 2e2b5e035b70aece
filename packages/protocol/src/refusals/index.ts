import type { PlainDate } from '@rekam/domain';
import { longDate } from '../words/dates.ts';
import type { Sentence } from '../words/sentence.ts';
import { accessRefusals } from './access.ts';
import { announcementRefusals } from './announcement.ts';
import { backupRefusals } from './backup.ts';
import { blankRefusals } from './blank.ts';
import { cardRefusals } from './card.ts';
import { centreRefusals } from './centre.ts';
import { codeRefusals } from './code.ts';
import { counterRefusals } from './counter.ts';
import { enrolmentRefusals } from './enrolment.ts';
import { equipmentRefusals } from './equipment.ts';
import { handoverRefusals } from './handover.ts';
import { heldRefusals } from './held.ts';
import { importRefusals } from './import.ts';
import { labelRefusals } from './label.ts';
import { letterRefusals } from './letter.ts';
import { letterSigningRefusals } from './letter-signing.ts';
import { noticeRefusals } from './notice.ts';
import { officeRefusals } from './office.ts';
import { packetRefusals } from './packet.ts';
import { paperRefusals } from './paper.ts';
import { placeRefusals } from './place.ts';
import { planRefusals } from './plan.ts';
import { policyRefusals } from './policy.ts';
import { printerRefusals } from './printer.ts';
import { recordingRefusals } from './recording.ts';
import { repairRefusals } from './repair.ts';
import { residentRefusals } from './resident.ts';
import { serviceRefusals } from './service.ts';
import type { RefusalText } from './shape.ts';
import { shellRefusals } from './shell.ts';
import { spoolRefusals } from './spool.ts';
import { stationRefusals } from './station.ts';
import { syncRefusals } from './sync.ts';

export type { RefusalTable, RefusalText } from './shape.ts';

/** Every refusal there is, once. A code is never used again for something else. */
export const refusals = {
  ...shellRefusals,
  ...accessRefusals,
  ...officeRefusals,
  ...backupRefusals,
  ...stationRefusals,
  ...serviceRefusals,
  ...announcementRefusals,
  ...packetRefusals,
  ...codeRefusals,
  ...letterRefusals,
  ...letterSigningRefusals,
  ...centreRefusals,
  ...blankRefusals,
  ...cardRefusals,
  ...printerRefusals,
  ...handoverRefusals,
  ...heldRefusals,
  ...noticeRefusals,
  ...recordingRefusals,
  ...placeRefusals,
  ...planRefusals,
  ...policyRefusals,
  ...residentRefusals,
  ...importRefusals,
  ...counterRefusals,
  ...enrolmentRefusals,
  ...equipmentRefusals,
  ...repairRefusals,
  ...paperRefusals,
  ...labelRefusals,
  ...syncRefusals,
  ...spoolRefusals,
} as const;
export type RefusalCode = keyof typeof refusals;

export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);

type Details = Readonly<Record<string, string | number>>;

const fill = (text: RefusalText, language: keyof Sentence, details: Details): string =>
  text[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => spoken(details[name] ?? whole, language));

/** A day as people read it (`26 November 2026`); everything else as it stands. */
const spoken = (detail: string | number, language: keyof Sentence): string =>
  isPlainDate(detail) ? longDate(detail, language) : String(detail);

const isPlainDate = (detail: string | number): detail is PlainDate =>
  typeof detail === 'string' && /^\d{4}-(0[1-9]|1[0-2])-\d{2}$/.test(detail);

const textOf = (code: string): RefusalText =>
  isRefusalCode(code) ? refusals[code] : refusals.SERVER_PROBLEM;

/** The sentence of a refusal in both languages; an unknown code speaks as a problem of the server. */
export function sentenceOf(code: string, details: Details = {}): Sentence {
  const text = textOf(code);
  return { id: fill(text, 'id', details), en: fill(text, 'en', details) };
}

/** RFC 9457 problem details of a refusal, as `parts.problem` describes them. */
export function problemOf(code: string, details: Details = {}) {
  const sentence = sentenceOf(code, details);
  return {
    type: `urn:rekam:refusal:${code}`,
    title: code,
    status: textOf(code).status,
    code,
    detail: sentence.id,
    sentence,
    ...(Object.keys(details).length > 0 ? { details: { ...details } } : {}),
  };
}
