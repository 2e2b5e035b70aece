import type { PlainDate } from '../kernel/calendar.ts';
import type { ComponentId, FaultId, OfficerId, PlaceId, SetId, StationId } from '../kernel/ids.ts';
import type { Component, Description, Paper, RecordingSet, Whereabouts } from './component.ts';
import type { FaultClosing, FaultReport } from './fault.ts';
import { evolveLoanChase, type LoanKind } from './loan.ts';
import type { Rung } from './policy.ts';
import type { SelfTest } from './self-test.ts';

/** What happened to a component: its history. */
export type ComponentFact = { readonly componentId: ComponentId } & Readonly<
  | { kind: 'component-registered'; description: Description; where: Whereabouts; paper: Paper | null }
  /** Only what changed. */
  | { kind: 'component-described'; changes: Partial<Omit<Description, 'kind'>> }
  /** Installed, taken out, lent, sent for repair, lost, found, written off: all of them are moves. */
  /** An overdue loan was left alone too long on its rung, or is reminded of. */
  | { kind: 'loan-escalated'; loan: LoanKind; dueOn: PlainDate; from: Rung; to: Rung; on: PlainDate }
  | {
      kind: 'loan-reminded';
      loan: LoanKind;
      dueOn: PlainDate;
      rung: Rung;
      on: PlainDate;
      waitingDays: number;
    }
  | { kind: 'component-moved'; from: Whereabouts; to: Whereabouts; paper: Paper | null; note: string }
>;

export type SetFact = { readonly setId: SetId } & Readonly<
  | { kind: 'set-added'; placeId: PlaceId; name: string; stationId: StationId | null }
  /** Only what changed; `paper` where it moved to another place. */
  | {
      kind: 'set-changed';
      placeId?: PlaceId;
      name?: string;
      stationId?: StationId | null;
      paper?: Paper | null;
    }
  | { kind: 'set-retired'; reason: string }
  | { kind: 'set-tested'; test: SelfTest }
>;

export type FaultFact = { readonly faultId: FaultId; readonly componentId: ComponentId } & Readonly<
  | { kind: 'fault-opened'; report: FaultReport }
  /** The same component, reported once more while the fault was open. */
  | { kind: 'fault-reported-again'; report: FaultReport }
  | { kind: 'fault-cause-established'; cause: FaultReport['cause']; by: OfficerId; evidence: string }
  | { kind: 'fault-closed'; closing: FaultClosing }
>;

export type EquipmentFact = ComponentFact | SetFact | FaultFact;
export type EquipmentFactKind = EquipmentFact['kind'];

/** The component as the fact leaves it. */
export function evolveComponent(component: Component | null, fact: ComponentFact): Component {
  if (fact.kind === 'component-registered')
    return { id: fact.componentId, ...fact.description, where: fact.where };
  if (component === null) throw new Error(`${fact.kind} before component-registered`);
  if (fact.kind === 'component-described') return { ...component, ...fact.changes };
  if (fact.kind === 'component-moved') return { ...component, where: fact.to };
  return { ...component, chase: evolveLoanChase(component.chase ?? null, fact) };
}

/** The set as the fact leaves it. */
export function evolveSet(set: RecordingSet | null, fact: SetFact): RecordingSet {
  if (fact.kind === 'set-added') {
    const { setId, placeId, name, stationId } = fact;
    return { id: setId, placeId, name, stationId, retired: false };
  }
  if (set === null) throw new Error(`${fact.kind} before set-added`);
  if (fact.kind === 'set-retired') return { ...set, retired: true };
  if (fact.kind === 'set-tested') return set;
  const { kind: _, setId: __, paper: ___, ...changes } = fact;
  return { ...set, ...changes };
}
