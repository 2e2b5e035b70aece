import type { ClockReading } from '../kernel/calendar.ts';
import type { OfficerId } from '../kernel/ids.ts';

/** A supervisor's consent, given by PIN at the operator's screen. */
export interface Approval {
  readonly approvedBy: OfficerId;
  readonly at: ClockReading;
  readonly method: 'pin';
}
