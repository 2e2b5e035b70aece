/** `rekam-backup.json`: what a backup folder holds. Written last, so that a backup that broke off does not count. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../office-keys/keyring.ts';
import { Refused } from '../ports/refused.ts';

const generation = z.object({
  /** `2026-03-30T01-02-03Z`, also the dump's file name. */
  name: z.string().regex(/^[0-9TZ-]+$/),
  takenAt: z.iso.datetime(),
  dump: z.object({ bytes: z.number(), sha256: z.string() }),
  /** Highest fact in the snapshot. */
  lastFact: z.number(),
  packets: z.number(),
  officeName: z.string().nullable(),
});
export type Generation = z.output<typeof generation>;

const catalogue = z.object({
  format: z.literal('rekam.backup'),
  version: z.literal(1),
  generations: z.array(generation),
});

const fileName = 'rekam-backup.json';

/** Backups in `folder`, oldest first; none where no backup was ever finished. */
export function readGenerations(folder: string): Generation[] {
  const file = join(folder, fileName);
  if (!existsSync(file)) return [];
  const parsed = catalogue.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Refused('BACKUP_DAMAGED', { file: fileName });
  return parsed.data.generations;
}

export function writeGenerations(folder: string, generations: readonly Generation[]): void {
  writeDurably(
    folder,
    fileName,
    `${JSON.stringify({ format: 'rekam.backup', version: 1, generations }, null, 2)}\n`,
  );
}

export const dumpFileOf = (folder: string, name: string): string => join(folder, 'database', `${name}.age`);

export async function hashFile(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file)) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
