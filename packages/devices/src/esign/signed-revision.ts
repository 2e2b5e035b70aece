/** Signs a PDF as e-sign services do: a revision is appended, and what was there stays byte for byte. */
import { type CmsSigner, makeCms } from '@rekam/protocol/pdf/cms-signature.ts';

/** Room for the signature and its certificates, bytes. */
const roomBytes = 12_000;
const rangePlaceholder = '0 ********** ********** **********';

export interface Revision {
  /** Replaces the objects of the page; null: left as they are. For a service that does what it must not. */
  readonly overPage?: string;
}

/** @throws when the file is no plain PDF with one table of references */
export async function appendSignature(
  pdf: Buffer,
  signer: CmsSigner,
  { overPage }: Revision = {},
): Promise<Buffer> {
  const text = pdf.toString('latin1');
  const before = lastMatch(text, /startxref\s+(\d+)\s+%%EOF\s*$/g);
  const trailer = lastMatch(text, /trailer\s*<<([\s\S]*?)>>\s*startxref/g);
  const size = Number(/\/Size (\d+)/.exec(trailer)![1]);
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)![1]);
  const page = Number(lastMatch(text, /(\d+) 0 obj\s*<<(?:(?!endobj)[\s\S])*?\/Type \/Page\b/g));
  const [signature, widget] = [size, size + 1];
  const objects = new Map<number, string>([
    [root, extended(text, root, `/AcroForm << /SigFlags 3 /Fields [${widget} 0 R] >>`)],
    [page, extended(text, page, `/Annots [${widget} 0 R]${overPage ?? ''}`)],
    [
      signature,
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (${pdfMoment(new Date())}) /ByteRange [${rangePlaceholder}] /Contents <${'0'.repeat(2 * roomBytes)}> >>`,
    ],
    [
      widget,
      `<< /Type /Annot /Subtype /Widget /FT /Sig /Rect [0 0 0 0] /F 132 /T (Signature1) /P ${page} 0 R /V ${signature} 0 R >>`,
    ],
  ]);
  const appended = written(objects, pdf.length, {
    trailer: `<< /Size ${widget + 1} /Root ${root} 0 R${idOf(trailer)} /Prev ${before} >>`,
  });
  return signed(Buffer.concat([pdf, Buffer.from(appended, 'latin1')]), signer);
}

/** `D:20261126021500Z` (ISO 32000-1 §7.9.4). */
const pdfMoment = (at: Date): string => `D:${at.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`;

const idOf = (trailer: string): string => {
  const info = /\/Info \d+ 0 R/.exec(trailer)?.[0];
  return info === undefined ? '' : ` ${info}`;
};

function lastMatch(text: string, pattern: RegExp): string {
  const found = [...text.matchAll(pattern)].at(-1)?.[1];
  if (found === undefined) throw new Error('no plain PDF');
  return found;
}

/** The dictionary of an object with one entry more. */
function extended(text: string, number: number, entry: string): string {
  const body = lastMatch(text, new RegExp(`(?:^|\\n)${number} 0 obj\\s*(<<[\\s\\S]*?>>)\\s*endobj`, 'g'));
  return `${body.slice(0, -2)} ${entry} >>`;
}

function written(
  objects: ReadonlyMap<number, string>,
  from: number,
  { trailer }: { readonly trailer: string },
): string {
  let out = '\n';
  const places = new Map<number, number>();
  for (const [number, body] of objects) {
    places.set(number, from + out.length);
    out += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const table = from + out.length;
  const entries = [...places].map(
    ([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`,
  );
  return `${out}xref\n${entries.join('')}trailer\n${trailer}\nstartxref\n${table}\n%%EOF\n`;
}

async function signed(pdf: Buffer, signer: CmsSigner): Promise<Buffer> {
  const text = pdf.toString('latin1');
  const room = text.lastIndexOf('/Contents <') + '/Contents '.length;
  const after = room + 2 * roomBytes + 2;
  const range = `0 ${room} ${after} ${pdf.length - after}`.padEnd(rangePlaceholder.length, ' ');
  pdf.write(range, text.lastIndexOf(rangePlaceholder), 'latin1');
  const cms = await makeCms(Buffer.concat([pdf.subarray(0, room), pdf.subarray(after)]), signer);
  pdf.write(cms.toString('hex'), room + 1, 'latin1');
  return pdf;
}
