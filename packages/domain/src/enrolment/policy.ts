import type { PlainDate } from '../kernel/calendar.ts';
import { plainDate } from '../kernel/calendar.ts';
import { findInForce } from '../kernel/in-force.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { PolicyRefusalCode } from './refusals.ts';
import type { Step } from './steps.ts';
import { steps } from './steps.ts';

/** What may happen when the device a step needs does not work today. */
export type WithoutDevice = 'refuse' | 'owed';

/** Rules of recording that a circular or the office may change: data with a date and a letter, not code. */
export interface EnrolmentPolicy {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  /** Number of the circular or office decision behind this version. */
  readonly basis: string;
  readonly steps: readonly Step[];
  /** Age of the obligation to hold a card, years (UU 24/2013 art. 63: 17). */
  readonly cardAge: number;
  /** Youngest age that may be recorded ahead, years; null: nobody below `cardAge` unless married. */
  readonly earlyAge: number | null;
  /** Lowest accepted quality, 0–100, per modality (MOSIP defaults 40 / 60; face by our own measure). */
  readonly thresholds: { readonly finger: number; readonly iris: number; readonly face: number };
  /** Captures of one step before the best is kept as forced. */
  readonly maxTries: number;
  readonly withoutDevice: {
    readonly finger: WithoutDevice;
    readonly iris: WithoutDevice;
    readonly face: WithoutDevice;
    readonly signature: WithoutDevice;
  };
  readonly offline: {
    /** Days an operator may sign in without the office having been reached. */
    readonly days: number;
    /** Unsent recordings a station may hold. */
    readonly recordings: number;
    /** From this share of either limit (0–1) a countdown is shown. */
    readonly warnFrom: number;
  };
  /** Days the station's resident directory may be used without refresh. */
  readonly directoryDays: number;
  /** Days a sent packet stays on the station after a backup of the office holds it. */
  readonly keepSentDays: number;
  /** Largest believable difference between station and office clock, ms. */
  readonly clockToleranceMs: number;
  /** Age at which an unsent packet alarms, hours. */
  readonly alarmAfterHours: number;
  /** Free disk below which a station refuses to begin, bytes. */
  readonly minimumFreeBytes: number;
}

/**
 * The policy an office starts with. Card at 17: UU 24/2013 art. 63 (1). Recording from 16: Ditjen's practice for first
 * holders, the card from the 17th birthday. Steps: SOP 7.2.1.1. Thresholds 40 and 60 and three tries: MOSIP's defaults;
 * face 40 by our own measure until an office has its own numbers. The limits offline are ours: a week without a line and
 * 500 recordings are more than any week of one counter (100 a day is the Ditjen's design target).
 */
export const defaultEnrolmentPolicy: EnrolmentPolicy = {
  version: 1,
  effectiveFrom: plainDate(2014, 1, 1),
  basis: 'UU 24/2013; SOP 7.2.1.1',
  steps,
  cardAge: 17,
  earlyAge: 16,
  thresholds: { finger: 40, iris: 60, face: 40 },
  maxTries: 3,
  withoutDevice: { finger: 'refuse', iris: 'refuse', face: 'refuse', signature: 'refuse' },
  offline: { days: 7, recordings: 500, warnFrom: 0.5 },
  directoryDays: 14,
  keepSentDays: 7,
  clockToleranceMs: 5 * 60_000,
  alarmAfterHours: 24,
  minimumFreeBytes: 1_000_000_000,
};

/** The version in force on a day: the one that came into force last, of equals the highest. None: nothing is recorded. */
export function policyOn(
  policies: readonly EnrolmentPolicy[],
  today: PlainDate,
): Outcome<EnrolmentPolicy, 'POLICY_NONE_IN_FORCE'> {
  const inForce = findInForce(policies, today);
  return inForce ? succeed(inForce) : refuse('POLICY_NONE_IN_FORCE', { today });
}

/** Whether a policy can be worked with; a number that is missing or absurd refuses the whole version. */
export function checkPolicy(
  policy: EnrolmentPolicy,
): Outcome<EnrolmentPolicy, Exclude<PolicyRefusalCode, 'POLICY_NONE_IN_FORCE'>> {
  if (policy.basis.trim() === '') return refuse('POLICY_BASIS_MISSING');
  if (!stepsMakeSense(policy.steps)) return refuse('POLICY_STEPS_INVALID');
  const wrong = boundsOf(policy).find(({ value, from, to }) => !(value >= from && value <= to));
  if (wrong) {
    return refuse('POLICY_NUMBER_OUT_OF_RANGE', { field: wrong.field, from: wrong.from, to: wrong.to });
  }
  return succeed(policy);
}

/** Biodata first, review last, nothing twice, and something in between that makes it a recording. */
function stepsMakeSense(asked: readonly Step[]): boolean {
  const known = asked.every((step) => steps.includes(step));
  const once = new Set(asked).size === asked.length;
  return (
    known &&
    once &&
    asked[0] === 'biodata' &&
    asked.at(-1) === 'review' &&
    asked.includes('photo') &&
    verificationFollows(asked)
  );
}

/** The second look at the index fingers means nothing before the first. */
function verificationFollows(asked: readonly Step[]): boolean {
  const at = asked.indexOf('verification');
  const firstLooks = [asked.indexOf('left-four'), asked.indexOf('right-four')];
  return at === -1 || firstLooks.every((index) => index !== -1 && index < at);
}

function boundsOf(policy: EnrolmentPolicy) {
  const bound = (field: string, value: number, from: number, to: number) => ({ field, value, from, to });
  return [
    bound('version', policy.version, 1, 1_000_000),
    bound('cardAge', policy.cardAge, 1, 30),
    ...(policy.earlyAge === null ? [] : [bound('earlyAge', policy.earlyAge, 0, policy.cardAge)]),
    bound('thresholds.finger', policy.thresholds.finger, 0, 100),
    bound('thresholds.iris', policy.thresholds.iris, 0, 100),
    bound('thresholds.face', policy.thresholds.face, 0, 100),
    bound('maxTries', policy.maxTries, 1, 10),
    bound('offline.days', policy.offline.days, 1, 90),
    bound('offline.recordings', policy.offline.recordings, 1, 10_000),
    bound('offline.warnFrom', policy.offline.warnFrom, 0, 0.9),
    bound('directoryDays', policy.directoryDays, 1, 365),
    bound('keepSentDays', policy.keepSentDays, 0, 365),
    bound('clockToleranceMs', policy.clockToleranceMs, 1000, 3_600_000),
    bound('alarmAfterHours', policy.alarmAfterHours, 1, 240),
    bound('minimumFreeBytes', policy.minimumFreeBytes, 50_000_000, 1e12),
  ];
}
