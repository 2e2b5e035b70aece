/** What an office knows about its equipment's past on one day. Days are counted from 1 January 1970; they may be fractions. */
import type { ComponentKind } from '../equipment/component.ts';
import type { FaultCause } from '../equipment/fault.ts';

/** A time during which a component did not work, as it was reported. */
export interface FaultSpell {
  readonly from: number;
  /** Null: not ended yet. */
  readonly to: number | null;
  readonly cause: FaultCause;
  /** When the office heard of it; never after `to`. */
  readonly heardOn: number;
}

export interface ComponentLife {
  readonly kind: ComponentKind;
  readonly placeId: string;
  /** The set it is in; null: in the cupboard. */
  readonly setId: string | null;
  /** When it was bought or, where nobody knows, first seen. */
  readonly bornOn: number;
  /** When it was taken out of use for good; null: still in use. */
  readonly goneOn: number | null;
  /** In the order of time, not overlapping. */
  readonly faults: readonly FaultSpell[];
}

export interface ForecastSet {
  readonly id: string;
  readonly placeId: string;
  readonly needs: readonly ComponentKind[];
}

export interface OfficeHistory {
  readonly now: number;
  /** Since when faults were written down; what broke before is not counted for or against a component. */
  readonly observedFrom: number;
  readonly sets: readonly ForecastSet[];
  readonly components: readonly ComponentLife[];
}

/** Causes that come from outside and may hit several components of a place at once. */
const external: ReadonlySet<FaultCause> = new Set([
  'power',
  'lightning',
  'fire',
  'water',
  'animals',
  'theft',
] as const);

export const isExternal = (cause: FaultCause): boolean => external.has(cause);

export const yearDays = 365.25;

/** Whether it works on a day, as far as the office knows. */
export const worksOn = (life: ComponentLife, day: number): boolean =>
  life.bornOn <= day &&
  (life.goneOn === null || life.goneOn > day) &&
  !life.faults.some(({ from, to }) => from <= day && (to === null || to > day));

/** The same history as the office knew it on an earlier day. */
export function asKnownOn(history: OfficeHistory, day: number): OfficeHistory {
  const past = (when: number | null): number | null => (when !== null && when <= day ? when : null);
  return {
    ...history,
    now: day,
    components: history.components
      .filter((life) => life.bornOn <= day)
      .map((life) => ({
        ...life,
        goneOn: past(life.goneOn),
        faults: life.faults
          .filter(({ heardOn }) => heardOn <= day)
          .map((fault) => ({ ...fault, to: past(fault.to) })),
      })),
  };
}

/** Spans of days, in order, on which none of some sets worked, as far as the faults tell; `to` may be Infinity. */
export function timesWithout(
  components: readonly ComponentLife[],
  sets: readonly ForecastSet[],
): readonly (readonly [from: number, to: number])[] {
  let common: readonly (readonly [number, number])[] = [[-Infinity, Infinity]];
  for (const set of sets) {
    const own = components
      .filter((life) => life.setId === set.id && set.needs.includes(life.kind))
      .flatMap((life) => life.faults.map(({ from, to }) => [from, to ?? Infinity] as const));
    common = common.flatMap(([from, to]) =>
      own
        .map(([start, end]) => [Math.max(from, start), Math.min(to, end)] as const)
        .filter(([start, end]) => start < end),
    );
  }
  return common.toSorted((a, b) => a[0] - b[0]);
}

/** Whether such a span touches the days after `day`, up to the horizon. */
export const happensWithin = (
  spans: readonly (readonly [from: number, to: number])[],
  day: number,
  horizonDays: number,
): boolean => spans.some(([from, to]) => from <= day + horizonDays && to > day);
