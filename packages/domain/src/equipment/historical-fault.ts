import type { PlainDate } from '../kernel/calendar.ts';
import type { ComponentKind } from './component.ts';
import type { FaultCause, FaultEffect, Symptom } from './fault.ts';

/** How well a source dates something: on that day, on that day at the latest, or thereabouts. */
export type Dating = 'on' | 'by' | 'about';

/** A fault of the past, as a letter or an article tells it; brought in as a fact, never written into the code. */
export interface HistoricalFault {
  /** Name of the place whose set it is about. */
  readonly place: string;
  readonly kind: ComponentKind;
  /** False: the source speaks of the set alone, and the component is assumed. */
  readonly componentTold: boolean;
  readonly symptom: Symptom;
  readonly cause: FaultCause;
  readonly effect: FaultEffect;
  readonly since: PlainDate;
  readonly sinceDating: Dating;
  /** The day it worked again; null: no source says so. */
  readonly until: PlainDate | null;
  readonly note: string;
  /** Where it is written. */
  readonly reference: string;
}
