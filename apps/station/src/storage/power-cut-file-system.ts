/**
 * A file system that remembers what a power cut would leave. Used by tests and by the fault harness only.
 *
 * Every operation is written down before it is done, in a log that lies outside the folder it plays on; file contents
 * lie beside the log, one file for every `write`. From the log `restoreAfter` makes the folder anew:
 *
 *   after `kill -9`     everything that was written down has happened (the kernel still had it)
 *   after a power cut   names as of the last `syncFolder` of their folder, contents as of the last `syncFile`,
 *                       and of everything since whatever a seeded die lets through: nothing, all of it, the first
 *                       part of it, or some of it; contents also torn in the middle
 */
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileSystemPort } from './file-system.ts';
import { realFileSystem } from './real-file-system.ts';

/** One file, whatever its names: its numbered contents in order, and which of them was last synced. */
interface Body {
  versions: number[];
  synced: number | null;
  /** Bytes at the beginning that no write since the last sync has touched. */
  untouched: number;
}
type Names = Record<string, number>;
interface FolderMemory {
  durable: Names;
  pending: NameChange[];
}
type NameChange =
  | { readonly add: string; readonly body: number }
  | { readonly drop: string }
  | { readonly from: string; readonly to: string };

interface Memory {
  bodies: Record<number, Body>;
  folders: Record<string, FolderMemory>;
  next: number;
}

type Line =
  | { do: 'folder' | 'sync-file' | 'sync-folder' | 'remove'; path: string }
  | { do: 'write'; path: string; version: number; untouched: number }
  | { do: 'link' | 'rename'; path: string; to: string };

/** Said before every operation; may throw (a failing disk) or not return (a death). */
export type BeforeOperation = (name: keyof FileSystemPort, path: string) => void;

export class PowerCutFileSystem implements FileSystemPort {
  readonly #platter: string;
  readonly #memory: Memory;
  readonly #before: BeforeOperation;

  /**
   * @param platter folder for log and contents, outside the folders this file system plays on
   * @param before called before every operation
   */
  constructor(platter: string, before: BeforeOperation = () => undefined) {
    mkdirSync(join(platter, 'contents'), { recursive: true });
    this.#platter = platter;
    this.#memory = replay(platter);
    this.#before = before;
  }

  async makeFolder(path: string): Promise<void> {
    this.#before('makeFolder', path);
    if (existsSync(path)) return;
    if (!existsSync(dirname(path))) throw missing(path);
    this.#tell({ do: 'folder', path });
    await realFileSystem.makeFolder(path);
  }

  async list(folder: string): Promise<readonly string[]> {
    this.#before('list', folder);
    return realFileSystem.list(folder);
  }

  async findSize(path: string): Promise<number | undefined> {
    this.#before('findSize', path);
    return realFileSystem.findSize(path);
  }

  async read(path: string): Promise<Uint8Array> {
    this.#before('read', path);
    return realFileSystem.read(path);
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    this.#put('write', path, bytes, 0);
  }

  async append(path: string, at: number, bytes: Uint8Array): Promise<void> {
    const kept = readFileSync(path).subarray(0, at);
    this.#put('append', path, Buffer.concat([kept, bytes]), kept.length);
  }

  async syncFile(path: string): Promise<void> {
    this.#before('syncFile', path);
    this.#tell({ do: 'sync-file', path });
  }

  async link(from: string, to: string): Promise<void> {
    this.#before('link', from);
    if (existsSync(to)) throw Object.assign(new Error(`EEXIST: ${to}`), { code: 'EEXIST' });
    this.#tell({ do: 'link', path: from, to });
    linkSync(from, to);
  }

  async rename(from: string, to: string): Promise<void> {
    this.#before('rename', from);
    if (dirname(from) !== dirname(to)) throw new Error('renames stay within one folder');
    this.#tell({ do: 'rename', path: from, to });
    renameSync(from, to);
  }

  async remove(path: string): Promise<void> {
    this.#before('remove', path);
    if (!existsSync(path)) throw missing(path);
    this.#tell({ do: 'remove', path });
    rmSync(path);
  }

  async removeFolder(path: string): Promise<void> {
    this.#before('removeFolder', path);
    if (!existsSync(path)) throw missing(path);
    if (readdirSync(path).length > 0)
      throw Object.assign(new Error(`ENOTEMPTY: ${path}`), { code: 'ENOTEMPTY' });
    this.#tell({ do: 'remove', path });
    rmdirSync(path);
  }

  async syncFolder(folder: string): Promise<void> {
    this.#before('syncFolder', folder);
    this.#tell({ do: 'sync-folder', path: folder });
  }

  async freeBytes(folder: string): Promise<number> {
    this.#before('freeBytes', folder);
    return realFileSystem.freeBytes(folder);
  }

  /** New contents of a file, of which the first `untouched` bytes lie on the disk as they did. */
  #put(name: 'write' | 'append', path: string, bytes: Uint8Array, untouched: number): void {
    const version = this.#memory.next;
    writeFileSync(contentsPath(this.#platter, version), bytes);
    this.#before(name, path);
    this.#tell({ do: 'write', path, version, untouched });
    rmSync(path, { force: true });
    linkSync(contentsPath(this.#platter, version), path);
  }

  #tell(line: Line): void {
    appendFileSync(join(this.#platter, 'log'), `${JSON.stringify(line)}\n`);
    happen(this.#memory, line);
  }
}

/** A die that always falls the same way for the same seed; 0 ≤ value < 1. */
export type Die = () => number;

/**
 * Makes `folders` anew from what `platter` remembers, as they would be found after a death of the process (`die`
 * null) or a power cut (`die` decides what survived of the unsynced). The folders above the outermost are left alone.
 */
export function restoreAfter(platter: string, folders: readonly string[], die: Die | null): void {
  const before = replay(platter);
  const after: Memory = { bodies: {}, folders: {}, next: before.next };
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  for (const [path, folder] of Object.entries(before.folders)) {
    const names = die === null ? allNames(folder) : survivingNames(folder, die);
    after.folders[path] = { durable: names, pending: [] };
  }
  const standing = new Set(folders.map((folder) => dirname(folder)));
  for (const path of Object.keys(after.folders).sort()) {
    if (!standing.has(path) && !isReachable(path, after, standing)) {
      delete after.folders[path];
      continue;
    }
    mkdirSync(path, { recursive: true });
    standing.add(path);
  }
  const contents = new Map<number, number | null>();
  for (const [path, { durable }] of Object.entries(after.folders))
    for (const [name, body] of Object.entries(durable)) {
      if (body === folderBody) continue;
      if (!contents.has(body))
        contents.set(body, survivingVersion(platter, before.bodies[body]!, die, after));
      const version = contents.get(body) ?? null;
      after.bodies[body] = { versions: version === null ? [] : [version], synced: version, untouched: 0 };
      if (version === null) writeFileSync(join(path, name), '');
      else linkSync(contentsPath(platter, version), join(path, name));
    }
  writeFileSync(join(platter, 'base.new'), JSON.stringify(after));
  rmSync(join(platter, 'log'), { force: true });
  renameSync(join(platter, 'base.new'), join(platter, 'base'));
}

const missing = (path: string): Error => Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });

/** Marks a name as that of a folder. */
const folderBody = -1;

const contentsPath = (platter: string, version: number): string => join(platter, 'contents', String(version));

const isReachable = (path: string, after: Memory, standing: ReadonlySet<string>): boolean =>
  standing.has(dirname(path)) &&
  (after.folders[dirname(path)] === undefined ||
    after.folders[dirname(path)]!.durable[basename(path)] === folderBody);

function replay(platter: string): Memory {
  const base = join(platter, 'base');
  const memory: Memory = existsSync(base)
    ? (JSON.parse(readFileSync(base, 'utf8')) as Memory)
    : { bodies: {}, folders: {}, next: 1 };
  const log = join(platter, 'log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  // A death in the middle of a line left an operation that had not begun.
  for (const line of lines.slice(0, -1)) happen(memory, JSON.parse(line) as Line);
  return memory;
}

function happen(memory: Memory, line: Line): void {
  const folder = folderAt(memory, line.do === 'sync-folder' ? line.path : dirname(line.path));
  const name = basename(line.path);
  switch (line.do) {
    case 'folder':
      folder.pending.push({ add: name, body: folderBody });
      memory.folders[line.path] = { durable: {}, pending: [] };
      return;
    case 'write': {
      memory.next = Math.max(memory.next, line.version + 1);
      const existing = allNames(folder)[name];
      if (existing !== undefined) {
        const body = memory.bodies[existing]!;
        const synced = body.versions.at(-1) === body.synced;
        body.untouched = synced ? line.untouched : Math.min(body.untouched, line.untouched);
        body.versions.push(line.version);
      } else {
        memory.bodies[line.version] = { versions: [line.version], synced: null, untouched: 0 };
        folder.pending.push({ add: name, body: line.version });
      }
      return;
    }
    case 'sync-file': {
      const body = memory.bodies[allNames(folder)[name]!]!;
      body.synced = body.versions.at(-1) ?? null;
      return;
    }
    case 'sync-folder':
      memory.folders[line.path] = { durable: allNames(folder), pending: [] };
      return;
    case 'link':
      folderAt(memory, dirname(line.to)).pending.push({
        add: basename(line.to),
        body: allNames(folder)[name]!,
      });
      return;
    case 'rename':
      folder.pending.push({ from: name, to: basename(line.to) });
      return;
    case 'remove':
      folder.pending.push({ drop: name });
  }
}

function folderAt(memory: Memory, path: string): FolderMemory {
  memory.folders[path] ??= { durable: {}, pending: [] };
  return memory.folders[path];
}

const allNames = ({ durable, pending }: FolderMemory): Names => applyChanges(durable, pending);

function applyChanges(durable: Names, changes: readonly NameChange[]): Names {
  const names = { ...durable };
  for (const change of changes) {
    if ('add' in change) names[change.add] = change.body;
    else if ('drop' in change) delete names[change.drop];
    else if (names[change.from] !== undefined) {
      names[change.to] = names[change.from]!;
      delete names[change.from];
    }
  }
  return names;
}

function survivingNames({ durable, pending }: FolderMemory, die: Die): Names {
  const mode = die();
  if (mode < 0.35) return { ...durable };
  if (mode < 0.5) return applyChanges(durable, pending);
  if (mode < 0.75) return applyChanges(durable, pending.slice(0, Math.floor(die() * (pending.length + 1))));
  return applyChanges(
    durable,
    pending.filter(() => die() < 0.5),
  );
}

/** Which contents a file has; null: it is empty. May make torn contents of its own. */
function survivingVersion(platter: string, body: Body, die: Die | null, after: Memory): number | null {
  const newest = body.versions.at(-1) ?? null;
  if (die === null || newest === body.synced || newest === null) return newest;
  const mode = die();
  if (mode < 0.4) return body.synced;
  if (mode < 0.6) return newest;
  const whole = readFileSync(contentsPath(platter, newest));
  const version = after.next++;
  const safe = Math.min(body.untouched, whole.length);
  const torn = Buffer.from(whole.subarray(0, safe + Math.floor(die() * (whole.length - safe))));
  // Blocks that were allotted but never written read as zeros.
  if (mode < 0.8) torn.fill(0, safe + Math.floor(die() * (torn.length - safe)));
  writeFileSync(contentsPath(platter, version), torn);
  return version;
}
