/**
 * Pictures of a few hundred pixels, so that tests wait for no drawing: the records around them are real. The index
 * fingers are real prints of somebody who never lived, since they are compared.
 */
import {
  encodeFaceImageRecord,
  encodeFingerImageRecord,
  encodeGreyJpeg,
  encodeIrisImageRecord,
  encodeRgbJpeg,
  type FingerCode,
  type FingerMaster,
  type GreyImage,
  type IrisCode,
  impressionOf,
  synthesizeFinger,
} from '@rekam/biometrics';
import type { SampleMaker, SampleOrder } from '@rekam/devices/simulated/sample-maker.ts';

/** Decides the score of a sample; 85 unless a test says otherwise. */
export type ScoreOf = (order: SampleOrder) => number;

/** Which finger lies on the glass when one is asked for; the right one unless a test says otherwise. */
export type TouchOf = (order: SampleOrder) => FingerCode;

export function makeTinySamples(
  scoreOf: ScoreOf = () => 85,
  touchOf: TouchOf = ({ subject }) => subject as FingerCode,
): SampleMaker {
  return {
    make: async (order) => ({
      record: recordOf(order, scoreOf(order), touchOf(order)),
      score: scoreOf(order),
    }),
    preview: () => [encodeGreyJpeg(stripes(1)), encodeGreyJpeg(stripes(2))],
    prepare: () => undefined,
    close: async () => undefined,
  };
}

function stripes(width: number): GreyImage {
  const side = 32;
  const pixels = Uint8Array.from({ length: side * side }, (_, i) =>
    Math.floor((i % side) / (width + 1)) % 2 === 0 ? 30 : 220,
  );
  return { width: side, height: side, dpi: 500, pixels };
}

const masters = new Map<FingerCode, FingerMaster>();

function touch(finger: FingerCode, impression: number): GreyImage {
  const master = masters.get(finger) ?? synthesizeFinger({ seed: 'nobody', finger });
  masters.set(finger, master);
  return impressionOf(master, { seed: impression, quality: 80 });
}

function recordOf(
  { subject, impression, takenAtMs }: SampleOrder,
  quality: number,
  finger: FingerCode,
): Uint8Array {
  const facts = { capturedAt: new Date(takenAtMs), quality };
  const image = stripes(1 + (impression % 5));
  if (subject === 'FA') {
    const rgb = encodeRgbJpeg({ width: 32, height: 32, rgb: new Uint8Array(32 * 32 * 3).fill(120) });
    return encodeFaceImageRecord({
      images: [{ ...facts, type: 'basic', data: rgb, format: 'jpeg', width: 32, height: 32 }],
    });
  }
  if (subject === 'IR' || subject === 'IL')
    return encodeIrisImageRecord({
      images: [{ ...facts, eye: subject as IrisCode, image, format: 'raw' }],
    });
  const isIndex = subject === 'R2' || subject === 'L2';
  const print = isIndex ? touch(finger, impression) : image;
  return encodeFingerImageRecord({
    images: [
      {
        ...facts,
        position: subject as FingerCode,
        impression: 'live-plain',
        image: print,
        compression: 'raw',
      },
    ],
  });
}
