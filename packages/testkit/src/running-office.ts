/** An office with its demo city, simulated devices and stations: real processes in a folder of their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place, Role } from '@rekam/domain';
import { counterApi, officeApi } from '@rekam/protocol';
import { type RunningProgram, startProgram } from '@rekam/protocol/process/running-program.ts';
import { ApiClient } from './api-client.ts';
import { freePort } from './free-port.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

export interface Account {
  readonly role: Role;
  readonly username: string;
  readonly password: string;
  readonly pin: string | null;
}

export interface RunningStation {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  readonly program: RunningProgram;
  /** First SBI port of the devices in front of this station. */
  readonly devicesPort: number | null;
  /** Tells these devices who stands before them or what ails them: a call of their control plane. @throws unless obeyed */
  readonly orderDevices: (call: string, order: object) => Promise<void>;
  readonly api: ApiClient;
  /** The code it was enrolled with, or may still be. */
  readonly enrolmentCode: string;
}

export interface RunningOffice {
  readonly folder: string;
  readonly url: string;
  readonly port: number;
  readonly accounts: readonly Account[];
  /** The account of a role. */
  account(role: Role): Account;
  /** A client signed in as that role. */
  signedIn(role: Role): Promise<ApiClient>;
  /** Enrols one more station, with simulated devices of its own unless told otherwise. */
  addStation(options?: StationOptions): Promise<RunningStation>;
  /** Starts a station's program again on the same data, for instance after it was killed. */
  restartStation(station: RunningStation): Promise<RunningStation>;
  /** Kills or stops the office and starts it again on the same data and port. */
  restart(how: 'kill' | 'stop'): Promise<void>;
  stopOffice(): Promise<void>;
  stop(): Promise<void>;
}

export interface StationOptions {
  readonly name?: string;
  /** Region code of its place; default the first kecamatan. */
  readonly regionCode?: string;
  readonly devices?: boolean;
  /** False: started only, for tests of enrolling itself. */
  readonly enrolled?: boolean;
  /** Seed of the people who stand in front of its devices. */
  readonly seed?: string;
}

export interface OfficeOptions {
  readonly errors?: 'inherit' | 'ignore';
  readonly env?: NodeJS.ProcessEnv;
  /** False: no simulated devices, for work that needs none. */
  readonly devices?: boolean;
}

interface DeviceSet {
  /** Lowest SBI port. */
  readonly port: number;
  readonly controlPort: number;
}

/** SBI ports of one simulated set: finger, iris, face. */
const portsPerSet = 3;

async function orderDevices(devices: DeviceSet | null, call: string, order: object): Promise<void> {
  if (!devices) throw new Error('no simulated devices stand before this station');
  const answer = await fetch(`http://127.0.0.1:${devices.controlPort}/admin/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  const { errorCode, errorInfo } = (await answer.json()) as { errorCode?: string; errorInfo?: string };
  if (errorCode !== '0') throw new Error(`the devices did not obey ${call}: ${errorCode} ${errorInfo}`);
}

export async function startRunningOffice(options: OfficeOptions = {}): Promise<RunningOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-office-'));
  const running: RunningProgram[] = [];
  const start = (file: string, argv: string[]) => {
    const program = startProgram(join(root, file), argv, {
      errors: options.errors ?? 'inherit',
      ...(options.env ? { env: options.env } : {}),
    });
    running.push(program);
    return program;
  };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const devicesFolder = join(folder, 'devices');
  const authorityFile = join(devicesFolder, 'ca.pem');
  mkdirSync(devicesFolder);
  let devicesMade = 0;

  const startDevices = async (seed: string): Promise<DeviceSet> => {
    const from = 20_000 + ((process.pid * 37 + devicesMade++ * 10) % 30_000);
    const devices = start('packages/devices/src/simulated/main.ts', [
      '--keys',
      devicesFolder,
      '--json',
      '--port-from',
      String(from),
      '--seed',
      seed,
    ]);
    const ready = await devices.waitFor((event) => event.event === 'listening');
    // All sets share one folder of keys, hence one authority.
    writeFileSync(authorityFile, String(ready.trustPem));
    const ports = (ready.devices as { readonly port: number }[]).map(({ port: taken }) => taken);
    return { port: Math.min(...ports), controlPort: Number(ready.controlPort) };
  };
  const startOffice = async () => {
    const office = start('apps/server/src/main.ts', [
      '--data',
      join(folder, 'office'),
      '--port',
      String(port),
      ...(options.devices === false ? [] : ['--trust-devices', authorityFile]),
    ]);
    const event = await office.waitFor((e) => e.event === 'listening' || e.event === 'refused');
    if (event.event === 'refused') throw new Error(`the office refused to start: ${JSON.stringify(event)}`);
    return { office, event };
  };
  const startStation = async (stationFolder: string, stationPort: number, devicesPort: number | null) => {
    const range = devicesPort === null ? '1-1' : `${devicesPort}-${devicesPort + portsPerSet + 2}`;
    const program = start('apps/station/src/main.ts', [
      '--data',
      stationFolder,
      '--port',
      String(stationPort),
      '--demo',
      '--sbi-ports',
      range,
    ]);
    await program.waitFor((e) => e.event === 'listening');
    return program;
  };

  // The devices come first: their certificate authority must exist when the office starts.
  const firstDevices = options.devices === false ? null : await startDevices('1');
  let { office, event } = await startOffice();
  const anonymous = new ApiClient(url);
  const { accounts } = await anonymous.call(officeApi.setUpDemo, {
    body: { setupKey: String(event.setupKey) },
  });
  const account = (role: Role) => {
    const found = accounts.find((a) => a.role === role);
    if (!found) throw new Error(`no account of role ${role}`);
    return found;
  };
  const signedIn = async (role: Role) => {
    const client = new ApiClient(url);
    const { username, password } = account(role);
    await client.call(officeApi.signIn, { body: { username, password } });
    return client;
  };
  let spareDevices: DeviceSet | null = firstDevices;
  let stations = 0;

  return {
    folder,
    url,
    port,
    accounts,
    account,
    signedIn,
    async addStation(stationOptions = {}) {
      const number = ++stations;
      const devices =
        stationOptions.devices === false
          ? null
          : (spareDevices ?? (await startDevices(stationOptions.seed ?? String(number))));
      if (devices === spareDevices) spareDevices = null;
      const devicesPort = devices?.port ?? null;
      const administrator = await signedIn('administrator');
      const places = (await administrator.call(officeApi.listPlaces, {})) as Place[];
      const wanted = stationOptions.regionCode;
      const place = places.find((p) => (wanted ? p.regionCode === wanted : p.kind === 'kecamatan'));
      if (!place) throw new Error('no such place');
      const { code } = await administrator.call(officeApi.makeStationCode, {
        body: { placeId: place.id, name: stationOptions.name ?? `Loket ${number}` },
      });
      const stationFolder = join(folder, `station-${number}`);
      const stationPort = await freePort();
      const program = await startStation(stationFolder, stationPort, devicesPort);
      const api = new ApiClient(`http://127.0.0.1:${stationPort}`);
      if (stationOptions.enrolled !== false) {
        await api.call(counterApi.enrolStation, { body: { officeUrl: url, code } });
      }
      return {
        url: api.baseUrl,
        port: stationPort,
        folder: stationFolder,
        program,
        devicesPort,
        orderDevices: (call, order) => orderDevices(devices, call, order),
        api,
        enrolmentCode: code,
      };
    },
    async restartStation(station) {
      await station.program.stop();
      const program = await startStation(station.folder, station.port, station.devicesPort);
      return { ...station, program, api: new ApiClient(station.url) };
    },
    async restart(how) {
      if (how === 'kill') {
        office.child.kill('SIGKILL');
        await office.ended;
      } else await office.stop();
      ({ office } = await startOffice());
    },
    stopOffice: () => office.stop(),
    async stop() {
      for (const program of running.reverse()) await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
