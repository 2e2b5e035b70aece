/** Sealed packets, encrypted samples, papers, letters and what belongs to hand-overs: never changed once written, so a backup copies only those it lacks. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const storedFolders = ['packets', 'samples', 'papers', 'letters', 'handovers'] as const;

/** Paths of finished files below `root/folder`, relative to `root`. */
export function* listStored(root: string, folder: (typeof storedFolders)[number]): Generator<string> {
  const top = join(root, folder);
  if (!existsSync(top)) return;
  for (const entry of readdirSync(top, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.part'))
      yield relative(root, join(entry.parentPath, entry.name));
}

/** Copies what `to` lacks, each file durable under its name or not there. @returns how many were copied */
export function copyMissing(from: string, to: string): number {
  const folders = new Set<string>();
  let copied = 0;
  for (const folder of storedFolders)
    for (const path of listStored(from, folder)) {
      const target = join(to, path);
      if (existsSync(target) && statSync(target).size === statSync(join(from, path)).size) continue;
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      copyDurably(join(from, path), target);
      folders.add(dirname(target));
      copied += 1;
    }
  for (const folder of folders) syncPath(folder);
  return copied;
}

function copyDurably(from: string, to: string): void {
  const fresh = `${to}.part`;
  copyFileSync(from, fresh);
  syncPath(fresh);
  renameSync(fresh, to);
}

function syncPath(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
