/** The finger of somebody who fetches a card: taken here, signed, judged at the office (HND2, HND7). */
import { randomBytes } from 'node:crypto';
import { type BiometricDevices, type DeviceFailure, firstPreviousHash } from '@rekam/devices';
import { sentenceOfFailure } from '@rekam/devices/failure-sentences.ts';
import { type EnrolmentPolicy, type FingerCode, makeId, type Outcome, thresholdFor } from '@rekam/domain';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import type { HandoverAtCounter, handoverCounterApi } from '@rekam/protocol/http/handover-counter-api.ts';
import { getValue } from '@rekam/protocol/refusals/refused.ts';
import { type HandoverCapture, handoverCaptureVersion } from '@rekam/protocol/sync/handover-capture.ts';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import type { StationClock } from '../clock/station-clock.ts';
import type { DeviceWatch } from '../devices/device-watch.ts';
import type { DeviceLog } from '../health/device-log.ts';
import type { OperatorSession } from '../operators/session.ts';
import type { OfficeClient, StationProof } from '../sending/office-client.ts';
import type { Turns } from '../storage/turns.ts';

export interface HandoverParts {
  readonly clock: StationClock;
  readonly devices: BiometricDevices;
  readonly watch: DeviceWatch;
  readonly log: DeviceLog;
  readonly turns: Turns;
  /** @throws Refused before the office has given one */
  readonly getPolicy: () => EnrolmentPolicy;
  readonly getSelf: () => StationProof;
  readonly getOffice: () => Pick<OfficeClient, 'findHandover' | 'takeHandoverCapture'>;
}

type CaptureAnswer = AnswerOf<typeof handoverCounterApi.captureHandoverFinger>;

export interface Handovers {
  readonly find: (session: OperatorSession, code: string) => Promise<HandoverAtCounter>;
  readonly takeFinger: (
    session: OperatorSession,
    asked: { readonly id: string; readonly code: string; readonly finger: FingerCode },
    signal: AbortSignal,
  ) => Promise<CaptureAnswer>;
}

/** How long the scanner may try, ms, as at the recording. */
const captureTimeoutMs = 20_000;

export function makeHandovers(parts: HandoverParts): Handovers {
  const { clock, turns, getSelf, getOffice } = parts;
  const find: Handovers['find'] = async ({ operatorId }, code) =>
    getValue(await getOffice().findHandover({ code, officerId: operatorId }));

  return {
    find,
    takeFinger: (session, { id, code, finger }, signal) =>
      turns('handover', async () => {
        // Asked first: nobody gives a finger for a hand-over that is over.
        await find(session, code);
        const captured = await capture(parts, finger, signal);
        if (!captured.ok) return refused(captured.failure);
        const { stationId, key } = getSelf();
        const { sample } = captured;
        const { at, trusted } = clock.reading();
        const value: HandoverCapture = {
          version: handoverCaptureVersion,
          id: makeId('handover-capture', Date.parse(at), randomBytes(10)),
          stationId,
          handoverId: id,
          officerId: session.operatorId,
          at,
          clockTrusted: trusted,
          finger,
          record: Buffer.from(sample.record).toString('base64'),
          qualityScore: sample.qualityScore,
          deviceSerialNo: sample.deviceSerialNo,
          signatureParts: sample.signatureParts,
        };
        const signed = signValue('rekam/handover-capture/1', value, key);
        const body = { ...signed, value: { ...signed.value } };
        const send = () => getOffice().takeHandoverCapture(body);
        return { captured: true, handover: getValue(await onceMore(send)) };
      }),
  };
}

/** The office knows a capture that it hears again, so a cut line costs the resident no second finger. */
async function onceMore<T>(send: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const answer = await send();
  return !answer.ok && answer.code.startsWith('LINE_') ? send() : answer;
}

async function capture(
  { devices, watch, log, getPolicy }: HandoverParts,
  finger: FingerCode,
  signal: AbortSignal,
) {
  const device = watch.find('finger');
  if (!device) return { ok: false, failure: absent } as const;
  const request = {
    slot: 'single-finger',
    subjects: [finger],
    exceptions: [],
    requestedScore: thresholdFor(finger, getPolicy()),
    timeoutMs: captureTimeoutMs,
    transactionId: randomBytes(10).toString('hex'),
    previousHash: firstPreviousHash,
  } as const;
  const outcome = await watch.whileBusy(() => devices.capture(device.serialNo, request, signal));
  if (!outcome.ok) {
    log.noteFailure('finger', outcome.failure);
    watch.noteFailure('finger', outcome.failure);
    return outcome;
  }
  watch.noteSuccess('finger');
  return { ok: true, sample: outcome.samples[0]! } as const;
}

const refused = (failure: DeviceFailure): CaptureAnswer => ({
  captured: false,
  failure: {
    code: failure.code,
    group: failure.group,
    sentence: { ...sentenceOfFailure(failure) },
    deviceSerialNo: failure.deviceSerialNo ?? null,
  },
});

const absent: DeviceFailure = {
  code: 'no-device',
  group: 'open-incident',
  detail: 'no device of this kind was found by the last scan',
};
