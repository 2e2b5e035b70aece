import type { PlainDate } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { CentreRefusalCode } from './refusals.ts';
import { judgeWord, type LastWord } from './word.ts';

/** `records`: Rekam's own documented folder; `mosip`: registration packets as a MOSIP-shaped centre takes them. */
export const exportForms = ['records', 'mosip'] as const;
export type ExportForm = (typeof exportForms)[number];

/** A recording as the next export weighs it. */
export interface ExportCandidate {
  readonly state: 'received' | 'counted' | 'held' | 'set-aside';
  readonly hasSamples: boolean;
  /** The last finished export it lies in; null: none. */
  readonly exportedIn: { readonly sent: boolean } | null;
}

export const exportFindings = [
  'taken',
  'sent',
  'exported',
  'held',
  'samples-destroyed',
  'unreadable',
] as const;
/** What an export does with a recording: only the first is in it. `unreadable` shows while it is written. */
export type ExportFinding = (typeof exportFindings)[number];

/** CTR40, CTR41. @returns null for what is no recording to send yet, or not any more */
export function judgeCandidate(
  { state, hasSamples, exportedIn }: ExportCandidate,
  again: boolean,
): ExportFinding | null {
  if (state === 'held') return 'held';
  if (state !== 'counted') return null;
  if (exportedIn !== null && !again) return exportedIn.sent ? 'sent' : 'exported';
  return hasSamples ? 'taken' : 'samples-destroyed';
}

export interface ExportWish {
  readonly form: ExportForm;
  /** Whom the files are encrypted to, `age1…`; null: nobody was named. */
  readonly recipient: string | null;
  /** Said outright that the files shall lie in the clear. */
  readonly open: boolean;
  /** Why recordings go again that were exported already; null: they do not. */
  readonly againBecause: string | null;
  /** What the centre gave this office, for packets; null: nothing. */
  readonly centre: { readonly center: string; readonly machine: string; readonly hasKey: boolean } | null;
}

/** CTR41, CTR43: whether an export may be begun as it is wished. */
export function decideExport(wish: ExportWish): Outcome<null, CentreRefusalCode> {
  const { form, recipient, open, againBecause, centre } = wish;
  if (againBecause !== null && againBecause.trim().length < 5) return refuse('CENTRE_REASON_MISSING');
  if (form === 'mosip') {
    const named = centre && /^\d{5}$/.test(centre.center) && /^\d{5}$/.test(centre.machine);
    return named && centre.hasKey ? succeed(null) : refuse('CENTRE_EXPORT_KEY_MISSING');
  }
  if (recipient === null) return open ? succeed(null) : refuse('CENTRE_EXPORT_UNSEALED');
  if (open) return refuse('CENTRE_EXPORT_SEALED_OR_OPEN');
  return /^age1[02-9ac-hj-np-z]{58}$/.test(recipient) ? succeed(null) : refuse('CENTRE_EXPORT_RECIPIENT');
}

export interface SendingQuestion {
  /** Day on which the export was made. */
  readonly madeOn: PlainDate;
  readonly finished: boolean;
  readonly alreadySentOn: PlainDate | null;
  readonly sentOn: PlainDate;
  /** How it went: `Aplikasi pusat`, `Flashdisk ke provinsi`. */
  readonly means: string;
  readonly today: PlainDate;
}

/** CTR44: whether a sending may be written down as seen. */
export function decideSending(question: SendingQuestion): Outcome<null, CentreRefusalCode> {
  const { madeOn, finished, alreadySentOn, sentOn, means, today } = question;
  if (!finished) return refuse('CENTRE_EXPORT_UNFINISHED');
  if (alreadySentOn !== null) return refuse('CENTRE_EXPORT_SENT', { on: alreadySentOn });
  if (sentOn > today) return refuse('CENTRE_IN_FUTURE');
  if (sentOn < madeOn) return refuse('CENTRE_SENT_BEFORE_MADE', { madeOn });
  return means.trim() === '' ? refuse('CENTRE_SOURCE_MISSING') : succeed(null);
}

/** CTR45: whether the sending says anything new of a resident; where the centre said more or later, it does not. */
export function saysSent(last: LastWord | null, sentOn: PlainDate): boolean {
  const finding = judgeWord(last, { status: 'SENT_FOR_ENROLLMENT', asOf: sentOn, source: '' });
  return finding === 'new' || finding === 'changes' || finding === 'confirms';
}
