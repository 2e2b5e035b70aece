/** A record of the office on A4, tagged, with its typeface embedded; the same fact makes the same paper. */
import PDFDocument from 'pdfkit';
import { bold, bytesOf, type Doc, registerFonts, regular } from './fonts.ts';

const margins = { top: 56, bottom: 56, left: 71, right: 62 };
const size = 10.5;
const nameWidth = 140;
/** Room for a signature by hand, points. */
const signatureHeight = 88;
const photoHeight = 220;

type Struct = ReturnType<Doc['struct']>;
type Put = (tag: string, paint: () => void) => void;

/** A record before it is set in type. */
export interface OfficeRecord {
  readonly head: readonly [string, string];
  readonly title: string;
  readonly number: string;
  readonly opening: string;
  readonly lines: readonly (readonly [name: string, value: string])[];
  readonly closing: string;
  /** Who signs: as what, the name or a line for it, and the signature where it was drawn on a pad. */
  readonly signatories: readonly (readonly [as: string, name: string, drawn?: Uint8Array])[];
}

export interface Attachment {
  readonly caption: string;
  /** For whoever cannot see it. */
  readonly alt: string;
  readonly content: Uint8Array;
}

/** @param attachments pictures as uploaded; what is no picture that can be drawn is named instead */
export function recordPdf(
  record: OfficeRecord,
  madeAt: Date,
  attachments: readonly Attachment[],
): Promise<Buffer> {
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
  draw(doc, root, put, record);
  for (const attachment of attachments) drawAttachment(doc, root, put, attachment);
  root.end();
  doc.end();
  return bytes;
}

const widthOf = (doc: Doc): number => doc.page.width - margins.left - margins.right;

function draw(doc: Doc, root: Struct, put: Put, record: OfficeRecord): void {
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
  drawSignatories(doc, root, put, record.signatories);
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
function drawSignatories(doc: Doc, root: Struct, put: Put, signatories: OfficeRecord['signatories']): void {
  const column = widthOf(doc) / 2;
  for (let first = 0; first < signatories.length; first += 2) {
    if (doc.y + signatureHeight > doc.page.height - margins.bottom) doc.addPage();
    const top = doc.y;
    signatories.slice(first, first + 2).forEach(([as, name, drawn], index) => {
      const left = margins.left + index * column;
      put('P', () => {
        doc
          .font(regular)
          .fontSize(size)
          .text(as, left, top, { width: column - 12 });
        doc.font(bold).text(name, left, top + 62, { width: column - 12 });
      });
      if (drawn)
        root.add(
          doc.struct('Figure', { alt: `Tanda tangan ${name}` }, () =>
            doc.image(Buffer.from(drawn), left, top + 16, { fit: [column - 24, 44] }),
          ),
        );
    });
    doc.y = top + signatureHeight;
  }
}

function drawAttachment(doc: Doc, root: Struct, put: Put, { caption, alt, content }: Attachment): void {
  if (doc.y + photoHeight + 30 > doc.page.height - margins.bottom) doc.addPage();
  put('P', () => doc.font(bold).fontSize(size).text(`Lampiran: ${caption}`, margins.left, doc.y));
  doc.moveDown(0.3);
  try {
    const picture = (doc as Doc & { openImage: (source: Buffer) => never }).openImage(Buffer.from(content));
    root.add(
      doc.struct('Figure', { alt }, () =>
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
