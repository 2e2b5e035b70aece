/** A signer whose key lies at BSrE, used with the NIK and passphrase of an officer. */
import PDFDocument from 'pdfkit';
import { bytesOf } from '../../pdf/fonts.ts';
import { Refused } from '../../ports/refused.ts';
import type { DocumentSigner } from '../document-signer.ts';
import { type SignedPdf, verifyPdf } from '../verify-pdf.ts';
import { isOnlySigned } from './appended-signature.ts';
import { requireSigner, signByBsre } from './esign-client.ts';
import type { BsreSettings } from './settings.ts';

/**
 * Opens signing by BSrE: an empty page is signed first, so that a wrong passphrase or a strange certificate is found
 * before a letter is. The passphrase stays in this closure.
 * @param patienceMs how long an answer may take; absent: as the client has it
 * @throws Refused LETTER_BSRE_…
 */
export async function openBsreSigner(
  settings: BsreSettings,
  passphrase: string,
  patienceMs?: number,
): Promise<DocumentSigner> {
  await requireSigner(settings, patienceMs);
  const sign = async (pdf: Buffer): Promise<{ readonly signed: Buffer; readonly by: SignedPdf }> => {
    const signed = await signByBsre(settings, passphrase, pdf, patienceMs);
    const verdict = verifyPdf(signed);
    if (!verdict.ok || !isOnlySigned(pdf, signed)) throw new Refused('LETTER_BSRE_ANSWER_FOREIGN');
    return { signed, by: verdict.value };
  };
  const { by: own } = await sign(await emptyPage());
  return {
    way: 'bsre',
    subject: own.subject,
    notAfter: new Date(own.certificateUntil),
    pem: null,
    leavesRoom: false,
    finish: async (drawn) => {
      const { signed, by } = await sign(drawn);
      if (by.subject !== own.subject || by.issuer !== own.issuer)
        throw new Refused('LETTER_BSRE_ANSWER_FOREIGN');
      return signed;
    },
  };
}

async function emptyPage(): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', info: { Title: 'Percobaan tanda tangan', Producer: 'Rekam' } });
  const bytes = bytesOf(doc);
  doc.end();
  return bytes;
}
