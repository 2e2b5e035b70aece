import {
  type CentreLabels,
  type CentreLine,
  findCentreStatus,
  findPlainDate,
  meansDead,
  type PlainDate,
  parseNik,
} from '@rekam/domain';
import { Refused } from '../ports/refused.ts';
import { LineText, RecordReader } from '../resident/index.ts';

/** Columns of an export of the monitoring (docs/operating/centre.md), each with the other names it goes by. */
const namesOf = {
  NIK: ['NIK'],
  STATUS: ['STATUS', 'STATUS_REKAM', 'STATUS_KTP_EL', 'CURRENT_STATUS', 'CURRENT_STATUS_CODE'],
  TANGGAL: ['TANGGAL', 'TGL_STATUS', 'TANGGAL_STATUS', 'TGL'],
  SUMBER: ['SUMBER', 'SUMBER_STATUS'],
} as const;
type Column = keyof typeof namesOf;

const delimiters = [';', ',', '\t', '|'] as const;

/** Source of a word whose line names none. */
const sourceUnsaid = 'Berkas pusat';
/** Lines of one file: twice a city of half a million. */
const mostLines = 1_000_000;

/** @throws Refused where the file as a whole cannot be read; a line that cannot be is still a line */
export function readCentreCsv(bytes: Uint8Array, labels: CentreLabels): CentreLine[] {
  const decoder = new LineText();
  const text = decoder.push(bytes) + decoder.end();
  const { header, number, rest } = splitHeader(text);
  const { delimiter, width, at } = readHeader(header);
  const lines: CentreLine[] = [];
  const add = (line: CentreLine): void => {
    if (lines.length === mostLines) throw new Refused('CENTRE_FILE_TOO_LARGE');
    lines.push(line);
  };
  const reader = new RecordReader(
    { delimiter, width, line: number + 1 },
    {
      record: (fields, line) => {
        const field = (column: Column): string =>
          at[column] === -1 ? '' : (fields[at[column]] ?? '').trim();
        const nik = parseNik(field('NIK'));
        add({
          line,
          nik: nik.ok ? nik.value : null,
          status: findCentreStatus(field('STATUS'), labels) ?? null,
          died: meansDead(field('STATUS')),
          asOf: dayIn(field('TANGGAL')),
          source: field('SUMBER').slice(0, 60) || sourceUnsaid,
        });
      },
      bad: (line) => add({ line, nik: null, status: null, died: false, asOf: null, source: sourceUnsaid }),
    },
  );
  reader.push(rest, true);
  return lines;
}

function splitHeader(text: string): { header: string; number: number; rest: string } {
  let from = 0;
  for (let number = 1; from < text.length; number++) {
    const feed = text.indexOf('\n', from);
    const end = feed === -1 ? text.length : feed;
    const header = text.slice(from, end).trim();
    if (header !== '' && !/^"?sep=.?"?$/i.test(header)) return { header, number, rest: text.slice(end + 1) };
    from = end + 1;
  }
  throw new Refused('IMPORT_EMPTY');
}

function readHeader(header: string) {
  if (header.startsWith('PK') || header.includes('\0')) throw new Refused('IMPORT_NOT_CSV');
  const delimiter = delimiters.reduce((a, b) => (header.split(b).length > header.split(a).length ? b : a));
  const names = header.split(delimiter).map((name) =>
    name
      .replaceAll('"', '')
      .trim()
      .toUpperCase()
      .replaceAll(/[\s.-]+/g, '_'),
  );
  const at = { NIK: -1, STATUS: -1, TANGGAL: -1, SUMBER: -1 };
  for (const column of Object.keys(namesOf) as Column[]) {
    const found = names.flatMap((name, index) =>
      (namesOf[column] as readonly string[]).includes(name) ? [index] : [],
    );
    if (found.length > 1) throw new Refused('IMPORT_COLUMN_TWICE', { column });
    at[column] = found[0] ?? -1;
  }
  const missing = (['NIK', 'STATUS', 'TANGGAL'] as const).filter((column) => at[column] === -1);
  if (missing.length > 0) throw new Refused('CENTRE_COLUMNS_MISSING', { columns: missing.join(', ') });
  return { delimiter, width: names.length, at };
}

/** `2026-11-20`, `20-11-2026` or `20/11/2026`, also with a time behind it. */
function dayIn(text: string): PlainDate | null {
  const day = text.split(/[ T]/)[0] ?? '';
  const turned = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(day);
  const written = turned ? `${turned[3]}-${turned[2]!.padStart(2, '0')}-${turned[1]!.padStart(2, '0')}` : day;
  return findPlainDate(written) ?? null;
}
