/** Invented residents as a CSV in the columns of a SIAK-like export (docs/operating/resident-csv.md). */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type PlainDate, plainDate } from '@rekam/domain';
import { type InventedResident, inventResidents } from './invented-resident.ts';
import { readKupang } from './kupang.ts';

export const residentCsvColumns = [
  'NIK',
  'NO_KK',
  'NAMA_LGKP',
  'TMPT_LHR',
  'TGL_LHR',
  'JENIS_KLMIN',
  'GOL_DRH',
  'AGAMA',
  'STAT_KWN',
  'PEKERJAAN',
  'KEWARGANEGARAAN',
  'ALAMAT',
  'NO_RT',
  'NO_RW',
  'KODE_WILAYAH',
  'STATUS_REKAM',
  'TGL_STATUS',
  'SUMBER',
] as const;

/** The values of one resident in the order of `residentCsvColumns`. */
export function residentCsvFields({ biodata, recorded }: InventedResident): string[] {
  return [
    biodata.nik,
    biodata.familyCardNumber ?? '',
    biodata.name,
    biodata.birthPlace,
    biodata.birthDate,
    biodata.sex,
    biodata.bloodGroup,
    biodata.religion,
    biodata.maritalStatus,
    biodata.occupation,
    biodata.nationality,
    biodata.address,
    biodata.rt,
    biodata.rw,
    biodata.kelurahanCode,
    recorded?.status ?? '',
    recorded?.asOf ?? '',
    recorded?.source ?? '',
  ];
}

/** One line with its line feed; a value is quoted where it must be. */
export function csvLine(fields: readonly string[], delimiter: ',' | ';' = ','): string {
  return `${fields.map((field) => quoted(field, delimiter)).join(delimiter)}\n`;
}

const quoted = (field: string, delimiter: string): string =>
  field.includes('"') || field.includes(delimiter) || /[\r\n]/.test(field)
    ? `"${field.replaceAll('"', '""')}"`
    : field;

export interface ResidentCsvWish {
  readonly seed: number | string;
  readonly count: number;
  readonly delimiter?: ',' | ';';
  /** Day on which the ages hold. */
  readonly today?: PlainDate;
}

/** Writes header and `count` lines, and ends the stream. @returns bytes written */
export async function writeResidentCsv(stream: Writable, wish: ResidentCsvWish): Promise<number> {
  const delimiter = wish.delimiter ?? ',';
  let bytes = 0;
  for await (const chunk of residentCsvChunks(wish, delimiter)) {
    bytes += chunk.length;
    if (!stream.write(chunk)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return bytes;
}

/** About 256 kB at a time: long enough that streams cost little, short enough to hold few residents. */
const chunkCharacters = 256 * 1024;

/** The whole file, header first. */
export async function* residentCsvChunks(
  wish: ResidentCsvWish,
  delimiter: ',' | ';',
): AsyncGenerator<Buffer> {
  const city = await readKupang();
  const today = wish.today ?? plainDate(2026, 11, 1);
  let text = csvLine(residentCsvColumns, delimiter);
  for (const resident of inventResidents({ seed: wish.seed, count: wish.count, city, today })) {
    text += csvLine(residentCsvFields(resident), delimiter);
    if (text.length >= chunkCharacters) {
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text) yield Buffer.from(text);
}
