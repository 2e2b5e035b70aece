/** One schedule: a seeded course of recordings, sendings and misfortunes on two stations and their office. */
import { createHash } from 'node:crypto';
import { makeId } from '@rekam/domain';
import type { SyntheticRecording } from '@rekam/protocol/process/fault-agent.ts';
import type { OfficeWorld } from './office-world.ts';
import type { FaultStation } from './station.ts';

/** 0 ≤ value < 1, the same for the same seed. */
export type Die = () => number;

export interface ScheduleParts {
  readonly seed: number;
  readonly die: Die;
  readonly stations: readonly FaultStation[];
  /** Null: the stations have no office in this schedule. */
  readonly office: OfficeWorld | null;
  /** Says what happens; for replays. */
  readonly tell: (what: string) => void;
}

type Act = (parts: ScheduleParts, station: FaultStation, next: () => SyntheticRecording) => Promise<unknown>;

/** Takes back a death that has not come. */
const stayAlive = { do: 'die-in', operations: 1e9 } as const;
const yearMs = 365 * 86_400_000;

const act = {
  record: (_, station, next) => station.record(next()),

  /** The station dies within the next file operations, and finds itself after a death or a power cut. */
  'die while recording': async ({ die }, station, next) => {
    await station.tell({ do: 'die-in', operations: Math.floor(die() * 24) });
    await station.record(next());
    await station.record(next());
    await station.tell(stayAlive);
  },

  'die after recording': async (_, station, next) => {
    await station.record(next());
    await station.die();
  },

  'record on a full disk': async (_, station, next) => {
    await station.tell({ do: 'disk', full: true });
    const answer = await station.record(next());
    await station.tell({ do: 'disk', full: false });
    if (answer.acknowledged !== undefined) throw new Error('a full disk took a recording');
    await station.record(next());
  },

  'clock set back': async (_, station, next) => {
    await station.tell({ do: 'clock', offsetMs: -yearMs });
    await station.record(next());
    await station.tell({ do: 'send', rounds: 2 });
    await station.tell({ do: 'clock', offsetMs: 0 });
  },

  send: (_, station) => station.tell({ do: 'send', rounds: 2 }),

  'die while sending': async ({ die }, station, next) => {
    await station.record(next());
    await station.tell({ do: 'die-in', operations: Math.floor(die() * 16) });
    await station.tell({ do: 'send', rounds: 2 });
    await station.tell(stayAlive);
  },

  'same resident at once': async ({ stations, die }, _, next) => {
    const { nik } = next();
    await Promise.all(stations.map((station) => station.record({ ...next(), nik })));
    if (die() < 0.7) await Promise.all(stations.map((station) => station.tell({ do: 'send', rounds: 2 })));
  },

  'send again': (_, station) => station.tell({ do: 'resend', how: 'again' }),
  'send reordered': async (_, station, next) => {
    await station.record(next());
    await station.tell({ do: 'resend', how: 'reordered' });
  },
  'send twice at once': async (_, station, next) => {
    await station.record(next());
    await station.tell({ do: 'resend', how: 'twice-at-once' });
  },

  'kill the office while sending': async ({ office, stations, die }, station, next) => {
    await station.record(next());
    const sending = stations.map((one) => one.tell({ do: 'send', rounds: 1 }));
    await delay(die() * 60);
    await office?.killAndRestart();
    await Promise.all(sending);
  },

  'kill the office after its receipt': async ({ office }, station, next) => {
    await station.record(next());
    await station.tell({ do: 'send', rounds: 1 });
    await office?.killAndRestart();
    await station.checkReceipts();
  },

  'kill the database while sending': async ({ office, stations, die }, station, next) => {
    await station.record(next());
    const sending = stations.map((one) => one.tell({ do: 'send', rounds: 3 }));
    await delay(die() * 60);
    office?.killPostgres();
    await Promise.all(sending);
  },
} as const satisfies Record<string, Act>;

type ActName = keyof typeof act;

/** How often each act comes up, by weight; those of the office are dear in time and rarer. */
const withOffice: readonly (readonly [ActName, number])[] = [
  ['record', 20],
  ['die while recording', 14],
  ['die after recording', 8],
  ['record on a full disk', 8],
  ['clock set back', 6],
  ['send', 16],
  ['die while sending', 12],
  ['same resident at once', 8],
  ['send again', 4],
  ['send reordered', 4],
  ['send twice at once', 4],
  ['kill the office while sending', 2],
  ['kill the office after its receipt', 2],
  ['kill the database while sending', 2],
];
const withoutOffice = withOffice.filter(([name]) => !/send|office|database|clock|resident/.test(name));
const actsPerSchedule = 7;

/** Plays the schedule of a seed to its end; what was promised and what was found stands in the stations' ledger. */
export async function playSchedule(parts: ScheduleParts): Promise<void> {
  const { seed, die, stations, office, tell } = parts;
  const next = recordingsOf(seed, die);
  for (const station of stations) await station.open();
  for (let turn = 0; turn < actsPerSchedule; turn++) {
    const name = choose(office ? withOffice : withoutOffice, die());
    const number = Math.floor(die() * stations.length);
    tell(`${name} (station ${number})`);
    await act[name](parts, stations[number]!, next);
  }
  await finish(parts);
}

/** Everybody's power is cut once more, everything is sent, and everything must be where it was promised to be. */
async function finish({ stations, office, tell }: ScheduleParts): Promise<void> {
  for (const station of stations) {
    tell('the last power cut');
    await station.die();
    if (!office) continue;
    await station.sendAll();
    await station.checkSpool();
    await station.checkReceipts();
  }
  if (office?.alive === false) throw new Error('the office ended by itself');
}

function choose(acts: readonly (readonly [ActName, number])[], value: number): ActName {
  let rest = value * acts.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of acts) {
    rest -= weight;
    if (rest < 0) return name;
  }
  return acts[0]![0];
}

/** Recordings of residents that belong to this schedule alone, some of them of the same resident. */
function recordingsOf(seed: number, die: Die): () => SyntheticRecording {
  let serial = 0;
  return () => {
    const number = serial++;
    const chance = createHash('sha256').update(`${seed} ${number}`).digest().subarray(0, 10);
    const atMs = Date.now();
    const resident = 1 + Math.floor(die() * 8) + number * 8;
    return {
      packetId: makeId('packet', atMs, chance),
      enrolmentId: makeId('enrolment', atMs, chance),
      nik: `537104${String(seed % 1_000_000).padStart(6, '0')}${String(resident % 10_000).padStart(4, '0')}`,
      bytes: die() < 0.15 ? 400_000 : 2_000 + Math.floor(die() * 20_000),
    };
  };
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
