/** The recovery copy of an office's keys: one file, opened by a passphrase, kept apart from the server. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import { z } from 'zod';
import { Refused } from '../ports/refused.ts';
import { writeDurably } from './keyring.ts';

/** Five words of a word list, or as much typed otherwise. */
const leastPassphrase = 20;
/** scrypt work factor 2^17, about 0.5 s and 128 MiB a guess. */
const workFactor = 17;

const escrowCopy = z.object({
  format: z.literal('rekam.escrow'),
  version: z.literal(1),
  files: z.record(z.string().regex(/^[A-Za-z0-9.-]+$/), z.base64()),
});

/** Writes all key files of the office to `file`. @throws Refused BACKUP_PASSPHRASE_SHORT */
export async function writeEscrow(keysDir: string, file: string, passphrase: string): Promise<number> {
  if (passphrase.length < leastPassphrase)
    throw new Refused('BACKUP_PASSPHRASE_SHORT', { least: leastPassphrase });
  const names = readdirSync(keysDir).filter((name) => !name.startsWith('.'));
  const files = Object.fromEntries(
    names.map((name) => [name, readFileSync(join(keysDir, name)).toString('base64')]),
  );
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  const sealed = await encrypter.encrypt(JSON.stringify({ format: 'rekam.escrow', version: 1, files }));
  const target = resolve(file);
  mkdirSync(dirname(target), { recursive: true });
  writeDurably(dirname(target), basename(target), sealed);
  return names.length;
}

/** Puts the keys back. @throws Refused BACKUP_PASSPHRASE_WRONG; nothing is written then */
export async function restoreKeys(file: string, passphrase: string, keysDir: string): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let copy: z.output<typeof escrowCopy>;
  try {
    copy = escrowCopy.parse(JSON.parse(await decrypter.decrypt(readFileSync(file), 'text')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refused('BACKUP_KEYS_NEEDED');
    throw new Refused('BACKUP_PASSPHRASE_WRONG');
  }
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  for (const [name, content] of Object.entries(copy.files))
    writeDurably(keysDir, name, Buffer.from(content, 'base64'));
}
