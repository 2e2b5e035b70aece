/** The work on a batch: letters one after the other, their documents a few ahead on other threads. */
import { stopsTheBatch } from '@rekam/domain';
import { nowOf } from '../../ports/clock.ts';
import { Refused } from '../../ports/refused.ts';
import { getLetter, type Issuer, issueLetter, note, renewLetter } from '../commands.ts';
import { documentOf } from '../document.ts';
import type { StoredLetter } from '../store.ts';
import type { BatchDeps } from './commands.ts';
import {
  type Batch,
  type BatchLine,
  countTry,
  findBatch,
  listOpenLines,
  lockBatch,
  orderBatch,
  setBatchState,
  setIssued,
  setReady,
  setRefused,
} from './store.ts';

/** Lines a job works off before the next job takes over: a stopping office waits for no more than these. */
const linesAtOnce = 50;
/** Documents being drawn while the next letter is issued; together with their photos all that is held in memory. */
const drawnAhead = 8;
/** Trouble of the machine is met so often with one line before it is left. */
const mostTries = 3;

/** Batches that this process works on now, and whether another job for one came meanwhile. */
const inWork = new Map<string, { askedAgain: boolean }>();

/**
 * Goes on with a batch; a job that may be cut off and run again at any moment. The next job is ordered only once this
 * one has let go of the batch: ordered earlier, it would find the batch in work and be spent.
 * @throws for trouble with the database
 */
export async function workOnBatch(deps: BatchDeps, id: string): Promise<void> {
  const other = inWork.get(id);
  if (other) {
    other.askedAgain = true;
    return;
  }
  const own = { askedAgain: false };
  inWork.set(id, own);
  let goesOn = false;
  try {
    goesOn = await workOnNextLines(deps, id);
  } finally {
    inWork.delete(id);
  }
  if (goesOn || own.askedAgain) await orderBatch(deps.database, id);
}

/** @returns whether more may be left to do */
async function workOnNextLines(deps: BatchDeps, id: string): Promise<boolean> {
  const batch = await findBatch(deps.database, id);
  if (batch?.state !== 'running') return false;
  const lines = await listOpenLines(deps.database, id, linesAtOnce);
  if (lines.length === 0) {
    await endBatch(deps, batch);
    return false;
  }
  await workOff(deps, batch, lines);
  return true;
}

async function workOff(deps: BatchDeps, batch: Batch, lines: readonly BatchLine[]): Promise<void> {
  const drawings = new Set<Promise<void>>();
  let goesOn = true;
  const attempt = async (line: BatchLine, step: () => Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      if (!(await keepFailure(deps, batch, line, error))) goesOn = false;
    }
  };
  const draw = (line: BatchLine, letter: StoredLetter): void => {
    const drawing = attempt(line, async () => {
      await documentOf(deps, letter, batch.checkUrl);
      await setReady(deps.database, batch.id, line.position);
    }).finally(() => drawings.delete(drawing));
    drawings.add(drawing);
    // Whoever waits for all of them hears of it.
    drawing.catch(() => undefined);
  };
  try {
    for (const line of lines) {
      if (drawings.size >= drawnAhead) await Promise.race(drawings);
      if (!goesOn) return;
      await attempt(line, async () => draw(line, await letterOf(deps, batch, line)));
    }
  } finally {
    await Promise.all(drawings);
  }
}

/** The letter of a line, issued now where it has none. */
function letterOf(deps: BatchDeps, batch: Batch, line: BatchLine): Promise<StoredLetter> {
  const { letterId, renewsId, nik, position } = line;
  if (letterId !== null) return getLetter(deps.database, letterId);
  const by: Issuer = issuerOf(batch);
  const beside: Parameters<typeof issueLetter>[3] = async (tx, letter) => {
    if (!(await setIssued(tx, batch.id, position, letter.id))) throw new MovedOn();
  };
  if (renewsId !== null) return renewLetter(deps, by, renewsId, { decisionReason: null }, beside);
  const request = { nik, purpose: batch.purpose ?? 'first-card', photo: null, decisionReason: null };
  return issueLetter(deps, by, request, beside);
}

/** LET54: whoever made it, without the roles that decide. */
const issuerOf = ({ madeBy, permittedBy }: Batch): Issuer => ({
  officer: { id: madeBy as Issuer['officer']['id'], roles: [] },
  permittedBy,
});

/** The batch was paused or stopped between reading a line and issuing its letter. */
class MovedOn extends Error {}

/** LET53. @returns whether the batch goes on with the next line */
async function keepFailure(
  deps: BatchDeps,
  batch: Batch,
  { position, tries }: BatchLine,
  error: unknown,
): Promise<boolean> {
  const { database } = deps;
  if (error instanceof MovedOn) return false;
  if (error instanceof Refused && stopsTheBatch(error.code)) {
    await pauseBatch(deps, batch, error);
    return false;
  }
  if (error instanceof Refused)
    await setRefused(database, batch.id, position, { code: error.code, details: error.details });
  else if (tries + 1 >= mostTries)
    await setRefused(database, batch.id, position, { code: 'LETTER_BATCH_TROUBLE', details: {} });
  else await countTry(database, batch.id, position);
  return true;
}

const pauseBatch = (deps: BatchDeps, { id }: Batch, { code, details }: Refused): Promise<void> =>
  deps.database.transact(async (tx) => {
    const batch = await lockBatch(tx, id);
    if (batch?.state !== 'running') return;
    await setBatchState(tx, id, 'paused', { pausedBy: { code, details } });
    await note(tx, deps, issuerOf(batch), id, 'letter-batch-paused', { code });
  });

const endBatch = (deps: BatchDeps, { id }: Batch): Promise<void> =>
  deps.database.transact(async (tx) => {
    const batch = await lockBatch(tx, id);
    if (batch?.state !== 'running') return;
    await setBatchState(tx, id, 'ended', { endedAt: nowOf(deps.clock) });
    await note(tx, deps, issuerOf(batch), id, 'letter-batch-ended', {});
  });
