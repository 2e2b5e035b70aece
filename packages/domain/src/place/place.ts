import type { Instant } from '../kernel/calendar.ts';
import type { PlaceId } from '../kernel/ids.ts';
import type { Position } from './position.ts';

export const placeKinds = ['disdukcapil', 'kecamatan', 'mobile-unit', 'school'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export const timeZones = {
  WIB: { iana: 'Asia/Jakarta', offsetMinutes: 420 },
  WITA: { iana: 'Asia/Makassar', offsetMinutes: 480 },
  WIT: { iana: 'Asia/Jayapura', offsetMinutes: 540 },
} as const;
export type TimeZoneName = keyof typeof timeZones;

/** Somewhere residents are recorded. */
export interface Place {
  readonly id: PlaceId;
  readonly kind: PlaceKind;
  readonly name: string;
  /** Region code with dots: `53.71` for the office, `53.71.04` for a kecamatan; null for mobile units and schools. */
  readonly regionCode: string | null;
}

/** A place as the office keeps it. */
export interface KeptPlace extends Place {
  /** Null: nobody entered it, or the place moves. */
  readonly position: Position | null;
  /** Since when it is used no more; null: in use. */
  readonly retiredAt: Instant | null;
}

/** What happened to a place. */
export type PlaceFact = { readonly placeId: PlaceId } & Readonly<
  /** Only what changed. */
  | { kind: 'place-changed'; name?: string; position?: Position | null }
  | { kind: 'place-retired'; reason: string }
  | { kind: 'place-used-again' }
>;
