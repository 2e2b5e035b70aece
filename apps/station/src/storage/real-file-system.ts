import { constants } from 'node:fs';
import {
  copyFile,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rmdir,
  stat,
  statfs,
  unlink,
} from 'node:fs/promises';
import { errnoOf, type FileSystemPort } from './file-system.ts';

/** Errors of file systems that know no second names (FAT on a stick, some network shares). */
const knowsNoLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** The disk of this machine. Files are readable by their owner only. */
export const realFileSystem: FileSystemPort = {
  async makeFolder(path) {
    await mkdir(path, { mode: 0o700 }).catch((error) => {
      if (errnoOf(error) !== 'EEXIST') throw error;
    });
  },
  list: (folder) => readdir(folder),
  async findSize(path) {
    const found = await stat(path).catch((error) => {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    return found?.isFile() ? found.size : undefined;
  },
  read: (path) => readFile(path),
  async write(path, bytes) {
    await using file = await open(path, 'w', 0o600);
    await file.writeFile(bytes);
  },
  async append(path, at, bytes) {
    await using file = await open(path, 'r+');
    await file.truncate(at);
    await file.write(bytes, 0, bytes.length, at);
  },
  syncFile: sync,
  async link(from, to) {
    try {
      await link(from, to);
    } catch (error) {
      if (!knowsNoLinks.includes(errnoOf(error))) throw error;
      await copyFile(from, to, constants.COPYFILE_EXCL);
      await sync(to);
    }
  },
  rename,
  remove: unlink,
  removeFolder: rmdir,
  syncFolder: sync,
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

async function sync(path: string): Promise<void> {
  await using opened = await open(path, 'r');
  await opened.sync();
}
