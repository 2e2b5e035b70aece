/** Small, well-formed records and pictures in no time, for tests that are about the wire. */
import {
  encodeFaceImageRecord,
  encodeFingerImageRecord,
  encodeGreyJpeg,
  encodeIrisImageRecord,
  type GreyImage,
} from '@rekam/biometrics';
import type { MadeSample, SampleMaker, SampleOrder } from '../simulated/sample-maker.ts';

const side = 32;

/** A pattern of its own for every order. */
function patternOf(order: SampleOrder): GreyImage {
  const text = `${order.person}/${order.subject}/${order.impression}`;
  const step = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);
  const pixels = Uint8Array.from({ length: side * side }, (_, at) => (at * step) & 255);
  return { width: side, height: side, dpi: 500, pixels };
}

function recordOf(order: SampleOrder): Uint8Array {
  const image = patternOf(order);
  const facts = { capturedAt: new Date(order.takenAtMs), quality: 70 };
  const { subject } = order;
  if (subject === 'FA') {
    const rgb = Uint8Array.from({ length: side * side * 3 }, (_, at) => image.pixels[Math.floor(at / 3)]!);
    const face = { width: side, height: side, rgb };
    return encodeFaceImageRecord({
      images: [{ ...facts, type: 'full-frontal', image: face, format: 'jpeg' }],
    });
  }
  if (subject === 'IL' || subject === 'IR')
    return encodeIrisImageRecord({ images: [{ ...facts, eye: subject, image, format: 'raw' }] });
  return encodeFingerImageRecord({
    images: [{ ...facts, position: subject, impression: 'live-plain', image, compression: 'raw' }],
  });
}

export function createPlainSamples(): SampleMaker {
  return {
    make: (order): Promise<MadeSample> => Promise.resolve({ record: recordOf(order), score: 70 }),
    preview: ({ person, subjects }) =>
      [0, 1, 2].map((impression) =>
        encodeGreyJpeg(
          patternOf({ person, subject: subjects[0] ?? 'FA', impression, wear: 0, takenAtMs: 0 }),
        ),
      ),
    prepare: () => undefined,
    close: () => Promise.resolve(),
  };
}
