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

export const settle = (fs: FileSystemPort, path: string): Promise<void> => fs.rename(path + unfinished, path);

/** Old or new contents, never half: the name is durable once its folder is synced. */
export async function replaceFile(fs: FileSystemPort, path: string, bytes: Uint8Array): Promise<void> {
  await writeUnfinished(fs, path, bytes);
  await settle(fs, path);
}

/** Replaces a file whole; when it returns, the new contents survive a power cut. */
export async function writeDurable(
  fs: FileSystemPort,
  path: string,
  content: Uint8Array | string,
): Promise<void> {
  await replaceFile(fs, path, Buffer.from(content));
  await fs.syncFolder(dirname(path));
}

/**
 * Writes behind the first `at` bytes and syncs; what stood behind them was never acknowledged and goes. The file must
 * exist, so that its name is durable already. After a failure the file ends at `at` again, as far as the disk allows.
 */
export async function appendDurable(
  fs: FileSystemPort,
  path: string,
  at: number,
  content: Uint8Array,
): Promise<void> {
  try {
    await fs.append(path, at, content);
    await fs.syncFile(path);
  } catch (error) {
    await fs.append(path, at, new Uint8Array()).catch(() => undefined);
    throw error;
  }
}

export async function removeIfThere(fs: FileSystemPort, path: string): Promise<void> {
  await fs.remove(path).catch(ignoreMissing);
}

/** Removes a file, durably; nothing happens when there is none. */
export async function removeDurable(fs: FileSystemPort, path: string): Promise<void> {
  await removeIfThere(fs, path);
  await fs.syncFolder(dirname(path));
}

/** Removes a folder with all in it, durably; nothing happens when there is none. */
export async function removeFolderDurable(fs: FileSystemPort, folder: string): Promise<void> {
  await removeFolder(fs, folder);
  await fs.syncFolder(dirname(folder));
}

async function removeFolder(fs: FileSystemPort, folder: string): Promise<void> {
  for (const name of await findNames(fs, folder)) {
    const path = join(folder, name);
    if ((await fs.findSize(path)) === undefined) await removeFolder(fs, path);
    else await fs.remove(path);
  }
  await fs.removeFolder(folder).catch(ignoreMissing);
}

/** Makes a folder, with those above it that are missing, so that its path survives a power cut. */
export async function makeFolder(fs: FileSystemPort, path: string): Promise<void> {
  try {
    await fs.makeFolder(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(fs, dirname(path));
    await fs.makeFolder(path);
  }
  await fs.syncFolder(dirname(path));
}

/** Names in a folder; none when there is no such folder. */
export async function findNames(fs: FileSystemPort, folder: string): Promise<readonly string[]> {
  try {
    return await fs.list(folder);
  } catch (error) {
    ignoreMissing(error);
    return [];
  }
}

/** Content of a file, or undefined when there is none. */
export async function findFile(fs: FileSystemPort, path: string): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await fs.read(path));
  } catch (error) {
    ignoreMissing(error);
    return undefined;
  }
}

/** The JSON in a file; undefined when there is none or it cannot be read. */
export async function findJson<T>(fs: FileSystemPort, path: string): Promise<T | undefined> {
  const content = await findFile(fs, path);
  if (content === undefined) return undefined;
  try {
    return JSON.parse(content.toString('utf8')) as T;
  } catch {
    return undefined;
  }
}

function ignoreMissing(error: unknown): void {
  if (errnoOf(error) !== 'ENOENT') throw error;
}
