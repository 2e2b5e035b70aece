/** A device's live picture as a browser shows it: `multipart/x-mixed-replace`, until one of the two has enough. */
import { Readable } from 'node:stream';
import type { BiometricDevices, CaptureSlot } from '@rekam/devices';
import type { CaptureSlot as CounterSlot } from '@rekam/domain';
import { Refused } from '@rekam/protocol/refusals/refused.ts';
import type { DeviceWatch } from './device-watch.ts';

const boundary = 'rekam-frame';
export const livePictureType = `multipart/x-mixed-replace; boundary=${boundary}`;

/** Longer pictures are left out: a preview needs no more, and a browser at the counter has little memory. */
const largestFrameBytes = 1_500_000;

export async function openLivePicture(
  devices: BiometricDevices,
  watch: DeviceWatch,
  slot: CounterSlot,
  signal: AbortSignal,
): Promise<Readable> {
  const kind = slot === 'face' ? 'face' : slot === 'both-irises' ? 'iris' : 'finger';
  const device = watch.find(kind);
  if (!device) throw new Refused('DEVICE_ABSENT');
  const outcome = await devices.stream(device.serialNo, slotOfDevice(slot), signal);
  if (!outcome.ok) {
    watch.noteFailure(kind, outcome.failure);
    throw new Refused('DEVICE_STREAM_FAILED', { code: outcome.failure.code });
  }
  return Readable.from(parts(outcome.frames), { objectMode: false, highWaterMark: 1 });
}

async function* parts(frames: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  for await (const frame of frames) {
    if (frame.length > largestFrameBytes) continue;
    const head = `--${boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: ${frame.length}\r\n\r\n`;
    yield Buffer.concat([Buffer.from(head), frame, Buffer.from('\r\n')]);
  }
}

const slotOfDevice = (slot: CounterSlot): CaptureSlot =>
  slot === 'left-index' || slot === 'right-index' ? 'single-finger' : slot;
