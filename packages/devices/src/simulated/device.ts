import { createHash, sign } from 'node:crypto';
import type { Subject } from '@rekam/domain';
import type { SbiDeviceStatus, SbiType, SbiVersion } from '@rekam/protocol/sbi/index.ts';
import { sbiTime } from '@rekam/protocol/sbi/index.ts';
import type { ScannedKind } from '../port.ts';
import { createFaultBoard, type FaultBoard } from './faults.ts';
import type { DeviceKey } from './keys.ts';
import type { People } from './people.ts';
import type { SampleMaker } from './sample-maker.ts';

export const simulatedKinds = ['finger', 'iris', 'face'] as const satisfies readonly ScannedKind[];

interface Model {
  readonly type: SbiType;
  readonly deviceSubType: string;
  readonly subIds: readonly string[];
  readonly make: string;
  readonly model: string;
  readonly serialPrefix: string;
  /** Parts of the body that each sub-device sees. */
  readonly sees: Readonly<Record<string, readonly Subject[]>>;
}

const models = {
  finger: {
    type: 'Finger',
    deviceSubType: 'Slap',
    subIds: ['1', '2', '3'],
    make: 'Rekam',
    model: 'RS-10 Slap (simulasi)',
    serialPrefix: 'RKMSLAP',
    sees: { '1': ['L5', 'L4', 'L3', 'L2'], '2': ['R2', 'R3', 'R4', 'R5'], '3': ['L1', 'R1'] },
  },
  iris: {
    type: 'Iris',
    deviceSubType: 'Double',
    subIds: ['1', '2', '3'],
    make: 'Rekam',
    model: 'RI-2 Double (simulasi)',
    serialPrefix: 'RKMIRIS',
    sees: { '1': ['IL'], '2': ['IR'], '3': ['IR', 'IL'] },
  },
  face: {
    type: 'Face',
    deviceSubType: 'Full face',
    subIds: ['0'],
    make: 'Rekam',
    model: 'RF-1 Face (simulasi)',
    serialPrefix: 'RKMFACE',
    sees: { '0': ['FA'] },
  },
} as const satisfies Record<ScannedKind, Model>;

export type DelayedCall = 'discover' | 'info' | 'stream' | 'capture';

/** Everything that is true of one simulated device now. */
export interface SimulatedDevice {
  readonly kind: ScannedKind;
  readonly model: Model;
  readonly serialNo: string;
  readonly versions: readonly SbiVersion[];
  readonly key: DeviceKey;
  readonly faults: FaultBoard;
  readonly people: People;
  readonly samples: SampleMaker;
  /** Ms that a capture takes by itself. */
  readonly captureMs: number;
  /** Set by the control plane; faults and work in progress come on top. */
  status: SbiDeviceStatus;
  /** Quality that every capture states; null leaves it to the sample. */
  score: number | null;
  delayMs: number;
  delayed: readonly DelayedCall[];
  profile: string;
  /** Where it listens now; 0 while it has vanished. */
  port: number;
  capturing: boolean;
  /** Ends the live picture in progress. */
  stopStream: (() => void) | null;
  /** Impressions given of each part, so that no two are the same. */
  readonly impressions: Map<Subject, number>;
}

export interface DeviceParts {
  readonly kind: ScannedKind;
  readonly versions: readonly SbiVersion[];
  readonly serialNo: string;
  readonly key: DeviceKey;
  readonly people: People;
  readonly samples: SampleMaker;
  readonly captureMs: number;
}

/** The serial number of the simulated device of a kind under a seed: at least 12 letters and digits. */
export function serialNoOf(kind: ScannedKind, seed: string): string {
  const digits = createHash('sha256').update(`${kind}/${seed}`).digest('hex').slice(0, 8).toUpperCase();
  return `${models[kind].serialPrefix}${digits}`;
}

export function createDevice(parts: DeviceParts): SimulatedDevice {
  return {
    ...parts,
    model: models[parts.kind],
    faults: createFaultBoard(),
    status: 'Ready',
    score: null,
    delayMs: 0,
    delayed: [],
    profile: 'Default',
    port: 0,
    capturing: false,
    stopStream: null,
    impressions: new Map(),
  };
}

/** The device's own state, faults included. */
export function healthOf(device: SimulatedDevice): SbiDeviceStatus {
  if (device.faults.find('not-ready') || device.faults.find('hot')) return 'Not Ready';
  if (device.faults.find('busy')) return 'Busy';
  return device.status;
}

/** What the device says to others: while it shows a live picture or captures, it is busy. */
export function statusOf(device: SimulatedDevice): SbiDeviceStatus {
  const health = healthOf(device);
  return health === 'Ready' && (device.capturing || device.stopStream) ? 'Busy' : health;
}

/** The device's clock, ms since 1970. */
export function clockOf(device: SimulatedDevice): number {
  const fault = device.faults.find('clock-skew');
  return Date.now() + (fault ? (fault.skewMs ?? 600_000) : 0);
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Compact JWS of a value with the device's key; with a fault on the board the signature is of another text. */
export function signed(device: SimulatedDevice, value: unknown): string {
  const expired = device.faults.find('expired-certificate') !== undefined;
  const certificate = expired ? device.key.expiredCertificate : device.key.certificate;
  const text = `${encode({ alg: 'RS256', typ: 'JWT', x5c: [certificate] })}.${encode(value)}`;
  const foreign = device.faults.find('wrong-signature') ? `${text}0` : text;
  return `${text}.${sign('sha256', Buffer.from(foreign), device.key.privateKey).toString('base64url')}`;
}

export const digitalIdOf = (device: SimulatedDevice): Record<string, string> => ({
  serialNo: device.serialNo,
  make: device.model.make,
  model: device.model.model,
  type: device.model.type,
  deviceSubType: device.model.deviceSubType,
  deviceProvider: 'Rekam',
  deviceProviderId: 'REKAM.SIMULATED',
  dateTime: sbiTime(clockOf(device)),
});

export const serviceVersion = '0.1.0';
export const certificationOf = (version: SbiVersion): string => (version === '1.0' ? 'SBI 1.0' : 'L0');
export const deviceIdOf = (device: SimulatedDevice): string => `DEV-${device.serialNo}`;

/** How the device is named in a version's messages. */
export const addressOf = (device: SimulatedDevice, version: SbiVersion): Record<string, string> =>
  version === '1.0'
    ? { serialNo: device.serialNo }
    : { deviceId: deviceIdOf(device), deviceCode: device.serialNo };
