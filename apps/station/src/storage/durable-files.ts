/** Files that are there after a power cut once the call returned: content synced, name synced. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder, readable by its owner only, and its name durable. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first !== undefined) await syncFolder(dirname(first));
}

/** Replaces a file whole: whoever reads it sees the old content or the new, never a part. */
export async function writeDurable(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/**
 * Writes behind the first `at` bytes and syncs; what stood behind them was never acknowledged and goes. The file must
 * exist, so that its name is durable already. After a failure the file ends at `at` again, as far as the disk allows.
 */
export async function appendDurable(path: string, at: number, content: Uint8Array): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(at);
    await file.write(content, 0, content.length, at);
    await file.datasync();
  } catch (error) {
    await file.truncate(at).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

/** Removes a file or folder, durably; nothing happens when there is none. */
export async function removeDurable(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await syncFolder(dirname(path));
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Content of a file, or undefined when there is none. */
export async function findFile(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The JSON in a file; undefined when there is none or it cannot be read. */
export async function findJson<T>(path: string): Promise<T | undefined> {
  const content = await findFile(path);
  if (content === undefined) return undefined;
  try {
    return JSON.parse(content.toString('utf8')) as T;
  } catch {
    return undefined;
  }
}
