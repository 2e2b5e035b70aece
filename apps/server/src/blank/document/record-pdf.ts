/** A paper of the book on A4, tagged, with its typeface embedded; the same fact makes the same paper. */
import PDFDocument from 'pdfkit';
import { bold, bytesOf, type Doc, registerFonts, regular } from '../../pdf/fonts.ts';
import type { BlankRecord } from './record.ts';

const margins = { top: 56, bottom: 56, left: 71, right: 62 };
const size = 10.5;
const nameWidth = 140;
/** Room for a signature by hand, points. */
const signatureHeight = 88;
const photoHeight = 220;

type Put = (tag: string, paint: () => void) => void;

/** @param photos pictures as uploaded; what is no picture that can be drawn is named instead */
export function recordPdf(record: BlankRecord, madeAt: Date, photos: readonly Buffer[]): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    lang: 'id-ID',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: `${record.title}, ${record.number}`,
      Producer: 'Rekam',
      Creator: 'Rekam',
      CreationDate: madeAt,
    },
  });
  const bytes = bytesOf(doc);
  registerFonts(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const put: Put = (tag, paint) => root.add(doc.struct(tag, {}, [paint]));
  draw(doc, put, record);
  photos.forEach((photo, index) => {
    drawPhoto(doc, root, put, photo, index + 1);
  });
  root.end();
  doc.end();
  return bytes;
}

const widthOf = (doc: Doc): number => doc.page.width - margins.left - margins.right;

function draw(doc: Doc, put: Put, record: BlankRecord): void {
  const width = widthOf(doc);
  const centred = (tag: string, text: string, points: number) =>
    put(tag, () =>
      doc.font(bold).fontSize(points).text(text, margins.left, doc.y, { width, align: 'center' }),
    );
  const paragraph = (text: string) =>
    put('P', () =>
      doc
        .font(regular)
        .fontSize(size)
        .text(text, margins.left, doc.y, { width, align: 'justify', lineGap: 1.5 }),
    );
  centred('P', record.head[0], 13);
  centred('P', record.head[1], 14);
  doc.moveDown(0.4);
  doc
    .moveTo(margins.left, doc.y)
    .lineTo(margins.left + width, doc.y)
    .lineWidth(2)
    .stroke();
  doc.moveDown(1);
  centred('H1', record.title, 12.5);
  put('P', () =>
    doc
      .font(regular)
      .fontSize(size)
      .text(`Nomor: ${record.number}`, margins.left, doc.y, { width, align: 'center' }),
  );
  doc.moveDown(1);
  paragraph(record.opening);
  doc.moveDown(0.8);
  for (const [name, value] of record.lines) line(doc, put, name, value);
  doc.moveDown(0.8);
  paragraph(record.closing);
  doc.moveDown(1.2);
  drawSignatories(doc, put, record.signatories);
}

function line(doc: Doc, put: Put, name: string, value: string): void {
  const valueWidth = widthOf(doc) - nameWidth;
  doc.font(regular).fontSize(size);
  const height = doc.heightOfString(`: ${value}`, { width: valueWidth });
  if (doc.y + Math.min(height, 80) > doc.page.height - margins.bottom) doc.addPage();
  const top = doc.y;
  put('P', () => {
    doc.text(name, margins.left, top, { width: nameWidth - 8 });
    doc.text(`: ${value}`, margins.left + nameWidth, top, { width: valueWidth });
  });
  doc.moveDown(0.3);
}

/** Two beside each other, kept whole on a page. */
function drawSignatories(doc: Doc, put: Put, signatories: BlankRecord['signatories']): void {
  const column = widthOf(doc) / 2;
  for (let first = 0; first < signatories.length; first += 2) {
    if (doc.y + signatureHeight > doc.page.height - margins.bottom) doc.addPage();
    const top = doc.y;
    signatories.slice(first, first + 2).forEach(([as, name], index) => {
      const left = margins.left + index * column;
      put('P', () => {
        doc
          .font(regular)
          .fontSize(size)
          .text(as, left, top, { width: column - 12 });
        doc.font(bold).text(name, left, top + 62, { width: column - 12 });
      });
    });
    doc.y = top + signatureHeight;
  }
}

function drawPhoto(doc: Doc, root: ReturnType<Doc['struct']>, put: Put, photo: Buffer, number: number): void {
  if (doc.y + photoHeight + 30 > doc.page.height - margins.bottom) doc.addPage();
  put('P', () => doc.font(bold).fontSize(size).text(`Lampiran: foto ${number}`, margins.left, doc.y));
  doc.moveDown(0.3);
  try {
    const picture = (doc as Doc & { openImage: (source: Buffer) => never }).openImage(photo);
    root.add(
      doc.struct('Figure', { alt: `Foto keping rusak, nomor ${number}` }, () =>
        doc.image(picture, margins.left, doc.y, { fit: [widthOf(doc), photoHeight] }),
      ),
    );
    doc.y += 12;
  } catch {
    put('P', () =>
      doc
        .font(regular)
        .fontSize(size)
        .text('Tersimpan di kantor; tidak dapat dicetak di sini.', margins.left, doc.y),
    );
  }
}
