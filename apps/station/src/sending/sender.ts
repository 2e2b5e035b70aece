import {
  backOff,
  type Instant,
  nextToSend,
  type Outcome,
  type PacketId,
  refuse,
  succeed,
  toInstant,
} from '@rekam/domain';
import type { PacketState } from '@rekam/protocol/http/sync-api.ts';
import type { SpoolEntry, SpoolProblem } from '../spool/packet-notes.ts';
import type { Spool } from '../spool/spool.ts';
import type { OfficeClient } from './office-client.ts';

export interface SenderParts {
  readonly spool: Spool;
  readonly office: Pick<OfficeClient, 'announce' | 'upload'>;
  readonly now: () => Instant;
  /** 0 ≤ value < 1. */
  readonly random: () => number;
  /** Hears when something changed that the operator sees. */
  readonly onChange?: () => void;
  /** Done before every round, such as taking in receipts that came on a stick. */
  readonly beforeRound?: () => Promise<unknown>;
}

/** How the last round went. */
export interface RoundReport {
  readonly sent: number;
  /** What ended the round before every due packet was tried; null when none. */
  readonly lineProblem: SpoolProblem | null;
}

export interface Sender {
  /** Tries every packet that is due, oldest first. Rounds never overlap. */
  round(): Promise<RoundReport>;
  /** How the last round went; null before the first. */
  lastReport(): RoundReport | null;
  /** When the next round begins by itself; null while one runs. */
  nextRoundAt(): Instant | null;
  /** Bytes of a waiting packet that the office had when it was last heard. */
  uploadedBytes(packetId: PacketId): number;
  /** Sends for as long as the station runs. */
  start(): void;
  /** There is something to send, or the line is back. */
  wake(): void;
  stop(): Promise<void>;
}

/** Bytes of one request: lost at most once by a cut, and little enough for a slow line to answer in time. */
export const pieceBytes = 256 * 1024;
/** With nothing due, the spool is looked at again after so long, ms; `wake` cuts it short. */
const idleMs = 30_000;

/** Refusals that concern the station or the line, not the packet at hand: the others would meet the same. */
const concernsLine = (code: string): boolean =>
  /^(LINE|STATION|OFFICE|ACCESS|SERVER_BUSY)/.test(code) && code !== 'LINE_ANSWER_STRANGE';

/** Refusals that will be the same however often the packet is sent. */
const finalRefusals = ['PACKET_HASH_DIFFERS', 'PACKET_OF_ANOTHER_STATION'];

export function makeSender(parts: SenderParts): Sender {
  const {
    spool,
    office,
    now,
    random,
    onChange = () => undefined,
    beforeRound = async () => undefined,
  } = parts;
  let running: Promise<RoundReport> | null = null;
  let stopped = false;
  let wakeUp: () => void = () => undefined;
  let awake = false;
  let lineFailures = 0;
  let lastReport: RoundReport | null = null;
  let nextRoundAt: Instant | null = null;
  /** How much of a packet the office had when it was last heard. */
  const reached = new Map<PacketId, number>();

  /** Announces and uploads what is missing. */
  const deliver = async (
    entry: SpoolEntry,
    bytes: Uint8Array,
    course: Course,
  ): Promise<Outcome<PacketState>> => {
    const { packetId, sha256, sealedAt } = entry;
    let state = await office.announce({ packetId, sha256, bytes: entry.bytes, sealedAt });
    course.announced = state.ok;
    while (state.ok && state.value.state === 'wanted' && !stopped) {
      const offset = state.value.uploadedBytes;
      course.progress ||= offset > (reached.get(packetId) ?? offset);
      reached.set(packetId, offset);
      if (offset >= bytes.length) return refuse('LINE_ANSWER_STRANGE');
      state = await office.upload(packetId, offset, bytes.subarray(offset, offset + pieceBytes));
      if (state.ok && state.value.state === 'wanted' && state.value.uploadedBytes <= offset)
        return refuse('LINE_ANSWER_STRANGE');
    }
    return state;
  };

  /** @returns a refusal when the packets behind this one would fare no better */
  const sendOne = async (entry: SpoolEntry): Promise<Outcome<true>> => {
    const bytes = await spool.readWhole(entry.packetId);
    if (bytes === undefined) {
      await spool.hold(entry.packetId, { code: 'SPOOL_PACKET_DAMAGED' });
      return succeed(true);
    }
    const course: Course = { announced: false, progress: false };
    const state = await deliver(entry, bytes, course);
    if (!state.ok) return noteFailure(entry, state, course);
    if (state.value.state === 'wanted') return succeed(true);
    reached.delete(entry.packetId);
    if (state.value.receipt === null) {
      await spool.hold(entry.packetId, { code: state.value.problem ?? 'LINE_ANSWER_STRANGE' });
      return succeed(true);
    }
    const received = await spool.receive(state.value.receipt);
    return received.ok ? succeed(true) : noteFailure(entry, received, course);
  };

  const noteFailure = async (
    entry: SpoolEntry,
    { code, details }: SpoolProblem,
    course: Course,
  ): Promise<Outcome<true>> => {
    const { packetId } = entry;
    const problem: SpoolProblem = details === undefined ? { code } : { code, details };
    const line = concernsLine(code);
    if (finalRefusals.includes(code)) await spool.hold(packetId, problem);
    else if (line && !course.announced) {
      // The office was not reached at all: the packet has no part in it and goes first when the line is back.
      if (entry.problem?.code !== code)
        await spool.noteTry(packetId, { attempts: entry.attempts, nextTryAt: null, problem });
    } else {
      const attempts = course.progress ? 1 : entry.attempts + 1;
      const nextTryAt = toInstant(Date.parse(now()) + backOff(attempts, random()));
      await spool.noteTry(packetId, { attempts, nextTryAt, problem });
    }
    return line ? refuse(code, details) : succeed(true);
  };

  const tryAll = async (): Promise<RoundReport> => {
    const tried = new Set<PacketId>();
    let sent = 0;
    for (;;) {
      const entry = nextToSend(
        spool.list().filter(({ packetId }) => !tried.has(packetId)),
        now(),
      );
      if (entry === null || stopped) return { sent, lineProblem: null };
      tried.add(entry.packetId);
      const outcome = await sendOne(entry);
      onChange();
      if (spool.find(entry.packetId)?.state === 'sent') sent += 1;
      if (!outcome.ok) return { sent, lineProblem: { code: outcome.code } };
    }
  };

  const round = (): Promise<RoundReport> => {
    running ??= beforeRound()
      .then(tryAll)
      .then((report) => {
        lastReport = report;
        return report;
      })
      .finally(() => {
        running = null;
      });
    return running;
  };

  const loop = async (): Promise<void> => {
    while (!stopped) {
      awake = false;
      // A disk that fails while notes are written must not end the sending; the packets lie where they lay.
      const report = await round().catch(
        (): RoundReport => ({ sent: 0, lineProblem: { code: 'SPOOL_DISK_FAILS' } }),
      );
      lineFailures = report.lineProblem === null || report.sent > 0 ? 0 : lineFailures + 1;
      if (!stopped && !awake) await rest(pauseMs(report));
    }
  };

  const pauseMs = ({ lineProblem }: RoundReport): number => {
    if (lineProblem !== null) return backOff(Math.max(lineFailures, 1), random());
    const waits = spool
      .list()
      .filter((entry) => entry.state === 'outbox' && entry.nextTryAt !== null)
      .map((entry) => Math.max(0, Date.parse(entry.nextTryAt!) - Date.parse(now())));
    return Math.min(idleMs, ...waits.map((wait) => wait + 10));
  };

  const rest = async (ms: number): Promise<void> => {
    nextRoundAt = toInstant(Date.parse(now()) + ms);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    nextRoundAt = null;
  };

  let ended: Promise<void> = Promise.resolve();
  return {
    round,
    lastReport: () => lastReport,
    nextRoundAt: () => nextRoundAt,
    uploadedBytes: (packetId) => reached.get(packetId) ?? 0,
    start() {
      ended = loop();
    },
    wake() {
      awake = true;
      wakeUp();
    },
    async stop() {
      stopped = true;
      wakeUp();
      await ended;
      await running;
    },
  };
}

/** How far the try of one packet came. */
interface Course {
  /** The office answered for this packet. */
  announced: boolean;
  /** The office has more of it than when it was last asked. */
  progress: boolean;
}
