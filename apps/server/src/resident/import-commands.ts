import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  dayAt,
  type ImportId,
  type Instant,
  type RegionCode,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import { appendFact, byOf, theOffice } from '../audit/index.ts';
import type { BulkLoad, BulkSession } from '../ports/bulk-load.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import type { Column } from './csv/columns.ts';
import { ParserThread } from './csv/parser-thread.ts';
import { UnreadableFile } from './csv/resident-parser.ts';
import { type DeathDeps, writeDeath } from './death/index.ts';
import {
  clearIncoming,
  failInterrupted,
  findImport,
  type ImportRecord,
  insertBadLines,
  insertImport,
  openIncoming,
  releaseImportLock,
  takeImportLock,
  updateImport,
} from './import-store.ts';
import { listNewDeaths, mergeIncoming } from './merge-store.ts';
import { holdForDeath } from './store.ts';

export interface ImportDeps {
  readonly database: Database;
  readonly bulkLoad: BulkLoad;
  readonly clock: Clock;
  readonly office: (
    database: Queryable,
  ) => Promise<{ readonly regionCode: RegionCode; readonly timeZone: TimeZoneName }>;
  /** What writes deaths down, with what ends because of them. */
  readonly deaths: () => DeathDeps;
  /** Imports of this process that run now. */
  readonly running: Map<ImportId, Progress>;
}

export interface Progress {
  lines: number;
  bad: number;
  bytesRead: number;
}

export interface ImportWish {
  readonly file: Readable;
  readonly fileName: string;
  /** Bytes the sender announced; null: it did not say. */
  readonly bytesTotal: number | null;
  /** Null: the office itself, which writes no death down. */
  readonly by: Permitted | null;
}

/** Chunks on their way through the parser: enough that nobody waits, few enough for little memory. */
const mostInFlight = 4;
const chunkBytes = 512 * 1024;
const mostBadAtOnce = 5000;

/**
 * Reads a file of residents and changes what it changes, all of it or nothing.
 * @throws Refused IMPORT_ALREADY_RUNNING, or why the file as a whole cannot be read; the import is then `failed`
 */
export async function importResidents(deps: ImportDeps, wish: ImportWish): Promise<ImportRecord> {
  return deps.bulkLoad(async (session) => {
    await getImportLock(session, deps.running);
    await failInterrupted(session, nowOf(deps.clock));
    const id = newId('import', deps.clock);
    await insertImport(deps.database, { id, ...wish, at: nowOf(deps.clock) });
    const progress: Progress = { lines: 0, bad: 0, bytesRead: 0 };
    deps.running.set(id, progress);
    try {
      const read = await readIntoIncoming(deps, session, id, wish, progress);
      await merge(deps, session, id, wish, progress, read);
      await clearIncoming(session);
    } catch (error) {
      throw await failed(deps, id, progress, error);
    } finally {
      deps.running.delete(id);
    }
    await session.query('analyze resident');
    await releaseImportLock(session);
    return (await findImport(deps.database, id))!;
  });
}

/** A failed import's connection takes a moment to close; while none of ours runs, the lock is worth a short wait. */
async function getImportLock(session: BulkSession, running: ReadonlyMap<ImportId, Progress>): Promise<void> {
  for (let tries = 0; !(await takeImportLock(session)); tries++) {
    if (running.size > 0 || tries === 20) throw new Refused('IMPORT_ALREADY_RUNNING');
    await sleep(50);
  }
}

/** Calls what a crash cut off by its name. Nothing of it had been applied. */
export async function recoverImports({
  bulkLoad,
  clock,
}: Pick<ImportDeps, 'bulkLoad' | 'clock'>): Promise<number> {
  return bulkLoad(async (session) => {
    if (!(await takeImportLock(session))) return 0;
    const count = await failInterrupted(session, nowOf(clock));
    await clearIncoming(session);
    await releaseImportLock(session);
    return count;
  });
}

interface ReadFile {
  readonly sha256: string;
  readonly columns: readonly Column[];
}

async function readIntoIncoming(
  { database, clock, office }: ImportDeps,
  session: BulkSession,
  id: ImportId,
  { file, bytesTotal }: ImportWish,
  progress: Progress,
): Promise<ReadFile> {
  const { regionCode, timeZone } = await office(database);
  const today = dayAt(nowOf(clock), timeZones[timeZone].offsetMinutes);
  const parser = new ParserThread({ today, officeRegion: regionCode });
  const hash = createHash('sha256');
  const copy = await openIncoming(session);
  const copied = new Promise<void>((resolve, reject) => copy.once('finish', resolve).on('error', reject));
  copied.catch(() => undefined);
  let columns: readonly Column[] = [];
  let bad: Parameters<typeof insertBadLines>[2][number][] = [];
  const keepBad = async () => {
    if (bad.length > 0) await insertBadLines(database, id, bad);
    bad = [];
  };
  const take = async (parsed: ReturnType<ParserThread['end']>) => {
    const block = await parsed;
    progress.lines = block.lines;
    progress.bad += block.bad.length;
    columns = block.columns;
    bad.push(...block.bad);
    if (bad.length >= mostBadAtOnce) await keepBad();
    if (block.copy.length > 0) await writeTo(copy, block.copy);
  };
  try {
    const inFlight: ReturnType<ParserThread['end']>[] = [];
    for await (const chunk of largeChunks(file)) {
      hash.update(chunk);
      progress.bytesRead += chunk.length;
      inFlight.push(noted(parser.push(chunk)));
      if (inFlight.length >= mostInFlight) await take(inFlight.shift()!);
    }
    if (bytesTotal !== null && progress.bytesRead !== bytesTotal)
      throw new UnreadableFile('IMPORT_INTERRUPTED');
    inFlight.push(noted(parser.end()));
    for (const parsed of inFlight) await take(parsed);
    copy.end();
    await copied;
    await keepBad();
    return { sha256: hash.digest('hex'), columns };
  } catch (error) {
    // The copy ends with its connection, which `bulkLoad` closes on a failure.
    await keepBad();
    throw error;
  } finally {
    await parser.close();
  }
}

/** A promise that is awaited later must not count as unhandled when it fails before. */
function noted<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Waits where PostgreSQL is slower than the parser. */
async function writeTo(copy: Writable, bytes: Uint8Array): Promise<void> {
  if (copy.errored) throw copy.errored;
  if (!copy.write(bytes)) await once(copy, 'drain');
}

/** Small pieces as networks deliver them, gathered into memory of their own that can be handed to a thread. */
async function* largeChunks(file: Readable): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let gathered = new Uint8Array(chunkBytes);
  let size = 0;
  for await (const piece of file as AsyncIterable<Uint8Array>) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + chunkBytes - size);
      gathered.set(part, size);
      size += part.length;
      at += part.length;
      if (size < chunkBytes) continue;
      yield gathered;
      gathered = new Uint8Array(chunkBytes);
      size = 0;
    }
  }
  if (size > 0) yield gathered.slice(0, size);
}

/** The change, its counts and its fact become true together. */
async function merge(
  deps: ImportDeps,
  session: BulkSession,
  id: ImportId,
  { by }: ImportWish,
  progress: Progress,
  { sha256, columns }: ReadFile,
): Promise<void> {
  await session.query('begin');
  const merged = {
    ...(await mergeIncoming(session, columns)),
    died: by && columns.includes('TGL_MATI') ? await noteDeaths(deps, session, by, sha256) : 0,
  };
  const at: Instant = nowOf(deps.clock);
  await updateImport(session, { id, state: 'done', at, problem: null, ...progress, ...merged });
  await appendFact(session, {
    at,
    noun: 'resident',
    subjectId: id,
    kind: 'residents-imported',
    ...(by ? byOf(by) : { actor: theOffice, permittedBy: null }),
    details: { sha256, bytes: progress.bytesRead, lines: progress.lines, bad: progress.bad, ...merged },
  });
  await session.query('commit');
}

/** RES15, RES17 for everybody of whom the file tells it. @returns how many */
async function noteDeaths(
  deps: ImportDeps,
  session: BulkSession,
  by: Permitted,
  fileSha256: string,
): Promise<number> {
  const deaths = deps.deaths();
  const told = await listNewDeaths(session);
  await holdForDeath(
    session,
    told.map(({ nik }) => nik),
  );
  for (const { birthDate, ...death } of told)
    await writeDeath(deaths, session, by, { ...death, fileSha256, scan: null }, birthDate);
  return told.length;
}

/** Writes the failure down. @returns what to tell the sender */
async function failed(
  { database, clock }: ImportDeps,
  id: ImportId,
  progress: Progress,
  error: unknown,
): Promise<unknown> {
  const refusal = refusalOf(error);
  const problem = refusal?.code ?? 'SERVER_PROBLEM';
  // When even this cannot be written, the next import finds the row still running and says that it was interrupted.
  await updateImport(database, { id, state: 'failed', at: nowOf(clock), problem, ...progress }).catch(
    () => undefined,
  );
  return refusal ?? error;
}

function refusalOf(error: unknown): Refused | undefined {
  if (error instanceof UnreadableFile) return new Refused(error.code, error.details);
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const cutOff = code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR';
  return cutOff ? new Refused('IMPORT_INTERRUPTED') : undefined;
}
