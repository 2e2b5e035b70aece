/** The letter on A4: official Indonesian, tagged, its typeface embedded, with a code that anybody can check. */

import type { LetterPurpose } from '@rekam/domain';
import { longDate, shortDate } from '@rekam/protocol/words/dates.ts';
import PDFDocument from 'pdfkit';
import qrcode from 'qrcode';
import { bytesOf, type Doc, registerFonts } from '../pdf/fonts.ts';
import type { LetterContent } from './letter-content.ts';
import { reserveSignature } from './pades.ts';

/** What stands on the paper. */
export interface LetterFace {
  readonly content: LetterContent;
  /** JPEG. */
  readonly photo: Uint8Array;
  /** Text of the verifiable code. */
  readonly code: string;
  /** Where the letter is checked, printed under the code. */
  readonly checkUrl: string;
  /** False: the letter says that it is signed by hand. */
  readonly electronic: boolean;
}

export interface LetterPrint extends LetterFace {
  /** Whether room for a signature is left in the file. */
  readonly leavesRoom: boolean;
  readonly printedAt: Date;
}

const marginPt = 56;
const ink = '#111111';
const quiet = '#555555';
const photoWidthPt = 85;
const photoHeightPt = 113;
const codePt = 112;

const sheet = { size: 'A4', margins: { top: marginPt, bottom: 40, left: marginPt, right: marginPt } };

/** The letter as a file, not signed yet. */
export function letterPdf(print: LetterPrint): Promise<Buffer> {
  const { content } = print;
  const doc = new PDFDocument({
    ...sheet,
    lang: 'id-ID',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-1b',
    info: {
      Title: `Surat Keterangan ${content.number}`,
      Author: content.officeName,
      Producer: 'Rekam',
      Creator: 'Rekam',
      CreationDate: print.printedAt,
    },
  });
  registerFonts(doc);
  const bytes = bytesOf(doc);
  drawTagged(doc, print);
  if (print.leavesRoom)
    reserveSignature(doc, {
      signedAt: print.printedAt,
      name: content.signatory.name,
      reason: `Surat Keterangan ${content.number}`,
    });
  doc.end();
  return bytes;
}

function drawTagged(doc: Doc, face: LetterFace): void {
  const root = doc.struct('Document');
  doc.addStructure(root);
  draw(doc, face, (tag, paint, alt) => {
    if (tag === ornament) decorate(doc, paint);
    else root.add(doc.struct(tag, alt === undefined ? {} : { alt }, [paint]));
  });
  root.end();
}

/** What a screen reader passes over: marked on the page, and no element of the structure (ISO 32000-1 §14.8.2.2). */
const ornament = 'Artifact';

function decorate(doc: Doc, paint: () => void): void {
  doc.markContent(ornament, { type: 'Layout' });
  paint();
  doc.endMarkedContent();
}

/** Adds a letter as a page of a file for the printer, which reads no tags. */
export function addLetterPage(doc: Doc, face: LetterFace): void {
  doc.addPage(sheet);
  draw(doc, face, (_tag, paint) => paint());
}

function draw(doc: Doc, face: LetterFace, put: Put): void {
  drawHead(doc, put, face.content);
  drawBody(doc, put, face);
  drawFoot(doc, put, face);
}

type Put = (tag: string, paint: () => void, alt?: string) => unknown;

function drawHead(doc: Doc, put: Put, content: LetterContent): void {
  put('P', () => centred(doc, `PEMERINTAH ${content.regency}`, 'bold', 13));
  put('P', () => centred(doc, 'DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL', 'bold', 14));
  put('P', () => centred(doc, `Provinsi ${content.province}`, 'regular', 9, quiet));
  put(ornament, () => {
    const y = doc.y + 5;
    doc
      .moveTo(marginPt, y)
      .lineTo(doc.page.width - marginPt, y)
      .lineWidth(1.6)
      .stroke(ink);
  });
  doc.y += 26;
  put('H1', () => centred(doc, 'SURAT KETERANGAN', 'bold', 14));
  put('P', () => centred(doc, 'PENGGANTI KARTU TANDA PENDUDUK ELEKTRONIK', 'bold', 10.5));
  put('P', () => centred(doc, `Nomor : ${content.number}`, 'regular', 10.5));
  doc.y += 16;
}

const purposeWords: Readonly<Record<LetterPurpose, string>> = {
  'first-card': 'KTP-el yang bersangkutan belum dapat dicetak',
  lost: 'KTP-el yang bersangkutan hilang dan penggantinya belum dapat dicetak',
  damaged: 'KTP-el yang bersangkutan rusak dan penggantinya belum dapat dicetak',
  'data-changed': 'data KTP-el yang bersangkutan berubah dan kartu barunya belum dapat dicetak',
};

function drawBody(doc: Doc, put: Put, { content, photo }: LetterFace): void {
  const { regency, purpose, validUntil, basis } = content;
  put('P', () =>
    paragraph(
      doc,
      `Yang bertanda tangan di bawah ini, Kepala Dinas Kependudukan dan Pencatatan Sipil ${titled(regency)}, menerangkan bahwa:`,
    ),
  );
  doc.y += 8;
  for (const [label, value] of rowsOf(content)) put('P', () => row(doc, label, value));
  doc.y += 8;
  const photoTop = doc.y;
  put(
    'Figure',
    () => {
      doc.image(Buffer.from(photo), marginPt, photoTop, {
        fit: [photoWidthPt, photoHeightPt],
        align: 'center',
        valign: 'center',
      });
      doc.rect(marginPt, photoTop, photoWidthPt, photoHeightPt).lineWidth(0.4).stroke(quiet);
    },
    'Pasfoto pemegang surat',
  );
  const beside = { x: marginPt + photoWidthPt + 18, top: photoTop };
  doc.y = beside.top;
  const aside = (words: string) => put('P', () => besidePhoto(doc, words, beside.x));
  aside(
    `benar-benar telah melakukan perekaman KTP-el dan telah terdata dalam Database Kependudukan ${titled(regency)}; ${purposeWords[purpose]}.`,
  );
  aside(
    'Surat keterangan ini berlaku sebagai pengganti KTP-el untuk keperluan pemilihan umum, perbankan, imigrasi, kepolisian, asuransi, BPJS, pernikahan, dan keperluan lain.',
  );
  aside(`Berlaku sampai dengan ${longDate(validUntil)} (dasar: ${basis}).`);
  doc.y = Math.max(doc.y, photoTop + photoHeightPt) + 22;
}

function drawFoot(doc: Doc, put: Put, { content, code, checkUrl, electronic }: LetterFace): void {
  const top = doc.y;
  const { signatory } = content;
  put('Figure', () => drawCode(doc, code, marginPt, top), 'Kode QR untuk memeriksa surat ini');
  doc.y = top + codePt + 6;
  put('P', () => small(doc, `Periksa keaslian: ${checkUrl}`, marginPt));
  put('P', () => small(doc, 'Surat ini batal bila KTP-el sudah diserahkan. Tidak dipungut biaya.', marginPt));
  const x = doc.page.width / 2 + 10;
  doc.y = top;
  const signed = (words: string, font = 'regular') => put('P', () => besidePhoto(doc, words, x, font, 2));
  signed(`${titled(content.regency).replace(/^(Kota|Kabupaten) /, '')}, ${longDate(content.issuedOn)}`);
  signed(signatory.position);
  if (electronic) {
    doc.y += 8;
    put('P', () => {
      doc
        .rect(x, doc.y, doc.page.width - marginPt - x, 34)
        .lineWidth(0.6)
        .stroke(quiet);
      doc.y += 5;
      besidePhoto(doc, 'Ditandatangani secara elektronik', x + 8, 'bold', 0, 8.5);
      besidePhoto(doc, 'Periksa tanda tangannya di berkas PDF.', x + 8, 'regular', 0, 7.5);
    });
    doc.y = top + 86;
  } else {
    put('P', () => besidePhoto(doc, '(tanda tangan basah dan cap dinas)', x, 'regular', 0, 7.5));
    doc.y = top + 96;
  }
  signed(signatory.name, 'bold');
  if (signatory.rank !== '') signed(signatory.rank);
  if (signatory.nip !== '') signed(`NIP ${signatory.nip}`);
}

/** Dark squares as one path; error correction M, so that a worn fold can still be read. */
function drawCode(doc: Doc, text: string, left: number, top: number): void {
  const { modules } = qrcode.create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
  const side = codePt / modules.size;
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++)
      if (modules.get(y, x)) doc.rect(left + x * side, top + y * side, side, side);
  doc.fill('#000000');
}

function rowsOf({ biodata, kelurahan, kecamatan }: LetterContent): [string, string][] {
  return [
    ['NIK', biodata.nik],
    ['Nama', biodata.name],
    ['Tempat/Tanggal Lahir', `${biodata.birthPlace}, ${shortDate(biodata.birthDate)}`],
    ['Jenis Kelamin', biodata.sex],
    ['Golongan Darah', biodata.bloodGroup],
    ['Agama', biodata.religion],
    ['Status Perkawinan', biodata.maritalStatus],
    ['Pekerjaan', biodata.occupation],
    ['Kewarganegaraan', biodata.nationality],
    ['Alamat', biodata.address],
    ['RT/RW', `${biodata.rt}/${biodata.rw}`],
    ['Kelurahan/Desa', kelurahan.toUpperCase()],
    ['Kecamatan', kecamatan.toUpperCase()],
  ];
}

/** `KOTA KUPANG` as it stands in a sentence. */
const titled = (words: string): string =>
  words.toLowerCase().replaceAll(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());

const centred = (doc: Doc, words: string, font: string, size: number, colour = ink): void =>
  void doc
    .font(font)
    .fontSize(size)
    .fillColor(colour)
    .text(words, marginPt, doc.y, { align: 'center', width: doc.page.width - 2 * marginPt });

const paragraph = (doc: Doc, words: string): void =>
  void doc.font('regular').fontSize(10.5).fillColor(ink).text(words, marginPt, doc.y, { align: 'justify' });

const small = (doc: Doc, words: string, x: number): void =>
  void doc
    .font('regular')
    .fontSize(7.5)
    .fillColor(quiet)
    .text(words, x, doc.y, { width: doc.page.width / 2 - x });

function besidePhoto(doc: Doc, words: string, x: number, font = 'regular', gap = 7, size = 10.5): void {
  doc
    .font(font)
    .fontSize(size)
    .fillColor(ink)
    .text(words, x, doc.y, { width: doc.page.width - marginPt - x });
  doc.y += gap;
}

function row(doc: Doc, label: string, value: string): void {
  const top = doc.y;
  const valueAt = marginPt + 150;
  doc.font('regular').fontSize(10.5).fillColor(ink).text(label, marginPt, top, { continued: false });
  doc.text(':', valueAt - 12, top);
  doc.font(label === 'NIK' || label === 'Nama' ? 'bold' : 'regular');
  doc.text(value, valueAt, top, { width: doc.page.width - marginPt - valueAt });
  doc.y += 1.5;
}
