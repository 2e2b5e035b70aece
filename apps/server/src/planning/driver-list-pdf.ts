/** The driver's list on A4, tagged, with its typeface embedded: one stop after the other, with boxes to tick. */

import type { PlanOption } from '@rekam/protocol';
import { shortDate } from '@rekam/protocol/words/dates.ts';
import { equipmentTermsId } from '@rekam/protocol/words/equipment.ts';
import PDFDocument from 'pdfkit';
import { bold, bytesOf, registerFonts, regular } from '../pdf/fonts.ts';

const margin = 57;
const size = 10.5;
const box = 9;
const keepTogether = 90;

const kindWords = equipmentTermsId.kinds;

export interface DriverList {
  readonly officeName: string;
  /** As it is to be read: `25 November 2026, 14.05 WITA`. */
  readonly asOf: string;
  readonly option: PlanOption;
  /** Places whose ways are not known. */
  readonly unplaced: readonly string[];
}

export function driverListPdf({ officeName, asOf, option, unplaced }: DriverList): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    lang: 'id-ID',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: 'Daftar pemindahan alat perekaman', Producer: 'Rekam', Creator: 'Rekam' },
  });
  const bytes = bytesOf(doc);
  registerFonts(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const width = doc.page.width - 2 * margin;
  const put = (tag: string, font: string, points: number, text: string, indent = 0): void => {
    root.add(
      doc.struct(tag, {}, () => {
        doc
          .font(font)
          .fontSize(points)
          .text(text, margin + indent, doc.y, { width: width - indent });
      }),
    );
    doc.moveDown(0.3);
  };
  const tick = (text: string): void => {
    const { y } = doc;
    doc.markContent('Artifact');
    doc.rect(margin + 12, y + 2.5, box, box).stroke();
    doc.endMarkedContent();
    put('P', regular, size, text, 28);
  };
  put('H1', bold, 15, 'Daftar pemindahan alat perekaman');
  put('P', regular, size, `${officeName}. Menurut keadaan ${asOf}.`);
  put(
    'P',
    regular,
    size,
    `${sumOf(option)}; loket yang berjalan dari ${option.worth.workingBefore} menjadi ${option.worth.workingAfter}. Sesudah memasang, jalankan uji mandiri pada set itu, lalu catat pemindahan di Rekam.`,
  );
  if (option.stops.length === 0) put('P', bold, size, 'Tidak ada pemindahan yang mengembalikan loket.');
  for (const { part, lender, until, toSetName } of option.loans)
    put(
      'P',
      regular,
      size,
      `Pinjaman: ${kindWords[part.kind]} (${part.label}) dari ${lender}, untuk ${toSetName}${until ? `, sampai ${shortDate(until)}` : ''}. Bawa surat pinjamnya.`,
    );
  for (const { kind, price, toSetName } of option.purchases)
    put(
      'P',
      regular,
      size,
      `Dibeli dahulu: ${kindWords[kind]} untuk ${toSetName}, sekitar Rp ${(price * 1000).toLocaleString('id-ID')}.`,
    );
  if (unplaced.length > 0)
    put(
      'P',
      regular,
      size,
      `Letak belum diketahui, jadi urutannya belum tentu terdekat: ${unplaced.join(', ')}.`,
    );
  option.stops.forEach(({ placeName, km, here, takeAway, putIn }, i) => {
    if (doc.y > doc.page.height - margin - keepTogether) doc.addPage();
    doc.moveDown(0.5);
    put('H2', bold, 12, `${i + 1}. ${placeName}${km !== null && km > 0 ? ` (kira-kira ${km} km)` : ''}`);
    for (const { part, toSetName } of putIn)
      tick(`Pasang ${kindWords[part.kind]} (${part.label}) di ${toSetName}`);
    for (const { part, toSetName } of here)
      tick(
        `Pindahkan ${kindWords[part.kind]} (${part.label}) dari ${part.setName ?? 'lemari'} ke ${toSetName}`,
      );
    for (const { part, toSetName } of takeAway)
      tick(
        `Ambil ${kindWords[part.kind]} (${part.label}) dari ${part.setName ?? 'lemari'}, untuk ${toSetName}`,
      );
  });
  doc.moveDown(1);
  put('P', regular, size, 'Nama, tanggal dan tanda tangan: ________________________________');
  root.end();
  doc.end();
  return bytes;
}

const sumOf = ({ worth: { moves, loans, purchases } }: PlanOption): string =>
  [
    `${moves} alat dipindahkan`,
    loans > 0 ? `${loans} dipinjam` : '',
    purchases > 0 ? `${purchases} dibeli` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
