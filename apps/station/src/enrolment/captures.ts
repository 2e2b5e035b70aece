/** Photo, devices and pen: what the resident gives, kept before it is spoken of. */
import type { BiometricDevices, CapturedSample, DeviceFailure } from '@rekam/devices';
import { sentenceOfFailure } from '@rekam/devices/failure-sentences.ts';
import {
  type CaptureSlot,
  currentStep,
  deviceOfStep,
  mayBeOwed,
  type SeenBackground,
  slotsOfStep,
} from '@rekam/domain';
import type { AnswerOf, BodyOf } from '@rekam/protocol/http/contract.ts';
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import type { SignatureDrawing } from '@rekam/protocol/http/parts.ts';
import { getValue, Refused } from '@rekam/protocol/refusals/refused.ts';
import type { DeviceWatch } from '../devices/device-watch.ts';
import type { OpenDraft } from '../drafts/drafts.ts';
import type { DeviceLog } from '../health/device-log.ts';
import type { OperatorSession } from '../operators/session.ts';
import { chance, type Desk, type Hand, keepSample } from './desk.ts';
import { describeSample, type PlannedCapture, planCapture, recordName, triesAt } from './device-capture.ts';
import { checkDrawing, statementTextVersion } from './drawing.ts';
import { judgeFinger } from './finger-check.ts';
import { findFaceImage } from './images.ts';
import { noteDevice } from './manifest-devices.ts';
import { backgroundOf, checkPhoto } from './photo.ts';

export interface CaptureParts {
  readonly desk: Desk;
  readonly devices: BiometricDevices;
  readonly watch: DeviceWatch;
  readonly log: DeviceLog;
}

type CaptureAnswer = AnswerOf<typeof counterApi.capture>;

export function makeCaptures({ desk, devices, watch, log }: CaptureParts) {
  const captureWithDevice = async (
    session: OperatorSession,
    { open, draft }: Hand,
    slot: CaptureSlot,
    signal: AbortSignal,
  ): Promise<CaptureAnswer> => {
    const transactionId = Buffer.from(chance()).toString('hex');
    const planned = getValue(planCapture(draft, open.facts(), slot, transactionId));
    const canOwe = mayBeOwed(draft, planned.step);
    const device = watch.find(planned.kind);
    if (!device) return failed(desk.view(draft), absent, canOwe);
    const startedMs = performance.now();
    const outcome = await watch.whileBusy(() => devices.capture(device.serialNo, planned.request, signal));
    if (!outcome.ok) {
      log.noteFailure(planned.kind, outcome.failure);
      watch.noteFailure(planned.kind, outcome.failure);
      return failed(desk.view(draft), outcome.failure, canOwe);
    }
    watch.noteSuccess(planned.kind);
    log.noteCapture(planned.kind, {
      enrolmentId: draft.id,
      slot,
      scores: outcome.samples.map(({ qualityScore }) => qualityScore),
      ms: performance.now() - startedMs,
    });
    await noteDevice(open, device);
    const samples = await keepAll(open, planned, outcome.samples);
    const after = await desk.act(session, open, { kind: 'record-captures', step: planned.step, samples });
    return { captured: true, enrolment: desk.view(after) };
  };

  return {
    capture: (
      session: OperatorSession,
      id: string,
      slot: CaptureSlot,
      signal: AbortSignal,
    ): Promise<CaptureAnswer> =>
      desk.withHand(session, id, (hand) => captureWithDevice(session, hand, slot, signal)),

    putPhoto: (session: OperatorSession, id: string, body: BodyOf<typeof counterApi.putPhoto>) =>
      desk.withHand(session, id, async ({ open, draft }): Promise<EnrolmentView> => {
        if (currentStep(draft) !== 'photo') throw new Refused('ENROLMENT_SLOT_NOT_IN_STEP');
        const photo = getValue(checkPhoto(body.jpegBase64));
        const sampleName = `photo-${triesAt(open.facts(), 'photo', 'FA') + 1}.jpg`;
        await keepSample(open, sampleName, photo.jpeg);
        const sample = {
          subject: 'FA',
          qualityScore: photo.qualityScore,
          sampleName,
          source: 'browser-camera',
          deviceSerialNo: null,
          sbi: null,
          background: photo.background,
        } as const;
        const after = await desk.act(session, open, {
          kind: 'record-captures',
          step: 'photo',
          samples: [sample],
        });
        return desk.view(after);
      }),

    putPen: (session: OperatorSession, id: string, kind: 'signature' | 'statement', body: SignatureDrawing) =>
      desk.withHand(session, id, async ({ open, draft }): Promise<EnrolmentView> => {
        const drawing = getValue(checkDrawing(body));
        const stem = `${kind}-${(draft[kind]?.attempt ?? 0) + 1}`;
        const sampleName = `${stem}.png`;
        await keepSample(open, sampleName, drawing.png);
        await keepSample(open, strokesNameOf(sampleName), drawing.strokes);
        const pen = { strokes: body.strokes, sampleName, deviceSerialNo: null };
        const after = await desk.act(
          session,
          open,
          kind === 'signature'
            ? { kind: 'record-signature', ...pen }
            : { kind: 'record-statement', ...pen, textVersion: statementTextVersion },
        );
        return desk.view(after);
      }),
  };
}

export const strokesNameOf = (pictureName: string): string => pictureName.replace(/\.png$/, '.strokes.json');

const absent: DeviceFailure = {
  code: 'no-device',
  group: 'open-incident',
  detail: 'no device of this kind was found by the last scan',
};

const failed = (enrolment: EnrolmentView, failure: DeviceFailure, canOwe: boolean): CaptureAnswer => ({
  captured: false,
  enrolment,
  failure: {
    code: failure.code,
    group: failure.group,
    sentence: { ...sentenceOfFailure(failure) },
    deviceSerialNo: failure.deviceSerialNo ?? null,
    canOwe,
  },
});

async function keepAll(open: OpenDraft, planned: PlannedCapture, samples: readonly CapturedSample[]) {
  const described = [];
  for (const sample of samples) {
    const name = recordName(open.facts(), planned.step, sample.subject);
    await keepSample(open, name, sample.record);
    described.push({
      ...describeSample(sample, name),
      background: findBackground(sample),
      ...(await judgeFinger(open, planned.step, sample)),
    });
  }
  return described;
}

/** The colour behind the face in a record; null for fingers and eyes, and where it cannot be read. */
function findBackground({ subject, record }: CapturedSample): SeenBackground | null {
  const face = subject === 'FA' ? findFaceImage(record) : undefined;
  return face ? backgroundOf(face) : null;
}

/** The kind of device behind a slot, for the live picture. */
export function deviceKindOf(slot: CaptureSlot): 'finger' | 'iris' | 'face' {
  if (slot === 'face') return 'face';
  return (slotsOfStep.irises as readonly CaptureSlot[]).includes(slot) ? deviceOfStep.irises : 'finger';
}
