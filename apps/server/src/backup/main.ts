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
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [verb, folder] = positionals;

if ((verb !== 'backup' && verb !== 'restore') || !folder) {
  process.stderr.write(
    'backup DIR [--data DIR] [--keep N] · restore DIR --data DIR --keys FILE [--generation NAME]\n',
  );
  process.exitCode = 64;
} else if (verb === 'backup') {
  await runCommand(
    values.json,
    () => backUp(officeFolderOf(values.data), resolve(folder), Date.now(), keepOf(values.keep)),
    tellBackup,
  );
} else {
  await runCommand(values.json, restoreAsAsked, tellRestore);
}

/** @throws Refused for anything but a whole number from 1 on: nothing is removed in doubt */
function keepOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new Refused('BACKUP_KEEP_INVALID', { keep: text });
  return Number(text);
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
    `  Backup ${result.name}: ${result.packets} packets, ${result.facts} facts, ${result.filesCopied} new files; read back and equal.` +
    (result.removed.length > 0
      ? `\n  Cadangan lama dihapus · older backups removed: ${result.removed.join(', ')}`
      : '')
  );
}

function tellRestore(result: RestoreResult): string {
  return (
    `✓ ${result.officeName ?? 'Kantor'} dipulihkan dari ${result.name}: ${result.packets} paket, ${result.facts} fakta. Jalankan npm start; loket mengirim ulang yang datang sesudahnya.\n` +
    '  Restored. Run npm start; stations send again what came after.'
  );
}
