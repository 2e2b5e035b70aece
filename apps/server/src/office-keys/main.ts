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
    `✓ Kunci baru ${key}. Kantor yang berjalan memakainya dalam satu menit, loket sejak kontak berikutnya. Buat salinan kunci baru sekarang; paket lama tetap terbuka dengan kunci lama.\n` +
    '  A running office takes it into use within a minute, stations from their next contact on. Make a new recovery copy now; old packets still open with the old key.'
  );
}
