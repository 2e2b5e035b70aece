import { sbiPaths, sbiVerbs, streamRefusal } from '@rekam/protocol/sbi/index.ts';
import type { DeviceFailure } from '../failure.ts';
import { failure } from '../failure.ts';
import type { CaptureSlot, StreamOutcome } from '../port.ts';
import { findJson, type OpenAnswer, openExchange } from './exchange.ts';
import type { KnownDevice } from './info.ts';
import { findReportedFailure } from './info.ts';
import { createJpegSplitter } from './mjpeg.ts';
import type { SbiOptions } from './options.ts';
import { subIdOfSlot } from './slots.ts';

/** How long a device is asked to keep a stream up when nobody stops it, ms (default of the specification). */
const streamTimeoutMs = 300_000;

type Opened = Extract<OpenAnswer, { ok: true }>;

export type StreamStart = StreamOutcome & { readonly sent?: boolean };

export async function openStream(
  device: KnownDevice,
  slot: CaptureSlot,
  options: SbiOptions,
  signal?: AbortSignal,
): Promise<StreamStart> {
  const { specVersion, serialNo } = device.description;
  const subId = subIdOfSlot(slot, device);
  const body =
    specVersion === '1.0'
      ? { specVersion, serialNo, deviceSubId: subId, timeout: String(streamTimeoutMs) }
      : { deviceId: device.deviceId, deviceSubId: subId, timeout: String(streamTimeoutMs) };
  const opened = await openExchange({
    port: device.port,
    verb: sbiVerbs[specVersion].stream,
    path: sbiPaths.stream,
    body,
    connectMs: options.timeouts.connectMs,
    answerMs: options.timeouts.infoMs,
    maxBytes: options.limits.frameBytes,
    signal,
  });
  if (!opened.ok)
    return { ok: false, failure: { ...opened.failure, deviceSerialNo: serialNo }, sent: opened.sent };
  if (/json/i.test(opened.response.headers['content-type'] ?? ''))
    return {
      ok: false,
      failure: { ...(await readRefusal(opened, options)), deviceSerialNo: serialNo },
      sent: true,
    };
  return framesOf(opened, options, serialNo, signal);
}

async function readRefusal(opened: Opened, options: SbiOptions): Promise<DeviceFailure> {
  const chunks: Buffer[] = [];
  const timer = setTimeout(opened.close, options.timeouts.infoMs);
  try {
    for await (const chunk of opened.response) {
      chunks.push(chunk as Buffer);
      if (Buffer.concat(chunks).length > 10_000) return failure('oversize', 'a refusal longer than 10 kB');
    }
  } catch {
    return failure('cut-body', 'the refusal broke off');
  } finally {
    clearTimeout(timer);
    opened.close();
  }
  const parsed = streamRefusal.safeParse(findJson(Buffer.concat(chunks))?.value);
  const reported = parsed.success ? findReportedFailure(parsed.data.error) : undefined;
  return reported ?? failure('malformed', 'a stream was answered with neither picture nor error');
}

function framesOf(
  opened: Opened,
  options: SbiOptions,
  serialNo: string,
  signal: AbortSignal | undefined,
): StreamOutcome {
  const ended = Promise.withResolvers<DeviceFailure | null>();
  let problem: DeviceFailure | null = null;
  const giveUp = (): void => {
    problem = failure('timeout', `no picture for ${options.timeouts.frameMs} ms`, serialNo);
    opened.response.destroy();
    opened.close();
    ended.resolve(problem);
  };
  let watchdog = setTimeout(giveUp, options.timeouts.frameMs);
  const stop = (): void => {
    clearTimeout(watchdog);
    opened.response.destroy();
    opened.close();
    ended.resolve(signal?.aborted ? null : problem);
  };
  signal?.addEventListener('abort', stop, { once: true });

  async function* frames(): AsyncGenerator<Uint8Array> {
    const splitter = createJpegSplitter(options.limits.frameBytes);
    try {
      for await (const chunk of opened.response) {
        for (const picture of splitter.push(chunk as Buffer)) {
          clearTimeout(watchdog);
          yield picture;
          clearTimeout(watchdog);
          watchdog = setTimeout(giveUp, options.timeouts.frameMs);
        }
        if (splitter.oversize) {
          problem = failure('oversize', `a picture longer than ${options.limits.frameBytes} bytes`, serialNo);
          return;
        }
      }
    } catch (error) {
      // Reading breaks off when the connection does, and also when `stop` or the watchdog closed it.
      if (!signal?.aborted) problem ??= failure('cut-body', (error as Error).message, serialNo);
    } finally {
      signal?.removeEventListener('abort', stop);
      stop();
    }
  }
  return { ok: true, frames: frames(), ended: ended.promise };
}
