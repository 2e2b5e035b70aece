import { limits } from '../../parameters.ts';
import { type ByteCursor, refuse } from '../byte-cursor.ts';
import { type HuffmanCode, readHuffmanCode } from './huffman.ts';
import type { Filter, FilterPair } from './wavelet.ts';

/**
 * The segments of a WSQ file (annex B of IAFIS-IC-0110), big-endian:
 *
 *     SOI, then in any order before what needs them: transform DTT, quantization DQT, Huffman DHT, comments COM
 *     frame SOF: length u16, black u8, white u8, height u16, width u16, shift, scale, encoder u8, software u16
 *     blocks SOB: length u16, Huffman table u8, then coded bits to the next marker, 0xff in them followed by 0x00
 *     EOI
 *
 * A broken number is written as a power of ten u8 and the digits u16 (u32 in DTT, after a sign u8).
 */
const markers = {
  start: 0xffa0,
  end: 0xffa1,
  frame: 0xffa2,
  block: 0xffa3,
  transform: 0xffa4,
  quantization: 0xffa5,
  huffman: 0xffa6,
  restart: 0xffa7,
  comment: 0xffa8,
} as const;

/** Size of the picture, and how its values were moved and shrunk before they were cut into subbands. */
export interface WsqFrame {
  readonly width: number;
  readonly height: number;
  readonly shift: number;
  readonly scale: number;
}

/** How values of one subband were rounded to whole numbers; a step of 0 says that the subband is not sent. */
export interface Rounding {
  readonly step: number;
  /** Width of the bin that became 0. */
  readonly zeroBin: number;
}

export interface Quantization {
  /** Where in its bin a rounded value is put back, 0 at its near end to 1. */
  readonly centre: number;
  /** One for each of the 64 subbands. */
  readonly subbands: readonly Rounding[];
}

/** Coded bits, without what was stuffed between them, and the code they are written in. */
export interface WsqBlock {
  readonly code: HuffmanCode;
  readonly bits: Uint8Array;
}

export interface WsqSegments {
  readonly frame: WsqFrame;
  readonly filters: FilterPair;
  readonly quantization: Quantization;
  readonly blocks: readonly WsqBlock[];
  readonly comments: readonly string[];
}

/** Reads all segments; refuses what breaks the format or is too large for this package. */
export function readSegments(cursor: ByteCursor): WsqSegments {
  if (cursor.left < 2 || cursor.u16() !== markers.start) refuse('the picture is not WSQ');
  let frame: WsqFrame | undefined;
  let filters: FilterPair | undefined;
  let quantization: Quantization | undefined;
  const codes = new Map<number, HuffmanCode>();
  const blocks: WsqBlock[] = [];
  const comments: string[] = [];
  for (let marker = cursor.u16(); marker !== markers.end; marker = cursor.u16()) {
    const segment = segmentAfter(cursor);
    if (marker === markers.transform) filters = readFilters(segment);
    else if (marker === markers.quantization) quantization = readQuantization(segment);
    else if (marker === markers.huffman)
      while (segment.left > 0) codes.set(segment.u8(), readHuffmanCode(segment));
    else if (marker === markers.comment) comments.push(readText(segment));
    else if (marker === markers.frame) {
      if (frame) refuse('the WSQ picture has two frames');
      frame = readFrame(segment);
    } else if (marker === markers.block) {
      const code = codes.get(segment.u8()) ?? refuse('a block of the WSQ picture has no Huffman table');
      blocks.push({ code, bits: bitsBeforeMarker(cursor) });
    } else if (marker === markers.restart) refuse('WSQ pictures with restarts are not read here');
    else refuse('the WSQ picture has a segment of an unknown kind');
  }
  if (!frame) return refuse('the WSQ picture states no size');
  if (!filters) return refuse('the WSQ picture has no filters');
  if (!quantization) return refuse('the WSQ picture does not say how it was rounded');
  return { frame, filters, quantization, blocks, comments };
}

function segmentAfter(cursor: ByteCursor): ByteCursor {
  const length = cursor.u16();
  if (length < 2) refuse('a segment of the WSQ picture has no length');
  return cursor.part(length - 2);
}

function readFrame(segment: ByteCursor): WsqFrame {
  segment.skip(2);
  const [height, width] = [segment.u16(), segment.u16()];
  const most = limits.side;
  if (width === 0 || height === 0 || width > most || height > most || width * height > limits.pixels)
    refuse(`a WSQ picture of ${width}×${height} is not read here`);
  return { width, height, shift: readDecimal(segment), scale: readDecimal(segment) };
}

function readQuantization(segment: ByteCursor): Quantization {
  const centre = readDecimal(segment);
  const subbands = Array.from({ length: 64 }, () => ({
    step: readDecimal(segment),
    zeroBin: readDecimal(segment),
  }));
  return { centre, subbands };
}

const readDecimal = (segment: ByteCursor): number => {
  const places = segment.u8();
  return segment.u16() / 10 ** places;
};

/**
 * Sent are the right halves of the filters that took the picture apart. Those that put it together have the taps of
 * the other one, every second with its sign changed.
 */
function readFilters(segment: ByteCursor): FilterPair {
  const [slowTaps, fastTaps] = [segment.u8(), segment.u8()];
  if (Math.min(slowTaps, fastTaps) < 1 || Math.max(slowTaps, fastTaps) > limits.wsqTaps)
    refuse(`WSQ filters of ${slowTaps} and ${fastTaps} taps are not read here`);
  if (slowTaps % 2 !== fastTaps % 2) refuse('the WSQ filters do not fit each other');
  const fast = alternate(readTaps(segment, slowTaps), 1);
  const slow = alternate(readTaps(segment, fastTaps), slowTaps % 2 === 1 ? 1 : -1);
  return slowTaps % 2 === 1
    ? { slow: aroundMiddle(slow), fast: aroundMiddle(fast) }
    : { slow: aroundGap(slow, 1), fast: aroundGap(fast, -1) };
}

const readTaps = (segment: ByteCursor, taps: number): number[] =>
  Array.from({ length: (taps + 1) >> 1 }, () => {
    const sign = segment.u8() === 0 ? 1 : -1;
    const places = segment.u8();
    return (sign * segment.u32()) / 10 ** places;
  });

const alternate = (taps: readonly number[], sign: number): number[] =>
  taps.map((tap, i) => (i % 2 === 0 ? sign * tap : -sign * tap));

const aroundMiddle = (right: readonly number[]): Filter => ({
  first: 1 - right.length,
  taps: [...right.slice(1).reverse(), ...right],
});

const aroundGap = (right: readonly number[], sign: 1 | -1): Filter => ({
  first: 1 - right.length,
  taps: [...right.map((tap) => sign * tap).reverse(), ...right],
});

const readText = (segment: ByteCursor): string =>
  new TextDecoder('latin1').decode(segment.bytes(segment.left));

/** The coded bytes up to the next marker, each 0xff without the 0x00 that follows it. */
function bitsBeforeMarker(cursor: ByteCursor): Uint8Array {
  const bytes = cursor.rest();
  const bits = new Uint8Array(bytes.length);
  let [from, to] = [0, 0];
  while (bytes[from] !== 0xff || bytes[from + 1] === 0) {
    if (from >= bytes.length) refuse('the WSQ picture is cut off');
    bits[to++] = bytes[from]!;
    from += bytes[from] === 0xff ? 2 : 1;
  }
  cursor.skip(from);
  return bits.subarray(0, to);
}
