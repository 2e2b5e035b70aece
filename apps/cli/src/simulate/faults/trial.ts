/** Runs schedules one after the other in one world: one office for all of them, agents that live until they are killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeId, type StationId } from '@rekam/domain';
import type { AgentIdentity, StationSabotage } from '@rekam/protocol/process/fault-agent.ts';
import { deriveOperatorCredential } from '@rekam/protocol/sync/operator-credential.ts';
import { makeSigningKey, privateKeyToPem, publicKeyToBase64 } from '@rekam/protocol/sync/signing-key.ts';
import { seededRandom } from '@rekam/testkit/demo-city/seeded-random.ts';
import { AgentProcess } from './agent-process.ts';
import { compareWithOffice, Ledger } from './ledger.ts';
import { OfficeWorld } from './office-world.ts';
import { playSchedule } from './schedule.ts';
import { FaultStation } from './station.ts';

export interface TrialOptions {
  readonly seeds: readonly number[];
  /** Program of the office; null: stations only. */
  readonly office: string | null;
  readonly sabotage: StationSabotage | null;
  /** Ends as soon as a promise was found broken. */
  readonly untilBreach: boolean;
  readonly verbose: boolean;
  readonly onSchedule?: (breaches: number) => void;
}

export interface TrialReport {
  readonly schedules: number;
  readonly ledger: Ledger;
}

const stationsPerSchedule = 2;
/** Opening is a job of the office that may lie behind a crash; so long until all is opened is plenty. */
const openingPatienceMs = 60_000;

export async function runTrial(options: TrialOptions): Promise<TrialReport> {
  const home = mkdtempSync(join(tmpdir(), 'rekam-faults-'));
  const cache = join(home, 'compiled');
  const ledger = new Ledger();
  const removeHome = (): void => {
    // A database that was killed may still be ending as a child of nobody.
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  const abandon = (): void => {
    removeHome();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, abandon);
  const agents = Array.from({ length: stationsPerSchedule }, () => new AgentProcess(cache));
  let office: OfficeWorld | null = null;
  let schedules = 0;
  try {
    if (options.office !== null)
      office = await OfficeWorld.start(options.office, join(home, 'office'), cache, options.verbose);
    const identities: AgentIdentity[] = [];
    for (let number = 0; number < stationsPerSchedule; number++)
      identities.push((await office?.enrolStation(`Loket ${number + 1}`)) ?? (await lonelyIdentity()));
    for (const seed of options.seeds) {
      try {
        await playOne(seed, { home, cache, ledger, agents, identities, office, options });
      } catch (error) {
        ledger.breach('stuck', { seed, packetId: `schedule-${seed}` }, String((error as Error).message));
        if (office?.alive === false) await office.killAndRestart();
      }
      schedules += 1;
      options.onSchedule?.(ledger.breaches.length);
      if (options.untilBreach && ledger.breaches.length > 0) break;
    }
    if (office && !options.untilBreach) compareWithOffice(ledger, await openedRecordings(office));
    return { schedules, ledger };
  } finally {
    await Promise.all(agents.map((agent) => agent.kill()));
    await office?.stop();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, abandon);
    removeHome();
  }
}

interface World {
  readonly home: string;
  readonly cache: string;
  readonly ledger: Ledger;
  readonly agents: AgentProcess[];
  readonly identities: readonly AgentIdentity[];
  readonly office: OfficeWorld | null;
  readonly options: TrialOptions;
}

async function playOne(seed: number, world: World): Promise<void> {
  const folder = join(world.home, `schedule-${seed}`);
  const tell = (what: string): void => {
    if (world.options.verbose) process.stderr.write(`  [${seed}] ${what}\n`);
  };
  const stations = world.identities.map((identity, number) => {
    const die = seededRandom(`${seed} station ${number}`).fraction;
    return new FaultStation({
      number,
      folder,
      identity,
      sabotage: world.options.sabotage,
      ledger: world.ledger,
      seed,
      agent: () => world.agents[number]!,
      replaceAgent: () => {
        world.agents[number] = new AgentProcess(world.cache);
        return world.agents[number];
      },
      fate: () => (die() < 0.25 ? 'death' : Math.floor(die() * 2 ** 31)),
    });
  });
  await playSchedule({ seed, die: seededRandom(seed).fraction, stations, office: world.office, tell });
  rmSync(folder, { recursive: true, force: true });
}

/** All recordings once the office has opened them; the last look is returned even if it has not. */
async function openedRecordings(office: OfficeWorld) {
  const startedAt = performance.now();
  for (;;) {
    const rows = await office.listRecordings();
    const waiting = rows.some(({ state }) => state === 'received');
    if (!waiting || performance.now() - startedAt > openingPatienceMs) return rows;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** A station that never meets an office. */
async function lonelyIdentity(): Promise<AgentIdentity> {
  const office = makeSigningKey();
  return {
    officeUrl: 'http://127.0.0.1:9',
    stationId: makeId('station', 1, new Uint8Array(10)) as StationId,
    keyPem: privateKeyToPem(makeSigningKey()),
    receiptPublicKey: publicKeyToBase64(office),
    recipients: [
      (await deriveOperatorCredential('nobody opens these', Buffer.alloc(16).toString('base64'))).recipient,
    ],
  };
}
