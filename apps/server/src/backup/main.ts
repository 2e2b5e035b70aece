/** `bin/rekam backup DIR` and `bin/rekam restore DIR`. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refused } from '../ports/refused.ts';
import { askPassphrase, officeFolderOf, runCommand } from '../shell/command.ts';
import { type BackupResult, backUp } from './backup.ts';
import { type RestoreResult, restore } from './restore.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    keys: { type: 'string' },
    generation: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [verb, folder] = positionals;

if ((verb !== 'backup' && verb !== 'restore') || !folder) {
  process.stderr.write('backup DIR [--data DIR] · restore DIR --data DIR --keys FILE [--generation NAME]\n');
  process.exitCode = 64;
} else if (verb === 'backup') {
  await runCommand(
    values.json,
    () => backUp(officeFolderOf(values.data), resolve(folder), Date.now()),
    tellBackup,
  );
} else {
  await runCommand(values.json, restoreAsAsked, tellRestore);
}

async function restoreAsAsked(): Promise<RestoreResult> {
  if (!values.keys) throw new Refused('BACKUP_KEYS_NEEDED');
  const dataDir = join(resolve(values.data ?? 'data'), 'office');
  return restore(
    resolve(folder!),
    dataDir,
    resolve(values.keys),
    await askPassphrase(false),
    values.generation,
  );
}

function tellBackup(result: BackupResult): string {
  return (
    `✓ Cadangan ${result.name}: ${result.packets} paket, ${result.facts} fakta, ${result.filesCopied} berkas baru; sudah dibaca ulang dan cocok.\n` +
    `  Backup ${result.name}: ${result.packets} packets, ${result.facts} facts, ${result.filesCopied} new files; read back and equal.`
  );
}

function tellRestore(result: RestoreResult): string {
  return (
    `✓ ${result.officeName ?? 'Kantor'} dipulihkan dari ${result.name}: ${result.packets} paket, ${result.facts} fakta. Jalankan npm start; loket mengirim ulang yang datang sesudahnya.\n` +
    '  Restored. Run npm start; stations send again what came after.'
  );
}
