/** A scanner's turn: found, trusted, and a capture that the station has verified. What it took is thrown away. */
import { randomBytes } from 'node:crypto';
import { type BiometricDevices, type DeviceFailure, firstPreviousHash } from '@rekam/devices';
import {
  type CaptureSlot,
  type EnrolmentPolicy,
  judgeCapture,
  subjectsOfSlot,
  type TurnResult,
  thresholdFor,
} from '@rekam/domain';
import type { DeviceWatch } from '../devices/device-watch.ts';
import type { DeviceLog } from '../health/device-log.ts';

export type ScannedKind = 'finger' | 'iris' | 'face';

/** What every recording asks of a device of this kind first. */
export const slotOfTurn = {
  finger: 'left-four',
  iris: 'both-irises',
  face: 'face',
} as const satisfies Readonly<Record<ScannedKind, CaptureSlot>>;

/** How long a device may try, ms: four of them, with what people do between, take about two minutes. */
const captureTimeoutMs = 20_000;

export interface DeviceTurnParts {
  readonly devices: BiometricDevices;
  readonly watch: DeviceWatch;
  readonly log: DeviceLog;
}

export interface DeviceTurn {
  readonly result: TurnResult;
  /** What failed, as the device itself was heard; null for a pass and for poor pictures. */
  readonly failure: DeviceFailure | null;
  readonly serialNo: string | null;
}

export async function takeDeviceTurn(
  { devices, watch, log }: DeviceTurnParts,
  kind: ScannedKind,
  policy: EnrolmentPolicy,
  signal: AbortSignal,
): Promise<DeviceTurn> {
  // After a repair the device may just have been plugged in.
  await watch.scan().catch(() => undefined);
  const device = watch.find(kind);
  if (!device) return failed(absent, null);
  const { serialNo } = device;
  const failedWith = (failure: DeviceFailure): DeviceTurn => {
    log.noteFailure(kind, failure);
    watch.noteFailure(kind, failure);
    return failed(failure, serialNo);
  };
  if (!device.trust.ok) return failedWith(device.trust.reason);
  const slot = slotOfTurn[kind];
  const subjects = subjectsOfSlot[slot];
  const threshold = thresholdFor(subjects[0]!, policy);
  const startedMs = performance.now();
  const outcome = await watch.whileBusy(() =>
    devices.capture(
      serialNo,
      {
        slot,
        subjects,
        exceptions: [],
        requestedScore: threshold,
        timeoutMs: captureTimeoutMs,
        transactionId: randomBytes(10).toString('hex'),
        previousHash: firstPreviousHash,
      },
      signal,
    ),
  );
  if (!outcome.ok) return failedWith(outcome.failure);
  watch.noteSuccess(kind);
  const scores = outcome.samples.map(({ qualityScore }) => qualityScore);
  return { result: judgeCapture(scores, threshold, performance.now() - startedMs), failure: null, serialNo };
}

const failed = (failure: DeviceFailure, serialNo: string | null): DeviceTurn => ({
  result: { outcome: 'failed', code: failure.code },
  failure,
  serialNo,
});

const absent: DeviceFailure = {
  code: 'no-device',
  group: 'open-incident',
  detail: 'no device of this kind was found by the last scan',
};
