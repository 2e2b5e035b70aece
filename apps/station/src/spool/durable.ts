/** The few sequences of writing and syncing that everything durable on a station is made of. */
import { dirname, join } from 'node:path';
import { errnoOf, type FileSystemPort } from './file-system.ts';

export const unfinished = '.tmp';

/** Writes under a passing name and syncs it; `settle` gives it its own. Whatever failed is taken away again. */
export async function writeUnfinished(fs: FileSystemPort, path: string, bytes: Uint8Array): Promise<void> {
  try {
    await fs.write(path + unfinished, bytes);
    await fs.syncFile(path + unfinished);
  } catch (error) {
    await removeIfThere(fs, path + unfinished).catch(() => undefined);
    throw error;
  }
}

/** Old or new contents, never half: the name is durable once its folder is synced. */
export async function replaceFile(fs: FileSystemPort, path: string, bytes: Uint8Array): Promise<void> {
  await writeUnfinished(fs, path, bytes);
  await settle(fs, path);
}

export const settle = (fs: FileSystemPort, path: string): Promise<void> => fs.rename(path + unfinished, path);

export async function removeIfThere(fs: FileSystemPort, path: string): Promise<void> {
  await fs.remove(path).catch((error) => {
    if (errnoOf(error) !== 'ENOENT') throw error;
  });
}

/** Makes `folder/...names` so that the path itself survives a power cut. `folder` must exist. */
export async function makeFolders(
  fs: FileSystemPort,
  folder: string,
  names: readonly string[],
): Promise<string> {
  let path = folder;
  for (const name of names) {
    path = join(path, name);
    await fs.makeFolder(path);
    await fs.syncFolder(dirname(path));
  }
  return path;
}
