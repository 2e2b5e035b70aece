/** Holidays as a file: `tanggal,nama`, and where it says so `tempat`, `buka`, `tutup`. */
import type { Readable } from 'node:stream';
import { checkSpecialDay, findPlainDate, type Place, type PlainDate, type SpecialDay } from '@rekam/domain';
import { getValue, Refused } from '../ports/refused.ts';
import { LineText, RecordReader } from '../resident/index.ts';

const required = ['tanggal', 'nama'] as const;
/** Bytes of one file: many years of holidays. */
const limitBytes = 256 * 1024;

export interface ReadSpecialDays {
  readonly days: readonly SpecialDay[];
  readonly bad: readonly { readonly line: number; readonly refused: Refused }[];
}

/** @throws Refused SERVICE_DAY_COLUMNS, REQUEST_TOO_LARGE for a file that cannot be read as a whole */
export async function readSpecialDays(
  file: Readable,
  places: readonly Place[],
  today: PlainDate,
): Promise<ReadSpecialDays> {
  const text = await readText(file);
  const end = text.indexOf('\n');
  const header = (end === -1 ? text : text.slice(0, end)).trim();
  const delimiter = ['\t', ';', ',', '|'].find((sign) => header.includes(sign)) ?? ',';
  const names = header.split(delimiter).map((name) => name.replaceAll('"', '').trim().toLowerCase());
  if (required.some((column) => !names.includes(column))) throw new Refused('SERVICE_DAY_COLUMNS');
  const days: SpecialDay[] = [];
  const bad: { line: number; refused: Refused }[] = [];
  const take = (fields: readonly string[], line: number): void => {
    const cell = (name: string): string => (fields[names.indexOf(name)] ?? '').trim();
    try {
      const day = getValue(checkSpecialDay(dayOf(cell, places), today));
      const twice = days.some(({ date, placeId }) => date === day.date && placeId === day.placeId);
      if (twice) throw new Refused('SERVICE_DAY_TWICE');
      days.push(day);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      bad.push({ line, refused: error });
    }
  };
  const reader = new RecordReader(
    { delimiter, width: names.length, line: 2 },
    {
      record: take,
      bad: (line, problem, found) =>
        void bad.push({ line, refused: new Refused(problem, { found, expected: names.length }) }),
    },
  );
  reader.push(end === -1 ? '' : text.slice(end + 1), true);
  return { days, bad };
}

function dayOf(cell: (name: string) => string, places: readonly Place[]): SpecialDay {
  const [place, opens, closes] = [cell('tempat'), cell('buka'), cell('tutup')];
  const found = places.find(({ name }) => name.toLowerCase() === place.toLowerCase());
  if (place !== '' && !found) throw new Refused('PLACE_NOT_FOUND');
  const date = dateIn(cell('tanggal'));
  if (date === undefined) throw new Refused('SERVICE_DAY_INVALID');
  const hours = opens === '' && closes === '' ? null : { opens: clock(opens), closes: clock(closes) };
  return { date, placeId: found?.id ?? null, hours, name: cell('nama') };
}

/** `8.00` or `08:00`. */
const clock = (text: string): string => text.replace('.', ':').padStart(5, '0');

/** `2026-12-25`, `25-12-2026` or `25/12/2026`. */
function dateIn(text: string): PlainDate | undefined {
  const turned = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(text);
  return findPlainDate(
    turned ? `${turned[3]}-${turned[2]!.padStart(2, '0')}-${turned[1]!.padStart(2, '0')}` : text,
  );
}

async function readText(file: Readable): Promise<string> {
  const text = new LineText();
  let [read, bytes] = ['', 0];
  for await (const piece of file) {
    bytes += (piece as Buffer).length;
    if (bytes > limitBytes) throw new Refused('REQUEST_TOO_LARGE');
    read += text.push(piece as Buffer);
  }
  return read + text.end();
}
