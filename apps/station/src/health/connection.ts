/** What an enrolled station keeps open: its spool, its line to the office, the sender between them. */
import { join } from 'node:path';
import { alarmOf, type PacketId } from '@rekam/domain';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { getValue } from '@rekam/protocol/refusals/refused.ts';
import type { StationClock, TimeSource } from '../clock/station-clock.ts';
import type { DeviceWatch } from '../devices/device-watch.ts';
import type { Directory } from '../directory/directory.ts';
import type { Identity, IdentityStore } from '../identity/identity.ts';
import type { Seat } from '../operators/session.ts';
import type { Emit } from '../ports/events.ts';
import type { Outbox } from '../ports/outbox.ts';
import { type NewNote, openNotes } from '../sending/notes.ts';
import { makeOfficeClient, type OfficeClient } from '../sending/office-client.ts';
import { openOfficeLine } from '../sending/office-line.ts';
import { makeSender } from '../sending/sender.ts';
import { type Spool, takeSpool } from '../spool/spool.ts';
import { takeArrived } from '../spool/stick.ts';
import type { FileSystemPort } from '../storage/file-system.ts';
import { openBeatNumbers } from './beat-numbers.ts';
import type { DayCount } from './day-count.ts';
import type { DeviceLog } from './device-log.ts';
import { makeHeartbeats } from './heartbeat.ts';
import { type LinkState, makeOfficeLink } from './office-link.ts';
import { findPolicy, type SpoolState } from './state.ts';

export interface ConnectionParts {
  readonly fs: FileSystemPort;
  readonly dataDir: string;
  readonly identity: IdentityStore;
  readonly clock: StationClock;
  readonly directory: Directory;
  readonly watch: DeviceWatch;
  readonly log: DeviceLog;
  readonly begun: DayCount;
  readonly seat: Seat;
  readonly time: TimeSource;
  readonly emit: Emit;
  readonly softwareVersion: string;
  readonly onSettings: () => Promise<void>;
}

export interface Connection extends Outbox {
  readonly link: () => LinkState;
  readonly spoolState: () => SpoolState;
  readonly listSpool: () => AnswerOf<typeof counterApi.listSpool>;
  readonly unsent: () => number;
  /** Tries every waiting packet, whatever its next time was, and speaks with the office. */
  readonly sendNow: () => Promise<void>;
  readonly sendSoon: () => void;
  /** Says something signed to the office now, and how long the answer took; or why there was none. */
  readonly speak: () => Promise<
    { readonly ok: true; readonly roundTripMs: number } | { readonly ok: false; readonly problem: string }
  >;
  /** Fetches what is new among the residents, without anybody waiting for it. */
  readonly refreshSoon: () => void;
  /** Returns when the note is durable; the office hears it as soon as it can be reached. */
  readonly tell: (note: NewNote) => Promise<void>;
  /** Why a note still waits here; null once the office has taken it. */
  readonly noteWaits: (id: string) => { readonly problem: string | null } | null;
  /** What the office must answer while somebody waits at the counter. */
  readonly office: Pick<OfficeClient, 'findHandover' | 'takeHandoverCapture'>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

/** What a station without an office says of its spool. */
export const noSpool: SpoolState = {
  outbox: 0,
  sent: 0,
  held: 0,
  unsent: 0,
  oldestUnsentAt: null,
  alarm: false,
  nextTryAt: null,
  lastProblem: null,
};

/** After a change of a device the office hears again soon, until it has lasted so long, ms. */
const unsettledMs = 25_000;

/** @throws Refused when another process works on the spool */
export async function openConnection(parts: ConnectionParts, self: Identity): Promise<Connection> {
  const { fs, dataDir, clock, identity, time, emit, watch } = parts;
  const trust = { stationId: self.stationId, keys: [self.receiptPublicKey] };
  const folder = join(dataDir, 'spool');
  const taken = getValue(await takeSpool({ fs, folder, trust }));
  const { spool } = taken;
  const { officeUrl: url, pinnedCertificateSha256 } = self;
  const line = openOfficeLine({ url, pinnedCertificateSha256 });
  const client = makeOfficeClient(line, self, time.monotonicMs);
  const uploaded = new Map<string, number>();
  const sender = makeSender({
    spool,
    office: watchUploads(client, uploaded),
    now: clock.now,
    random: Math.random,
    onChange: () => emit('spool', countsOf(spool)),
    beforeRound: () => takeArrived(fs, folder, spool),
  });
  const notes = await openNotes({ fs, folder: join(dataDir, 'notes'), self, office: client });
  const nextNumber = await openBeatNumbers(fs, dataDir);
  const spoolView = { state: () => spoolStateOf(parts, spool), list: () => spool.list() };
  const link = makeOfficeLink({
    ...parts,
    office: client,
    monotonicMs: time.monotonicMs,
    makeHeartbeat: makeHeartbeats(parts, self, spoolView, nextNumber, () => link.roundTripMs()),
    unsettled: () => watch.states().some(({ kind }) => watch.statusForMs(kind) < unsettledMs),
    onBackedUp: async (packetIds: readonly PacketId[]) => {
      const policy = findPolicy(identity.find(), clock);
      if (policy) await spool.prune(packetIds, clock.now(), policy);
    },
    onContact: () => {
      sender.wake();
      notes.sendSoon();
    },
  });

  return {
    link: link.state,
    spoolState: () => spoolStateOf(parts, spool),
    listSpool: () => listSpool(spool, uploaded),
    unsent: () => spool.list().filter(({ state }) => state !== 'sent').length,
    has: (packetId) => spool.find(packetId as PacketId) !== undefined,
    put: (packetId, bytes, sealedAt) => spool.put(packetId, bytes, { sealedAt }),
    sendNow: async () => {
      await link.beat();
      for (const { packetId, state, attempts, problem, nextTryAt } of spool.list())
        if (state === 'outbox' && nextTryAt !== null)
          await spool.noteTry(packetId, { attempts, problem, nextTryAt: null });
      sender.wake();
      // Long uploads go on by themselves; the operator sees at least how the first seconds went.
      await Promise.race([sender.round(), new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
    },
    sendSoon: () => sender.wake(),
    speak: async () => {
      await link.beat();
      const { state, problem } = link.state();
      const roundTripMs = link.roundTripMs();
      return state === 'online' && roundTripMs !== null
        ? { ok: true, roundTripMs: Math.round(roundTripMs) }
        : { ok: false, problem: problem ?? 'STATION_OFFICE_UNREACHABLE' };
    },
    refreshSoon: () => void link.refreshDirectory(),
    tell: async (note) => {
      await notes.keep(note);
      notes.sendSoon();
    },
    noteWaits: notes.findWaiting,
    office: client,
    start: () => {
      watch.onChange(() => void link.beat());
      link.start();
      sender.start();
    },
    stop: async () => {
      link.stop();
      line.close();
      await notes.stop();
      await sender.stop();
      await taken.release();
    },
  };
}

/** The office's own word on how far each upload has come, for the list of packets. */
function watchUploads(
  client: OfficeClient,
  uploaded: Map<string, number>,
): Pick<OfficeClient, 'announce' | 'upload'> {
  const note = <T extends Awaited<ReturnType<OfficeClient['announce']>>>(packetId: string, answer: T): T => {
    if (answer.ok) uploaded.set(packetId, answer.value.uploadedBytes);
    return answer;
  };
  return {
    announce: async (body) => note(body.packetId, await client.announce(body)),
    upload: async (packetId, offset, bytes) => note(packetId, await client.upload(packetId, offset, bytes)),
  };
}

const countsOf = (spool: Spool): { outbox: number; sent: number; held: number } => {
  const count = (wanted: string) => spool.list().filter(({ state }) => state === wanted).length;
  return { outbox: count('outbox'), sent: count('sent'), held: count('held') };
};

function spoolStateOf({ identity, clock }: ConnectionParts, spool: Spool): SpoolState {
  const entries = spool.list();
  const alarmAfterHours = findPolicy(identity.find(), clock)?.alarmAfterHours ?? 0;
  const { alarm, unsent, oldestUnsentAt } = alarmOf(entries, clock.now(), { alarmAfterHours });
  const waiting = entries.filter(({ state }) => state === 'outbox');
  const times = waiting.flatMap(({ nextTryAt }) => (nextTryAt === null ? [] : [nextTryAt])).sort();
  const problem = entries.findLast((entry) => entry.state !== 'sent' && entry.problem !== null)?.problem;
  return {
    ...countsOf(spool),
    unsent,
    oldestUnsentAt,
    alarm,
    nextTryAt: times[0] ?? null,
    lastProblem: problem?.code ?? null,
  };
}

const listSpool = (
  spool: Spool,
  uploaded: ReadonlyMap<string, number>,
): ReturnType<Connection['listSpool']> =>
  spool.list().map((entry) => ({
    packetId: entry.packetId,
    state: entry.state,
    sealedAt: entry.sealedAt,
    bytes: entry.bytes,
    uploadedBytes:
      entry.state === 'sent' ? entry.bytes : Math.min(entry.bytes, uploaded.get(entry.packetId) ?? 0),
    attempts: entry.attempts,
    nextTryAt: entry.nextTryAt,
    problem: entry.problem && {
      code: entry.problem.code,
      sentence: sentenceOf(entry.problem.code, entry.problem.details),
    },
    receivedAt: entry.receipt?.value.receivedAt ?? null,
    backedUp: entry.backedUpSince !== null,
  }));
