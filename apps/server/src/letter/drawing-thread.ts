/** Runs on a thread of its own: draws a letter, and signs it where the key lies in a file. */
import { answerOrders } from '../ports/thread-pool.ts';
import { type FileSigner, signerFromPem } from './document-signer.ts';
import { type LetterPrint, letterPdf } from './letter-pdf.ts';
import { signPdf } from './pades.ts';

export interface DrawingOrder extends LetterPrint {
  /** What `signerFromPem` reads; null: the letter is signed elsewhere, or by hand. */
  readonly signerPem: string | null;
}

let known: FileSigner | null = null;

/** The office has one certificate at a time; it is read when it changes. */
function signerOf(pem: string): FileSigner {
  if (known?.pem !== pem) known = signerFromPem(pem);
  return known;
}

async function draw({ signerPem, ...print }: DrawingOrder): Promise<Uint8Array> {
  const drawn = await letterPdf(print);
  return signerPem === null ? drawn : signPdf(drawn, signerOf(signerPem));
}

answerOrders(draw);
