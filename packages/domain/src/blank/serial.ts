import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { BlankRefusalCode } from './refusals.ts';

/** Digits of a serial that are counted with; more digits in front belong to the prefix. */
const countedDigits = 15;

/** Serials that follow each other: `prefix` and `width` digits, `from` to `to`, both among them. */
export interface SerialRange {
  readonly prefix: string;
  readonly width: number;
  readonly from: number;
  readonly to: number;
}

/** BLK1: reads a range by its first and last serial as typed; the same serial twice is one piece. */
export function parseSerialRange(first: string, last: string): Outcome<SerialRange, BlankRefusalCode> {
  const a = partsOf(first);
  const b = partsOf(last);
  if (!a || !b || a.prefix !== b.prefix || a.width !== b.width || a.number > b.number)
    return refuse('BLANK_RANGE_INVALID');
  return succeed({ prefix: a.prefix, width: a.width, from: a.number, to: b.number });
}

function partsOf(text: string) {
  const serial = text.replaceAll(/\s/g, '').toUpperCase();
  if (!/^[0-9A-Z./-]{1,40}$/.test(serial)) return undefined;
  const digits = new RegExp(`\\d{1,${countedDigits}}$`).exec(serial)?.[0];
  if (!digits) return undefined;
  return {
    prefix: serial.slice(0, serial.length - digits.length),
    width: digits.length,
    number: Number(digits),
  };
}

/** Pieces in it. */
export const piecesIn = ({ from, to }: SerialRange): number => to - from + 1;

/** Pieces in all of them. */
export const piecesInAll = (ranges: readonly SerialRange[]): number =>
  ranges.reduce((sum, range) => sum + piecesIn(range), 0);

const serialOf = ({ prefix, width }: SerialRange, number: number): string =>
  prefix + String(number).padStart(width, '0');

/** The range as a person reads it: `KT000101–KT000200`, or the one serial. */
export const tellRange = (range: SerialRange): string =>
  range.from === range.to
    ? serialOf(range, range.from)
    : `${serialOf(range, range.from)}–${serialOf(range, range.to)}`;

/** What both have, or null. */
export function overlapOf(a: SerialRange, b: SerialRange): SerialRange | null {
  if (a.prefix !== b.prefix || a.width !== b.width) return null;
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from <= to ? { ...a, from, to } : null;
}

/** What is left of `ranges` without `cuts`. */
export const withoutRanges = (
  ranges: readonly SerialRange[],
  cuts: readonly SerialRange[],
): readonly SerialRange[] =>
  cuts.reduce((left, cut) => left.flatMap((range) => withoutRange(range, cut)), ranges);

function withoutRange(range: SerialRange, cut: SerialRange): readonly SerialRange[] {
  const gone = overlapOf(range, cut);
  if (!gone) return [range];
  return [
    { ...range, to: gone.from - 1 },
    { ...range, from: gone.to + 1 },
  ].filter((left) => left.from <= left.to);
}

/** The same pieces in as few ranges as may be, by serial. */
export function joinRanges(ranges: readonly SerialRange[]): readonly SerialRange[] {
  const joined: SerialRange[] = [];
  for (const range of ranges.toSorted(bySerial)) {
    const last = joined.at(-1);
    const touches = last && overlapOf({ ...last, to: last.to + 1 }, range);
    if (touches) joined[joined.length - 1] = { ...last, to: Math.max(last.to, range.to) };
    else joined.push(range);
  }
  return joined;
}

const bySerial = (a: SerialRange, b: SerialRange): number =>
  a.width - b.width || Number(a.prefix > b.prefix) - Number(a.prefix < b.prefix) || a.from - b.from;

/** The first serials that two of the ranges share, or null. */
export function overlapAmong(ranges: readonly SerialRange[]): SerialRange | null {
  let furthest: SerialRange | undefined;
  for (const range of ranges.toSorted(bySerial)) {
    const shared = furthest && overlapOf(furthest, range);
    if (shared) return shared;
    furthest = range;
  }
  return null;
}
