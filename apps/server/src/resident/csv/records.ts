/*
 * Text into records of fields, for files of millions of lines in which any line may be garbage (RFC 4180 with the
 * freedoms of real exports). Our own because of one rule no general reader has: a quote that is never closed must not
 * swallow the lines that follow it. A record may go on over several lines only when it then has exactly the header's
 * number of fields; otherwise its first line alone is bad and the next line is read afresh.
 */

import { endlessLine } from './line-text.ts';

/** Most lines of one record: an address of a few lines, never half a file. */
const mostLines = 8;

export type RecordProblem = 'IMPORT_FIELD_COUNT' | 'IMPORT_QUOTES' | 'IMPORT_LINE_TOO_LONG';

export interface RecordSink {
  /** @param line number of the record's first line in the file, from 1 */
  record(fields: string[], line: number): void;
  /** @param found number of fields */
  bad(line: number, problem: RecordProblem, found: number): void;
}

export class RecordReader {
  readonly #delimiter: string;
  readonly #width: number;
  readonly #sink: RecordSink;
  #line: number;
  #waiting = '';

  /** @param line number of the next line in the file */
  constructor(format: { delimiter: string; width: number; line: number }, sink: RecordSink) {
    this.#delimiter = format.delimiter;
    this.#width = format.width;
    this.#line = format.line;
    this.#sink = sink;
  }

  /** Lines read so far. */
  get line(): number {
    return this.#line - 1;
  }

  /** @param text whole lines; @param last whether the file ends with it */
  push(text: string, last: boolean): void {
    const all = this.#waiting === '' ? text : this.#waiting + text;
    this.#waiting = '';
    let quote = all.indexOf('"');
    let from = 0;
    while (from < all.length) {
      const feed = all.indexOf('\n', from);
      const to = feed === -1 ? all.length : feed;
      if (quote !== -1 && quote < from) quote = all.indexOf('"', from);
      if (quote !== -1 && quote < to) {
        const next = this.#quoted(all, from, to, last);
        if (next === undefined) {
          this.#waiting = all.slice(from);
          return;
        }
        from = next;
        continue;
      }
      this.#plain(all.slice(from, to > from && all.charCodeAt(to - 1) === 13 ? to - 1 : to));
      from = to + 1;
    }
  }

  #plain(line: string): void {
    const number = this.#line++;
    const fields = line.split(this.#delimiter);
    if (fields.length === this.#width) this.#sink.record(fields, number);
    else this.#take(fields, number);
  }

  /** Fields beyond the header's that are empty do no harm; a line of nothing is no line. */
  #take(fields: string[], number: number): void {
    const surplus = fields.slice(this.#width);
    if (fields.every((field) => field.trim() === '')) return;
    if (fields.length === 1 && fields[0] === endlessLine) {
      this.#sink.bad(number, 'IMPORT_LINE_TOO_LONG', 1);
      return;
    }
    if (fields.length >= this.#width && surplus.every((field) => field.trim() === ''))
      this.#sink.record(fields.slice(0, this.#width), number);
    else this.#sink.bad(number, 'IMPORT_FIELD_COUNT', fields.length);
  }

  /** Reads one record with quotes. @returns where the next begins; undefined when more text is needed to know */
  #quoted(all: string, from: number, firstEnd: number, last: boolean): number | undefined {
    let end = firstEnd;
    for (let lines = 1; lines <= mostLines; lines++) {
      const record = splitQuoted(withoutReturn(all.slice(from, end)), this.#delimiter);
      if (record === 'broken') break;
      if (record !== 'open') {
        const number = this.#line;
        if (lines === 1 || record.length === this.#width) {
          this.#line += lines;
          this.#take(record, number);
          return end + 1;
        }
        break;
      }
      if (end >= all.length - 1) {
        if (!last) return undefined;
        break;
      }
      const feed = all.indexOf('\n', end + 1);
      end = feed === -1 ? all.length : feed;
    }
    this.#sink.bad(this.#line++, 'IMPORT_QUOTES', 0);
    return firstEnd + 1;
  }
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/**
 * Fields of one record. Quotes count only where a field begins with one; inside a plain field they are characters.
 * @returns 'open': a quote is not closed yet; 'broken': something stands behind a closing quote
 */
function splitQuoted(record: string, delimiter: string): string[] | 'open' | 'broken' {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (record[at] !== '"') {
      const next = record.indexOf(delimiter, at);
      fields.push(next === -1 ? record.slice(at) : record.slice(at, next));
      if (next === -1) return fields;
      at = next + 1;
      continue;
    }
    const close = closingQuote(record, at + 1);
    if (close === -1) return 'open';
    fields.push(record.slice(at + 1, close).replaceAll('""', '"'));
    if (close + 1 === record.length) return fields;
    if (record[close + 1] !== delimiter) return 'broken';
    at = close + 2;
  }
}

function closingQuote(record: string, from: number): number {
  for (let at = record.indexOf('"', from); at !== -1; at = record.indexOf('"', at + 2)) {
    if (record[at + 1] !== '"') return at;
  }
  return -1;
}
