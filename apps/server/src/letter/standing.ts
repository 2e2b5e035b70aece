/** What the service status asks of the letters: which rules hold, and whether the certificate still signs. */
import { type LetterService, toInstant } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import type { DocumentSigner } from './document-signer.ts';
import { letterRules } from './rules.ts';

export async function readLetterService(
  database: Queryable,
  findSigner: () => DocumentSigner | null,
  blanks: (database: Queryable) => Promise<LetterService['blanks']>,
): Promise<Omit<LetterService, 'staffed'>> {
  return {
    policies: await letterRules.list(database),
    blanks: await blanks(database),
    signer: signerOf(findSigner),
  };
}

function signerOf(findSigner: () => DocumentSigner | null): LetterService['signer'] {
  try {
    const signer = findSigner();
    return signer === null ? 'by-hand' : { notAfter: toInstant(signer.notAfter.getTime()) };
  } catch {
    return 'unusable';
  }
}
