import {
  createCipheriv,
  createDecipheriv,
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { toBech32 } from '@rekam/protocol/sync/bech32.ts';
import {
  keyIdOf,
  makeSigningKey,
  privateKeyFromPem,
  privateKeyToPem,
} from '@rekam/protocol/sync/signing-key.ts';
import { Refused } from '../ports/refused.ts';

/** An age key pair of the office. */
export interface OfficeKey {
  /** `office-3`. */
  readonly id: string;
  /** `AGE-SECRET-KEY-1…`. */
  readonly identity: string;
  /** `age1…`. */
  readonly recipient: string;
}

export interface Keyring {
  /** Newest first: the first is what stations seal to, all open packets. */
  readonly officeKeys: readonly OfficeKey[];
  /** Ed25519 that signs receipts and settings. */
  readonly receiptKey: KeyObject;
  readonly receiptKeyId: string;
  /** 32 bytes for session tokens. */
  readonly sessionKey: Uint8Array;
  /** What backups are encrypted to. */
  readonly backupKey: OfficeKey;
  /** An age recipient that packets are sealed to as well; null where none is set. */
  readonly escrowRecipient: string | null;
  /** Wraps the key of one recording's samples. */
  readonly wrap: (key: Uint8Array) => { kekVersion: number; wrapped: Buffer };
  readonly unwrap: (kekVersion: number, wrapped: Uint8Array) => Uint8Array;
}

const officeKeyFile = /^office-(\d+)\.agekey$/;
const kekFile = /^samples-(\d+)\.kek$/;

export const keysDirOf = (dataDir: string): string => join(dataDir, 'keys');

/** Makes the keys of a new office. Existing files are never touched. */
export function makeMissingKeys(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const names = readdirSync(dir);
  if (!names.some((name) => officeKeyFile.test(name))) writeAgeKey(dir, 'office-1.agekey');
  if (!names.includes('backup.agekey')) writeAgeKey(dir, 'backup.agekey');
  if (!names.includes('receipt.key')) writeDurably(dir, 'receipt.key', privateKeyToPem(makeSigningKey()));
  if (!names.some((name) => kekFile.test(name)))
    writeDurably(dir, 'samples-1.kek', `${randomBytes(32).toString('hex')}\n`);
  if (!names.includes('session.key'))
    writeDurably(dir, 'session.key', `${randomBytes(32).toString('hex')}\n`);
}

/** Adds the next office key; it becomes the one that stations seal to. @returns its id */
export function rotateOfficeKey(dir: string): string {
  const next = Math.max(0, ...numbersOf(dir, officeKeyFile)) + 1;
  writeAgeKey(dir, `office-${next}.agekey`);
  return `office-${next}`;
}

/** @throws Refused OFFICE_KEY_MISSING naming the file */
export function loadKeyring(dir: string): Keyring {
  const numbers = numbersOf(dir, officeKeyFile).sort((a, b) => b - a);
  if (numbers.length === 0) throw new Refused('OFFICE_KEY_MISSING', { file: 'office-1.agekey' });
  const keks = new Map(
    numbersOf(dir, kekFile).map((version) => [version, readHexKey(dir, `samples-${version}.kek`)]),
  );
  const newestKek = Math.max(0, ...keks.keys());
  const getKek = (version: number): Uint8Array => {
    const kek = keks.get(version);
    if (!kek) throw new Refused('OFFICE_KEY_MISSING', { file: `samples-${version}.kek` });
    return kek;
  };
  getKek(newestKek);
  const receiptKey = privateKeyFromPem(readKeyFile(dir, 'receipt.key'));
  return {
    officeKeys: numbers.map((number) => readAgeKey(dir, `office-${number}.agekey`)),
    receiptKey,
    receiptKeyId: keyIdOf(receiptKey),
    sessionKey: readHexKey(dir, 'session.key'),
    backupKey: readAgeKey(dir, 'backup.agekey'),
    escrowRecipient: existsSync(join(dir, 'escrow.recipient'))
      ? readKeyFile(dir, 'escrow.recipient').trim()
      : null,
    wrap: (key) => ({ kekVersion: newestKek, wrapped: wrapKey(getKek(newestKek), key) }),
    unwrap: (version, wrapped) => unwrapKey(getKek(version), wrapped),
  };
}

const numbersOf = (dir: string, pattern: RegExp): number[] =>
  existsSync(dir)
    ? readdirSync(dir).flatMap((name) => Number(pattern.exec(name)?.[1] ?? Number.NaN) || [])
    : [];

function readKeyFile(dir: string, name: string): string {
  try {
    return readFileSync(join(dir, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Refused('OFFICE_KEY_MISSING', { file: name });
    throw error;
  }
}

const readHexKey = (dir: string, name: string): Uint8Array =>
  Buffer.from(readKeyFile(dir, name).trim(), 'hex');

function readAgeKey(dir: string, name: string): OfficeKey {
  const text = readKeyFile(dir, name);
  const identity = /^AGE-SECRET-KEY-1[A-Z0-9]+$/m.exec(text)?.[0];
  const recipient = /^# public key: (age1[a-z0-9]+)$/m.exec(text)?.[1];
  if (!identity || !recipient) throw new Refused('OFFICE_KEY_MISSING', { file: name });
  return { id: name.replace('.agekey', ''), identity, recipient };
}

/** In the form of `age-keygen`, so that the age tool can open packets with the same file. */
function writeAgeKey(dir: string, name: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const raw = (der: Buffer): Uint8Array => der.subarray(der.length - 32);
  const identity = toBech32('age-secret-key-', raw(privateKey.export({ type: 'pkcs8', format: 'der' })));
  const recipient = toBech32('age', raw(publicKey.export({ type: 'spki', format: 'der' })));
  writeDurably(
    dir,
    name,
    `# created: ${new Date().toISOString()}\n# public key: ${recipient}\n${identity.toUpperCase()}\n`,
  );
}

export function writeDurably(dir: string, name: string, content: string | Uint8Array): void {
  const fresh = join(dir, `.${name}.new`);
  const file = openSync(fresh, 'w', 0o600);
  writeFileSync(file, content);
  fsyncSync(file);
  closeSync(file);
  renameSync(fresh, join(dir, name));
  const folder = openSync(dir, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** nonce ‖ tag ‖ ciphertext under AES-256-GCM */
function wrapKey(kek: Uint8Array, key: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce);
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function unwrapKey(kek: Uint8Array, wrapped: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', kek, wrapped.subarray(0, 12));
  decipher.setAuthTag(wrapped.subarray(12, 28));
  return Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()]);
}

/** Fingerprint of a key file's public half for messages. */
export const fingerprintOf = (recipient: string): string =>
  createHash('sha256').update(recipient).digest('hex').slice(0, 16);
