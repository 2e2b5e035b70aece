/** The station's copy of its place's residents: encrypted for its operators, refreshed from the office, with an expiry. */
import { join } from 'node:path';
import { type DirectoryEntry, type Instant, type ResidentQuery, toInstant } from '@rekam/domain';
import type { PinVerifier } from '../operators/approve.ts';
import { closeBox, findInBox } from '../storage/boxes.ts';
import {
  findFile,
  findNames,
  makeFolder,
  removeDurable,
  removeFolderDurable,
  writeDurable,
} from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';
import { findWrappedKey, makeKey, wrapKey } from '../storage/wrapped-key.ts';
import { openResidents, type Residents } from './residents.ts';
import { type DirectoryRow, writeSegment } from './segment.ts';

/** What the directory holds; with it in place, segments that it does not name do not count. */
interface Catalogue {
  readonly revision: number;
  /** When the office was last asked for everything up to `revision`; null while the first fetch is unfinished. */
  readonly refreshedAt: Instant | null;
  readonly segments: readonly string[];
  readonly pins: readonly PinVerifier[];
  /** Everyone the key is wrapped for. */
  readonly recipients: readonly string[];
}

/** A page as the office gives it. */
export interface DirectoryPage {
  readonly rows: readonly DirectoryRow[];
  readonly lastRevision: number;
  readonly more: boolean;
  readonly pins: readonly PinVerifier[];
}

export type FetchPage = (after: number, limit: number) => Promise<DirectoryPage>;

export interface DirectoryState {
  readonly residents: number;
  readonly refreshedAt: Instant | null;
  readonly syncing: boolean;
}

export interface Directory {
  /** Opens the copy for whoever signed in, as far as it was written for them. */
  readonly unlock: (identity: string) => Promise<void>;
  readonly lock: () => Promise<void>;
  /** Takes the copy away for good; whoever signs in next gets a new one. */
  readonly forget: () => Promise<void>;
  readonly state: () => DirectoryState;
  readonly revision: () => number;
  readonly find: (query: ResidentQuery) => Promise<DirectoryEntry[]>;
  readonly pins: () => readonly PinVerifier[];
  /** Fetches what changed since. Runs once at a time; nothing happens while nobody is signed in. */
  readonly refresh: (
    fetchPage: FetchPage,
    recipients: readonly string[],
    now: () => Instant,
  ) => Promise<void>;
}

const pageRows = 5000;
/** From so many segments on they are merged when somebody signs in: many small ones would slow that down. */
const mostSegments = 100;
const nothing: Catalogue = { revision: 0, refreshedAt: null, segments: [], pins: [], recipients: [] };

interface Unlocked {
  readonly key: Uint8Array;
  readonly residents: Residents;
  catalogue: Catalogue;
}

export function openDirectory(fs: FileSystemPort, folder: string): Directory {
  let unlocked: Unlocked | null = null;
  let identityNow: string | null = null;
  let syncing: Promise<void> | null = null;

  const lock = async (): Promise<void> => {
    identityNow = null;
    const closing = unlocked;
    unlocked = null;
    await closing?.residents.close();
  };

  /** Begins from nothing with a new key: the old copy cannot be read by whoever is signed in. */
  const startAfresh = async (recipients: readonly string[]): Promise<Unlocked> => {
    await removeFolderDurable(fs, folder);
    await makeFolder(fs, folder);
    const key = makeKey();
    await writeDurable(fs, join(folder, 'key.age'), await wrapKey(key, recipients));
    const catalogue = { ...nothing, recipients };
    await saveCatalogue(fs, folder, key, catalogue);
    unlocked = { key, residents: openResidents(fs, folder, key), catalogue };
    return unlocked;
  };

  const fetchAll = async (fetchPage: FetchPage, recipients: readonly string[], now: () => Instant) => {
    const identity = identityNow;
    if (identity === null) return;
    const copy = unlocked ?? (await startAfresh(recipients));
    if ([...copy.catalogue.recipients].sort().join() !== [...recipients].sort().join()) {
      await writeDurable(fs, join(folder, 'key.age'), await wrapKey(copy.key, recipients));
      copy.catalogue = { ...copy.catalogue, recipients };
    }
    const startedAt = now();
    let more = true;
    while (more && identityNow === identity) {
      const page = await fetchPage(copy.catalogue.revision, pageRows);
      if (identityNow !== identity) return;
      await takePage(copy, page, startedAt);
      more = page.more;
    }
  };

  const takePage = async (copy: Unlocked, page: DirectoryPage, startedAt: Instant): Promise<void> => {
    const { catalogue, key, residents } = copy;
    const segment = page.rows.length > 0 ? `${String(page.lastRevision).padStart(12, '0')}.residents` : null;
    if (segment) {
      await writeDurable(fs, join(folder, segment), writeSegment(segment, key, page.rows));
      await residents.load(segment);
    }
    copy.catalogue = {
      ...catalogue,
      revision: Math.max(catalogue.revision, page.lastRevision),
      refreshedAt: page.more ? catalogue.refreshedAt : startedAt,
      segments: segment ? [...catalogue.segments, segment] : catalogue.segments,
      pins: page.pins,
    };
    await saveCatalogue(fs, folder, key, copy.catalogue);
  };

  return {
    lock,
    forget: async () => {
      await lock();
      await syncing?.catch(() => undefined);
      await removeFolderDurable(fs, folder);
    },
    unlock: async (identity) => {
      await lock();
      identityNow = identity;
      const opened = await findCopy(fs, folder, identity);
      if (opened && identityNow === identity) unlocked = opened;
    },
    state: () => ({
      residents: unlocked?.residents.count() ?? 0,
      refreshedAt: unlocked?.catalogue.refreshedAt ?? null,
      syncing: syncing !== null,
    }),
    revision: () => unlocked?.catalogue.revision ?? 0,
    find: async (query) => (unlocked ? unlocked.residents.find(query) : []),
    pins: () => unlocked?.catalogue.pins ?? [],
    refresh: (fetchPage, recipients, now) => {
      syncing ??= fetchAll(fetchPage, recipients, now).finally(() => {
        syncing = null;
      });
      return syncing;
    },
  };
}

/** The copy at rest, if it is whole and was written for this identity. */
async function findCopy(fs: FileSystemPort, folder: string, identity: string): Promise<Unlocked | null> {
  await makeFolder(fs, folder);
  const wrapped = await findFile(fs, join(folder, 'key.age'));
  const key = wrapped && (await findWrappedKey(wrapped, identity));
  const box = await findFile(fs, join(folder, 'catalogue.enc'));
  const plain = key && box && findInBox(key, 'catalogue', box);
  if (!key || !plain) return null;
  const catalogue = JSON.parse(plain.toString('utf8')) as Catalogue;
  const residents = openResidents(fs, folder, key);
  try {
    const opened = await openSegments({ fs, folder, key, catalogue, residents });
    if (opened === catalogue) return { key, residents, catalogue };
    await residents.close();
    return opened && (await findCopy(fs, folder, identity));
  } catch (error) {
    await residents.close();
    throw error;
  }
}

/** Loads all segments, and merges them when they have become many. Null: one of them is damaged. */
async function openSegments(copy: {
  fs: FileSystemPort;
  folder: string;
  key: Uint8Array;
  catalogue: Catalogue;
  residents: Residents;
}): Promise<Catalogue | null> {
  const { fs, folder, key, catalogue, residents } = copy;
  for (const segment of catalogue.segments) if (!(await residents.load(segment))) return null;
  const many = catalogue.segments.length > mostSegments;
  const kept = many ? await merge(fs, folder, key, catalogue, residents) : catalogue;
  await removeStrangers(fs, folder, kept.segments);
  return kept;
}

/** Writes the residents of all segments into few; the catalogue names them only when they are durable. */
async function merge(
  fs: FileSystemPort,
  folder: string,
  key: Uint8Array,
  catalogue: Catalogue,
  residents: Residents,
): Promise<Catalogue> {
  const segments: string[] = [];
  for await (const entries of residents.pages(pageRows)) {
    const name = `${String(catalogue.revision).padStart(12, '0')}-${segments.length}.merged`;
    const rows = entries.map((entry) => ({ ...entry, revision: catalogue.revision, removed: false }));
    await writeDurable(fs, join(folder, name), writeSegment(name, key, rows as DirectoryRow[]));
    segments.push(name);
  }
  const merged = { ...catalogue, segments };
  await saveCatalogue(fs, folder, key, merged);
  return merged;
}

const saveCatalogue = (
  fs: FileSystemPort,
  folder: string,
  key: Uint8Array,
  catalogue: Catalogue,
): Promise<void> =>
  writeDurable(
    fs,
    join(folder, 'catalogue.enc'),
    closeBox(key, 'catalogue', Buffer.from(JSON.stringify(catalogue))),
  );

async function removeStrangers(
  fs: FileSystemPort,
  folder: string,
  segments: readonly string[],
): Promise<void> {
  const known = new Set([...segments, 'key.age', 'catalogue.enc']);
  for (const name of await findNames(fs, folder))
    if (!known.has(name)) await removeDurable(fs, join(folder, name));
}

/**
 * Rule DIR3: whether the copy is too old to be believed. A copy never completed, or refreshed after what the clock
 * shows now, is in doubt, and doubt refuses.
 */
export function isExpired(refreshedAt: Instant | null, now: Instant, directoryDays: number): boolean {
  if (refreshedAt === null) return true;
  const ageMs = Date.parse(now) - Date.parse(refreshedAt);
  return ageMs < -60 * 60_000 || toInstant(Date.parse(refreshedAt) + directoryDays * 86_400_000) < now;
}
