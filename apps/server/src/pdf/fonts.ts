/** The typeface embedded in everything the office prints. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import type PDFDocument from 'pdfkit';
import { truetypeOf } from './woff.ts';

const require = createRequire(import.meta.url);

export const regular = 'regular';
export const bold = 'bold';

export type Doc = InstanceType<typeof PDFDocument>;

/** Read once a process: all documents share what is known of the font, each embeds the glyphs it uses. */
const fonts = new Map<400 | 700, ReturnType<typeof create>>();

function fontOf(weight: 400 | 700): Buffer {
  let font = fonts.get(weight);
  if (!font) {
    const file = require.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff`);
    font = create(truetypeOf(readFileSync(file)));
    fonts.set(weight, font);
  }
  // The types know of files and bytes only; an opened font is taken, too.
  return font as unknown as Buffer;
}

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
