import { type PlainDate, plainDate } from '../kernel/calendar.ts';
import { findInForce } from '../kernel/in-force.ts';
import { type Outcome, refuse, succeed } from '../kernel/outcome.ts';

/** How long a recording may wait at the centre before that says something of the centre (STS34): the office's rule, from a day on. */
export interface CentreWaits {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  /** Number of the letter or decision behind this version. */
  readonly basis: string;
  /** Whole days that are ordinary. */
  readonly ordinaryDays: number;
  /** Whole days until which a wait still says something of the service; what waits longer is a case for a person. */
  readonly tellingDays: number;
}

/** Where an office has set none: offices have called 1, 3 and 20 days ordinary (Disdukcapil on SENT_FOR_ENROLLMENT). */
export const defaultCentreWaits: CentreWaits = {
  version: 0,
  effectiveFrom: plainDate(2011, 1, 1),
  basis: 'Rekam',
  ordinaryDays: 20,
  tellingDays: 90,
};

/** A year: whatever waits longer is no news of a service. */
const mostDays = 366;

/** STS34. */
export function checkCentreWaits(waits: CentreWaits): Outcome<CentreWaits, 'SERVICE_WAITS_INVALID'> {
  const { ordinaryDays, tellingDays } = waits;
  const inOrder = ordinaryDays >= 1 && ordinaryDays < tellingDays && tellingDays <= mostDays;
  const whole = Number.isInteger(ordinaryDays) && Number.isInteger(tellingDays);
  return inOrder && whole ? succeed(waits) : refuse('SERVICE_WAITS_INVALID', { most: mostDays });
}

export const centreWaitsOn = (versions: readonly CentreWaits[], today: PlainDate): CentreWaits =>
  findInForce(versions, today) ?? defaultCentreWaits;
