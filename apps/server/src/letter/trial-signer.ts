import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { writeDurably } from '../office-keys/index.ts';
import { signerFile } from './document-signer.ts';

const yearMs = 365 * 86_400_000;

/** A certificate for trying things out; its name says that nobody answers for it. An own one is never touched. */
export async function makeTrialSigner(keysDir: string, nowMs: number): Promise<void> {
  if (existsSync(join(keysDir, signerFile))) return;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=PERCOBAAN - bukan tanda tangan resmi, O=Rekam, C=ID',
    notBefore: new Date(nowMs - 86_400_000),
    notAfter: new Date(nowMs + 2 * yearMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
        true,
      ),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const key = x509.PemConverter.encode(pkcs8, 'PRIVATE KEY');
  writeDurably(keysDir, signerFile, `${key}\n${certificate.toString('pem')}\n`);
}
