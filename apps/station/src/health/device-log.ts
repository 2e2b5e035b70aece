/** What calls to the devices have shown since this program started: successes, failures by group, and scores by visit. */
import type { DeviceFailure, DeviceKind } from '@rekam/devices';
import type { DeviceVisit, FailureGroupName } from '@rekam/domain';

export interface NotedCapture {
  /** The recording it belongs to: all its captures at one device are one visit. */
  readonly enrolmentId: string;
  readonly slot: string;
  /** Quality of each sample, 0–100. */
  readonly scores: readonly number[];
  readonly ms: number;
}

export interface DeviceCounts {
  readonly captures: number;
  readonly failures: Partial<Record<FailureGroupName, number>>;
  /** Visits that ended, the last twelve; each has its number, so that one told twice counts once. */
  readonly visits: readonly DeviceVisit[];
}

export interface DeviceLog {
  readonly noteCapture: (kind: DeviceKind, capture: NotedCapture) => void;
  readonly noteFailure: (kind: DeviceKind, failure: DeviceFailure) => void;
  /** A recording is over: its visits are whole. */
  readonly endVisits: () => void;
  readonly countsOf: (kind: DeviceKind) => DeviceCounts;
}

const visitsKept = 12;

interface OpenVisit {
  readonly enrolmentId: string;
  readonly slots: Set<string>;
  readonly scores: number[];
  readonly times: number[];
}

interface Counting {
  captures: number;
  readonly failures: Partial<Record<FailureGroupName, number>>;
  readonly visits: DeviceVisit[];
  visitsEnded: number;
  open: OpenVisit | null;
}

export function makeDeviceLog(): DeviceLog {
  const byKind = new Map<DeviceKind, Counting>();
  const countingOf = (kind: DeviceKind): Counting => {
    const known = byKind.get(kind) ?? { captures: 0, failures: {}, visits: [], visitsEnded: 0, open: null };
    byKind.set(kind, known);
    return known;
  };
  return {
    noteCapture: (kind, { enrolmentId, slot, scores, ms }) => {
      const counting = countingOf(kind);
      counting.captures++;
      if (counting.open?.enrolmentId !== enrolmentId) {
        endVisit(counting);
        counting.open = { enrolmentId, slots: new Set(), scores: [], times: [] };
      }
      counting.open.slots.add(slot);
      counting.open.scores.push(...scores);
      counting.open.times.push(ms);
    },
    noteFailure: (kind, { group }) => {
      const { failures } = countingOf(kind);
      failures[group] = (failures[group] ?? 0) + 1;
    },
    endVisits: () => {
      for (const counting of byKind.values()) endVisit(counting);
    },
    countsOf: (kind) => {
      const { captures, failures, visits } = countingOf(kind);
      return { captures, failures: { ...failures }, visits: [...visits] };
    },
  };
}

function endVisit(counting: Counting): void {
  const { open } = counting;
  counting.open = null;
  if (!open || open.scores.length === 0) return;
  counting.visits.push({
    n: ++counting.visitsEnded,
    score: Math.round((10 * open.scores.reduce((sum, score) => sum + score, 0)) / open.scores.length) / 10,
    ms: Math.round(median(open.times)),
    retries: open.times.length - open.slots.size,
  });
  counting.visits.splice(0, counting.visits.length - visitsKept);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
