import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { PlaceRefusalCode } from './refusals.ts';

/** Degrees north and east. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Indonesia from Rote to Weh and from Weh to the border with Papua New Guinea, with some sea, degrees. */
const bounds = { south: -12, north: 7, west: 94, east: 142 };

/** Reads what maps copy: `-10.1583, 123.6070`; blank: not known. A decimal comma is read where a blank or `;` parts the two. */
export function parsePosition(text: string): Outcome<Position | null, PlaceRefusalCode> {
  const tidy = text.trim();
  if (tidy === '') return succeed(null);
  const parts = tidy.split(/\s*[;\s]\s*|,\s+/).length === 2 ? tidy.split(/,?\s*[;\s]\s*/) : tidy.split(',');
  const [latitude, longitude] = parts.map((part) => degrees(part));
  if (parts.length !== 2 || latitude === undefined || longitude === undefined)
    return refuse('PLACE_POSITION');
  return checkPosition({ latitude, longitude });
}

const degrees = (text: string): number | undefined =>
  /^[+-]?\d{1,3}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined;

/** A position in Indonesia (PLC6), to five places: a metre. */
export function checkPosition({ latitude, longitude }: Position): Outcome<Position, PlaceRefusalCode> {
  const within =
    latitude >= bounds.south &&
    latitude <= bounds.north &&
    longitude >= bounds.west &&
    longitude <= bounds.east;
  if (!within) return refuse('PLACE_POSITION');
  const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
  return succeed({ latitude: rounded(latitude), longitude: rounded(longitude) });
}
