/** A whole station in this process, on a folder of its own: real spool, real simulated devices, no office in reach. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSbiDevices } from '@rekam/devices';
import { type RunningDevices, startSimulatedDevices } from '@rekam/devices/simulated/simulator.ts';
import { type DirectoryEntry, type EnrolmentPolicy, toInstant } from '@rekam/domain';
import type { StationSettings } from '@rekam/protocol/http/sync-api.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { machineTime, openClock, type TimeSource } from '../clock/station-clock.ts';
import { composeStation, type Station } from '../compose.ts';
import { openDirectory } from '../directory/directory.ts';
import { openIdentity } from '../identity/identity.ts';
import { handlersOf } from '../shell/handlers.ts';
import { makeServer } from '../shell/server.ts';
import { realFileSystem } from '../storage/real-file-system.ts';
import type { TestOffice } from './test-office.ts';
import { makeTinySamples, type ScoreOf, type TouchOf } from './tiny-samples.ts';

export interface PreparedFolder {
  readonly office: TestOffice;
  readonly residents: readonly DirectoryEntry[];
  readonly policy?: Partial<EnrolmentPolicy>;
  readonly settings?: Partial<StationSettings>;
  /** When the office answered last, ms since 1970; now unless said. */
  readonly contactMs?: number;
  readonly trustPem?: string;
}

/** Nothing listens here: the office cannot be reached. */
const nowhere = 'http://127.0.0.1:9';

/** A data folder as enrolment and one refresh leave it. */
export async function prepareFolder(prepared: PreparedFolder): Promise<string> {
  const { office, residents, policy, settings, contactMs = Date.now(), trustPem } = prepared;
  const dataDir = mkdtempSync(join(tmpdir(), 'rekam-station-'));
  const identity = await openIdentity(realFileSystem, dataDir);
  const trust = trustPem ? { deviceTrustPem: [trustPem] } : {};
  const signed = office.settings({ ...trust, ...settings }, policy);
  await identity.admit({
    stationId: office.stationId,
    officeUrl: nowhere,
    pinnedCertificateSha256: null,
    receiptKey: office.receiptPublicKey,
    settings: signed,
  });
  const then: TimeSource = { unixMs: () => contactMs, monotonicMs: () => performance.now() };
  const rules = signed.value.policies[0]!;
  await (await openClock(realFileSystem, dataDir, then, () => rules)).noteContact(toInstant(contactMs), 0);
  const directory = openDirectory(realFileSystem, join(dataDir, 'directory'));
  await directory.unlock(office.operator.identity);
  await directory.refresh(
    async () => ({
      rows: residents.map((entry, i) => ({ revision: i + 1, removed: false, ...entry })),
      lastRevision: residents.length,
      more: false,
      pins: [office.supervisor.verifier, office.colleague.verifier],
    }),
    signed.value.operators.map(({ recipient }) => recipient),
    () => toInstant(contactMs),
  );
  await directory.lock();
  return dataDir;
}

export interface SeenEvents {
  readonly all: { readonly event: string; readonly facts: unknown }[];
  /** Hears every event at the moment it happens. */
  listener: ((seen: { readonly event: string; readonly facts: unknown }) => void) | null;
}

export interface TestCounter {
  readonly station: Station;
  readonly url: string;
  readonly api: ApiClient;
  readonly events: SeenEvents;
  readonly stop: () => Promise<void>;
}

export async function startCounter(
  dataDir: string,
  sbiPorts: { from: number; to: number } = { from: 9, to: 9 },
  time: TimeSource = machineTime,
): Promise<TestCounter> {
  const events: SeenEvents = { all: [], listener: null };
  const emit = (event: string, facts: unknown = {}) => {
    events.all.push({ event, facts });
    events.listener?.({ event, facts });
  };
  const station = await composeStation({
    fs: realFileSystem,
    dataDir,
    time,
    emit,
    makeDevices: ({ trustedPem }) =>
      createSbiDevices({ trustedPem, now: () => Date.now(), ports: sbiPorts, timeouts: { connectMs: 500 } }),
    softwareVersion: '0.0.0-test',
    demo: true,
  });
  const app = await makeServer({
    handlers: handlersOf(station),
    findSession: (token) => station.seat.find(token),
    screens: join(dataDir, 'no-screens'),
    emit,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  await station.watch.scan();
  return {
    station,
    url,
    events,
    api: new ApiClient(url),
    stop: async () => {
      await app.close();
      await station.stop();
    },
  };
}

let devicesStarted = 0;

export interface TestDevices extends RunningDevices {
  readonly ports: { readonly from: number; readonly to: number };
}

/** Finger, iris and face devices that draw next to nothing, on ports of their own. */
export async function startTestDevices(scoreOf?: ScoreOf, touchOf?: TouchOf): Promise<TestDevices> {
  const from = 31_000 + ((process.pid * 41 + devicesStarted++ * 8) % 20_000);
  const running = await startSimulatedDevices({
    portFrom: from,
    portTo: from + 7,
    captureMs: 1,
    samples: makeTinySamples(scoreOf, touchOf),
  });
  return { ...running, ports: { from, to: from + 7 } };
}
