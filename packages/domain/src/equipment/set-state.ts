import type { Instant } from '../kernel/calendar.ts';
import type { ComponentId, FaultId } from '../kernel/ids.ts';
import { type ComponentKind, componentKinds } from './component.ts';
import { type Fault, tellsComponent } from './fault.ts';
import type { SlotNeed, SlotNeeds } from './policy.ts';

/** What is in a slot now. */
export interface FilledSlot {
  readonly componentId: ComponentId;
  /** Its open fault; null when it works as far as anybody knows. */
  readonly fault: Pick<Fault, 'id' | 'effect' | 'cause' | 'since' | 'reports'> | null;
}
export type Slots = Readonly<Partial<Record<ComponentKind, FilledSlot>>>;

/** A slot that does not do its part. */
export interface FailingSlot {
  readonly slot: ComponentKind;
  readonly problem: 'empty' | 'broken' | 'disturbed';
  /** What it does to recording. */
  readonly need: SlotNeed;
  readonly componentId: ComponentId | null;
  readonly faultId: FaultId | null;
  /** Whether it is said to be this slot; false where a record names the set alone. */
  readonly told: boolean;
  /** Since when, where a fault says so. */
  readonly since: Instant | null;
}

export type Recording = 'open' | 'limited' | 'stopped';

export interface SetState {
  readonly recording: Recording;
  /** Whether the set counts as a working one: it can record, fully or with something owed. */
  readonly records: boolean;
  /** What stops it first, then what limits it, then the rest; in the order of the slots. */
  readonly failing: readonly FailingSlot[];
}

/** Whether a set can record under the office's rules, and which slots fail (EQP20–EQP25). */
export function deriveSetState(slots: Slots, needs: SlotNeeds): SetState {
  const failing = componentKinds
    .flatMap((slot) => findFailing(slot, slots[slot], needs[slot]))
    .sort((a, b) => weight(b) - weight(a));
  const worst = Math.max(0, ...failing.map(weight));
  const recording: Recording = worst === 2 ? 'stopped' : worst === 1 ? 'limited' : 'open';
  return { recording, records: recording !== 'stopped', failing };
}

function findFailing(slot: ComponentKind, filled: FilledSlot | undefined, need: SlotNeed): FailingSlot[] {
  if (!filled)
    return need === 'not-needed'
      ? []
      : [{ slot, problem: 'empty', need, componentId: null, faultId: null, told: true, since: null }];
  const { componentId, fault } = filled;
  if (!fault) return [];
  const problem = fault.effect === 'stops' ? 'broken' : 'disturbed';
  return [
    { slot, problem, need, componentId, faultId: fault.id, told: tellsComponent(fault), since: fault.since },
  ];
}

/** 2: stops recording, 1: limits it, 0: does not touch it. */
function weight({ problem, need }: FailingSlot): 0 | 1 | 2 {
  if (need === 'not-needed') return 0;
  return need === 'needed' && problem !== 'disturbed' ? 2 : 1;
}
