/** Where an export goes: a folder that stands whole or not at all, or one zip that a browser keeps. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { centreExportManifest } from '@rekam/protocol/packet/centre-export.ts';
import { Zip, ZipPassThrough } from 'fflate';
import { Refused } from '../../ports/refused.ts';
import { zipDay } from './record-zip.ts';

export interface Sink {
  /** @param name path with `/`, below the export's own folder */
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>;
  /** All of it stands. */
  readonly end: () => Promise<void>;
  /** Nothing of it shall stay. */
  readonly abandon: () => Promise<void>;
}

/** Unfinished exports on a stick; the next export throws them away. */
const unfinished = '.rekam-unfinished-';

/** CTR42. @throws Refused CENTRE_EXPORT_FOLDER */
export async function openFolderSink(target: string, name: string): Promise<Sink> {
  const aside = join(target, `${unfinished}${name}`);
  const inFolder = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw refusalOf(error, target);
    }
  };
  await inFolder(async () => {
    for (const left of await readdir(target))
      if (left.startsWith(unfinished)) await rm(join(target, left), { recursive: true });
    await mkdir(aside);
  });
  const folders = new Set([aside]);
  return {
    put: (file, bytes) =>
      inFolder(async () => {
        const folder = join(aside, dirname(file));
        await mkdir(folder, { recursive: true });
        folders.add(folder);
        const handle = await open(join(aside, file), 'wx', 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
      }),
    end: () =>
      inFolder(async () => {
        for (const folder of folders) await syncPath(folder);
        await rename(aside, join(target, name));
        await syncPath(target);
      }),
    abandon: () => rm(aside, { recursive: true, force: true }),
  };
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refusalOf(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new Refused('CENTRE_EXPORT_DISK_FULL', { folder });
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new Refused('CENTRE_EXPORT_FOLDER', { folder });
  return error;
}

/** Ids of the exports that stand whole in a folder, with the hash of each manifest's bytes. */
export async function listStanding(target: string): Promise<{ exportId: string; manifest: Buffer }[]> {
  const names = existsSync(target) ? await readdir(target) : [];
  return names.flatMap((name) => {
    const file = join(target, name, 'manifest.json');
    if (!name.startsWith('rekam-') || !existsSync(file)) return [];
    const manifest = readFileSync(file);
    try {
      return [
        { exportId: centreExportManifest.parse(JSON.parse(manifest.toString('utf8'))).exportId, manifest },
      ];
    } catch {
      return [];
    }
  });
}

/** One zip, streamed as it is made; without its end no program opens it. At most 65,535 files and 4 GB. */
export function openZipSink(name: string): Sink & { readonly content: Readable } {
  const content = new PassThrough({ highWaterMark: 4 * 1024 * 1024 });
  let full = false;
  const zip = new Zip((error, piece, last) => {
    if (error) content.destroy(error);
    else if (last) content.end(piece);
    else full = !content.write(piece);
  });
  return {
    content,
    put: async (file, bytes) => {
      if (content.destroyed) throw new Error('whoever took the export is gone');
      const entry = new ZipPassThrough(`${name}/${file}`);
      entry.mtime = zipDay;
      zip.add(entry);
      entry.push(bytes, true);
      if (full) await drained(content);
    },
    end: async () => {
      const done = new Promise<void>((resolve, reject) => {
        content.once('end', resolve);
        content.once('error', reject);
        content.once('close', () => reject(new Error('whoever took the export is gone')));
      });
      zip.end();
      await done;
    },
    abandon: async () => {
      content.destroy(new Error('the export was cut off'));
    },
  };
}

const drained = (stream: PassThrough): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.once('drain', resolve);
    stream.once('close', () => reject(new Error('whoever took the export is gone')));
  });
