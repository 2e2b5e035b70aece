import { createHash } from 'node:crypto';
import type { Subject } from '@rekam/domain';
import type { SbiVersion } from '@rekam/protocol/sbi/index.ts';
import {
  type CaptureData,
  captureAnswer,
  captureData,
  digitalId,
  findSbiTime,
  findSubject,
} from '@rekam/protocol/sbi/index.ts';
import type { DeviceFailure } from '../failure.ts';
import { failure } from '../failure.ts';
import type { CapturedSample, CaptureOutcome, CaptureRequest } from '../port.ts';
import { findJson } from './exchange.ts';
import { findReportedFailure, jwsRules } from './info.ts';
import {
  findPayload,
  type JwsRules,
  provesRecord,
  type VerifiedJws,
  verifyJws,
  withoutPicture,
} from './jws.ts';
import type { SbiOptions } from './options.ts';
import { findRecordFlaw } from './records.ts';
import type { CaptureItem } from './slots.ts';

/** What an answer is held against. */
export interface CaptureExpectation {
  readonly request: CaptureRequest;
  readonly item: CaptureItem;
  readonly serialNo: string;
  readonly specVersion: SbiVersion;
  /** The certificate that the device showed when it was found; undefined when it was not believed then. */
  readonly certificateSha256: string | undefined;
  readonly options: SbiOptions;
}

type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: DeviceFailure };

const refuse = (...args: Parameters<typeof failure>): { ok: false; failure: DeviceFailure } => ({
  ok: false,
  failure: failure(...args),
});

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The next link of a recording's chain, upper-case hex. */
export function chainHashOf(previousHash: string, record: Uint8Array): string {
  return sha256(Buffer.from(previousHash, 'hex'), sha256(record)).toString('hex').toUpperCase();
}

/**
 * Holds a capture's answer against what was asked. Every element must pass every check, in the order of the
 * answer because the hash chain runs through it; one that does not refuses the whole capture.
 */
export function verifyCapture(body: Buffer, expected: CaptureExpectation): CaptureOutcome {
  const parsed = captureAnswer.safeParse(findJson(body)?.value);
  if (!parsed.success) return refuse('malformed', 'the capture answer is not understood');
  const elements = parsed.data.biometrics;
  for (const element of elements) {
    const reported = findReportedFailure(element.error);
    if (reported) return { ok: false, failure: reported };
  }
  const rules = jwsRules(expected.options);
  const samples: CapturedSample[] = [];
  let previousHash = expected.request.previousHash;
  for (const element of elements) {
    if (element.specVersion !== expected.specVersion)
      return refuse('wrong-version', `asked in ${expected.specVersion}, answered in ${element.specVersion}`);
    const sample = verifyElement(element.data ?? '', element.hash ?? '', previousHash, rules, expected);
    if (!sample.ok) return sample;
    samples.push(sample.value);
    previousHash = sample.value.chainHash;
  }
  return holdsAllSubjects(samples, expected.item.subjects)
    ? { ok: true, samples }
    : refuse('wrong-subjects', `got ${samples.map((sample) => sample.subject).join(' ')}`);
}

/** Nothing that was not asked for gets this far, so each part once is all parts. */
const holdsAllSubjects = (samples: readonly CapturedSample[], asked: readonly Subject[]): boolean =>
  asked.every((subject) => samples.filter((sample) => sample.subject === subject).length === 1);

function verifyElement(
  text: string,
  hash: string,
  previousHash: string,
  rules: JwsRules,
  expected: CaptureExpectation,
): Checked<CapturedSample> {
  const { request, options } = expected;
  if (text === '') return refuse('malformed', 'an element without data');
  const outer = verifyJws(text, rules);
  if (!outer.ok) return outer;
  if (outer.jws.distrust) return { ok: false, failure: outer.jws.distrust };
  const data = findPayload(outer.jws.payload, captureData);
  if (!data) return refuse('malformed', 'the capture data are not understood');
  const problem =
    findForeignDevice(data, outer.jws, rules, expected) ?? findContradiction(data, request, options);
  if (problem) return { ok: false, failure: problem };
  const subject = findSubject(data.bioType, data.bioSubType);
  if (!subject || !expected.item.subjects.includes(subject))
    return refuse('wrong-subjects', `${data.bioType} ${data.bioSubType ?? ''} was not asked for`);
  const record = Uint8Array.from(Buffer.from(data.bioValue, 'base64url'));
  const chainHash = chainHashOf(previousHash, record);
  if (hash.toUpperCase() !== chainHash)
    return refuse('chain-broken', 'the hash does not follow from the one before');
  const flaw = findRecordFlaw(subject, record);
  if (flaw) return refuse('bad-record', flaw);
  const signatureParts = outer.jws.certificate ? withoutPicture(text) : '';
  if (signatureParts !== '' && !provesRecord(signatureParts, record))
    return refuse('malformed', 'the signed text cannot be told apart from its picture');
  return {
    ok: true,
    value: {
      subject,
      qualityScore: Number(data.qualityScore),
      record,
      recordHash: sha256(record).toString('hex'),
      chainHash,
      previousHash,
      timestamp: data.timestamp,
      transactionId: data.transactionId,
      deviceSerialNo: expected.serialNo,
      certificateSha256: outer.jws.certificateSha256,
      requestedScore: request.requestedScore,
      signatureParts,
    },
  };
}

/** A problem when the data speak for, or were signed by, another device than the one that was asked. */
function findForeignDevice(
  data: CaptureData,
  outer: VerifiedJws,
  rules: JwsRules,
  expected: CaptureExpectation,
): DeviceFailure | undefined {
  const inner = verifyJws(data.digitalId, rules);
  if (!inner.ok) return inner.failure;
  if (inner.jws.distrust) return inner.jws.distrust;
  const identity = findPayload(inner.jws.payload, digitalId);
  if (!identity) return failure('malformed', 'the digitalId of the capture is not understood');
  const code = expected.specVersion === '1.0' ? data.serialNo : data.deviceCode;
  if (identity.serialNo !== expected.serialNo || code !== expected.serialNo)
    return failure('wrong-device', `the data are of device ${identity.serialNo}`);
  // A device may renew its certificate, but then it must be asked again who it is.
  const known = expected.certificateSha256;
  if (known && outer.certificateSha256 !== known)
    return failure('wrong-device', 'the capture is signed with another certificate than the device showed');
  return undefined;
}

function findContradiction(
  data: CaptureData,
  request: CaptureRequest,
  options: SbiOptions,
): DeviceFailure | undefined {
  if (data.transactionId !== request.transactionId)
    return failure('wrong-transaction', 'the data are of another transaction');
  if (data.purpose !== 'Registration')
    return failure('malformed', 'the data are not of a registration capture');
  const score = /^\d{1,3}(\.\d+)?$/.test(data.qualityScore) ? Number(data.qualityScore) : Number.NaN;
  if (!(score >= 0 && score <= 100)) return failure('malformed', 'the quality score is not 0–100');
  const takenMs = findSbiTime(data.timestamp);
  if (takenMs === undefined) return failure('malformed', 'the time of the capture is not understood');
  const skewMs = takenMs - options.now();
  if (Math.abs(skewMs) > options.clockToleranceMs)
    return failure('clock-skew', `the device's clock differs by ${Math.round(skewMs / 1000)} s`);
  return undefined;
}
