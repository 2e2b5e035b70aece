/**
 * The card's two sides as one PDF of two pages at its true size: what is shown before printing and what is printed are
 * the same bytes.
 *
 *   ┌──────────────────────────────────────────┐  85.60 × 53.98 mm (ISO/IEC 7810 ID-1),
 *   │            PROVINSI / KOTA               │  1011 × 638 dots at 300 dpi
 *   │ NIK : ################                   │
 *   │ Nama           : …            ┌────────┐ │
 *   │ Tempat/Tgl …   : …            │ photo  │ │
 *   │ …                             └────────┘ │
 *   │ Berlaku Hingga : …          place, day   │
 *   │                              signature   │
 *   └──────────────────────────────────────────┘
 */

import type { Biodata, PlainDate } from '@rekam/domain';
import { shortDate } from '@rekam/protocol/words/dates.ts';
import PDFDocument from 'pdfkit';
import { bold, bytesOf, type Doc, registerFonts, regular } from '../pdf/fonts.ts';
import { Refused } from '../ports/refused.ts';

export interface CardFace {
  /** `NUSA TENGGARA TIMUR`. */
  readonly province: string;
  /** `KOTA KUPANG`. */
  readonly regency: string;
  readonly biodata: Biodata;
  readonly kelurahan: string;
  readonly kecamatan: string;
  readonly issuedOn: PlainDate;
  /** JPEG. */
  readonly photo: Uint8Array;
  /** PNG; null where the holder cannot sign, or signed before Rekam. */
  readonly signature: Uint8Array | null;
}

const mm = (length: number): number => (length * 72) / 25.4;
const width = mm(85.6);
const height = mm(53.98);
const ink = '#000000';

const left = mm(3);
const valuesAt = mm(24.2);
const valuesUntil = mm(61.8);
const photo = { x: mm(63), y: mm(13), width: mm(19.2), height: mm(25.6) };
const signing = { x: mm(61), width: mm(23.2), placeAt: mm(41.4), at: mm(45.2), height: mm(6.6) };
/** Baselines of the first and the last line, and the widest step between two. */
const lines = { first: mm(16.1), last: mm(51.9), step: mm(2.95) };

/** Sizes in points: of labels and values, of a value on one row at least, and the smallest that 300 dpi prints legibly (18 dots high). */
const size = { full: 6, oneRow: 5.2, least: 4.4 };

/** The same face gives the same bytes. @throws Refused CARD_FACE_TEXT_LONG when a value fits in no legible size */
export async function cardFacePdf(face: CardFace): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    lang: 'id-ID',
    info: {
      Title: 'KTP-el',
      Producer: 'Rekam',
      Creator: 'Rekam',
      CreationDate: new Date(`${face.issuedOn}T00:00:00Z`),
    },
  });
  registerFonts(doc);
  const bytes = bytesOf(doc);
  drawFront(doc, face);
  doc.addPage();
  drawBack(doc, face);
  doc.end();
  return bytes;
}

function drawFront(doc: Doc, face: CardFace): void {
  const { biodata, regency } = face;
  centred(doc, `PROVINSI ${face.province.toUpperCase()}`, mm(5), 7.4);
  centred(doc, regency, mm(8.2), 7.4);
  put(doc, `NIK  :  ${biodata.nik}`, left, mm(12.8), { font: bold, points: 10.5 });
  drawLines(doc, face);
  doc.image(Buffer.from(face.photo), photo.x, photo.y, {
    cover: [photo.width, photo.height],
    align: 'center',
  });
  const issued = shortDate(face.issuedOn);
  const across = { font: regular, points: 5.6, width: signing.width, align: 'center' } as const;
  put(doc, placeOf(regency), signing.x, signing.placeAt, across);
  put(doc, issued, signing.x, signing.placeAt + mm(2.4), across);
  if (face.signature)
    doc.image(Buffer.from(face.signature), signing.x, signing.at, {
      fit: [signing.width, signing.height],
      align: 'center',
      valign: 'center',
    });
}

/** The kind of region does not stand where a card says where it was issued. */
const placeOf = (regency: string): string => regency.replace(/^(KOTA|KABUPATEN) /, '');

/** Nothing of the state's emblems is drawn: they are on the blank already. */
function drawBack(doc: Doc, { province, regency }: CardFace): void {
  centred(doc, 'REPUBLIK INDONESIA', mm(22), 9);
  centred(doc, 'KARTU TANDA PENDUDUK', mm(26.4), 9);
  centred(doc, `PROVINSI ${province.toUpperCase()}`, mm(31.6), 6);
  centred(doc, regency, mm(34.4), 6);
}

function drawLines(doc: Doc, face: CardFace): void {
  const fields = linesOf(face).map((line) => ({ ...line, ...fit(doc, line) }));
  const rows = fields.flatMap((field) => field.rows).length;
  const step = Math.min(lines.step, (lines.last - lines.first) / (rows - 1));
  let y = lines.first;
  const plain = { font: regular, points: size.full };
  for (const { label, indented, beside, points, rows } of fields) {
    put(doc, label, indented ? left + mm(2.6) : left, y, plain);
    put(doc, ':', valuesAt - mm(1.6), y, plain);
    if (beside) {
      put(doc, `${beside.label}  :`, beside.at, y, plain);
      put(doc, beside.value, beside.at + mm(13.4), y, { font: bold, points: size.full });
    }
    for (const row of rows) {
      put(doc, row, valuesAt, y, { font: bold, points });
      y += step;
    }
  }
}

interface Line {
  readonly label: string;
  readonly value: string;
  readonly indented?: true;
  /** A second value on the same line. */
  readonly beside?: { readonly label: string; readonly value: string; readonly at: number };
}

function linesOf({ biodata, kelurahan, kecamatan }: CardFace): readonly Line[] {
  const born = shortDate(biodata.birthDate);
  const blood = { label: 'Gol. Darah', value: biodata.bloodGroup, at: mm(44) };
  return [
    { label: 'Nama', value: biodata.name },
    { label: 'Tempat/Tgl Lahir', value: `${biodata.birthPlace}, ${born}` },
    { label: 'Jenis Kelamin', value: biodata.sex, beside: blood },
    { label: 'Alamat', value: biodata.address },
    { label: 'RT/RW', value: `${biodata.rt}/${biodata.rw}`, indented: true },
    { label: 'Kel/Desa', value: kelurahan.toUpperCase(), indented: true },
    { label: 'Kecamatan', value: kecamatan.toUpperCase(), indented: true },
    { label: 'Agama', value: biodata.religion },
    { label: 'Status Perkawinan', value: biodata.maritalStatus },
    { label: 'Pekerjaan', value: biodata.occupation },
    { label: 'Kewarganegaraan', value: biodata.nationality },
    { label: 'Berlaku Hingga', value: 'SEUMUR HIDUP' },
  ];
}

interface Fitted {
  readonly points: number;
  readonly rows: readonly string[];
}

/** A value on one row, smaller if need be, else on two; nothing is ever cut off. */
function fit(doc: Doc, { value, label }: Line): Fitted {
  const room = valuesUntil - valuesAt;
  const fits = (row: string, points: number): boolean =>
    doc.font(bold).fontSize(points).widthOfString(row) <= room;
  const points = sizesDownTo(size.oneRow).find((points) => fits(value, points));
  if (points) return { points, rows: [value] };
  for (const halve of [betweenWords, withinWord])
    for (const points of sizesDownTo(size.least)) {
      const rows = halve(value, (row) => fits(row, points));
      if (rows) return { points, rows };
    }
  throw new Refused('CARD_FACE_TEXT_LONG', { field: label });
}

const sizesDownTo = (least: number): number[] =>
  Array.from({ length: Math.round((size.full - least) / 0.2) + 1 }, (_, step) => size.full - step * 0.2);

type Halve = (value: string, fits: (row: string) => boolean) => readonly [string, string] | undefined;

const cut = (value: string, at: number): [string, string] => [
  value.slice(0, at),
  value.slice(at).trimStart(),
];

/** The first row as full as may be. */
const betweenWords: Halve = (value, fits) =>
  [...value.matchAll(/ /g)]
    .map(({ index }) => cut(value, index))
    .findLast(([first, second]) => fits(first) && fits(second));

const withinWord: Halve = (value, fits) =>
  Array.from(value, (_, at) => cut(value, at)).findLast(([first, second]) => fits(first) && fits(second));

interface Style {
  readonly font: string;
  readonly points: number;
  readonly width?: number;
  readonly align?: 'center';
}

/** @param y the baseline */
function put(doc: Doc, words: string, x: number, y: number, { font, points, ...box }: Style): void {
  const options = { lineBreak: box.width !== undefined, baseline: 'alphabetic', ...box } as const;
  doc.font(font).fontSize(points).fillColor(ink).text(words, x, y, options);
}

const centred = (doc: Doc, words: string, y: number, points: number): void =>
  put(doc, words, 0, y, { font: bold, points, width, align: 'center' });
