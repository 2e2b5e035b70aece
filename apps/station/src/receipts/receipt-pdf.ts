/** The receipt on A5: Indonesian first, English small beside it; tagged, with its typeface embedded. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Receipt } from './receipt.ts';

const require = createRequire(import.meta.url);
const fontFile = (weight: 400 | 700): string =>
  require.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff`);

const regular = 'regular';
const bold = 'bold';
const ink = '#111111';
const quiet = '#555555';
const marginPt = 34;

export function receiptPdf(receipt: Receipt): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A5',
    margin: marginPt,
    lang: 'id-ID',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: `Bukti perekaman ${receipt.receiptCode}`, Producer: 'Rekam', Creator: 'Rekam' },
  });
  doc.registerFont(regular, fontFile(400));
  doc.registerFont(bold, fontFile(700));
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  draw(doc, receipt);
  doc.end();
  return done;
}

type Doc = InstanceType<typeof PDFDocument>;

function draw(doc: Doc, receipt: Receipt): void {
  const root = doc.struct('Document');
  doc.addStructure(root);
  const put = (tag: string, paint: () => void) => root.add(doc.struct(tag, {}, [paint]));

  put('P', () => text(doc, receipt.officeName, regular, 9, quiet));
  put('H1', () => text(doc, 'BUKTI PEREKAMAN KTP-el', bold, 16));
  put('P', () => text(doc, 'Receipt of an e-KTP recording', regular, 8, quiet));
  doc.moveDown(0.6);
  put('P', () => text(doc, 'Kode bukti · Receipt code', regular, 8, quiet));
  put('P', () => text(doc, receipt.receiptCode, bold, 26));
  doc.moveDown(0.4);
  for (const [label, english, value] of rowsOf(receipt)) put('P', () => row(doc, label, english, value));
  doc.moveDown(0.5);
  for (const { id, en } of notesOf(receipt)) {
    put('P', () => text(doc, id, regular, 9));
    put('P', () => text(doc, en, regular, 7, quiet));
    doc.moveDown(0.2);
  }
  root.end();
}

const text = (doc: Doc, words: string, font: string, size: number, colour = ink): void =>
  void doc.font(font).fontSize(size).fillColor(colour).text(words, marginPt, doc.y);

function row(doc: Doc, label: string, english: string, value: string): void {
  const top = doc.y;
  const valueAt = marginPt + 132;
  doc.font(regular).fontSize(8.5).fillColor(ink).text(label, marginPt, top, { continued: true });
  doc.fontSize(6.5).fillColor(quiet).text(`  ${english}`);
  doc.font(bold).fontSize(9).fillColor(ink);
  doc.text(value, valueAt, top, { width: doc.page.width - marginPt - valueAt });
  doc.x = marginPt;
  doc.moveDown(0.25);
}

function rowsOf(receipt: Receipt): [string, string, string][] {
  return [
    ['NIK', 'number', receipt.nik],
    ['Nama', 'name', receipt.name],
    ['Direkam', 'recorded', receipt.sealedAt.id],
    ['Tempat', 'place', `${receipt.placeName} · ${receipt.stationName}`],
    ['Petugas', 'operator', receipt.operatorName],
    ['Yang direkam', 'captured', capturedWords(receipt)],
    ...(receipt.owed.length > 0
      ? [
          ['Belum direkam', 'still owed', receipt.owed.map((step) => stepWords[step] ?? step).join(', ')] as [
            string,
            string,
            string,
          ],
        ]
      : []),
  ];
}

function capturedWords({ counts, exceptions }: Receipt): string {
  const parts = [
    ...(counts.photo ? ['foto'] : []),
    ...(counts.signature ? ['tanda tangan'] : []),
    `${counts.fingers} sidik jari`,
    `${counts.irises} iris mata`,
  ];
  return `${parts.join(', ')}${exceptions > 0 ? ` (${exceptions} sesuai pengecualian)` : ''}`;
}

const stepWords: Readonly<Record<string, string>> = {
  photo: 'foto',
  signature: 'tanda tangan',
  'left-four': 'empat jari kiri',
  'right-four': 'empat jari kanan',
  thumbs: 'kedua ibu jari',
  irises: 'iris mata',
  verification: 'pemeriksaan telunjuk',
  statement: 'pernyataan',
};

function notesOf({ cardFrom, owed, askAt }: Receipt): { id: string; en: string }[] {
  return [
    {
      id: 'Bukti ini bukan Surat Keterangan (Suket) dan tidak menggantikan KTP-el.',
      en: 'This receipt is not a substitute letter (Suket) and does not stand in for the card.',
    },
    ...(owed.length > 0
      ? [
          {
            id: 'Perekaman belum lengkap: datanglah lagi ke loket untuk melengkapi yang belum direkam.',
            en: 'The recording is not complete: come back to the counter for what is still owed.',
          },
        ]
      : []),
    ...(cardFrom
      ? [
          {
            id: `KTP-el dapat dicetak mulai ${cardFrom.id}, pada ulang tahun ke-17.`,
            en: `The card can be printed from ${cardFrom.en}, the 17th birthday.`,
          },
        ]
      : []),
    {
      id: 'Selanjutnya: rekaman dikirim ke Dinas dan diperiksa ketunggalannya oleh pusat data. Pelayanan ini tidak dipungut biaya.',
      en: 'Next: the recording goes to the civil registry office and the data centre checks that it is unique. This service is free.',
    },
    {
      id: `Sampai mana? Buka ${askAt ?? '/rekaman di situs kantor ini'} dengan kode di atas dan tanggal lahir, atau tanya di loket.`,
      en: `How far is it? Open ${askAt ?? '/rekaman on this office’s site'} with the code and the date of birth, or ask at a counter.`,
    },
  ];
}
