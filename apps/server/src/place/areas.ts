import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TimeZoneName } from '@rekam/domain';

/** Regions of Indonesia by Kepmendagri 300.2.2-2138/2025, from `idn-area-data` (data licence ODbL). */
export interface Regency {
  /** `53.71` */
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly suggestedTimeZone: TimeZoneName;
}
export interface Kecamatan {
  readonly code: string;
  readonly name: string;
}
export interface Kelurahan extends Kecamatan {
  readonly kecamatanCode: string;
  readonly kecamatanName: string;
}

/**
 * Provinces outside western time (Keppres 41/1987 with the provinces founded since): Bali, both Nusa Tenggara,
 * South, East and North Kalimantan and Sulawesi in the middle; Maluku and Papua in the east.
 */
const central = new Set(['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76']);
const eastern = new Set(['81', '82', '91', '92', '93', '94', '95', '96', '97']);

export function suggestTimeZone(regencyCode: string): TimeZoneName {
  const province = regencyCode.slice(0, 2);
  if (eastern.has(province)) return 'WIT';
  return central.has(province) ? 'WITA' : 'WIB';
}

const dataDir = join(dirname(fileURLToPath(import.meta.resolve('idn-area-data'))), '../data');

function readRows(file: string): string[][] {
  const lines = readFileSync(join(dataDir, file), 'utf8').split('\n').slice(1);
  return lines.filter((line) => line !== '').map((line) => splitLine(line.trimEnd()));
}

function splitLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) =>
    match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'),
  );
}

let known: readonly Regency[] | undefined;

/** All regencies and cities, by code. */
export function listRegencies(): readonly Regency[] {
  known ??= readRegencies();
  return known;
}

function readRegencies(): Regency[] {
  const provinces = new Map(readRows('provinces.csv').map(([code, name]) => [code!, name!]));
  return readRows('regencies.csv').map(([code, provinceCode, name]) => ({
    code: code!,
    name: name!,
    province: provinces.get(provinceCode!) ?? provinceCode!,
    suggestedTimeZone: suggestTimeZone(code!),
  }));
}

/** Regencies whose name, province or code begins with or contains the words of `q`; all for an empty `q`. */
export function searchRegencies(q: string): readonly Regency[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return listRegencies().filter(({ code, name, province }) => {
    const text = `${code} ${name} ${province}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export const findRegency = (code: string): Regency | undefined =>
  listRegencies().find((regency) => regency.code === code);

/** Kecamatan of a regency with their kelurahan and desa. */
export function listAreasOf(regencyCode: string): { kecamatan: Kecamatan[]; kelurahan: Kelurahan[] } {
  const within = ([code]: string[]): boolean => code!.startsWith(`${regencyCode}.`);
  const kecamatan = readRows('districts.csv')
    .filter(within)
    .map(([code, , name]) => ({ code: code!, name: name! }));
  const nameOf = new Map(kecamatan.map(({ code, name }) => [code, name]));
  const kelurahan = readRows('villages.csv')
    .filter(within)
    .map(([code, kecamatanCode, name]) => ({
      code: code!,
      name: name!,
      kecamatanCode: kecamatanCode!,
      kecamatanName: nameOf.get(kecamatanCode!) ?? kecamatanCode!,
    }));
  return { kecamatan, kelurahan };
}
