import PDFDocument from 'pdfkit';
import { expect, it } from 'vitest';
import { bold, bytesOf, registerFonts, regular } from './fonts.ts';

async function draw(words: string): Promise<Buffer> {
  const doc = new PDFDocument({ info: { CreationDate: new Date(0) } });
  registerFonts(doc);
  const bytes = bytesOf(doc);
  doc.font(regular).text(words, { align: 'justify', width: 120 }).font(bold).text(words);
  doc.end();
  return bytes;
}

it('draws a document the same whatever was drawn before it', async () => {
  const words = 'benar-benar telah melakukan perekaman KTP-el dan telah terdata di Kota Kupang';
  const first = await draw(words);
  await draw('telah terdata lain kata');
  expect((await draw(words)).equals(first)).toBe(true);
});
