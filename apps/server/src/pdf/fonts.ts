/** The typeface embedded in everything the office prints. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font, type GlyphRun } from 'fontkit';
import type PDFDocument from 'pdfkit';
import { truetypeOf } from './woff.ts';

const require = createRequire(import.meta.url);

export const regular = 'regular';
export const bold = 'bold';

export type Doc = InstanceType<typeof PDFDocument>;

/** Read once a process: all documents share what is known of the font, each embeds the glyphs it uses. */
const fonts = new Map<400 | 700, Font>();

function fontOf(weight: 400 | 700): Buffer {
  let font = fonts.get(weight);
  if (!font) {
    const file = require.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff`);
    font = remembering(create(truetypeOf(readFileSync(file))) as Font);
    fonts.set(weight, font);
  }
  // The types know of files and bytes only; an opened font is taken, too.
  return font as unknown as Buffer;
}

/** Words kept of each weight: those that stand on every document are among the first. */
const mostWords = 2000;

/** Places the glyphs of a word once: most words of a document stand on each of its kind. */
function remembering(font: Font): Font {
  const words = new Map<string, GlyphRun>();
  const place = font.layout.bind(font);
  font.layout = (text, features, ...rest) => {
    if (features) return place(text, features, ...rest);
    const known = words.get(text) ?? place(text);
    if (words.size < mostWords) words.set(text, known);
    return copyOf(known);
  };
  return font;
}

/** PDFKit scales the positions that it is given, in place. */
const copyOf = (run: GlyphRun): GlyphRun =>
  Object.assign(Object.create(Object.getPrototypeOf(run)), run, {
    positions: run.positions.map((position) => ({ ...position })),
  });

export function registerFonts(doc: Doc): void {
  doc.registerFont(regular, fontOf(400));
  doc.registerFont(bold, fontOf(700));
}

/** The bytes of a document once it has been ended. Call before drawing. */
export function bytesOf(doc: Doc): Promise<Buffer> {
  const pieces: Buffer[] = [];
  doc.on('data', (piece: Buffer) => pieces.push(piece));
  return new Promise((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(pieces)));
    doc.on('error', reject);
  });
}
