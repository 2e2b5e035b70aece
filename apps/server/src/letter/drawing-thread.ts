/** Runs on a thread of its own: draws a letter and signs it. */
import { answerOrders } from '../ports/thread-pool.ts';
import { type DocumentSigner, signerFromPem } from './document-signer.ts';
import { type LetterPrint, letterPdf } from './letter-pdf.ts';

export interface DrawingOrder extends Omit<LetterPrint, 'signer'> {
  /** What `signerFromPem` reads; null: the letter is signed by hand. */
  readonly signerPem: string | null;
}

let known: { readonly pem: string; readonly signer: DocumentSigner } | null = null;

/** The office has one certificate at a time; it is read when it changes. */
function signerOf(pem: string): DocumentSigner {
  if (known?.pem !== pem) known = { pem, signer: signerFromPem(pem) };
  return known.signer;
}

const draw = ({ signerPem, ...print }: DrawingOrder): Promise<Uint8Array> =>
  letterPdf({ ...print, signer: signerPem === null ? null : signerOf(signerPem) });

answerOrders(draw);
