/** A signer whose private key stays on a token. */
import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import { Refused } from '../../ports/refused.ts';
import { type DocumentSigner, requireCurrent } from '../document-signer.ts';
import { signPdf } from '../pades.ts';
import { derOfEcdsa } from './der-of-ecdsa.ts';
import { type HeldToken, holdToken } from './held-token.ts';
import type { TokenSettings } from './settings.ts';

export interface TokenSigner extends DocumentSigner {
  readonly close: () => void;
}

/**
 * Opens the token, and has it sign something of no meaning: a key without its certificate is found before a letter is.
 * @throws Refused LETTER_TOKEN_…, LETTER_CERTIFICATE_EXPIRED; the token is closed again then
 */
export async function openTokenSigner(
  settings: TokenSettings,
  pin: string,
  nowMs: number,
  onGone: () => void,
): Promise<TokenSigner> {
  const token = await holdToken(settings, pin, onGone);
  try {
    const signer = await signerOf(token);
    requireCurrent(signer, nowMs);
    return signer;
  } catch (error) {
    token.close();
    throw error;
  }
}

async function signerOf(token: HeldToken): Promise<TokenSigner> {
  const challenge = randomBytes(32);
  const signature = await signatureOf(token, challenge);
  const all = token.certificates.map((der) => new X509Certificate(der));
  const own = all.find(({ publicKey }) => verify('sha256', challenge, publicKey, signature));
  if (!own) throw new Refused('LETTER_TOKEN_CERTIFICATE_FOREIGN', { certificates: all.length });
  const sign = async (bytes: Uint8Array): Promise<Uint8Array> => {
    const made = await signatureOf(token, bytes);
    // A token that answers rubbish has failed, whatever it says.
    if (!verify('sha256', bytes, own.publicKey, made)) throw new Refused('LETTER_TOKEN_GONE');
    return made;
  };
  const cms = {
    certificates: chainOf(own, all).map(({ raw }) => raw),
    algorithm: token.keyType === 'ec' ? ('ecdsa-sha256' as const) : ('rsa-sha256' as const),
    sign,
  };
  return {
    way: 'token',
    subject: own.subject.replaceAll('\n', ', '),
    notAfter: new Date(own.validTo),
    pem: null,
    leavesRoom: true,
    finish: (drawn) => signPdf(drawn, cms),
    close: token.close,
  };
}

/** As letters carry it: DER for ECDSA, PKCS #1 v1.5 for RSA. */
async function signatureOf(token: HeldToken, bytes: Uint8Array): Promise<Uint8Array> {
  const signature = await token.sign(createHash('sha256').update(bytes).digest());
  return token.keyType === 'ec' ? derOfEcdsa(signature) : signature;
}

/** The certificate and those above it, as far as the token holds them. */
function chainOf(own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (;;) {
    const below = chain.at(-1)!;
    const above = all.find((one) => !chain.includes(one) && below.checkIssued(one));
    if (!above) return chain;
    chain.push(above);
  }
}
