/** What `bin/rekam letter verify` says of a letter, in both languages. */
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { shortDate } from '@rekam/protocol/words/dates.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';

export interface Verdict {
  /** `file`: judged by its bytes alone, as no office was named. */
  readonly kind: 'file' | 'file-and-letter' | 'letter';
  readonly valid: boolean;
  /** Refusal code, or the state of a letter; null when valid. */
  readonly problem: string | null;
  readonly facts: Readonly<Record<string, string>>;
}

const states: Readonly<Record<string, Sentence>> = {
  expired: { id: 'Sudah habis masa berlakunya.', en: 'Expired.' },
  replaced: { id: 'Sudah diganti surat yang lebih baru.', en: 'Replaced by a newer letter.' },
  voided: { id: 'Sudah dibatalkan atau diganti.', en: 'Voided or replaced.' },
  unknown: { id: 'Tidak ada surat dengan nomor ini.', en: 'There is no letter of this number.' },
};

const good: Readonly<Record<Verdict['kind'], Sentence>> = {
  file: {
    id: 'Utuh sejak ditandatangani. Lihat di bawah oleh siapa; masih berlaku atau tidak, tanyakan dengan --office URL.',
    en: 'Unchanged since it was signed. See below by whom; ask with --office URL whether it is still in force.',
  },
  'file-and-letter': {
    id: 'Utuh sejak ditandatangani, dan surat bernomor ini masih berlaku. Cocokkan penandatangan dan inisialnya.',
    en: 'Unchanged since it was signed, and the letter of this number is in force. Compare the signer and the initials.',
  },
  letter: { id: 'Asli dan masih berlaku.', en: 'Genuine and in force.' },
};

const names: Readonly<Record<string, string>> = {
  number: 'Nomor · Number',
  name: 'Nama · Name',
  initials: 'Inisial · Initials',
  office: 'Kantor · Office',
  subject: 'Penandatangan · Signer',
  issuer: 'Penerbit · Issuer',
  certificateUntil: 'Sertifikat sampai · Certificate until',
  validUntil: 'Berlaku sampai · Valid until',
  until: 'Berlaku sampai · Valid until',
  endedOn: 'Berakhir sejak · Ended on',
  asOf: 'Keadaan per · As of',
};

/** The verdict and what is known beside it, a line each; a fact without a name here keeps its own. */
export function verdictLines({ kind, valid, problem, facts }: Verdict): string[] {
  const said = problem === null ? good[kind] : (states[problem] ?? sentenceOf(problem, facts));
  const known = Object.entries(facts).map(
    ([name, value]) => `  ${names[name] ?? name}: ${told(name, value)}`,
  );
  return [`${valid ? '✓' : '✗'} ${said.id}`, `  ${said.en}`, ...known];
}

function told(name: string, value: string): string {
  if (name === 'validUntil' || name === 'endedOn') return shortDate(value);
  if (name !== 'asOf' && name !== 'until' && name !== 'certificateUntil') return value;
  const utc = new Date(value).toISOString();
  return `${shortDate(utc.slice(0, 10))} ${utc.slice(11, 16).replace(':', '.')} UTC`;
}
