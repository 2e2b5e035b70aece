import type { Instant } from '../kernel/calendar.ts';
import type { Fault, FaultReport, Symptom } from './fault.ts';

/** `fault`: somebody must repair; `supply`: somebody must refill, close or resume; `silence`: it does not answer. */
export type ComplaintKind = 'fault' | 'supply' | 'silence';

/** What ails a card printer, as it says itself or as its silence says. */
export interface PrinterComplaint {
  /** Keyword of RFC 8011 §5.4.12 without its severity, or the code under which it stays silent. */
  readonly reason: string;
  readonly kind: ComplaintKind;
  /** When it was first heard, without a break since. */
  readonly since: Instant;
}

/** So long may a hopper be refilled, a cover stand open or a cable be out before it is a fault, ms (own choice). */
const passingMs = 120_000;

/** Those of the complaints that are faults by now (EQP42). */
export const dueComplaints = (complaints: readonly PrinterComplaint[], now: Instant): PrinterComplaint[] =>
  complaints.filter(
    ({ kind, since }) => kind === 'fault' || Date.parse(now) - Date.parse(since) >= passingMs,
  );

/** Those that the open fault does not hold yet (EQP43). */
export const untoldComplaints = (
  complaints: readonly PrinterComplaint[],
  open: Pick<Fault, 'reports'> | null,
): PrinterComplaint[] => {
  const told = new Set(open?.reports.map(({ source }) => source.kind === 'printer' && source.reason));
  return complaints.filter(({ reason }) => !told.has(reason));
};

const symptomOf: Readonly<Record<ComplaintKind, Symptom>> = {
  fault: 'error-shown',
  supply: 'error-shown',
  silence: 'not-detected',
};

/** @param note the complaint in words */
export const reportOfComplaint = ({ reason, kind, since }: PrinterComplaint, note: string): FaultReport => ({
  symptom: symptomOf[kind],
  note,
  cause: 'unknown',
  effect: 'stops',
  source: { kind: 'printer', reason },
  fileIds: [],
  since,
});
