import type { PlainDate } from '@rekam/domain';
import { type Column, columnsOf, type Header, readHeader } from './columns.ts';
import { FirstLines } from './first-lines.ts';
import { LineText } from './line-text.ts';
import { RecordReader } from './records.ts';
import { ResidentLines } from './resident-line.ts';

/** Columns of a COPY row that a resident has. */
export const residentColumns = [
  'nik',
  'family_card_number',
  'name',
  'search_name',
  'birth_place',
  'birth_date',
  'sex',
  'blood_group',
  'religion',
  'marital_status',
  'occupation',
  'nationality',
  'address',
  'rt',
  'rw',
  'kelurahan_code',
  'recorded_status',
  'recorded_source',
  'recorded_as_of',
] as const;

/** Columns of a COPY row, in order, as the staging table has them. */
export const stagedColumns = [...residentColumns, 'died_on', 'death_paper'] as const;

export interface BadLine {
  /** Number of the line in the file, from 1. */
  readonly line: number;
  readonly column: Column | null;
  readonly code: string;
  /** For the reason's sentence. */
  readonly details: Readonly<Record<string, string | number>>;
}

export interface ParsedBlock {
  /** COPY text of the good lines. */
  readonly copy: Buffer;
  readonly good: number;
  readonly bad: BadLine[];
  /** Lines of the file read so far. */
  readonly lines: number;
  /** Columns the file has; none before its header was read. */
  readonly columns: readonly Column[];
}

export interface ParserContext {
  readonly today: PlainDate;
  readonly officeRegion: string;
}

/** Why the file as a whole cannot be read. */
export class UnreadableFile extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(code: string, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** A file of residents, chunk by chunk, into COPY rows and bad lines. One line's garbage never touches another line. */
export class ResidentParser {
  readonly #context: ParserContext;
  readonly #text = new LineText();
  readonly #firstLines = new FirstLines();
  #header: Header | undefined;
  #reader: RecordReader | undefined;
  #before = '';
  #rows: string[] = [];
  #bad: BadLine[] = [];

  constructor(context: ParserContext) {
    this.#context = context;
  }

  push(chunk: Uint8Array): ParsedBlock {
    this.#read(this.#text.push(chunk), false);
    return this.#take();
  }

  end(): ParsedBlock {
    this.#read(this.#text.end(), true);
    if (!this.#header) throw new UnreadableFile('IMPORT_EMPTY');
    return this.#take();
  }

  #read(text: string, last: boolean): void {
    if (this.#reader) {
      this.#reader.push(text, last);
      return;
    }
    this.#before += text;
    const found = firstLine(this.#before, last);
    if (!found) return;
    const header = readHeader(found.line);
    if (!header.ok) throw new UnreadableFile(header.code, header.details);
    this.#header = header.value;
    this.#reader = this.#openReader(header.value, found.number + 1);
    const rest = this.#before.slice(found.end);
    this.#before = '';
    this.#reader.push(rest, last);
  }

  #openReader(header: Header, line: number): RecordReader {
    const lines = new ResidentLines({ header, ...this.#context });
    return new RecordReader(
      { delimiter: header.delimiter, width: header.width, line },
      {
        record: (fields, number) => {
          const read = lines.read(fields);
          if ('code' in read) this.#bad.push({ line: number, ...read });
          else this.#keep(read.nik, read.row, number);
        },
        bad: (number, code, found) =>
          this.#bad.push({ line: number, column: null, code, details: { found, expected: header.width } }),
      },
    );
  }

  #keep(nik: string, row: string, line: number): void {
    const first = this.#firstLines.take(nik, line);
    if (first === 0) this.#rows.push(row);
    else this.#bad.push({ line, column: 'NIK', code: 'IMPORT_NIK_TWICE', details: { first } });
  }

  #take(): ParsedBlock {
    const rows = this.#rows;
    const bad = this.#bad;
    this.#rows = [];
    this.#bad = [];
    const copy = Buffer.from(rows.length === 0 ? '' : `${rows.join('\n')}\n`);
    const columns = this.#header ? columnsOf(this.#header) : [];
    return { copy, good: rows.length, bad, lines: this.#reader?.line ?? 0, columns };
  }
}

/** The header: the first line that is neither blank nor a spreadsheet's `sep=;`. */
function firstLine(text: string, last: boolean): { line: string; number: number; end: number } | undefined {
  let from = 0;
  for (let number = 1; ; number++) {
    const feed = text.indexOf('\n', from);
    if (feed === -1 && !(last && from < text.length)) return undefined;
    const end = feed === -1 ? text.length : feed;
    const line = text.slice(from, end).trim();
    if (line !== '' && !/^"?sep=.?"?$/i.test(line)) return { line, number, end: end + 1 };
    from = end + 1;
  }
}
