/** A token in software (SoftHSM), with keys made on it that never leave it. Needs softhsm2 and opensc of Debian. */
import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

const modulePath = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
].find(existsSync);

export const hasSoftToken =
  modulePath !== undefined && ['/usr/bin/softhsm2-util', '/usr/bin/pkcs11-tool'].every(existsSync);

export interface SoftToken {
  readonly module: string;
  readonly pin: string;
  /** Where its contents lie; moved away, it is pulled out. */
  readonly folder: string;
  /** Makes a token of that label with one key. */
  readonly make: (label: string, options?: MadeOptions) => Promise<void>;
  readonly remove: () => void;
}

export interface MadeOptions {
  readonly key?: 'EC:prime256v1' | 'rsa:2048';
  /** The key wants its PIN for each signature; made outside and written onto the token. */
  readonly asksEachTime?: boolean;
  /** `foreign`: the certificate of another key. */
  readonly certificate?: 'own' | 'foreign' | 'none';
  readonly notAfter?: Date;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Prepares this process and its children for software tokens. */
export function makeSoftTokens(): SoftToken {
  const root = mkdtempSync(join(tmpdir(), 'rekam-soft-token-'));
  const folder = join(root, 'tokens');
  mkdirSync(folder);
  const conf = join(root, 'softhsm2.conf');
  writeFileSync(conf, `directories.tokendir = ${folder}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env.SOFTHSM2_CONF = conf;
  const module = modulePath!;
  const pin = '73519046';
  const run = (program: string, args: readonly string[]) =>
    execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const tool = (label: string, ...args: string[]) =>
    run('pkcs11-tool', ['--module', module, '--token-label', label, '--login', '--pin', pin, ...args]);
  return {
    module,
    pin,
    folder,
    make: async (
      label,
      { key = 'EC:prime256v1', asksEachTime = false, certificate = 'own', notAfter } = {},
    ) => {
      run('softhsm2-util', [
        '--init-token',
        '--free',
        '--label',
        label,
        '--so-pin',
        '12345678',
        '--pin',
        pin,
      ]);
      const always = asksEachTime ? ['--always-auth'] : [];
      tool(label, '--keypairgen', '--key-type', key, '--id', '01', '--label', 'letters', ...always);
      if (certificate === 'none') return;
      const publicKey = join(root, `${label}.pub`);
      tool(label, '--read-object', '--type', 'pubkey', '--id', '01', '--output-file', publicKey);
      const foreign = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const [ca, own] = await certificatesOf(
        certificate === 'own' ? new x509.PublicKey(readFileSync(publicKey)) : foreign.publicKey,
        notAfter,
      );
      for (const [id, written] of [
        ['01', own],
        ['02', ca],
      ] as const) {
        const file = join(root, `${label}-${id}.der`);
        writeFileSync(file, Buffer.from(written.rawData));
        tool(label, '--write-object', file, '--type', 'cert', '--id', id, '--label', id);
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A certificate of an invented authority for the key, and the authority's own. */
async function certificatesOf(publicKey: x509.PublicKey | CryptoKey, notAfter = new Date('2030-01-01')) {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notBefore = new Date('2020-01-01');
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Otoritas Percobaan, C=ID',
    notBefore,
    notAfter: new Date('2040-01-01'),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  const own = await x509.X509CertificateGenerator.create({
    subject: 'CN=Dinas Contoh, O=Percobaan, C=ID',
    issuer: ca.subject,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    publicKey,
    signingKey: keys.privateKey,
    extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.nonRepudiation, true)],
  });
  return [ca, own] as const;
}
