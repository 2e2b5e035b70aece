/** The recordings leave for the centre: `bin/rekam centre export` onto a stick, read there as the centre reads it. */
import { execFile } from 'node:child_process';
import { createHash, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { officeApi } from '@rekam/protocol';
import { type CentreExportManifest, centreExportManifest } from '@rekam/protocol/packet/centre-export.ts';
import type { RunningOffice } from '@rekam/testkit/running-office.ts';

export interface Exported {
  /** Recordings of this run whose file is whole in the export. */
  readonly whole: number;
  /** Whether the office's signature over the manifest holds. */
  readonly signed: boolean;
  /** Whether a second export, made at once, was refused as it would hold nothing. */
  readonly secondRefused: boolean;
}

const program = join(import.meta.dirname, '../../../../server/src/centre/export/main.ts');

/** Recordings that the next export would hold. */
export async function countToExport(office: RunningOffice): Promise<number> {
  const supervisor = await office.signedIn('supervisor');
  return (await supervisor.call(officeApi.listCentreExports, {})).waiting.taken ?? 0;
}

/** @param before recordings that waited to be exported before this run's */
export async function exportAll(office: RunningOffice, before: number): Promise<Exported> {
  const stick = mkdtempSync(join(tmpdir(), 'rekam-stick-'));
  try {
    const { folder } = (await command(office, ['export', stick, '--open'])) as { folder: string };
    const read = (name: string) => readFile(join(folder, name));
    const bytes = await read('manifest.json');
    const manifest = centreExportManifest.parse(JSON.parse(bytes.toString('utf8')));
    const second = await command(office, ['export', stick, '--open']).then(
      () => null,
      (error: unknown) => String((error as { stdout?: unknown }).stdout),
    );
    return {
      whole: (await countWhole(manifest, read)) - before,
      signed: verify('RSA-SHA256', bytes, await read('office-key.pem'), await read('manifest.json.sig')),
      secondRefused: second?.includes('CENTRE_EXPORT_EMPTY') === true,
    };
  } finally {
    rmSync(stick, { recursive: true, force: true });
  }
}

/**
 * Files of different recordings that are as the manifest says. Read without holding the process up: connections that
 * the office ends meanwhile would be used again.
 */
async function countWhole(
  { files }: CentreExportManifest,
  read: (name: string) => Promise<Buffer>,
): Promise<number> {
  const whole = new Set<string>();
  for (const { name, sha256, packetId } of files) {
    if (packetId === null) continue;
    if (
      createHash('sha256')
        .update(await read(name))
        .digest('hex') === sha256
    )
      whole.add(packetId);
  }
  return whole.size;
}

async function command(office: RunningOffice, words: readonly string[]): Promise<unknown> {
  const { username, password } = office.account('supervisor');
  const argv = [program, ...words, '--by', username, '--data', join(office.folder, 'office'), '--json'];
  const env = { ...process.env, REKAM_PASSPHRASE: password };
  const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
  return JSON.parse(stdout);
}
