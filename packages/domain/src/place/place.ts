import type { PlaceId } from '../kernel/ids.ts';

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
