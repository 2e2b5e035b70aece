import type { GreyImage } from '../grey-image.ts';
import { ByteWriter } from '../records/byte-cursor.ts';
import { halve, planSubbands, type Region } from '../records/wsq/subbands.ts';

/**
 * Right halves of the filters that take a picture apart: the biorthogonal pair of nine and seven taps of Cohen,
 * Daubechies and Feauveau, each of length √2, as table A.1 of IAFIS-IC-0110 gives them.
 */
const slowTaps = [0.8526986790094, 0.3774028556126, -0.1106244044184, -0.0238494650194, 0.0378284555069];
const fastTaps = [0.7884856164056, -0.4180922732222, -0.0406894176091, 0.0645388826289];

/** Greys are moved by their middle before they are taken apart, and put back into the middle of their bins. */
const shift = 128;
const centre = 0.5;

/** Subbands that begin a block of their own. */
const blockStarts = [0, 19, 52, 60];

/**
 * A WSQ picture for tests: whole numbers of `step` greys, bins around zero a fifth wider, words as long as they are
 * rare. It makes files that are read as easily as those of others, not as small.
 */
export function writeWsq(image: GreyImage, step = 8): Uint8Array {
  const { width, height, dpi } = image;
  const { subbands, joins } = planSubbands(width, height);
  const plane = Float64Array.from(image.pixels, (grey) => grey - shift);
  for (const region of [...joins].reverse()) splitRegion(plane, width, region);
  const rounded = subbands.map((region) => sentOf(roundRegion(plane, width, region, step)));
  const writer = new ByteWriter().u16(0xffa0);
  if (dpi > 0) segment(writer, 0xffa8, new TextEncoder().encode(`NIST_COM 2\nPPI ${dpi}\n`));
  segment(writer, 0xffa4, transformTable());
  segment(writer, 0xffa5, quantizationTable(rounded, step));
  segment(writer, 0xffa2, frameHeader(width, height));
  blockStarts.slice(1).forEach((end, i) => {
    writeBlock(writer, i, wordsOf(rounded.slice(blockStarts[i], end).flat()));
  });
  return writer.u16(0xffa1).done();
}

function segment(writer: ByteWriter, marker: number, contents: Uint8Array): void {
  writer.u16(marker, contents.length + 2).bytes(contents);
}

function transformTable(): Uint8Array {
  const writer = new ByteWriter().u8(2 * slowTaps.length - 1, 2 * fastTaps.length - 1);
  for (const tap of [...slowTaps, ...fastTaps])
    writer.u8(tap < 0 ? 1 : 0, 9).u32(Math.round(Math.abs(tap) * 1e9));
  return writer.done();
}

/** A subband of nothing but zeros is not sent. */
const sentOf = (values: number[]): number[] => (values.some((value) => value !== 0) ? values : []);

function quantizationTable(rounded: readonly (readonly number[])[], step: number): Uint8Array {
  const writer = new ByteWriter().u8(2).u16(centre * 100);
  for (let i = 0; i < 64; i++) {
    const sent = (rounded[i]?.length ?? 0) > 0;
    writer.u8(1).u16(sent ? Math.round(step * 10) : 0);
    writer.u8(1).u16(sent ? Math.round(zeroBin(step) * 10) : 0);
  }
  return writer.done();
}

const zeroBin = (step: number): number => Math.round(step * 12) / 10;

function frameHeader(width: number, height: number): Uint8Array {
  const writer = new ByteWriter().u8(0, 255).u16(height, width);
  return writer.u8(0).u16(shift).u8(0).u16(1).u8(1).u16(0).done();
}

function splitRegion(plane: Float64Array, stride: number, region: Region): void {
  const { left, top, width, height, turnedX, turnedY } = region;
  for (let y = 0; y < height; y++) splitLine(plane, (top + y) * stride + left, 1, width, turnedX);
  for (let x = 0; x < width; x++) splitLine(plane, top * stride + left + x, stride, height, turnedY);
}

function splitLine(plane: Float64Array, start: number, step: number, length: number, turned: boolean): void {
  const line = Array.from({ length }, (_, i) => plane[start + i * step]!);
  const weigh = (taps: readonly number[], middle: number) =>
    taps.reduce(
      (sum, tap, m) =>
        sum +
        tap * (m === 0 ? mirrored(line, middle) : mirrored(line, middle - m) + mirrored(line, middle + m)),
      0,
    );
  const { slow, fast, slowAt, fastAt } = halve(length, turned);
  for (let k = 0; k < slow; k++) plane[start + (slowAt + k) * step] = weigh(slowTaps, 2 * k);
  for (let k = 0; k < fast; k++) plane[start + (fastAt + k) * step] = weigh(fastTaps, 2 * k + 1);
}

function mirrored(line: readonly number[], at: number): number {
  const period = Math.max(1, 2 * (line.length - 1));
  const place = ((at % period) + period) % period;
  return line[place < line.length ? place : period - place]!;
}

function roundRegion(plane: Float64Array, stride: number, region: Region, step: number): number[] {
  const { left, top, width, height } = region;
  return Array.from({ length: width * height }, (_, i) => {
    const value = plane[(top + Math.floor(i / width)) * stride + left + (i % width)]!;
    const beyond = Math.abs(value) - zeroBin(step) / 2;
    return beyond <= 0 ? 0 : Math.sign(value) * (1 + Math.floor(beyond / step));
  });
}

/** A symbol of the code, and the bits that follow it as they are. */
interface Word {
  readonly symbol: number;
  readonly tail?: { readonly value: number; readonly bits: 8 | 16 };
}

function wordsOf(values: readonly number[]): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < values.length; ) {
    const start = at;
    while (at < values.length && values[at] === 0 && at - start < 0xffff) at++;
    words.push(at > start ? runWord(at - start) : valueWord(values[at++]!));
  }
  return words;
}

function runWord(run: number): Word {
  if (run <= 100) return { symbol: run };
  return run < 256
    ? { symbol: 105, tail: { value: run, bits: 8 } }
    : { symbol: 106, tail: { value: run, bits: 16 } };
}

function valueWord(value: number): Word {
  if (value >= -73 && value <= 74) return { symbol: value + 180 };
  const size = Math.abs(value);
  const minus = value < 0 ? 1 : 0;
  return size < 256
    ? { symbol: 101 + minus, tail: { value: size, bits: 8 } }
    : { symbol: 103 + minus, tail: { value: size, bits: 16 } };
}

function writeBlock(writer: ByteWriter, table: number, words: readonly Word[]): void {
  const lengths = wordLengths(words);
  const inOrder = [...lengths].sort(([a, long], [b, longer]) => long - longer || a - b);
  const counts = Array.from({ length: 16 }, (_, i) => inOrder.filter(([, long]) => long === i + 1).length);
  segment(writer, 0xffa6, Uint8Array.of(table, ...counts, ...inOrder.map(([symbol]) => symbol)));
  segment(writer, 0xffa3, Uint8Array.of(table));
  const codes = new Map<number, string>();
  let [code, before] = [0, 0];
  for (const [symbol, long] of inOrder) {
    code *= 2 ** (long - before);
    before = long;
    codes.set(symbol, (code++).toString(2).padStart(long, '0'));
  }
  const binary = (value: number, bits: number) => value.toString(2).padStart(bits, '0');
  const bits = words.map(
    ({ symbol, tail }) => codes.get(symbol)! + (tail ? binary(tail.value, tail.bits) : ''),
  );
  writer.bytes(stuffed(bits.join('')));
}

/** A bit more than the entropy of each symbol, so that no word consists of ones alone. */
function wordLengths(words: readonly Word[]): Map<number, number> {
  const times = new Map<number, number>();
  for (const { symbol } of words) times.set(symbol, (times.get(symbol) ?? 0) + 1);
  return new Map(
    [...times].map(([symbol, count]) => [
      symbol,
      Math.min(16, Math.ceil(Math.log2(words.length / count)) + 1),
    ]),
  );
}

/** Bytes of the bits, the last one filled up with ones, and a 0 after each 0xff, which would be a marker. */
function stuffed(bits: string): Uint8Array {
  const filled = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const bytes: number[] = [];
  for (let at = 0; at < filled.length; at += 8) {
    const byte = Number.parseInt(filled.slice(at, at + 8), 2);
    bytes.push(byte);
    if (byte === 0xff) bytes.push(0);
  }
  return Uint8Array.from(bytes);
}
