/** Labels on A4, 3 across and 8 down (70 × 37 mm, the commonest sheet of stickers), each with its QR code. */

import type { ComponentRow } from '@rekam/protocol';
import { equipmentTermsId } from '@rekam/protocol/words/equipment.ts';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import type { By } from '../../audit/index.ts';
import { bold, bytesOf, type Doc, registerFonts, regular } from '../../pdf/fonts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import { issueLabel } from './tokens.ts';

const [across, down] = [3, 8];
const mm = 72 / 25.4;
const cell = { width: 70 * mm, height: 37 * mm };
/** Eight rows of 37 mm leave a millimetre of A4. */
const topMm = 0.5;
const paddingMm = 3.5;
const qrMm = 27;

export interface SheetOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly by: By;
  /** Where the office is reached, `https://host:port`: what the codes point to. */
  readonly baseUrl: string;
  readonly officeName: string;
  /** Cells of the first sheet that are used up, 0–23. */
  readonly firstCell: number;
}

/** Issues a label for each component and draws them. */
export async function makeLabelSheet(options: SheetOptions, rows: readonly ComponentRow[]): Promise<Buffer> {
  const { database, clock, by, baseUrl } = options;
  const tokens = await database.transact(async (tx) => {
    const issued: string[] = [];
    for (const { id } of rows) issued.push(await issueLabel(tx, clock, id, by));
    return issued;
  });
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: 'id-ID',
    info: { Title: 'Label perangkat', Producer: 'Rekam', Creator: 'Rekam' },
  });
  const bytes = bytesOf(doc);
  registerFonts(doc);
  rows.forEach((row, i) => {
    const at = options.firstCell + i;
    if (i === 0 || at % (across * down) === 0) doc.addPage();
    drawLabel(doc, at % (across * down), row, `${baseUrl}/l/${tokens[i]!}`, options.officeName);
  });
  doc.end();
  return bytes;
}

function drawLabel(doc: Doc, at: number, row: ComponentRow, url: string, officeName: string): void {
  const left = (at % across) * cell.width + paddingMm * mm;
  const top = topMm * mm + Math.floor(at / across) * cell.height + paddingMm * mm;
  drawQr(doc, url, left, top + 1.5 * mm, qrMm * mm);
  const textLeft = left + (qrMm + 2.5) * mm;
  const width = cell.width - (qrMm + 2.5 + 2 * paddingMm) * mm;
  const line = (text: string, font: string, size: number, height: number): void => {
    doc.font(font).fontSize(size).fillColor('#000000');
    doc.text(text, textLeft, doc.y, { width, height, ellipsis: true, lineGap: -1 });
  };
  doc.y = top;
  line(officeName, regular, 5.5, 14);
  doc.y += 2;
  line(equipmentTermsId.kinds[row.kind], bold, 8.5, 22);
  line(`${row.make} ${row.model}`, regular, 6.5, 16);
  line(row.serial, bold, 7, 18);
  doc.y += 2;
  line('Rusak? Pindai kode ini dan laporkan, dengan PIN tempat.', regular, 5.5, 22);
}

/** Draws the code as squares: sharp at any size, and no picture to embed. */
function drawQr(doc: Doc, text: string, left: number, top: number, size: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const square = size / modules.size;
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++)
      if (modules.get(y, x)) doc.rect(left + x * square, top + y * square, square + 0.05, square + 0.05);
  doc.fill('#000000');
}
