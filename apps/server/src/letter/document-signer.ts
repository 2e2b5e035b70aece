/** The office's certificate for documents: a key, its certificate, and the chain above it. */
import { createPrivateKey, createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CmsSigner } from '@rekam/protocol/pdf/cms-signature.ts';
import { Refused } from '../ports/refused.ts';

export interface DocumentSigner {
  readonly way: 'file' | 'token' | 'bsre';
  readonly subject: string;
  readonly notAfter: Date;
  /** What a drawing thread signs with by itself; null: `finish` has it signed. */
  readonly pem: string | null;
  /** Whether room for the signature is left in the drawing. */
  readonly leavesRoom: boolean;
  /** The drawn letter, signed. @throws Refused */
  readonly finish: (drawn: Buffer) => Promise<Buffer>;
}

export interface FileSigner extends DocumentSigner, CmsSigner {
  readonly pem: string;
}

/** PEM with the private key, the certificate and the chain, in the keys folder of the office. */
export const signerFile = 'letter-signer.pem';

/** The signer of this office; null: letters are signed by hand. @throws when the file is no usable certificate */
export function findFileSigner(keysDir: string): FileSigner | null {
  const file = join(keysDir, signerFile);
  return existsSync(file) ? signerFromPem(readFileSync(file, 'utf8')) : null;
}

/** @throws Refused LETTER_CERTIFICATE_INVALID when key and certificate are missing or do not belong together */
export function signerFromPem(pem: string): FileSigner {
  const certificates = (pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).map(
    (block) => new X509Certificate(block),
  );
  const own = certificates[0];
  const key = readKey(pem);
  if (!own || !key || !own.publicKey.equals(createPublicKey(key)))
    throw new Refused('LETTER_CERTIFICATE_INVALID', { file: signerFile });
  return {
    way: 'file',
    leavesRoom: true,
    finish: async (drawn) => drawn,
    certificates: certificates.map(({ raw }) => raw),
    algorithm: key.asymmetricKeyType === 'ec' ? 'ecdsa-sha256' : 'rsa-sha256',
    subject: own.subject.replaceAll('\n', ', '),
    notAfter: new Date(own.validTo),
    pem,
    sign: async (bytes) => sign('sha256', bytes, key),
  };
}

function readKey(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ec' || key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}

/** @throws Refused LETTER_CERTIFICATE_EXPIRED: nothing is signed with a certificate that has ended */
export function requireCurrent(signer: DocumentSigner, nowMs: number): void {
  if (nowMs > signer.notAfter.getTime())
    throw new Refused('LETTER_CERTIFICATE_EXPIRED', { until: signer.notAfter.toISOString().slice(0, 10) });
}
