/** What everybody may know of a broken device: no serial, no person, nothing of what an officer wrote for officers. */
import type { ComponentKind } from '../equipment/component.ts';
import { type Fault, type FaultCause, type FaultEffect, tellsComponent } from '../equipment/fault.ts';
import type { Rung } from '../equipment/policy.ts';
import type { Instant, PlainDate } from '../kernel/calendar.ts';
import { isPromiseBroken } from './escalation.ts';
import type { Repair } from './repair.ts';

export interface RepairNews {
  /** Null where a record tells of the set alone. */
  readonly kind: ComponentKind | null;
  readonly effect: FaultEffect;
  readonly cause: FaultCause;
  readonly since: Instant;
  /** Null: no repair of it is written down. */
  readonly repair: {
    readonly rung: Rung;
    readonly rungSince: PlainDate;
    /** The last that went out; null: none did. */
    readonly letter: { readonly number: string; readonly date: PlainDate; readonly to: Rung } | null;
    /** When somebody answered last, not before that letter; null: nobody has. */
    readonly answeredOn: PlainDate | null;
    readonly promisedOn: PlainDate | null;
    readonly promiseBroken: boolean;
  } | null;
}

/** Rule RPR30. */
export function tellRepair(
  kind: ComponentKind,
  fault: Pick<Fault, 'effect' | 'cause' | 'since' | 'reports'>,
  repair: Repair | null,
  today: PlainDate,
): RepairNews {
  const { effect, cause, since } = fault;
  return {
    kind: tellsComponent(fault) ? kind : null,
    effect,
    cause,
    since,
    repair: repair && inHand(repair, today),
  };
}

function inHand(repair: Repair, today: PlainDate): NonNullable<RepairNews['repair']> {
  const { rung, rungSince, promisedOn } = repair;
  const last = lastOf(repair.letters, ({ paper }) => paper.date);
  const answer = lastOf(repair.answers, ({ on }) => on);
  const isAnswered = answer !== null && (last === null || answer.on >= last.paper.date);
  return {
    rung,
    rungSince,
    letter: last && { number: last.paper.number, date: last.paper.date, to: last.to },
    answeredOn: isAnswered ? answer.on : null,
    promisedOn,
    promiseBroken: isPromiseBroken(repair, today),
  };
}

/** The one of the latest day; of one day, what was written down last. */
const lastOf = <T>(all: readonly T[], dayOf: (one: T) => PlainDate): T | null =>
  all.reduce<T | null>((last, one) => (last === null || dayOf(one) >= dayOf(last) ? one : last), null);
