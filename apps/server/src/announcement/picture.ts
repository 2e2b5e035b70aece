/**
 * An announcement as a picture for messengers and social media.
 *
 *   ┌──────────────────────────┐  band: the office
 *   │ ■ DIHENTIKAN SEMENTARA   │  how it stands, in colour and in words
 *   │ Title, as large as fits  │
 *   │ what · instead · why     │  as large as fits; what does not fit is left to the page
 *   ├──────────────────────────┤
 *   │ as of · next news · web  │
 *   └──────────────────────────┘
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { ServiceCondition } from '@rekam/domain';
import { truetypeOf } from '../pdf/woff.ts';
import { type PictureShape, pictureShapes } from './picture-shapes.ts';

export interface PictureOrder {
  readonly shape: PictureShape;
  readonly office: string;
  readonly heading: string;
  readonly condition: ServiceCondition;
  /** The condition in words. */
  readonly tag: string;
  readonly title: string;
  /** The most important first; the last ones are left out where there is no room. */
  readonly paragraphs: readonly string[];
  /** As of, next news. */
  readonly foot: readonly string[];
  /** Address of the page, as people type it; null where the office was not told its own. */
  readonly address: string | null;
  /** `DITARIK` across all of it; null for one that stands. */
  readonly stamp: string | null;
}

const colours: Readonly<Record<ServiceCondition, string>> = {
  open: '#0b6b3a',
  limited: '#8a4b00',
  stopped: '#a3131f',
  unknown: '#4a5a67',
};
const ink = '#14222e';
const band = '#0a4f8a';
const family = 'Rekam Noto Sans';

/** Sizes in pixels of each shape; where a picture is shown 360 wide, its smallest text is 7 to 10 high. */
const layouts = {
  square: { margin: 60, band: 130, office: 38, tag: 42, title: [80, 50], text: [42, 31], foot: 31 },
  wide: { margin: 48, band: 76, office: 30, tag: 26, title: [40, 34], text: [34, 25], foot: 26 },
} as const;

const require = createRequire(import.meta.url);
for (const weight of [400, 700]) {
  const file = require.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff`);
  GlobalFonts.register(truetypeOf(readFileSync(file)), family);
}

const fontOf = (size: number, weight: 400 | 700): string => `${weight} ${size}px "${family}"`;
const lineHeight = 1.28;

/** @returns PNG */
export function drawPicture(order: PictureOrder): Uint8Array {
  const [width, height] = pictureShapes[order.shape];
  const layout = layouts[order.shape];
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  drawBand(pen, order, width);
  const footTop = drawFoot(pen, order, width, height);
  const inner = width - 2 * layout.margin;
  let y = layout.band + layout.margin * 0.6;
  y = drawTag(pen, order, y) + layout.margin * 0.35;
  y = drawTitle(pen, order, inner, y, footTop) + layout.margin * 0.2;
  drawParagraphs(pen, order, inner, y, footTop - layout.margin * 0.3);
  if (order.stamp !== null) drawStamp(pen, order.stamp, width, height);
  return canvas.toBuffer('image/png');
}

function drawBand(pen: SKRSContext2D, { shape, office, heading }: PictureOrder, width: number): void {
  const { margin, band: height, office: size } = layouts[shape];
  pen.fillStyle = band;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#ffffff';
  pen.font = fontOf(size, 400);
  const right = pen.measureText(heading).width;
  pen.fillText(heading, width - margin - right, height / 2 + size * 0.36);
  write(pen, office, margin, height / 2 + size * 0.36, size, width - 2 * margin - right - size);
}

/** One bold line, smaller where it would be too long. */
function write(pen: SKRSContext2D, text: string, x: number, y: number, size: number, most: number): void {
  pen.font = fontOf(size, 700);
  const { width } = pen.measureText(text);
  if (width > most) pen.font = fontOf(Math.floor((size * most) / width), 700);
  pen.fillText(text, x, y);
}

function drawTag(pen: SKRSContext2D, { shape, condition, tag }: PictureOrder, top: number): number {
  const { margin, tag: size } = layouts[shape];
  const text = tag.toUpperCase();
  pen.font = fontOf(size, 700);
  const height = size * 1.7;
  pen.fillStyle = colours[condition];
  pen.fillRect(margin, top, pen.measureText(text).width + size * 1.4, height);
  pen.fillStyle = '#ffffff';
  pen.fillText(text, margin + size * 0.7, top + height / 2 + size * 0.36);
  return top + height;
}

function drawTitle(pen: SKRSContext2D, order: PictureOrder, width: number, top: number, end: number): number {
  const [largest, smallest] = layouts[order.shape].title;
  // Half of the room at most: the reader is to find where to go, too.
  const room = (end - top) * 0.5;
  let size: number = largest;
  let lines = linesOf(pen, order.title, width, size, 700);
  while (size > smallest && (lines.length * size * lineHeight > room || lines.length > 4)) {
    size -= 2;
    lines = linesOf(pen, order.title, width, size, 700);
  }
  return drawLines(pen, lines, layouts[order.shape].margin, top, size, 700);
}

function drawParagraphs(
  pen: SKRSContext2D,
  order: PictureOrder,
  width: number,
  top: number,
  end: number,
): void {
  const { margin, text } = layouts[order.shape];
  const [largest, smallest] = text;
  let shown = order.paragraphs.filter((one) => one !== '');
  for (let size: number = largest; shown.length > 0; size -= 1) {
    if (size < smallest) {
      shown = shown.slice(0, -1);
      size = largest + 1;
      continue;
    }
    const blocks = shown.map((one) => linesOf(pen, one, width, size, 400));
    const gap = size * 0.45;
    const height = blocks.reduce((sum, lines) => sum + lines.length * size * lineHeight + gap, 0);
    if (top + height > end) continue;
    let y = top;
    for (const lines of blocks) y = drawLines(pen, lines, margin, y, size, 400) + gap;
    return;
  }
}

function drawFoot(pen: SKRSContext2D, order: PictureOrder, width: number, height: number): number {
  const { margin, foot: size } = layouts[order.shape];
  const inner = width - 2 * margin;
  const small = size * 0.92;
  const lines = order.foot.flatMap((one) => linesOf(pen, one, inner, small, 400));
  const last = order.address === null ? 0 : size * lineHeight;
  const top = height - margin * 0.55 - last - lines.length * small * lineHeight;
  pen.fillStyle = '#eaf0f4';
  pen.fillRect(0, top - margin * 0.35, width, height);
  const y = drawLines(pen, lines, margin, top, small, 400);
  pen.fillStyle = band;
  if (order.address !== null) write(pen, order.address, margin, y + size, size, inner);
  return top - margin * 0.35;
}

/** Withdrawn or put right: nobody shall take it for what is so. */
function drawStamp(pen: SKRSContext2D, stamp: string, width: number, height: number): void {
  pen.save();
  pen.translate(width / 2, height / 2);
  pen.rotate(-Math.PI / 9);
  const size = Math.min(150, (width * 1.3) / stamp.length);
  pen.font = fontOf(size, 700);
  const half = pen.measureText(stamp).width / 2;
  pen.fillStyle = 'rgba(255,255,255,0.88)';
  pen.fillRect(-half - size * 0.4, -size * 0.75, 2 * half + size * 0.8, size * 1.5);
  pen.strokeStyle = colours.stopped;
  pen.lineWidth = size * 0.06;
  pen.strokeRect(-half - size * 0.4, -size * 0.75, 2 * half + size * 0.8, size * 1.5);
  pen.fillStyle = colours.stopped;
  pen.fillText(stamp, -half, size * 0.36);
  pen.restore();
}

/** @returns where the lines end */
function drawLines(
  pen: SKRSContext2D,
  lines: readonly string[],
  x: number,
  top: number,
  size: number,
  weight: 400 | 700,
): number {
  pen.fillStyle = ink;
  pen.font = fontOf(size, weight);
  for (const [index, line] of lines.entries()) pen.fillText(line, x, top + size + index * size * lineHeight);
  return top + lines.length * size * lineHeight;
}

/** Text broken between words; a word that is wider than a line is broken inside. */
function linesOf(pen: SKRSContext2D, text: string, width: number, size: number, weight: 400 | 700): string[] {
  pen.font = fontOf(size, weight);
  const fits = (line: string): boolean => pen.measureText(line).width <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((one) => pieces(one, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function pieces(word: string, fits: (text: string) => boolean): string[] {
  if (fits(word)) return [word];
  const found: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && !fits(piece + letter)) {
      found.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...found, piece];
}
