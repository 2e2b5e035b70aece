import type { SbiCaptureRequestText } from '@rekam/protocol/sbi/index.ts';
import { sbiPaths, sbiTime, sbiVerbs } from '@rekam/protocol/sbi/index.ts';
import { failure } from '../failure.ts';
import type { CaptureOutcome, CaptureRequest } from '../port.ts';
import { exchange } from './exchange.ts';
import type { KnownDevice } from './info.ts';
import type { SbiOptions } from './options.ts';
import { bioSubTypesOf, type CaptureItem, findCaptureItem } from './slots.ts';
import { verifyCapture } from './verify-capture.ts';

export type CaptureAttempt = CaptureOutcome & { readonly sent?: boolean };

/** The RCAPTURE message of one request, in the device's version. */
export function captureMessage(
  item: CaptureItem,
  request: CaptureRequest,
  device: KnownDevice,
  options: SbiOptions,
): SbiCaptureRequestText {
  const { specVersion, serialNo } = device.description;
  const address = specVersion === '1.0' ? { serialNo } : { deviceId: device.deviceId };
  return {
    env: options.environment,
    purpose: 'Registration',
    specVersion,
    timeout: String(Math.min(request.timeoutMs, options.timeouts.captureMs)),
    captureTime: sbiTime(options.now()),
    transactionId: request.transactionId,
    bio: [
      {
        type: item.type,
        count: String(item.subjects.length),
        bioSubType: item.type === 'Face' ? null : bioSubTypesOf(item.subjects),
        exception: bioSubTypesOf(item.exceptions),
        requestedScore: String(request.requestedScore),
        ...address,
        deviceSubId: item.deviceSubId,
        previousHash: request.previousHash,
      },
    ],
    customOpts: null,
  };
}

/** Whether the caller's own request can be sent at all. */
function findFlaw(request: CaptureRequest): string | undefined {
  if (!/^[A-Za-z0-9-]{4,50}$/.test(request.transactionId))
    return 'transactionId is not 4–50 of A–Z a–z 0–9 -';
  if (!/^[0-9A-F]{64}$/.test(request.previousHash)) return 'previousHash is not 64 upper-case hex digits';
  if (!(request.requestedScore >= 0 && request.requestedScore <= 100)) return 'requestedScore is not 0–100';
  return undefined;
}

export async function captureOnce(
  device: KnownDevice,
  request: CaptureRequest,
  options: SbiOptions,
  signal?: AbortSignal,
): Promise<CaptureAttempt> {
  const { serialNo, specVersion, trust } = device.description;
  const flaw = findFlaw(request);
  if (flaw) return { ok: false, failure: failure('not-supported', flaw, serialNo) };
  const item = findCaptureItem(request, device);
  if (!item) {
    const detail = `${request.slot} with ${request.subjects.join(' ')} does not fit this device`;
    return { ok: false, failure: failure('not-supported', detail, serialNo) };
  }
  const answer = await exchange({
    port: device.port,
    verb: sbiVerbs[specVersion].capture,
    path: sbiPaths.capture,
    body: captureMessage(item, request, device, options),
    connectMs: options.timeouts.connectMs,
    answerMs: options.timeouts.captureMs,
    maxBytes: options.limits.captureBytes,
    signal,
  });
  if (!answer.ok)
    return { ok: false, failure: { ...answer.failure, deviceSerialNo: serialNo }, sent: answer.sent };
  const outcome = verifyCapture(answer.body, {
    request,
    item,
    serialNo,
    specVersion,
    certificateSha256: trust.ok ? trust.certificateSha256 : undefined,
    options,
  });
  if (outcome.ok) return outcome;
  return { ok: false, failure: { ...outcome.failure, deviceSerialNo: serialNo }, sent: true };
}
