import type { Socket } from 'node:net';
import type { SbiCall, SbiVersion } from '@rekam/protocol/sbi/index.ts';
import { sbiPaths, sbiPorts, sbiVerbs } from '@rekam/protocol/sbi/index.ts';
import type { ScannedKind } from '../port.ts';
import { captureFor } from './capture-answer.ts';
import { createControl, type SimulatorControl } from './control.ts';
import { createDevice, type SimulatedDevice, serialNoOf, simulatedKinds } from './device.ts';
import type { FaultOrder } from './faults.ts';
import { discoveryFor, errorOf, infoFor } from './identify.ts';
import { openSimulatedKeys, type SimulatedKeys } from './keys.ts';
import { createPeople, type PeopleSettings } from './people.ts';
import {
  jsonAnswer,
  listenInRange,
  listenRaw,
  preflightAnswer,
  type RawRequest,
  type RawServer,
} from './raw-server.ts';
import type { SampleMaker } from './sample-maker.ts';
import { answerStream } from './stream-answer.ts';
import { startSampleWorker } from './worker-sample-maker.ts';

export interface SimulatorSettings {
  /** First port tried; each device takes the first free one from there to `portTo`. */
  readonly portFrom?: number;
  readonly portTo?: number;
  readonly kinds?: readonly ScannedKind[];
  /** Versions that every device speaks; the first is its favourite. */
  readonly versions?: readonly SbiVersion[];
  /** Decides serial numbers and people. */
  readonly seed?: string;
  /** Folder of real prints (`REKAM_PRINTS`); synthetic prints without it. */
  readonly printsFolder?: string | undefined;
  /** Folder in which keys and CA rest, so that trust survives a restart. */
  readonly keysFolder?: string | undefined;
  /** Keys made beforehand; overrides `keysFolder`. */
  readonly keys?: SimulatedKeys;
  /** Ms that a capture takes by itself. */
  readonly captureMs?: number;
  /** Port of the control plane; 0 takes any free one. */
  readonly controlPort?: number;
  /** How many different people come, over and over: few of them grow once and answer fast. Without end by default. */
  readonly people?: number | undefined;
  readonly personOf?: PeopleSettings['personOf'];
  /** Replaces prints, irises and faces. */
  readonly samples?: SampleMaker;
}

export interface RunningDevices {
  readonly devices: readonly SimulatedDevice[];
  readonly control: SimulatorControl;
  /** The control plane's own port, there even while devices have vanished. */
  readonly controlPort: number;
  /** CA of the simulated provider, PEM: for the office's trust list. */
  readonly trustPem: string;
  stop(): Promise<void>;
}

/** No port of the range was free. */
export class PortsTaken extends Error {
  override readonly name = 'PortsTaken';
}

/** Starts a fingerprint, an iris and a face device, each on a port of its own of 127.0.0.1. */
export async function startSimulatedDevices(settings: SimulatorSettings = {}): Promise<RunningDevices> {
  const seed = settings.seed ?? 'rekam';
  const range = {
    from: settings.portFrom ?? sbiPorts.from,
    to: settings.portTo ?? portTo(settings.portFrom),
  };
  const keys = settings.keys ?? (await openSimulatedKeys(settings.keysFolder));
  const samples = settings.samples ?? (await startSampleWorker({ printsFolder: settings.printsFolder }));
  const kinds = settings.kinds ?? simulatedKinds;
  const prepare = (person: string): void => {
    if (kinds.includes('finger')) samples.prepare(person, preparedFingers);
  };
  const people = createPeople({
    seed,
    personOf: settings.personOf,
    count: settings.people,
    onExpect: prepare,
  });
  const devices: SimulatedDevice[] = [];
  for (const kind of kinds) {
    const serialNo = serialNoOf(kind, seed);
    const key = await keys.deviceKey(serialNo);
    const versions = settings.versions ?? ['0.9.5'];
    devices.push(
      createDevice({ kind, versions, serialNo, key, people, samples, captureMs: settings.captureMs ?? 0 }),
    );
  }
  const servers = new Map<SimulatedDevice, RawServer>();
  const timers = new Set<NodeJS.Timeout>();

  const listen = async (device: SimulatedDevice, from: number): Promise<void> => {
    const server =
      (await listenInRange(from, range.to, onRequest(device))) ??
      (await listenInRange(range.from, from - 1, onRequest(device)));
    if (!server) throw new PortsTaken(`no free port from ${range.from} to ${range.to} on 127.0.0.1`);
    servers.set(device, server);
    device.port = server.port;
  };
  const onRequest = (device: SimulatedDevice) => (request: RawRequest, socket: Socket) =>
    answer(device, request, socket, { control, vanish });

  const comeBack = async (device: SimulatedDevice): Promise<void> => {
    if (device.port === 0) await listen(device, lastPort.get(device) ?? range.from);
  };
  const lastPort = new Map<SimulatedDevice, number>();
  const vanish = async (device: SimulatedDevice, order: FaultOrder): Promise<void> => {
    if (device.port === 0) return;
    lastPort.set(device, device.port + (order.otherPort ? 1 : 0));
    device.port = 0;
    device.stopStream?.();
    await servers.get(device)?.close();
    if (order.backAfterMs === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      // With every port of the range taken it stays away, as a real one would.
      comeBack(device).catch(() => undefined);
    }, order.backAfterMs);
    timers.add(timer);
  };
  const control = createControl({ devices, people, vanish, comeBack });
  const controlServer = await listenRaw(settings.controlPort ?? 0, async (request, socket) => {
    socket.end(await adminAnswer(0, request, control));
  });
  const stop = async (): Promise<void> => {
    for (const timer of timers) clearTimeout(timer);
    for (const device of devices) device.stopStream?.();
    await Promise.all([...servers.values(), controlServer].map((server) => server.close()));
    await samples.close();
  };
  try {
    for (const device of devices) await listen(device, range.from);
  } catch (error) {
    await stop();
    throw error;
  }
  prepare(people.current());
  return { devices, control, controlPort: controlServer.port, trustPem: keys.trustPem, stop };
}

const preparedFingers = ['L2', 'L3', 'L4', 'L5', 'R2', 'R3', 'R4', 'R5', 'L1', 'R1'] as const;

const portTo = (from: number | undefined): number =>
  from === undefined || (from >= sbiPorts.from && from <= sbiPorts.to) ? sbiPorts.to : from + 99;

interface Route {
  readonly call: SbiCall;
  readonly version: SbiVersion;
}

function findRoute(device: SimulatedDevice, request: RawRequest): Route | undefined {
  const path = request.path.split('?')[0];
  for (const version of device.versions) {
    for (const call of ['discover', 'info', 'stream', 'capture'] as const) {
      if (sbiVerbs[version][call] === request.verb && sbiPaths[call] === path) return { call, version };
    }
  }
  return undefined;
}

/** What a device's request may reach beyond the device itself. */
interface Host {
  readonly control: SimulatorControl;
  readonly vanish: (device: SimulatedDevice, order: FaultOrder) => Promise<void>;
}

async function answer(
  device: SimulatedDevice,
  request: RawRequest,
  socket: Socket,
  { control, vanish }: Host,
): Promise<void> {
  if (request.path.startsWith('/admin/'))
    return void socket.end(await adminAnswer(device.port, request, control));
  // Half-open: the connection stands and nothing ever comes.
  if (device.faults.take('half-open')) return;
  if (request.verb === 'OPTIONS') return void socket.end(preflightAnswer);
  const route = findRoute(device, request);
  const body = findBody(request);
  if (!route || body === 'bad') return void socket.end(jsonAnswer(device.port, errorAnswer(route)));
  if (device.delayMs > 0 && device.delayed.includes(route.call))
    await new Promise((done) => setTimeout(done, device.delayMs).unref());
  switch (route.call) {
    case 'discover':
      return void socket.end(jsonAnswer(device.port, discoveryFor(device, route.version, body)));
    case 'info':
      return void socket.end(jsonAnswer(device.port, infoFor(device, route.version)));
    case 'stream':
      return answerStream(device, body, socket);
    case 'capture': {
      const vanishing = device.faults.take('vanish');
      if (vanishing) return vanish(device, vanishing);
      const spoil = device.faults.take('cut-body') ?? device.faults.take('oversize');
      return sendCapture(device, await captureFor(device, body), spoil, socket);
    }
  }
}

/** Verbs and paths that nobody knows are answered in the shape of the call they come nearest to. */
function errorAnswer(route: Route | undefined): unknown {
  if (route?.call === 'capture')
    return { biometrics: [{ specVersion: route.version, data: '', hash: '', error: errorOf(999) }] };
  if (route?.call === 'stream') return { error: errorOf(999) };
  return [{ error: errorOf(500) }];
}

function findBody(request: RawRequest): unknown {
  if (request.body.length === 0) return undefined;
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return 'bad';
  }
}

async function adminAnswer(port: number, request: RawRequest, control: SimulatorControl): Promise<Buffer> {
  if (request.verb === 'OPTIONS') return preflightAnswer;
  const body = findBody(request);
  return jsonAnswer(port, await control.handle(request.path, body));
}

/** Sends a capture's answer, or what a fault makes of it. */
async function sendCapture(
  device: SimulatedDevice,
  value: unknown,
  spoil: FaultOrder | undefined,
  socket: Socket,
): Promise<void> {
  const bytes = jsonAnswer(device.port, value);
  if (!spoil) socket.end(bytes);
  else if (spoil.fault === 'cut-body')
    socket.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket.destroy());
  else await sendFiller(spoil.bytes ?? 48_000_000, socket);
}

/** An answer that does not end for a long time, without a length so that it must be counted. */
async function sendFiller(bytes: number, socket: Socket): Promise<void> {
  socket.write(
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: Closed\r\n\r\n{"biometrics":[',
  );
  const filler = Buffer.alloc(65_536, ' ');
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += filler.length) {
    if (socket.write(filler)) continue;
    await new Promise<void>((done) => {
      socket.once('drain', done);
      socket.once('close', done);
    });
  }
  socket.end(']}');
}
