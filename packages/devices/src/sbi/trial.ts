/** Simulated devices and a client on ports of their own, with short patience, for tests. */
import { randomBytes, randomInt } from 'node:crypto';
import type { BiometricDevices, CaptureRequest, ScannedKind } from '../port.ts';
import { firstPreviousHash } from '../port.ts';
import { openSimulatedKeys, type SimulatedKeys } from '../simulated/keys.ts';
import type { SampleMaker } from '../simulated/sample-maker.ts';
import {
  PortsTaken,
  type RunningDevices,
  type SimulatorSettings,
  startSimulatedDevices,
} from '../simulated/simulator.ts';
import { createSbiDevices } from './client.ts';
import type { SbiSettings } from './options.ts';
import { createPlainSamples } from './plain-samples.ts';

export interface Trial {
  readonly running: RunningDevices;
  readonly client: BiometricDevices;
  readonly settings: SbiSettings;
  clientWith(settings: Partial<SbiSettings>): BiometricDevices;
  /** For faults that are seen by waiting; has found all devices. */
  impatientClient(patience: NonNullable<SbiSettings['timeouts']>): Promise<BiometricDevices>;
  serialNo(kind: ScannedKind): string;
}

let keys: Promise<SimulatedKeys> | undefined;

export async function startTrial(
  settings: Pick<SimulatorSettings, 'versions' | 'kinds' | 'seed' | 'personOf'> & { samples?: SampleMaker },
): Promise<Trial> {
  keys ??= openSimulatedKeys(undefined);
  const made = { keys: await keys, samples: createPlainSamples(), ...settings };
  const { running, from } = await startSomewhere(made);
  const client: SbiSettings = {
    ports: { from, to: from + portsPerTrial - 1 },
    trustedPem: () => [running.trustPem],
    now: () => Date.now(),
    timeouts: { connectMs: 10_000, infoMs: 10_000, captureMs: 20_000, frameMs: 10_000 },
    limits: { captureBytes: 4_000_000 },
  };
  const clientWith: Trial['clientWith'] = (changes) => createSbiDevices({ ...client, ...changes });
  return {
    running,
    client: createSbiDevices(client),
    settings: client,
    clientWith,
    async impatientClient(patience) {
      const impatient = clientWith({ timeouts: { ...client.timeouts, ...patience } });
      for (;;) if ((await impatient.discover()).length === running.devices.length) return impatient;
    },
    serialNo: (kind) => running.devices.find((device) => device.kind === kind)?.serialNo ?? '',
  };
}

const portsPerTrial = 8;

async function startSomewhere(
  settings: SimulatorSettings,
): Promise<{ running: RunningDevices; from: number }> {
  for (;;) {
    const from = 20_000 + randomInt(1_400) * portsPerTrial;
    try {
      const range = { portFrom: from, portTo: from + portsPerTrial - 1 };
      return { running: await startSimulatedDevices({ ...settings, ...range }), from };
    } catch (error) {
      if (!(error instanceof PortsTaken)) throw error;
    }
  }
}

export const transaction = (): string => `trial-${randomBytes(8).toString('hex')}`;

/** A new request for the left slap, the first of a recording. */
export const leftFour = (): CaptureRequest => ({
  slot: 'left-four',
  subjects: ['L2', 'L3', 'L4', 'L5'],
  exceptions: [],
  requestedScore: 40,
  timeoutMs: 1_000,
  transactionId: transaction(),
  previousHash: firstPreviousHash,
});
