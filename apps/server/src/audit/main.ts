/** `bin/rekam audit verify`: recomputes the chain of all facts of an office, running or stopped. */
import { parseArgs } from 'node:util';
import { openOfficeDatabase } from '../backup/office-database.ts';
import { officeFolderOf, runCommand } from '../shell/command.ts';
import { openPool } from '../shell/database.ts';
import { type ChainReport, verifyChain } from './chain.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
});

if (positionals[0] !== 'verify') {
  process.stderr.write('audit verify [--data DIR] [--json]\n');
  process.exitCode = 64;
} else
  await runCommand(
    values.json,
    async () => {
      const report = await verify();
      if (report.brokenAt !== null) process.exitCode = 1;
      return report;
    },
    tell,
  );

async function verify(): Promise<ChainReport> {
  const database = await openOfficeDatabase(officeFolderOf(values.data));
  const pool = openPool(database.connection, () => undefined);
  try {
    return await verifyChain(pool);
  } finally {
    await pool.close();
    await database.close();
  }
}

function tell({ facts, linked, head, brokenAt }: ChainReport): string {
  if (brokenAt !== null)
    return (
      `✗ Rantai fakta putus pada fakta nomor ${brokenAt}: ada yang diubah, dihapus atau diselipkan. Simpan folder data apa adanya dan bandingkan dengan cadangan.\n` +
      `  The chain of facts breaks at fact ${brokenAt}: something was changed, removed or slipped in. Keep the data folder as it is and compare it with a backup.`
    );
  return (
    `✓ ${linked} dari ${facts} fakta terangkai utuh. Catat kepala rantai di tempat lain: ${head}\n` +
    `  ${linked} of ${facts} facts are linked and hold. Note the head of the chain elsewhere.`
  );
}
