import { createHash } from 'node:crypto';
import type { Subject } from '@rekam/domain';
import type { SbiCaptureRequest, SbiErrorCode, SbiVersion } from '@rekam/protocol/sbi/index.ts';
import { bioSubTypeOf, captureRequest, findSubject, sbiTime } from '@rekam/protocol/sbi/index.ts';
import { firstPreviousHash } from '../port.ts';
import {
  addressOf,
  clockOf,
  deviceIdOf,
  digitalIdOf,
  healthOf,
  type SimulatedDevice,
  serviceVersion,
  signed,
} from './device.ts';
import { faultCatalogue, faultNames } from './faults.ts';
import { codeOfStatus, errorOf } from './identify.ts';

const environments = ['Staging', 'Developer', 'Pre-Production', 'Production'];

/** What a well-formed request asks of this device. */
interface Asked {
  readonly request: SbiCaptureRequest;
  readonly version: SbiVersion;
  readonly subjects: readonly Subject[];
  readonly previousHash: string;
}

/** How many parts a sub-device must account for, exceptions included. */
function countOf(device: SimulatedDevice, subId: string): number {
  if (device.kind === 'finger') return subId === '3' ? 2 : 4;
  return device.kind === 'iris' && subId === '3' ? 2 : 1;
}

/** Reads a request as the reference device does, check by check; a number is the error to answer with. */
export function readCapture(device: SimulatedDevice, body: unknown): Asked | SbiErrorCode {
  const parsed = captureRequest.safeParse(body);
  if (!parsed.success) return 999;
  const request = parsed.data;
  const item = request.bio[0]!;
  const version = device.versions.find((offer) => offer === request.specVersion);
  if (!version) return 999;
  if (!/^[A-Za-z0-9-]{4,50}$/.test(request.transactionId)) return 112;
  if (request.purpose !== 'Registration') return 121;
  if (!environments.includes(request.env)) return 115;
  if (item.type !== device.model.type) return 114;
  const [named, own] =
    version === '1.0' ? [item.serialNo, device.serialNo] : [item.deviceId, deviceIdOf(device)];
  if (named !== own) return named ? 106 : 704;
  const score = Number(item.requestedScore);
  if (!(score >= 0 && score <= 100)) return 109;
  const subjects = readSubjects(device, item);
  if (typeof subjects === 'number') return subjects;
  const previousHash = item.previousHash || firstPreviousHash;
  if (!/^[0-9A-Fa-f]{64}$/.test(previousHash)) return 999;
  return { request, version, subjects, previousHash };
}

function readSubjects(
  device: SimulatedDevice,
  item: SbiCaptureRequest['bio'][number],
): readonly Subject[] | SbiErrorCode {
  const seen = device.model.sees[item.deviceSubId];
  if (!seen) return 109;
  if (device.kind === 'face') return item.count === '1' ? seen : 109;
  const exceptions = (item.exception ?? []).map((word) => findSubject(device.model.type, word));
  if (exceptions.some((subject) => !subject || !seen.includes(subject))) return 118;
  const count = Number(item.count);
  if (count < 1 || count + exceptions.length !== countOf(device, item.deviceSubId)) return 109;
  const rest = seen.filter((subject) => !exceptions.includes(subject));
  const words = item.bioSubType ?? [];
  if (words.length === 0) return rest.length === count ? rest : 109;
  const wanted = words.map((word) => findSubject(device.model.type, word));
  if (wanted.some((subject) => !subject || !seen.includes(subject))) return 119;
  if (wanted.some((subject) => exceptions.includes(subject))) return 122;
  return wanted.length === count ? (wanted as Subject[]) : 109;
}

/** The one element that an error is answered with. */
export const captureErrorOf = (version: string, code: SbiErrorCode): unknown => ({
  biometrics: [{ specVersion: version, data: '', hash: '', error: errorOf(code) }],
});

/** What a capture would answer; its pictures are taken when it is called. */
export async function captureFor(device: SimulatedDevice, body: unknown): Promise<unknown> {
  const version = String((body as { specVersion?: unknown } | null)?.specVersion ?? device.versions[0]);
  const refusal = codeOfStatus[healthOf(device)];
  if (refusal !== 0) {
    for (const fault of ['not-ready', 'busy', 'hot'] as const) device.faults.take(fault);
    return captureErrorOf(version, refusal);
  }
  if (device.capturing) return captureErrorOf(version, 703);
  const asked = readCapture(device, body);
  if (typeof asked === 'number') return captureErrorOf(version, asked);
  device.capturing = true;
  try {
    if (device.captureMs > 0) await new Promise((done) => setTimeout(done, device.captureMs).unref());
    return { biometrics: await takePictures(device, asked) };
  } catch {
    return captureErrorOf(version, 102);
  } finally {
    device.capturing = false;
  }
}

async function takePictures(device: SimulatedDevice, asked: Asked): Promise<unknown[]> {
  const { request, version } = asked;
  const person = device.people.personOf({
    previousHash: asked.previousHash.toUpperCase(),
    transactionId: request.transactionId,
  });
  const lost = device.faults.pointsLost();
  const elements: unknown[] = [];
  let previousHash = asked.previousHash;
  for (const subject of asked.subjects) {
    const impression = device.impressions.get(subject) ?? 0;
    device.impressions.set(subject, impression + 1);
    const takenAtMs = clockOf(device);
    const made = await device.samples.make({
      person,
      subject,
      impression,
      wear: Math.min(100, lost),
      takenAtMs,
    });
    const score = device.score === null ? made.score : Math.max(0, Math.round(device.score - lost));
    const data = signed(device, {
      digitalId: signed(device, digitalIdOf(device)),
      ...addressOf(device, version),
      deviceServiceVersion: serviceVersion,
      bioType: device.model.type,
      bioSubType: bioSubTypeOf(subject),
      purpose: 'Registration',
      env: request.env,
      bioValue: Buffer.from(made.record).toString('base64url'),
      transactionId: request.transactionId,
      timestamp: sbiTime(takenAtMs),
      requestedScore: request.bio[0]!.requestedScore,
      qualityScore: String(score),
    });
    const hash = nextHash(
      device.faults.find('broken-chain') ? firstHalf(previousHash) : previousHash,
      made.record,
    );
    elements.push({ specVersion: version, data, hash, error: { errorCode: '0', errorInfo: 'Success' } });
    device.people.remember(hash, person);
    previousHash = hash;
  }
  const answered = faultNames.filter((name) => faultCatalogue[name].reach === 'capture');
  for (const name of answered) if (name !== 'cut-body' && name !== 'oversize') device.faults.take(name);
  device.faults.countCapture();
  return elements;
}

/** A chain that lost its memory. */
const firstHalf = (hash: string): string => `${hash.slice(0, 32)}${'0'.repeat(32)}`;

function nextHash(previousHash: string, record: Uint8Array): string {
  const picture = createHash('sha256').update(record).digest();
  return createHash('sha256')
    .update(Buffer.from(previousHash, 'hex'))
    .update(picture)
    .digest('hex')
    .toUpperCase();
}
