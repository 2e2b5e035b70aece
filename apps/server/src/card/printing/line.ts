/**
 * The line of each printer, worked off one card at a time, so that the pieces in its hopper meet their cards.
 *
 *   ordered ──(printer ready, face drawn)──► sending ──(told once)──► sent ──(followed)──► printed
 *                                              │                       │
 *                                              └──(unknown to it)──► in doubt ◄──(broke off, forgotten)
 *
 * `sending` is committed before the printer is told. What is found as `sending` later, by whatever accident, is only
 * looked for at the printer, never sent.
 */

import type { IppPrinter, PrintJob } from '@rekam/devices/printer/ipp-printer.ts';
import {
  type AttemptCommand,
  type CardRefusalCode,
  commandFor,
  type JobSeen,
  type Outcome,
  refuse,
} from '@rekam/domain';
import { theOffice } from '../../audit/index.ts';
import type { CardPieces } from '../../blank/index.ts';
import type { Database, Queryable } from '../../ports/database.ts';
import { Refused } from '../../ports/refused.ts';
import { type CardDeps, getCard } from '../commands.ts';
import { drawCard, type FaceSources } from '../face.ts';
import { lockCards, setFaceProblem } from '../store.ts';
import { getBatch, moveAttempt, type Told } from './attempts.ts';
import { type ChipWriter, type MarkedChip, markChip } from './chip.ts';
import { type Heard, hindrancesOf } from './complaints.ts';
import {
  type Attempt,
  type CardPrinter,
  findNextAttempt,
  findOpenAttempt,
  findPrinter,
  listPrinters,
} from './store.ts';

export interface LineDeps extends CardDeps, FaceSources {
  readonly database: Database;
  readonly pieces: CardPieces;
  readonly connect: (printer: CardPrinter) => IppPrinter;
  /** What the printer says of itself has been heard. @param waited whether cards wait for it */
  readonly onHeard: (printer: CardPrinter, heard: Heard, waited: boolean) => Promise<void>;
  /** Pause between two looks at a printer that works, ms. */
  readonly lookEveryMs: number;
  readonly onProblem: (error: unknown) => void;
  /** Null: no SAM is connected. */
  readonly chipWriter: ChipWriter | null;
}

export interface PrinterLines {
  /** Works on the line of a printer until it is empty or waits for somebody. */
  readonly wake: (printerId: string) => void;
  /** Wakes every line. */
  readonly wakeAll: () => Promise<void>;
  /** What was last heard of a printer in this run of the office; null: nothing yet. */
  readonly heard: (printerId: string) => Heard | null;
  /** How a printer stands, for whoever looks: asked now, but not waited for longer than that. @param waited whether cards wait for it */
  readonly glance: (printer: CardPrinter, waited: boolean) => Promise<Heard>;
  /** CRD36. @throws Refused when the printer does not answer or has an open job of that name */
  readonly refuseOpenJob: (printer: CardPrinter, attempt: Attempt) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What is to be done next about the head of a line: look again soon, or wait until somebody wakes the line. */
type Next = 'go-on' | 'look-again' | 'wait';

/** An officer who opens the page waits no longer for a printer that says nothing, ms. */
const glanceMs = 1500;
const by = { actor: theOffice, permittedBy: null };
const endedBadly = new Set(['cancelled', 'aborted']);

export function makePrinterLines(deps: LineDeps): PrinterLines {
  const { database } = deps;
  const running = new Map<string, Promise<void>>();
  const said = new Map<string, Heard>();
  let closed = false;
  let stopPause: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stopPause = resolve;
  });

  const hear = async (printer: CardPrinter, heard: Heard, waited: boolean): Promise<void> => {
    said.set(printer.id, heard);
    // Printing goes on whatever becomes of the news.
    await deps.onHeard(printer, heard, waited).catch(deps.onProblem);
  };
  const ask = async (printer: CardPrinter, waited: boolean): Promise<Heard> => {
    const heard = await deps.connect(printer).condition();
    await hear(printer, heard, waited);
    return heard;
  };
  const asking = new Map<string, Promise<Heard>>();
  const askOnce = (printer: CardPrinter, waited: boolean): Promise<Heard> => {
    const known = asking.get(printer.id);
    if (known) return known;
    const heard = ask(printer, waited).finally(() => asking.delete(printer.id));
    asking.set(printer.id, heard);
    return heard;
  };
  const isReady = (heard: Heard | undefined): boolean =>
    heard?.ok === true && hindrancesOf(heard).length === 0;

  /** @param alongside written in the same transaction */
  const move = (
    printer: CardPrinter,
    attempt: Attempt,
    command: AttemptCommand,
    told: Told = {},
    alongside: (tx: Queryable) => Promise<void> = async () => undefined,
  ): Promise<void> =>
    database.transact(async (tx) => {
      await lockCards(tx);
      // Somebody may have settled it since it was read.
      const now = await findOpenAttempt(tx, attempt.cardId);
      if (now?.number !== attempt.number || now.state !== attempt.state) return;
      await moveAttempt(tx, deps, by, { attempt, desk: printer.placeId }, command, told);
      await alongside(tx);
    });

  /** A face that cannot be drawn goes back into the queue with its reason (CRD38). */
  const findFace = async (printer: CardPrinter, attempt: Attempt): Promise<Buffer | null> => {
    const card = await getCard(database, attempt.cardId);
    const { issuedOn } = await getBatch(database, attempt.batchId);
    try {
      return await drawCard(deps, card, issuedOn);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = { code: error.code as CardRefusalCode, details: error.details };
      await move(printer, attempt, 'take-back', {}, (tx) => setFaceProblem(tx, card.id, problem));
      return null;
    }
  };

  async function send(printer: CardPrinter, attempt: Attempt): Promise<Next> {
    if (!isReady(await ask(printer, true))) return 'wait';
    const bytes = await findFace(printer, attempt);
    if (!bytes) return 'go-on';
    await move(printer, attempt, 'send');
    const sending: Attempt = { ...attempt, state: 'sending' };
    const { jobName } = attempt;
    const job = await deps.connect(printer).printOnce({ jobName, format: 'application/pdf', bytes });
    if (job.ok) await move(printer, sending, 'accept', { jobId: job.value.jobId });
    // The printer said no, so it has nothing; whatever else happened is looked into at the next turn.
    else if (job.code === 'PRINTER_REFUSED') await move(printer, sending, 'decline');
    return job.ok ? 'go-on' : 'wait';
  }

  async function follow(printer: CardPrinter, attempt: Attempt): Promise<Next> {
    const found = await findJob(deps.connect(printer), attempt);
    if (!found.ok) {
      await hear(printer, found, true);
      return 'wait';
    }
    const command = commandFor(attempt.state, seenOf(found.value));
    if (command === null) {
      await ask(printer, true);
      return 'look-again';
    }
    const jobId = found.value?.jobId ?? null;
    await move(
      printer,
      attempt,
      command,
      command === 'finish' ? { jobId, chip: await chipOf(attempt) } : { jobId },
    );
    return 'go-on';
  }

  const chipOf = async ({ cardId, piece }: Attempt): Promise<MarkedChip> =>
    markChip(deps.chipWriter, { piece, nik: (await getCard(database, cardId)).nik });

  async function step(printerId: string): Promise<Next> {
    const printer = await findPrinter(database, printerId);
    if (!printer) return 'wait';
    const attempt = await findNextAttempt(database, printerId);
    if (attempt?.state === 'ordered') return send(printer, attempt);
    if (attempt && attempt.state !== 'in-doubt') return follow(printer, attempt);
    // Nobody else asks it whether it is well again.
    if (!isReady(said.get(printer.id))) await ask(printer, attempt !== undefined);
    return 'wait';
  }

  async function work(printerId: string): Promise<void> {
    for (let next: Next = 'go-on'; next !== 'wait' && !closed; ) {
      next = await step(printerId);
      if (next === 'look-again') await pause(deps.lookEveryMs, stopped);
    }
  }

  const wake = (printerId: string): void => {
    if (closed || running.has(printerId)) return;
    const line = work(printerId)
      .catch(deps.onProblem)
      .finally(() => running.delete(printerId));
    running.set(printerId, line);
  };

  return {
    wake,
    wakeAll: async () => {
      for (const { id } of await listPrinters(database)) wake(id);
    },
    heard: (printerId) => said.get(printerId) ?? null,
    glance: (printer, waited) => {
      const late = pause(glanceMs, stopped).then(() => said.get(printer.id) ?? refuse('PRINTER_SILENT'));
      return Promise.race([askOnce(printer, waited), late]);
    },
    refuseOpenJob: async (printer, attempt) => {
      const job = await deps.connect(printer).findJob(attempt.jobName);
      if (!job.ok) throw new Refused(job.code, job.details);
      if (job.value && !endedBadly.has(job.value.state)) {
        await move(printer, attempt, 'accept', { jobId: job.value.jobId });
        wake(printer.id);
        throw new Refused('CARD_AT_PRINTER');
      }
    },
    close: async () => {
      closed = true;
      stopPause();
      await Promise.all(running.values());
    },
  };
}

/** By its number where it is known, else by its name; null: the printer answers and knows none. */
async function findJob(printer: IppPrinter, { jobId, jobName }: Attempt): Promise<Outcome<PrintJob | null>> {
  if (jobId === null) return printer.findJob(jobName);
  const job = await printer.look({ jobId, name: jobName, state: 'pending' });
  return job.ok || job.code !== 'PRINTER_JOB_GONE' ? job : printer.findJob(jobName);
}

function seenOf(job: PrintJob | null): JobSeen {
  if (job === null) return 'unknown';
  if (job.state === 'completed') return 'completed';
  return endedBadly.has(job.state) ? 'broken-off' : 'open';
}

function pause(ms: number, stopped: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([passed, stopped]).finally(() => clearTimeout(timer));
}
