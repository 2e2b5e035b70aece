/** `bin/rekam office-keys escrow FILE` and `bin/rekam office-keys rotate`. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refused } from '../ports/refused.ts';
import { askPassphrase, officeFolderOf, runCommand } from '../shell/command.ts';
import { writeEscrow } from './escrow.ts';
import { keysDirOf, rotateOfficeKey } from './keyring.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const [verb, file] = positionals;

if (verb === 'escrow' && file) await runCommand(values.json, () => escrow(file), tellEscrow);
else if (verb === 'rotate') await runCommand(values.json, rotate, tellRotate);
else {
  process.stderr.write('office-keys escrow FILE | rotate [--data DIR]\n');
  process.exitCode = 64;
}

function getKeysDir(): string {
  const dataDir = officeFolderOf(values.data);
  if (!existsSync(keysDirOf(dataDir))) throw new Refused('BACKUP_OFFICE_MISSING', { folder: dataDir });
  return keysDirOf(dataDir);
}

async function escrow(target: string): Promise<{ file: string; keys: number }> {
  const keysDir = getKeysDir();
  return { file: resolve(target), keys: await writeEscrow(keysDir, target, await askPassphrase(true)) };
}

async function rotate(): Promise<{ key: string }> {
  return { key: rotateOfficeKey(getKeysDir()) };
}

function tellEscrow({ file: written, keys }: { file: string; keys: number }): string {
  return (
    `✓ ${keys} kunci tersalin ke ${written}. Simpan berkas dan frasa sandinya terpisah dari server ini, dan terpisah satu sama lain.\n` +
    '  Keep the file and its passphrase apart from this server and from each other.'
  );
}

function tellRotate({ key }: { key: string }): string {
  return (
    `✓ Kunci baru ${key}. Nyalakan ulang kantor agar loket memakainya, lalu buat salinan kunci baru; paket lama tetap terbuka dengan kunci lama.\n` +
    '  Restart the office so that stations seal to the new key, then make a new recovery copy; old packets still open with the old key.'
  );
}
