/** The letter as a document that the office can change before it is signed. */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Letter } from './letter.ts';

const font = 'Noto Sans';
/** Half points. */
const size = 21;
/** Text width of A4 between margins of 25 and 22 mm, twips. */
const textWidth = convertMillimetersToTwip(163);

interface Style {
  readonly bold?: boolean;
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly after?: number;
  readonly sized?: number;
  readonly indent?: number;
  readonly keepNext?: boolean;
}

function line(text: string, { bold = false, align, after = 0, sized = size, indent, keepNext }: Style = {}) {
  return new Paragraph({
    children: [new TextRun({ text, bold, font, size: sized })],
    spacing: { after },
    ...(align ? { alignment: align } : {}),
    ...(indent === undefined ? {} : { indent: { left: indent } }),
    ...(keepNext ? { keepNext } : {}),
  });
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none };

/** Names and values beside each other, without lines. */
function pairs(rows: readonly (readonly [string, string])[], nameWidth: number, colon = ': '): Table {
  const cell = (text: string, width: number) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      borders: noBorders,
      children: [line(text)],
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [nameWidth, textWidth - nameWidth],
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: rows.map(
      ([name, value]) =>
        new TableRow({
          cantSplit: true,
          children: [cell(name, nameWidth), cell(`${colon}${value}`, textWidth - nameWidth)],
        }),
    ),
  });
}

export function letterDocx(letter: Letter): Promise<Buffer> {
  const justified = (text: string) => line(text, { align: AlignmentType.JUSTIFIED, after: 120 });
  const children = [
    line(letter.head[0]!, { bold: true, align: AlignmentType.CENTER, sized: 26 }),
    new Paragraph({
      children: [new TextRun({ text: letter.head[1]!, bold: true, font, size: 28, color: '000000' })],
      heading: HeadingLevel.HEADING_1,
      alignment: AlignmentType.CENTER,
      spacing: { before: 0, after: 200 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 16, space: 6, color: '000000' } },
    }),
    line(letter.placeAndDate, { align: AlignmentType.RIGHT, after: 160 }),
    pairs(letter.particulars, 1300),
    line(''),
    ...letter.addressee.map((text) => line(text)),
    line(''),
    ...letter.opening.map(justified),
    ...letter.items.flatMap(({ heading, lines }) => [
      line(heading, { bold: true, after: 40, keepNext: true }),
      pairs(lines, 2000),
      line('', { sized: 12 }),
    ]),
    ...letter.afterItems.map(justified),
    pairs(
      letter.asks.map((ask, i) => [`${String.fromCharCode(97 + i)}.`, ask] as const),
      420,
      '',
    ),
    line('', { sized: 12 }),
    justified(letter.closing),
    ...letter.signatory.map((text, i) =>
      line(text, { indent: textWidth / 2, bold: i === 4, keepNext: i < letter.signatory.length - 1 }),
    ),
    line(''),
    line('Tembusan:', { sized: 18 }),
    ...letter.copies.map((copy, i) => line(`${i + 1}. ${copy}`, { sized: 18 })),
  ];
  const document = new Document({
    creator: 'Rekam',
    title: 'Permohonan perbaikan alat perekaman KTP-el',
    styles: { default: { document: { run: { font, size, language: { value: 'id-ID' } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: {
              top: convertMillimetersToTwip(20),
              bottom: convertMillimetersToTwip(20),
              left: convertMillimetersToTwip(25),
              right: convertMillimetersToTwip(22),
            },
          },
        },
        children,
      },
    ],
  });
  return Packer.toBuffer(document);
}
