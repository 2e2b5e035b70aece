/** The typeface embedded in everything the office prints. */
import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
const fontFile = (weight: 400 | 700): string =>
  require.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff`);

export const regular = 'regular';
export const bold = 'bold';

export type Doc = InstanceType<typeof PDFDocument>;

export function registerFonts(doc: Doc): void {
  doc.registerFont(regular, fontFile(400));
  doc.registerFont(bold, fontFile(700));
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
