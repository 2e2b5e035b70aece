/** A whole list of numbers checked at once, at the counter of a bank or a polling station (LET32). */
import { csvCell } from '../ports/csv-cell.ts';
import { Refused } from '../ports/refused.ts';
import type { PublicAnswer } from './status-list.ts';

/** The longest list at once: more than a branch or a polling station has, little enough to answer at once. */
const mostNumbers = 2000;

export interface CheckedNumber {
  /** As it was asked, in capitals. */
  readonly number: string;
  readonly answer: PublicAnswer;
}

/**
 * The numbers of a list: one a line, in its first column. A header and empty lines are passed over.
 * @throws Refused LETTER_LIST_EMPTY, LETTER_LIST_TOO_LONG
 */
export function readNumbers(text: string): string[] {
  const numbers = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line
        .split(/[;,\t]/, 1)[0]!
        .replaceAll('"', '')
        .trim()
        .toUpperCase(),
    )
    .filter((number) => number !== '' && !/^(NOMOR|NUMBER)/.test(number));
  if (numbers.length === 0) throw new Refused('LETTER_LIST_EMPTY');
  if (numbers.length > mostNumbers) throw new Refused('LETTER_LIST_TOO_LONG', { most: mostNumbers });
  return numbers;
}

const states = {
  valid: 'BERLAKU',
  expired: 'HABIS',
  replaced: 'DIGANTI',
  voided: 'BATAL',
  unknown: 'TIDAK DIKENAL',
} as const;

export function checkedCsv(checked: readonly CheckedNumber[], asOf: string): Buffer {
  const header = ['nomor_surat', 'keadaan', 'inisial', 'berlaku_sampai', 'berakhir_pada', 'per'];
  const rows = checked.map(({ number, answer }) => [
    number,
    states[answer.state],
    answer.initials,
    answer.validUntil,
    answer.endedOn,
    asOf,
  ]);
  return Buffer.from(`\uFEFF${[header, ...rows].map((row) => `${row.map(csvCell).join(';')}\r\n`).join('')}`);
}
