import type { Brand } from '../kernel/brand.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { PlaceRefusalCode } from './refusals.ts';

/** `53`, `53.71`, `53.71.04` or `53.71.04.1001`: province, regency or city, kecamatan, kelurahan or desa. */
export type RegionCode = Brand<string, 'RegionCode'>;
export type RegionLevel = 'province' | 'regency' | 'kecamatan' | 'kelurahan';

const levelOfLength: Readonly<Record<number, RegionLevel>> = {
  2: 'province',
  5: 'regency',
  8: 'kecamatan',
  13: 'kelurahan',
};

/** Reads a region code, dotted or as bare digits. */
export function parseRegionCode(
  text: string,
): Outcome<RegionCode, Extract<PlaceRefusalCode, 'PLACE_REGION_CODE'>> {
  const digits = text.trim().replaceAll('.', '');
  const dotted = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)]
    .filter((part) => part !== '')
    .join('.');
  const wellFormed = /^\d+$/.test(digits) && levelOfLength[dotted.length] !== undefined;
  const asGiven = !text.includes('.') || text.trim() === dotted;
  return wellFormed && asGiven ? succeed(dotted as RegionCode) : refuse('PLACE_REGION_CODE');
}

export const levelOf = (code: RegionCode): RegionLevel => levelOfLength[code.length]!;

/** Whether `inner` is `outer` or lies in it. */
export const liesWithin = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(`${outer}.`);
