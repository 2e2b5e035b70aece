import type { DeviceFailure } from '../failure.ts';
import { failure } from '../failure.ts';
import type { BiometricDevices, DescribeOutcome, DeviceDescription } from '../port.ts';
import { captureOnce } from './capture.ts';
import { askPort, type KnownDevice } from './info.ts';
import { completeSettings, type SbiOptions, type SbiSettings } from './options.ts';
import { openStream } from './stream.ts';

/** Ports asked at once; most refuse in well under a millisecond, a half-open one holds its place for a while. */
const portsAtOnce = 20;

/** By serial number. */
type Directory = Map<string, KnownDevice>;

/**
 * The devices of this machine, spoken to in MOSIP SBI 0.9.5 or 1.0 (the highest that both sides know). A device
 * that comes back on another port is found again by its serial number.
 */
export function createSbiDevices(settings: SbiSettings): BiometricDevices {
  const options = completeSettings(settings);
  const known: Directory = new Map();

  let scanning: Promise<readonly DeviceDescription[]> | undefined;
  const lookAround = async (): Promise<readonly DeviceDescription[]> => {
    const found = await scan(options);
    known.clear();
    for (const device of found) known.set(device.description.serialNo, device);
    return found.map((device) => device.description);
  };
  /** Whoever asks while a scan runs gets its result. */
  const discover = (): Promise<readonly DeviceDescription[]> => {
    scanning ??= lookAround().finally(() => {
      scanning = undefined;
    });
    return scanning;
  };

  const find = async (serialNo: string): Promise<KnownDevice | undefined> => {
    if (!known.has(serialNo)) await discover();
    return known.get(serialNo);
  };

  /** Runs `call` on a device and, when its port no longer takes the request, once more wherever it is now. */
  const withDevice = async <T extends { ok: boolean; sent?: boolean; failure?: DeviceFailure }>(
    serialNo: string,
    call: (device: KnownDevice) => Promise<T>,
  ): Promise<T | { ok: false; failure: DeviceFailure }> => {
    const device = await find(serialNo);
    if (!device) return { ok: false, failure: failure('no-device', 'the scan did not find it', serialNo) };
    const outcome = await call(device);
    if (outcome.failure?.code === 'wrong-device') known.delete(serialNo);
    if (outcome.failure?.code !== 'vanished' || outcome.sent) return outcome;
    await discover();
    const moved = known.get(serialNo);
    if (!moved || moved.port === device.port) return outcome;
    return call(moved);
  };

  return {
    discover,
    describe: (serialNo) =>
      withDevice(serialNo, async (device): Promise<DescribeOutcome> => {
        const outcome = await describeAt(device, options);
        if (!outcome.ok) return outcome;
        known.set(serialNo, outcome.device);
        return { ok: true, device: outcome.device.description };
      }),
    async capture(serialNo, request, signal) {
      const outcome = await withDevice(serialNo, (device) => captureOnce(device, request, options, signal));
      return outcome.ok ? { ok: true, samples: outcome.samples } : { ok: false, failure: outcome.failure };
    },
    async stream(serialNo, slot, signal) {
      const outcome = await withDevice(serialNo, (device) => openStream(device, slot, options, signal));
      return outcome.ok ? outcome : { ok: false, failure: outcome.failure };
    },
  };
}

type DescribeAnswer = { ok: true; device: KnownDevice } | { ok: false; failure: DeviceFailure };

async function describeAt(device: KnownDevice, options: SbiOptions): Promise<DescribeAnswer> {
  const { serialNo } = device.description;
  const answer = await askPort(device.port, options);
  if (!answer.ok) return { ok: false, failure: { ...answer.failure, deviceSerialNo: serialNo } };
  const same = answer.devices.find((other) => other.description.serialNo === serialNo);
  if (!same)
    return { ok: false, failure: failure('vanished', 'another device answers on its port', serialNo) };
  return { ok: true, device: same };
}

/** All devices on the ports of the range, in the order of the ports; of two with one serial number the trusted one. */
async function scan(options: SbiOptions): Promise<KnownDevice[]> {
  const { from, to } = options.ports;
  const found = new Map<number, readonly KnownDevice[]>();
  let next = from;
  const worker = async (): Promise<void> => {
    while (next <= to) {
      const port = next++;
      const answer = await askPort(port, options);
      if (answer.ok) found.set(port, answer.devices);
    }
  };
  await Promise.all(Array.from({ length: portsAtOnce }, worker));
  const inOrder = [...found].sort(([left], [right]) => left - right).flatMap(([, devices]) => devices);
  const bySerial = new Map<string, KnownDevice>();
  for (const device of inOrder) {
    const { serialNo, trust } = device.description;
    const before = bySerial.get(serialNo);
    // Whoever borrows a serial number must not hide the device that the office believes.
    if (!before || (trust.ok && !before.description.trust.ok)) bySerial.set(serialNo, device);
  }
  return [...bySerial.values()];
}
