import type { Owner, OwnerKind, Paper } from '../equipment/component.ts';
import type { Rung } from '../equipment/policy.ts';
import type { Instant, PlainDate } from '../kernel/calendar.ts';
import type { ComponentId, FaultId, OfficerId, RepairId, SelfTestId } from '../kernel/ids.ts';

/** `temporary`: it can be made to work with what the office can do; `permanent`: it needs parts, a workshop or a new one. */
export const verdicts = ['temporary', 'permanent'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Diagnosis {
  readonly verdict: Verdict;
  /** Who looked: a technician of the office, of a vendor, of the centre. In words. */
  readonly by: string;
  /** What shows it: measured, opened, tried in another set. */
  readonly evidence: string;
  readonly fileIds: readonly string[];
  readonly on: PlainDate;
}

/** How it is to be mended, from what the office can do alone to what only the centre can. */
export const paths = ['restart', 'local-purchase', 'spare', 'loan', 'vendor', 'province', 'centre'] as const;
export type Path = (typeof paths)[number];

export const payers = [
  'kemendagri',
  'province',
  'regency',
  'vendor-warranty',
  'lender',
  'undecided',
] as const;
export type Payer = (typeof payers)[number];

/** A letter that left the office about this repair. */
export interface SentLetter {
  readonly paper: Paper;
  readonly addressee: string;
  /** The rung it was sent to; it need not be the one the repair stands on. */
  readonly to: Rung;
}

export interface Answer {
  /** Null where it was said, not written. */
  readonly paper: Paper | null;
  readonly from: string;
  readonly summary: string;
  readonly on: PlainDate;
}

/** Something that was tried, which the letter tells. */
export interface Attempt {
  readonly what: string;
  readonly result: string;
  readonly on: PlainDate;
}

export interface Repair {
  readonly id: RepairId;
  readonly faultId: FaultId;
  readonly componentId: ComponentId;
  readonly openedOn: PlainDate;
  readonly openedAt: Instant;
  readonly attempts: readonly Attempt[];
  /** The last one holds. */
  readonly diagnoses: readonly Diagnosis[];
  readonly path: Path | null;
  readonly payer: Payer;
  readonly letters: readonly SentLetter[];
  readonly answers: readonly Answer[];
  /** The last promise; null: nothing was promised. */
  readonly promisedOn: PlainDate | null;
  readonly rung: Rung;
  /** Since when it stands on its rung. */
  readonly rungSince: PlainDate;
  readonly remindedOn: PlainDate | null;
  readonly closedAt: Instant | null;
  readonly closing: RepairClosing | null;
}

export type RepairClosing =
  | { readonly kind: 'self-test'; readonly selfTestId: SelfTestId }
  /** Lost or written off: there is nothing left to mend. */
  | { readonly kind: 'component-gone' };

export type RepairFact = { readonly repairId: RepairId } & Readonly<
  | { kind: 'repair-opened'; faultId: FaultId; componentId: ComponentId; payer: Payer; on: PlainDate }
  | { kind: 'repair-tried'; attempt: Attempt }
  | { kind: 'repair-diagnosed'; diagnosis: Diagnosis }
  | { kind: 'repair-path-chosen'; path: Path; payer: Payer }
  | { kind: 'repair-letter-sent'; letter: SentLetter; on: PlainDate }
  | { kind: 'repair-answered'; answer: Answer; promisedOn: PlainDate | null }
  | { kind: 'repair-reminded'; rung: Rung; on: PlainDate; waitingDays: number }
  | { kind: 'repair-escalated'; from: Rung; to: Rung; on: PlainDate; by: OfficerId | null; reason: string }
  | { kind: 'repair-closed'; closing: RepairClosing }
>;
export type RepairFactKind = RepairFact['kind'];

/** Who should pay, as far as papers say: a warranty first, then whose property it is (RPR3). */
export function derivePayer(
  component: { readonly owner: Owner; readonly warrantyUntil: PlainDate | null },
  today: PlainDate,
): Payer {
  if (component.warrantyUntil !== null && component.warrantyUntil >= today) return 'vendor-warranty';
  return payerOf[component.owner.kind];
}

const payerOf = {
  bmn: 'kemendagri',
  'bmd-grant': 'regency',
  'bmd-apbd': 'regency',
  lent: 'lender',
  unrecorded: 'undecided',
} as const satisfies Record<OwnerKind, Payer>;
