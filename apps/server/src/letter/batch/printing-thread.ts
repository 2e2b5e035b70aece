/** Runs on a thread of its own: writes one file for the printer, a letter a page, never holding more than a page. */
import PDFDocument from 'pdfkit';
import { registerFonts } from '../../pdf/fonts.ts';
import { answerOrders } from '../../ports/thread-pool.ts';
import { addLetterPage, type LetterFace } from '../letter-pdf.ts';

/** The next page, or the end of the file. */
export type PrintingOrder = { readonly title: string; readonly face: LetterFace | null };

let doc: InstanceType<typeof PDFDocument> | undefined;

function open(title: string): InstanceType<typeof PDFDocument> {
  const opened = new PDFDocument({
    autoFirstPage: false,
    lang: 'id-ID',
    pdfVersion: '1.7',
    info: { Title: title, Producer: 'Rekam', Creator: 'Rekam' },
  });
  registerFonts(opened);
  return opened;
}

/** @returns the bytes that the file has grown by */
async function write({ title, face }: PrintingOrder): Promise<Uint8Array> {
  doc ??= open(title);
  if (face) addLetterPage(doc, face);
  else doc.end();
  const pieces: Uint8Array[] = [];
  for (let piece: Buffer | null = doc.read(); piece !== null; piece = doc.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}

answerOrders(write);
