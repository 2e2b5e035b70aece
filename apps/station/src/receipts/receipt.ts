/** Bukti perekaman: what the resident takes home. */

import {
  type EnrolmentDraft,
  type Instant,
  keptCaptures,
  modalityOf,
  type PlainDate,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import type { StationSettings } from '@rekam/protocol/http/sync-api.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';

export interface Receipt {
  readonly receiptCode: string;
  readonly officeName: string;
  readonly placeName: string;
  readonly stationName: string;
  readonly operatorName: string;
  readonly nik: string;
  readonly name: string;
  /** `24 November 2026, 15.04 WITA`. */
  readonly sealedAt: Sentence;
  readonly counts: {
    readonly fingers: number;
    readonly irises: number;
    readonly photo: boolean;
    readonly signature: boolean;
  };
  /** Fingers and eyes left out with a supervisor's approval: how many, never which or why. */
  readonly exceptions: number;
  /** Steps left for another day. */
  readonly owed: readonly string[];
  readonly cardFrom: Sentence | null;
  /** Where the resident asks with the code how far it is; null where the office told no address. */
  readonly askAt: string | null;
}

export function makeReceipt(
  draft: EnrolmentDraft,
  settings: StationSettings,
  operatorName: string,
): Receipt | null {
  const { sealing, eligibility, biodata } = draft;
  if (!sealing) return null;
  const enrolled = keptCaptures(draft).filter(({ purpose }) => purpose === 'enrolment');
  const count = (modality: ReturnType<typeof modalityOf>) =>
    enrolled.filter(({ subject }) => modalityOf(subject) === modality).length;
  return {
    receiptCode: sealing.receiptCode,
    officeName: settings.officeName,
    placeName: settings.place.name,
    stationName: settings.stationName,
    operatorName,
    nik: biodata.nik,
    name: biodata.name,
    sealedAt: inWords(sealing.at.at, settings.timeZone),
    counts: {
      fingers: count('finger'),
      irises: count('iris'),
      photo: count('face') > 0,
      signature: draft.signature !== null,
    },
    exceptions: new Set(draft.exceptions.map(({ subject }) => subject)).size,
    owed: draft.owed.map(({ step }) => step),
    cardFrom: eligibility.cardFrom && dayInWords(eligibility.cardFrom),
    askAt: settings.publicUrl === undefined ? null : `${settings.publicUrl}/rekaman`,
  };
}

function inWords(at: Instant, zone: TimeZoneName): { id: string; en: string } {
  const format = (locale: string) =>
    `${new Intl.DateTimeFormat(locale, {
      timeZone: timeZones[zone].iana,
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(at))} ${zone}`;
  return { id: format('id-ID'), en: format('en-GB') };
}

function dayInWords(day: PlainDate): { id: string; en: string } {
  const format = (locale: string) =>
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }).format(new Date(`${day}T00:00:00Z`));
  return { id: format('id-ID'), en: format('en-GB') };
}
