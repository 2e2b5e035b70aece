import type { PlainDate } from '../kernel/calendar.ts';
import type { ComponentId, PlaceId, SetId, StationId } from '../kernel/ids.ts';
import type { LoanChase } from './loan.ts';

/** What a recording set is made of (SOP 7.2.1.1 and what keeps it running); a set has one slot for each. */
export const componentKinds = [
  'computer',
  'camera',
  'fingerprint-scanner',
  'iris-scanner',
  'signature-pad',
  'card-reader',
  'ups',
  'network',
  'local-server',
  'card-printer',
] as const;
export type ComponentKind = (typeof componentKinds)[number];

/**
 * Whose property a component is, which decides who must pay for its repair. `bmn`: state property of Kemendagri;
 * `bmd-grant`: regional, granted by the centre; `bmd-apbd`: regional, bought by the region; `lent`: somebody else's;
 * `unrecorded`: no paper says so yet, which the register shows as something to settle.
 */
export const ownerKinds = ['bmn', 'bmd-grant', 'bmd-apbd', 'lent', 'unrecorded'] as const;
export type OwnerKind = (typeof ownerKinds)[number];
export type Owner =
  | { readonly kind: Exclude<OwnerKind, 'lent'> }
  /** `by`: the office or body that lent it. `dueOn`: when it wants it back; null where that was not agreed. */
  | { readonly kind: 'lent'; readonly by: string; readonly dueOn: PlainDate | null };

/** Whose money bought it. */
export const fundings = [
  'apbn',
  'apbd-province',
  'apbd-regency',
  'dak',
  'grant',
  'other',
  'unrecorded',
] as const;
export type Funding = (typeof fundings)[number];

/** A paper that stands behind an act: a letter, a hand-over (BAST), an official record (berita acara). */
export interface Paper {
  readonly number: string;
  readonly date: PlainDate;
  /** The scanned paper, stored at the office; null where nobody uploaded it. */
  readonly fileId: string | null;
}

/** What a component is, apart from where it is and whether it works. */
export interface Description {
  readonly kind: ComponentKind;
  /** Data, never a list of ours: vendors come and go. */
  readonly make: string;
  readonly model: string;
  /** Printed on it; upper case, without blanks. For a network line its customer number. */
  readonly serial: string;
  readonly firmware: string | null;
  readonly boughtOn: PlainDate | null;
  readonly funding: Funding;
  /** Paid for it, rupiah; null where not recorded. */
  readonly priceIdr: number | null;
  readonly owner: Owner;
  readonly warrantyUntil: PlainDate | null;
}

/** Where a component is: in exactly one of these at a time. */
export type Whereabouts =
  /** In the slot of its kind. */
  | { readonly at: 'set'; readonly setId: SetId }
  /** Spare, kept at a place. */
  | { readonly at: 'store'; readonly placeId: PlaceId }
  /** Lent out to another office, which owes it back on that day; none is lent without one (EQP8). */
  | { readonly at: 'loan'; readonly to: string; readonly dueOn: PlainDate | null }
  /** Sent away for repair; `dueOn`: promised back, null where nothing was promised. */
  | { readonly at: 'repair'; readonly to: string; readonly dueOn: PlainDate | null }
  | { readonly at: 'lost' }
  | { readonly at: 'written-off' };
export type WhereaboutsKind = Whereabouts['at'];

export interface Component extends Description {
  readonly id: ComponentId;
  readonly where: Whereabouts;
  /** How far its overdue loan has climbed; absent while none has. */
  readonly chase?: LoanChase;
}

/** A recording set: what together makes a counter. */
export interface RecordingSet {
  readonly id: SetId;
  readonly placeId: PlaceId;
  /** `Set 1`: told apart at its place. */
  readonly name: string;
  /** The station that is its computer; null where none was tied to it, so nothing reports by itself. */
  readonly stationId: StationId | null;
  /** Taken out of service for good; it holds no components. */
  readonly retired: boolean;
}
