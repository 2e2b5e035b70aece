import type { Readable } from 'node:stream';
import { Refused } from '../../ports/refused.ts';
import { LineText, RecordReader } from '../../resident/index.ts';
import { type Column, columns, type Line, requiredColumns } from './columns.ts';

/** Largest file, bytes: a province's register is less. */
const limitBytes = 8 * 1024 * 1024;

export interface ReadLine {
  /** Number in the file, from 1. */
  readonly number: number;
  /** A refusal where it is no record at all. */
  readonly content: Line | Refused;
}

/** The lines of a register's CSV, by the names in its header. @throws Refused EQUIPMENT_CSV_HEADER, REQUEST_TOO_LARGE */
export async function readLines(file: Readable): Promise<ReadLine[]> {
  const [header, rest] = splitHeader(await readText(file));
  const delimiter = ['\t', ';', ',', '|'].find((sign) => header.includes(sign)) ?? ';';
  const names = header.split(delimiter).map((name) => name.replaceAll('"', '').trim().toLowerCase());
  const missing = requiredColumns.find((column) => !names.includes(column));
  if (missing !== undefined) throw new Refused('EQUIPMENT_CSV_HEADER', { column: missing });
  const lines: ReadLine[] = [];
  const reader = new RecordReader(
    { delimiter, width: names.length, line: 2 },
    {
      record: (fields, number) => void lines.push({ number, content: lineFrom(names, fields) }),
      bad: (number, problem, found) =>
        void lines.push({ number, content: new Refused(problem, { found, expected: names.length }) }),
    },
  );
  reader.push(rest, true);
  return lines;
}

const lineFrom = (names: readonly string[], fields: readonly string[]): Line =>
  Object.fromEntries(
    names.flatMap((name, i) => (columns.includes(name as Column) ? [[name, cellIn(fields[i])]] : [])),
  );

/** A cell as it was before `csvCell` kept a spreadsheet from taking it for a formula. */
const cellIn = (text = ''): string => text.trim().replace(/^'(?=[=+\-@])/, '');

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

function splitHeader(text: string): [string, string] {
  const end = text.indexOf('\n');
  return end === -1 ? [text, ''] : [text.slice(0, end).replace(/\r$/, ''), text.slice(end + 1)];
}
