import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { Refused } from '../ports/refused.ts';
import { isLoopback, type OfficeConfig } from './config.ts';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const tenYearsMs = 10 * 365 * 86_400_000;

/**
 * The certificate to serve with, or null for plain HTTP (loopback, or behind a proxy). On other addresses without one,
 * a self-signed certificate is made once and kept: stations pin it when they are enrolled.
 *
 * @throws Refused when a file cannot be read as PEM, or the two do not belong together
 */
export async function getCertificate(config: OfficeConfig): Promise<Certificate | null> {
  if (config.tls) return readCertificate(config.tls);
  if (config.behindProxy || isLoopback(config.host)) return null;
  const dir = join(config.dataDir, 'keys');
  const certFile = join(dir, 'https.crt');
  const keyFile = join(dir, 'https.key');
  if (!existsSync(certFile) || !existsSync(keyFile)) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const made = await makeSelfSigned(config.host);
    writeFileSync(keyFile, made.key, { mode: 0o600 });
    writeFileSync(certFile, made.cert, { mode: 0o600 });
  }
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}

function readCertificate({ certFile, keyFile }: NonNullable<OfficeConfig['tls']>): Certificate {
  const cert = readPem(certFile, (text) => new X509Certificate(text));
  const key = readPem(keyFile, createPrivateKey);
  if (!cert.value.checkPrivateKey(key.value))
    throw new Refused('OFFICE_CERTIFICATE_MISMATCH', { certFile, keyFile });
  return { cert: cert.text, key: key.text };
}

function readPem<T>(file: string, parse: (text: string) => T): { readonly text: string; readonly value: T } {
  try {
    const text = readFileSync(file, 'utf8');
    return { text, value: parse(text) };
  } catch {
    throw new Refused('OFFICE_CERTIFICATE_UNREADABLE', { file });
  }
}

async function makeSelfSigned(host: string): Promise<Certificate> {
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const addresses = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map((entry) => entry.address),
  );
  const isAddress = (name: string): boolean => /^[\d.]+$|:/.test(name);
  const names = new Set([hostname(), 'localhost', ...addresses.filter((address) => !address.includes('%'))]);
  if (host !== '0.0.0.0' && host !== '::') names.add(host);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=Rekam ${hostname()}`,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + tenYearsMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.SubjectAlternativeNameExtension(
        [...names].map((value) => ({ type: isAddress(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
    ],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.match(/.{1,64}/g)!.join('\n')}\n-----END PRIVATE KEY-----\n`;
  return { cert: certificate.toString('pem'), key };
}
