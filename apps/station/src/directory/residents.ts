/** The residents of the place while somebody is signed in: an index in memory, rows decrypted when asked for. */
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type DirectoryEntry, entryMatches, type ResidentQuery } from '@rekam/domain';
import { findFile } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';
import { findRow, findSegmentIndex } from './segment.ts';

interface Spot {
  readonly segment: string;
  readonly offset: number;
  readonly length: number;
  readonly birthDate: string;
}

/** Most matches shown; a name and a birth date fit hardly more. */
const mostMatches = 20;

export interface Residents {
  readonly count: () => number;
  readonly find: (query: ResidentQuery) => Promise<DirectoryEntry[]>;
  /** Takes in a segment that lies in the folder; later ones win. False: it is damaged. */
  readonly load: (segment: string) => Promise<boolean>;
  /** Everybody, so many at a time. */
  readonly pages: (size: number) => AsyncIterable<DirectoryEntry[]>;
  readonly close: () => Promise<void>;
}

export function openResidents(fs: FileSystemPort, folder: string, key: Uint8Array): Residents {
  const spots = new Map<string, Spot>();
  const niksByBirthDate = new Map<string, Set<string>>();
  const files = new Map<string, { handle: FileHandle; rowsAt: number }>();

  const forget = (nik: string): void => {
    const spot = spots.get(nik);
    if (!spot) return;
    spots.delete(nik);
    niksByBirthDate.get(spot.birthDate)?.delete(nik);
  };

  const read = async (nik: string): Promise<DirectoryEntry | undefined> => {
    const spot = spots.get(nik);
    const file = spot && files.get(spot.segment);
    if (!spot || !file) return undefined;
    const box = Buffer.alloc(spot.length);
    await file.handle.read(box, 0, spot.length, file.rowsAt + spot.offset);
    return findRow(spot.segment, key, nik, box);
  };

  return {
    count: () => spots.size,
    load: async (segment) => {
      const content = await findFile(fs, join(folder, segment));
      const index = content && findSegmentIndex(segment, key, content);
      if (!index) return false;
      files.set(segment, { handle: await open(join(folder, segment), 'r'), rowsAt: index.rowsAt });
      for (const [nik, birthDate, offset, length] of index.rows) {
        forget(nik);
        if (length === 0) continue;
        spots.set(nik, { segment, offset, length, birthDate });
        const same = niksByBirthDate.get(birthDate);
        if (same) same.add(nik);
        else niksByBirthDate.set(birthDate, new Set([nik]));
      }
      return true;
    },
    find: async (query) => {
      const candidates = 'nik' in query ? [query.nik] : [...(niksByBirthDate.get(query.birthDate) ?? [])];
      const matches: DirectoryEntry[] = [];
      for (const nik of candidates) {
        const entry = await read(nik);
        if (entry && entryMatches(query, entry)) matches.push(entry);
        if (matches.length === mostMatches) break;
      }
      return matches;
    },
    pages: async function* (size) {
      const niks = [...spots.keys()];
      for (let at = 0; at < niks.length; at += size) {
        const entries = await Promise.all(niks.slice(at, at + size).map(read));
        yield entries.filter((entry) => entry !== undefined);
      }
    },
    close: async () => {
      const open = [...files.values()];
      files.clear();
      spots.clear();
      niksByBirthDate.clear();
      await Promise.all(open.map(({ handle }) => handle.close()));
    },
  };
}
