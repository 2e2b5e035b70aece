/** An operator without hands: records one resident through a station's real API and whatever devices stand before it. */
import { crc32, deflateSync } from 'node:zlib';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { type Step, type Subject, slotsOfStep, subjectsOfSlot } from '@rekam/domain';
import { counterApi } from '@rekam/protocol';
import type { EnrolmentView, StepView } from '@rekam/protocol/http/counter-views.ts';
import type { ApiClient } from './api-client.ts';

export interface Recorded {
  readonly enrolmentId: string;
  readonly packetId: string;
  readonly receiptCode: string;
  readonly bytes: number;
  /** Seconds each step took, by the station's own clock. */
  readonly seconds: Partial<Record<Step, number>>;
}

/** Who lets a finger pass that was not found to be the one taken before. */
export interface Approver {
  readonly username: string;
  readonly pin: string;
}

/**
 * Records the resident with this NIK from search to seal. Throws the station's refusal, or when a device never delivers.
 * @param supervisor asked by PIN when the verification fails to the end; without one that is refused as everywhere
 */
export async function recordResident(
  station: ApiClient,
  nik: string,
  photoSeed: string = nik,
  supervisor: Approver | null = null,
): Promise<Recorded> {
  const begun = await station.call(counterApi.beginEnrolment, { body: { nik } });
  let view = begun;
  for (let turn = 0; view.currentStep !== 'review'; turn++) {
    if (turn > 40 || view.currentStep === null) throw new Error(`stuck at ${view.currentStep}`);
    view = await doStep(station, view, view.currentStep, photoSeed, supervisor);
  }
  const sealed = await station.call(counterApi.seal, { params: { id: begun.id } });
  return {
    enrolmentId: begun.id,
    packetId: sealed.packetId,
    receiptCode: sealed.receiptCode,
    bytes: sealed.bytes,
    seconds: Object.fromEntries(
      sealed.enrolment.steps.filter((s) => s.ms !== null).map((s) => [s.step, s.ms! / 1000]),
    ),
  };
}

async function doStep(
  station: ApiClient,
  view: EnrolmentView,
  step: Step,
  photoSeed: string,
  supervisor: Approver | null,
): Promise<EnrolmentView> {
  const params = { id: view.id };
  switch (step) {
    case 'biodata':
      return station.call(counterApi.confirmBiodata, { params, body: { confirmed: true } });
    case 'photo':
      await station.call(counterApi.putPhoto, { params, body: photoOf(photoSeed, view.photoBackground) });
      break;
    case 'signature':
      await station.call(counterApi.putSignature, { params, body: crossSignature() });
      break;
    case 'statement':
      await station.call(counterApi.putStatement, { params, body: crossSignature() });
      break;
    case 'review':
      return view;
    default:
      await captureUntilAcceptable(station, view.id, step);
  }
  const now = await station.call(counterApi.getEnrolment, { params });
  const subjects = now.steps.find((s) => s.step === step)!.unverified;
  if (subjects.length > 0 && supervisor)
    await station.call(counterApi.acceptUnverified, { params, body: { subjects, approval: supervisor } });
  return now.currentStep === step ? station.call(counterApi.acceptStep, { params, body: { step } }) : now;
}

async function captureUntilAcceptable(station: ApiClient, id: string, step: Step): Promise<void> {
  for (const slot of slotsOfStep[step]) {
    for (let attempt = 1; ; attempt++) {
      const outcome = await station.call(counterApi.capture, { params: { id }, body: { slot } });
      const view = outcome.enrolment.steps.find((s) => s.step === step)!;
      if (subjectsOfSlot[slot].every((subject) => isSettled(view, subject))) break;
      if (attempt >= 6)
        throw new Error(
          `no ${slot} after ${attempt} tries: ${outcome.captured ? 'quality' : outcome.failure.code}`,
        );
    }
  }
}

/** Good enough and, where it was compared, the same finger; out of tries; or an exception: nothing more is asked of it. */
const isSettled = ({ captures, exceptions }: StepView, subject: Subject): boolean =>
  exceptions.includes(subject) ||
  captures.some(
    ({ subject: own, sufficient, exhausted, comparison }) =>
      own === subject &&
      (exhausted || (sufficient && (comparison === null || comparison.verdict === 'same'))),
  );

function photoOf(seed: string, background: 'red' | 'blue') {
  const face = drawFace({ seed, background });
  const jpeg = encodeRgbJpeg(face, 90);
  return {
    jpegBase64: Buffer.from(jpeg).toString('base64'),
    widthPx: face.width,
    heightPx: face.height,
    cameraLabel: 'drawn',
  };
}

/** A cross, which is a legal signature. */
export function crossSignature() {
  const line = (
    from: [number, number],
    to: [number, number],
    startMs: number,
  ): [number, number, number, number][] =>
    Array.from({ length: 12 }, (_, i) => [
      from[0] + ((to[0] - from[0]) * i) / 11,
      from[1] + ((to[1] - from[1]) * i) / 11,
      0.5,
      startMs + i * 12,
    ]);
  return {
    strokes: [line([0.3, 0.2], [0.7, 0.8], 0), line([0.7, 0.2], [0.3, 0.8], 300)],
    pngBase64: crossPng(160, 80).toString('base64'),
    pointerType: 'mouse' as const,
  };
}

/** A grey PNG with two diagonals. */
function crossPng(width: number, height: number): Buffer {
  const rows = Buffer.alloc((width + 1) * height, 255);
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = 0;
    const x = Math.floor((y * width) / height);
    rows[y * (width + 1) + 1 + x] = 0;
    rows[y * (width + 1) + width - x] = 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
