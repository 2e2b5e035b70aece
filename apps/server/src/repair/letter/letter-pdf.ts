/** The letter on A4, tagged, with its typeface embedded. */
import PDFDocument from 'pdfkit';
import { bold, bytesOf, type Doc, registerFonts, regular } from '../../pdf/fonts.ts';
import type { Letter } from './letter.ts';

const margins = { top: 56, bottom: 56, left: 71, right: 62 };
const size = 10.5;
const nameWidth = 96;
const keepTogether = 60;

export function letterPdf(letter: Letter): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    lang: 'id-ID',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: 'Permohonan perbaikan alat perekaman KTP-el', Producer: 'Rekam', Creator: 'Rekam' },
  });
  const bytes = bytesOf(doc);
  registerFonts(doc);
  draw(doc, letter);
  doc.end();
  return bytes;
}

function draw(doc: Doc, letter: Letter): void {
  const root = doc.struct('Document');
  doc.addStructure(root);
  const put = (tag: string, paint: () => void) => root.add(doc.struct(tag, {}, [paint]));
  const width = doc.page.width - margins.left - margins.right;
  const paragraph = (text: string, options: PDFKit.Mixins.TextOptions = {}): void => {
    put('P', () =>
      doc
        .font(regular)
        .fontSize(size)
        .text(text, margins.left, doc.y, { width, align: 'justify', lineGap: 1.5, ...options }),
    );
    doc.moveDown(0.45);
  };

  letter.head.forEach((line, i) => {
    put(i === 0 ? 'P' : 'H1', () =>
      doc
        .font(bold)
        .fontSize(i === 0 ? 13 : 14)
        .text(line, margins.left, doc.y, { width, align: 'center' }),
    );
  });
  doc.moveDown(0.4);
  doc
    .moveTo(margins.left, doc.y)
    .lineTo(margins.left + width, doc.y)
    .lineWidth(2)
    .stroke();
  doc.moveDown(0.8);
  paragraph(letter.placeAndDate, { align: 'right' });
  for (const [name, value] of letter.particulars) pair(doc, put, name, value, 62, width);
  doc.moveDown(0.7);
  for (const line of letter.addressee)
    put('P', () => doc.font(regular).fontSize(size).text(line, margins.left, doc.y, { width }));
  doc.moveDown(0.8);
  letter.opening.forEach((text) => {
    paragraph(text);
  });
  for (const { heading, lines } of letter.items) {
    if (doc.y > doc.page.height - margins.bottom - keepTogether) doc.addPage();
    put('H2', () => doc.font(bold).fontSize(size).text(heading, margins.left, doc.y, { width }));
    doc.moveDown(0.2);
    for (const [name, value] of lines) pair(doc, put, name, value, nameWidth, width);
    doc.moveDown(0.5);
  }
  letter.afterItems.forEach((text) => {
    paragraph(text);
  });
  letter.asks.forEach((ask, i) => {
    pair(doc, put, `${String.fromCharCode(97 + i)}.`, ask, 18, width, '');
  });
  doc.moveDown(0.4);
  breakBefore(doc, letter);
  paragraph(letter.closing);
  drawEnd(doc, put, letter, width);
  root.end();
}

type Put = (tag: string, paint: () => void) => void;

function pair(
  doc: Doc,
  put: Put,
  name: string,
  value: string,
  nameWide: number,
  width: number,
  colon = ': ',
): void {
  const valueWidth = width - nameWide;
  doc.font(regular).fontSize(size);
  const height = doc.heightOfString(`${colon}${value}`, { width: valueWidth, lineGap: 1 });
  if (doc.y + Math.min(height, 80) > doc.page.height - margins.bottom) doc.addPage();
  const top = doc.y;
  put('P', () => {
    doc.text(name, margins.left, top, { width: nameWide });
    doc.text(`${colon}${value}`, margins.left + nameWide, top, { width: valueWidth, lineGap: 1 });
  });
}

/** Closing, signature and copies stay on one page: nobody signs an empty sheet. */
function breakBefore(doc: Doc, { signatory, copies }: Letter): void {
  const needed = (signatory.length + copies.length + 6) * size * 1.45;
  if (doc.y + needed > doc.page.height - margins.bottom) doc.addPage();
}

function drawEnd(doc: Doc, put: Put, { signatory, copies }: Letter, width: number): void {
  doc.moveDown(0.8);
  const left = margins.left + width * 0.5;
  for (const line of signatory)
    put('P', () =>
      doc
        .font(line !== '' && line === signatory[4] ? bold : regular)
        .fontSize(size)
        .text(line === '' ? ' ' : line, left, doc.y, { width: width * 0.5, align: 'left' }),
    );
  doc.moveDown(1.2);
  put('P', () => doc.font(regular).fontSize(9).text('Tembusan:', margins.left, doc.y, { width }));
  copies.forEach((copy, i) => {
    put('P', () =>
      doc
        .font(regular)
        .fontSize(9)
        .text(`${i + 1}. ${copy}`, margins.left, doc.y, { width }),
    );
  });
}
