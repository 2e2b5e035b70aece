import type { PlainDate } from '../kernel/calendar.ts';
import type { CentreStatus } from './status.ts';
import { judgeWord, type LastWord, type ObservedWord, type WordFinding } from './word.ts';

/** One line of a file, read as far as it could be. */
export interface CentreLine {
  /** Number of the line in the file, from 1. */
  readonly line: number;
  /** Sixteen digits; null where the field is none. */
  readonly nik: string | null;
  /** Null for a word nobody knows, and for a death. */
  readonly status: CentreStatus | null;
  /** The word says that the resident died. */
  readonly died: boolean;
  /** Null where the field is no day. */
  readonly asOf: PlainDate | null;
  readonly source: string;
}

export const lineFindings = [
  'new',
  'changes',
  'confirms',
  'died',
  'known',
  'contradicts',
  'earlier',
  'unknown-word',
  'unknown-nik',
  'bad-nik',
  'bad-day',
  'doubled',
  'at-odds',
] as const;
/** `doubled`: said before in the same file; `at-odds`: the file says different things of one NIK. */
export type LineFinding = (typeof lineFindings)[number];

export interface JudgedLine {
  readonly line: CentreLine;
  readonly finding: LineFinding;
  /** What was known before; null where nothing was. */
  readonly last: LastWord | null;
}

const written: readonly LineFinding[] = ['new', 'changes', 'confirms'] satisfies WordFinding[];

/** A line that may be written, with all it needs (CTR22). */
export const isWritten = (
  judged: JudgedLine,
): judged is JudgedLine & { readonly line: { readonly nik: string } & ObservedWord & CentreLine } =>
  written.includes(judged.finding);

/** A line that writes a death down (CTR23). */
export const isDeath = (
  judged: JudgedLine,
): judged is JudgedLine & {
  readonly line: CentreLine & { readonly nik: string; readonly asOf: PlainDate };
} => judged.finding === 'died';

/**
 * CTR20, CTR21: what each line of a file would do.
 * @param lastOf what is known of a NIK; undefined: nobody here has that NIK
 * @param isDead whether a death of that NIK is written down already
 */
export function judgeFile(
  lines: readonly CentreLine[],
  lastOf: (nik: string) => LastWord | null | undefined,
  today: PlainDate,
  isDead: (nik: string) => boolean,
): JudgedLine[] {
  const saidOf = new Map<string, Set<string>>();
  for (const { nik, status, died, asOf } of lines) {
    if (nik === null) continue;
    const said = saidOf.get(nik) ?? new Set();
    saidOf.set(nik, said.add(`${died ? 'died' : status} ${asOf}`));
  }
  const seen = new Set<string>();
  return lines.map((line) => {
    const { nik, status, died, asOf, source } = line;
    const last = nik === null ? undefined : lastOf(nik);
    const as = (finding: LineFinding): JudgedLine => ({ line, finding, last: last ?? null });
    if (nik === null) return as('bad-nik');
    if (saidOf.get(nik)!.size > 1) return as('at-odds');
    if (seen.has(nik)) return as('doubled');
    seen.add(nik);
    if (status === null && !died) return as('unknown-word');
    if (asOf === null || asOf > today) return as('bad-day');
    if (last === undefined) return as('unknown-nik');
    if (status === null) return as(isDead(nik) ? 'known' : 'died');
    return as(judgeWord(last, { status, asOf, source }));
  });
}
