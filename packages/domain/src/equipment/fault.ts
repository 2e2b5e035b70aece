import type { Instant } from '../kernel/calendar.ts';
import type { ComponentId, FaultId, OfficerId, PlaceId, SelfTestId, StationId } from '../kernel/ids.ts';
import type { ComponentKind } from './component.ts';

/** Why it broke, as offices of the country report it. `unknown`: nobody knows yet, which is said, not left blank. */
export const faultCauses = [
  'power',
  'lightning',
  'fire',
  'water',
  'animals',
  'theft',
  'wear',
  'dead-on-arrival',
  'software',
  'network',
  'unknown',
] as const;
export type FaultCause = (typeof faultCauses)[number];

/** What is seen, heard or smelt. "Does not work" is none; `other` needs words. */
export const symptoms = [
  'no-power',
  'not-detected',
  'hangs',
  'error-shown',
  'poor-quality',
  'captures-fail',
  'slow',
  'damaged',
  'burnt',
  'wet',
  'cable-torn',
  'no-link',
  'disk-full',
  'missing',
  'other',
] as const;
export type Symptom = (typeof symptoms)[number];

/** Symptoms that make sense for a kind, most frequent first, for those who choose; any symptom is accepted. */
export const usualSymptoms: Readonly<Record<ComponentKind, readonly Symptom[]>> = {
  computer: ['no-power', 'hangs', 'error-shown', 'slow', 'disk-full', 'damaged', 'missing', 'other'],
  camera: ['no-power', 'not-detected', 'poor-quality', 'cable-torn', 'damaged', 'missing', 'other'],
  'fingerprint-scanner': [
    'not-detected',
    'captures-fail',
    'hangs',
    'poor-quality',
    'cable-torn',
    'damaged',
    'missing',
    'other',
  ],
  'iris-scanner': [
    'not-detected',
    'captures-fail',
    'hangs',
    'poor-quality',
    'cable-torn',
    'damaged',
    'missing',
    'other',
  ],
  'signature-pad': ['not-detected', 'captures-fail', 'hangs', 'cable-torn', 'damaged', 'missing', 'other'],
  'card-reader': [
    'not-detected',
    'captures-fail',
    'error-shown',
    'cable-torn',
    'damaged',
    'missing',
    'other',
  ],
  ups: ['no-power', 'burnt', 'error-shown', 'damaged', 'missing', 'other'],
  network: ['no-link', 'slow', 'cable-torn', 'error-shown', 'other'],
  'local-server': ['no-power', 'hangs', 'error-shown', 'disk-full', 'no-link', 'slow', 'damaged', 'other'],
  'card-printer': [
    'no-power',
    'not-detected',
    'error-shown',
    'poor-quality',
    'hangs',
    'damaged',
    'missing',
    'other',
  ],
};

/** `stops`: the component does not serve; `limits`: it does, slowly, badly or not every time. */
export const faultEffects = ['stops', 'limits'] as const;
export type FaultEffect = (typeof faultEffects)[number];

/** Who says so: a person with an account, somebody at the place by its label, a station by itself, a card printer of itself, or a record that was brought in. */
export type FaultSource =
  | { readonly kind: 'officer'; readonly officerId: OfficerId }
  /** `name`: as they gave it; the label and the place's PIN let them. */
  | { readonly kind: 'label'; readonly name: string; readonly placeId: PlaceId }
  /** `signal`: what the station measured, such as `device-vanished`. */
  | { readonly kind: 'station'; readonly stationId: StationId; readonly signal: string }
  /** `reason`: a keyword of IPP such as `media-jam`, or the code under which it stays silent. */
  | { readonly kind: 'printer'; readonly reason: string }
  /** `reference`: where it was written, such as a letter or an article. `componentTold`: false where it names the set alone. */
  | { readonly kind: 'record'; readonly reference: string; readonly componentTold?: boolean };

export interface FaultReport {
  readonly symptom: Symptom;
  /** In the reporter's words; needed for `other`. */
  readonly note: string;
  readonly cause: FaultCause;
  readonly effect: FaultEffect;
  readonly source: FaultSource;
  /** Pictures or papers stored at the office. */
  readonly fileIds: readonly string[];
  /** When it began, as far as the reporter knows. */
  readonly since: Instant;
}

/** What ended a fault. */
export type FaultClosing =
  /** Who opened it sees the component work again; only while nobody else had reported it. Null: the component itself. */
  | { readonly kind: 'healed'; readonly stationId: StationId | null }
  | { readonly kind: 'self-test'; readonly selfTestId: SelfTestId }
  /** It was none: reported of the wrong component, or by mistake. With a reason. */
  | { readonly kind: 'mistaken'; readonly reason: string; readonly by: OfficerId }
  /** The component is lost or written off. */
  | { readonly kind: 'component-gone' }
  /** A record that was brought in says that it ended then. */
  | { readonly kind: 'record'; readonly reference: string; readonly at: Instant };

/** Whether any report says of which component it speaks; a record may name the set alone. */
export const tellsComponent = ({ reports }: Pick<Fault, 'reports'>): boolean =>
  reports.some(({ source }) => source.kind !== 'record' || source.componentTold !== false);

/** A fault of one component. */
export interface Fault {
  readonly id: FaultId;
  readonly componentId: ComponentId;
  /** The worst that any report said. */
  readonly effect: FaultEffect;
  /** The last that was not `unknown`, else `unknown`. */
  readonly cause: FaultCause;
  /** The earliest that any report said. */
  readonly since: Instant;
  /** In the order they came; never empty. */
  readonly reports: readonly FaultReport[];
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly closing: FaultClosing | null;
}
