/** What the acts of many people took, in percentiles, and whether that is quick enough. */
import type { Outcome } from './people-at-work.ts';

/** What OpenCRVS 2.0 asks of itself (p50, p95, p99 in ms; its performance test pattern), on hardware four times as large. */
export const limits = { read: [50, 150, 300], write: [100, 300, 500] } as const;

/** ms */
export type Percentiles = readonly [p50: number, p95: number, p99: number];

export interface ActFigures {
  readonly kind: Outcome['kind'];
  readonly times: number;
  readonly ms: Percentiles;
}

export interface PhaseFigures {
  readonly people: number;
  readonly perSecond: number;
  /** Beside what is measured: a page kept by the disk alone. */
  readonly disk: Percentiles;
  /** Beside what is measured: an answer that reads nothing but the session. */
  readonly bare: Percentiles;
  readonly read: Percentiles;
  readonly write: Percentiles;
  readonly failed: number;
  /** Each act by itself. */
  readonly acts: Readonly<Record<string, ActFigures>>;
}

export function figuresOf(
  outcomes: readonly Outcome[],
  diskMs: readonly number[],
  { people, seconds }: { readonly people: number; readonly seconds: number },
): PhaseFigures {
  const good = outcomes.filter(({ failed }) => !failed);
  const of = (wanted: (outcome: Outcome) => boolean) => percentiles(good.filter(wanted).map(({ ms }) => ms));
  const kinds = new Map(good.map(({ act, kind }) => [act, kind]));
  const acts = [...kinds].sort().map(([act, kind]): [string, ActFigures] => [
    act,
    {
      kind,
      times: good.filter((outcome) => outcome.act === act).length,
      ms: of((outcome) => outcome.act === act),
    },
  ]);
  return {
    people,
    perSecond: one(outcomes.length / seconds),
    disk: percentiles(diskMs),
    bare: of(({ kind }) => kind === 'bare'),
    read: of(({ kind }) => kind === 'read'),
    write: of(({ kind }) => kind === 'write'),
    failed: outcomes.length - good.length,
    acts: Object.fromEntries(acts),
  };
}

export const isQuickEnough = ({ read, write }: PhaseFigures): boolean =>
  read.every((ms, index) => ms <= limits.read[index]!) &&
  write.every((ms, index) => ms <= limits.write[index]!);

/** A phase in one line, and below it each act. */
export function tellPhase(name: string, figures: PhaseFigures): string {
  const { people, perSecond, disk, bare, read, write, failed, acts } = figures;
  return [
    `${name.padEnd(10)} ${people} people, ${perSecond} answers/s: disk ${told(disk)} ms, bare ${told(bare)} ms, read ${told(read)} ms, write ${told(write)} ms (p50 / p95 / p99), ${failed} failed`,
    ...Object.entries(acts).map(
      ([act, { kind, times, ms }]) =>
        `           ${act.padEnd(24)} ${kind.padEnd(6)}${String(times).padStart(6)} times ${told(ms)} ms`,
    ),
  ].join('\n');
}

const told = (ms: Percentiles): string => ms.join(' / ');

function percentiles(ms: readonly number[]): Percentiles {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number) => one(sorted[Math.floor(sorted.length * share)] ?? 0);
  return [at(0.5), at(0.95), at(0.99)];
}

const one = (value: number): number => Math.round(value * 10) / 10;
