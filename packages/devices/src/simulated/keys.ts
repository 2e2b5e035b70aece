import 'reflect-metadata';
import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as x509 from '@peculiar/x509';

/** What a simulated device signs with. */
export interface DeviceKey {
  readonly privateKey: KeyObject;
  /** DER, standard base64, as it stands in `x5c`. */
  readonly certificate: string;
  /** Of the same key, valid only in the past. */
  readonly expiredCertificate: string;
}

/** The keys of a family of simulated devices and the CA of their imaginary provider. */
export interface SimulatedKeys {
  /** PEM of the CA: what an office puts into its trust list to believe these devices. */
  readonly trustPem: string;
  /** The key of the device with this serial number, made at its first use. */
  deviceKey(serialNo: string): Promise<DeviceKey>;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const;
const dayMs = 86_400_000;

interface StoredKey {
  readonly pkcs8: string;
  readonly certificate: string;
  readonly expiredCertificate: string;
}
interface StoredKeys {
  readonly caPkcs8: string;
  readonly caCertificate: string;
  readonly devices: Record<string, StoredKey>;
}

const base64 = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('base64');
const importCaKey = (pkcs8: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', Buffer.from(pkcs8, 'base64'), algorithm, true, ['sign']);

async function makeCa(nowMs: number): Promise<StoredKeys> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomBytes(8).toString('hex'),
    name: 'CN=Rekam Simulated Device Provider, O=Rekam',
    notBefore: new Date(nowMs - 400 * dayMs),
    notAfter: new Date(nowMs + 3650 * dayMs),
    keys: pair,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const caPkcs8 = base64(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return { caPkcs8, caCertificate: base64(certificate.rawData), devices: {} };
}

async function makeDevice(ca: StoredKeys, serialNo: string, nowMs: number): Promise<StoredKey> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const signingKey = await importCaKey(ca.caPkcs8);
  const issuer = new x509.X509Certificate(Buffer.from(ca.caCertificate, 'base64')).subject;
  const issue = async (notBefore: number, notAfter: number): Promise<string> => {
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: randomBytes(8).toString('hex'),
      subject: `CN=${serialNo}, O=Rekam simulated device`,
      issuer,
      notBefore: new Date(notBefore),
      notAfter: new Date(notAfter),
      publicKey: pair.publicKey,
      signingKey,
      signingAlgorithm: algorithm,
      extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true)],
    });
    return base64(certificate.rawData);
  };
  return {
    pkcs8: base64(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
    certificate: await issue(nowMs - dayMs, nowMs + 3600 * dayMs),
    expiredCertificate: await issue(nowMs - 60 * dayMs, nowMs - 30 * dayMs),
  };
}

const pemOf = (der: string): string =>
  `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`;

const fileName = 'simulated-device-keys.json';

async function readStored(folder: string): Promise<StoredKeys | undefined> {
  try {
    return JSON.parse(await readFile(path.join(folder, fileName), 'utf8')) as StoredKeys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeStored(folder: string, stored: StoredKeys): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `${fileName}.${process.pid}.new`);
  await writeFile(temporary, JSON.stringify(stored), { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, path.join(folder, fileName));
}

/**
 * Keys for simulated devices. With `folder` they rest there and the same trust list holds after a restart;
 * without, they live as long as the process.
 */
export async function openSimulatedKeys(
  folder: string | undefined,
  nowMs: number = Date.now(),
): Promise<SimulatedKeys> {
  const stored = (folder && (await readStored(folder))) || (await makeCa(nowMs));
  if (folder) await writeStored(folder, stored);
  const making = new Map<string, Promise<StoredKey>>();
  let writing: Promise<void> = Promise.resolve();
  const getStored = (serialNo: string): Promise<StoredKey> => {
    const existing = stored.devices[serialNo];
    if (existing) return Promise.resolve(existing);
    let made = making.get(serialNo);
    if (!made) {
      made = makeDevice(stored, serialNo, nowMs).then(async (key) => {
        stored.devices[serialNo] = key;
        if (folder) writing = writing.then(() => writeStored(folder, stored));
        await writing;
        return key;
      });
      making.set(serialNo, made);
    }
    return made;
  };
  return {
    trustPem: pemOf(stored.caCertificate),
    async deviceKey(serialNo) {
      const key = await getStored(serialNo);
      const privateKey = createPrivateKey({
        key: Buffer.from(key.pkcs8, 'base64'),
        format: 'der',
        type: 'pkcs8',
      });
      return { privateKey, certificate: key.certificate, expiredCertificate: key.expiredCertificate };
    },
  };
}
