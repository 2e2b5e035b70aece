/** Makes the pictures and records of simulated devices. Slow: a finger takes a second or two to grow. */
import {
  drawFace,
  encodeFaceImageRecord,
  encodeFingerImageRecord,
  encodeGreyJpeg,
  encodeIrisImageRecord,
  encodeRgbJpeg,
  type GreyImage,
  synthesizeIris,
} from '@rekam/biometrics';
import type { FingerCode, IrisCode } from '@rekam/domain';
import { chanceOf } from './chance.ts';
import { scaledTo, sideBySide, worn } from './pictures.ts';
import { openPrintSource, type PrintSource } from './print-source.ts';
import type { MadeSample, PreviewOrder, SampleOrder } from './sample-maker.ts';
import type { SampleTask, SampleWorkerSettings } from './worker-sample-maker.ts';

export interface SampleFactory {
  carryOut(task: SampleTask): unknown;
}

/** Pictures in a live preview before it begins again. */
const previewFrames = 6;
/** Rows of a live preview. */
const previewHeight = 240;

export function createSampleFactory(settings: SampleWorkerSettings): SampleFactory {
  const prints = openPrintSource(settings.printsFolder);
  return {
    carryOut(task) {
      if (task.do === 'make') return make(prints, task.order);
      if (task.do === 'preview') return preview(prints, task.order);
      if (/^[LR]/.test(task.subject)) prints.prepare(task.person, task.subject as FingerCode);
      return undefined;
    },
  };
}

/**
 * How well this touch or look goes, 0–100: mostly well, now and then so badly that it must be tried again.
 * Never badly three times running, so that a demonstration does not get stuck.
 */
function luckOf({ person, subject, impression }: SampleOrder): number {
  const badly = (turn: number): boolean => chanceOf(person, subject, turn, 'badly') < 0.06;
  const spread = chanceOf(person, subject, impression, 'spread');
  if (badly(impression) && !badly(impression - 1) && impression > 0) return 20 + 15 * spread;
  return 66 + 26 * spread;
}

function make(prints: PrintSource, order: SampleOrder): MadeSample {
  const { subject } = order;
  if (subject === 'FA') return makeFace(order);
  return subject === 'IL' || subject === 'IR' ? makeIris(order, subject) : makeFinger(prints, order, subject);
}

/** What the device thinks of a picture: how the touch went, less what the glass has lost. */
const scoreOf = (order: SampleOrder): number => Math.max(0, Math.round(luckOf(order) - order.wear));

function makeFinger(prints: PrintSource, order: SampleOrder, finger: FingerCode): MadeSample {
  const { person, impression } = order;
  const image = worn(prints.print({ person, finger, impression, quality: luckOf(order) }), order.wear);
  const quality = scoreOf(order);
  const facts = { capturedAt: new Date(order.takenAtMs), quality };
  const picture = { ...facts, position: finger, impression: 'live-plain', image } as const;
  const record = encodeFingerImageRecord({ images: [{ ...picture, compression: 'jpeg2000-lossless' }] });
  return { record, score: quality };
}

const irisOf = (
  order: Pick<SampleOrder, 'person' | 'impression'>,
  eye: IrisCode,
  quality: number,
): GreyImage => {
  const flaw = 1 - quality / 100;
  const look = { seed: order.person, eye, impression: order.impression };
  return synthesizeIris({ ...look, blur: flaw * 3, eyelids: flaw * 0.5, noise: 0.2 + flaw * 0.6 });
};

function makeIris(order: SampleOrder, eye: IrisCode): MadeSample {
  const quality = scoreOf(order);
  const image = worn(irisOf(order, eye, luckOf(order)), order.wear);
  const facts = { capturedAt: new Date(order.takenAtMs), quality };
  const record = encodeIrisImageRecord({ images: [{ ...facts, eye, image, format: 'jpeg2000-lossless' }] });
  return { record, score: quality };
}

function makeFace(order: SampleOrder): MadeSample {
  const quality = scoreOf(order);
  const image = drawFace({ seed: order.person, background: 'red', frame: order.impression });
  const facts = { capturedAt: new Date(order.takenAtMs), quality, type: 'full-frontal' } as const;
  return { record: encodeFaceImageRecord({ images: [{ ...facts, image, format: 'jpeg' }] }), score: quality };
}

/** A little sway, a different one for every part and frame. @returns pixels right and down */
function swayOf(part: number, frame: number): readonly [number, number] {
  const turn = (2 * Math.PI * frame) / previewFrames + part;
  return [Math.round(2 * Math.sin(turn)), Math.round(3 * Math.cos(turn))];
}

function preview(prints: PrintSource, { person, subjects }: PreviewOrder): readonly Uint8Array[] {
  const frames = Array.from({ length: previewFrames }, (_, frame) => frame);
  if (subjects[0] === 'FA')
    return frames.map((frame) =>
      encodeRgbJpeg(drawFace({ seed: person, background: 'red', frame, width: 360, height: 480 })),
    );
  const still = subjects.map((subject) => {
    if (subject === 'IL' || subject === 'IR') return irisOf({ person, impression: 0 }, subject, 85);
    return prints.print({ person, finger: subject as FingerCode, impression: 0, quality: 80 });
  });
  const parts = still.map((image) => scaledTo(image, previewHeight));
  return frames.map((frame) =>
    encodeGreyJpeg(
      sideBySide(
        parts,
        6,
        parts.map((_, part) => swayOf(part, frame)),
      ),
    ),
  );
}
