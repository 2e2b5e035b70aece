import type { PlainDate } from '../kernel/calendar.ts';
import { partsOf, plainDate } from '../kernel/calendar.ts';
import type { LetterId } from '../kernel/ids.ts';
import type { LetterPurpose } from './policy.ts';

/**
 * Why an officer ends a letter before its day. `spoiled`: never handed out (misprint, wrong person), which explains its
 * number.
 */
export const voidReasonsByHand = ['card-handed-over', 'ordered', 'lost', 'spoiled'] as const;
/** And what ends it by itself: the holder's death (LET14). */
export const voidReasons = [...voidReasonsByHand, 'death'] as const;
export type VoidReason = (typeof voidReasons)[number];

/** A letter as its facts add up. */
export interface Letter {
  readonly id: LetterId;
  /** As printed. */
  readonly number: string;
  readonly purpose: LetterPurpose;
  readonly issuedOn: PlainDate;
  /** Last day on which it is valid. */
  readonly validUntil: PlainDate;
  readonly voided: { readonly on: PlainDate; readonly reason: VoidReason } | null;
  readonly previousId: LetterId | null;
  readonly replacedById: LetterId | null;
}

export type LetterState = 'valid' | 'expired' | 'replaced' | 'voided';

/** LET13. */
export function letterStateOn(
  letter: Pick<Letter, 'voided' | 'replacedById' | 'validUntil'>,
  today: PlainDate,
): LetterState {
  if (letter.voided) return 'voided';
  if (letter.replacedById) return 'replaced';
  return today > letter.validUntil ? 'expired' : 'valid';
}

/** LET10: the last valid day of a letter of so many months. */
export function lastValidDay(issuedOn: PlainDate, months: number): PlainDate {
  const { year, month, day } = partsOf(issuedOn);
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const daysThere = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return plainDate(target.getUTCFullYear(), target.getUTCMonth() + 1, Math.min(day, daysThere));
}

/** LET31: `M. T. B.` for Maria Theresia Bale. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${Array.from(word)[0]!.toUpperCase()}.`)
    .join(' ');
