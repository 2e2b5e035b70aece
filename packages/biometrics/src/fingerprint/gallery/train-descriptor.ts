/** Learns `projection-data.ts`: `REKAM_PRINTS=DIR node train-descriptor.ts`. Minutes on one core. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { descriptor, evidence, descriptorTraining as training } from '../../parameters.ts';
import { openPrintsFolder } from '../../prints-folder.ts';
import { synthesizeMinutiaePerson } from '../../synthetic/minutiae-finger.ts';
import { minutiaeImpression } from '../../synthetic/minutiae-impression.ts';
import { extractTemplate } from '../extract.ts';
import type { FingerprintTemplate } from '../template.ts';
import { bitsApart } from './bits-apart.ts';
import { compiledDescriptorKernels } from './descriptor-compiled.ts';
import { bestAxes, measureSpread, mixSpreads, type Spread } from './discriminant.ts';
import type { DistanceModel } from './evidence.ts';
import { featureCount, fingerFeatures } from './finger-features.ts';
import { kindOf } from './print-kind.ts';
import { type Projection, packProjection } from './projection.ts';

interface Touch {
  readonly features: Int16Array;
  readonly kind: 1 | 2 | 3;
}

const touchOf = (template: FingerprintTemplate): Touch => ({
  features: fingerFeatures(template),
  kind: kindOf(template),
});

function* syntheticFingers(name: string, people: number): Generator<Touch[]> {
  for (let person = 0; person < people; person++)
    for (const finger of synthesizeMinutiaePerson(`${name} ${person}`))
      yield Array.from({ length: training.touches }, (_, seed) =>
        touchOf(minutiaeImpression(finger, { seed })),
      );
}

function* featuresOf(fingers: Iterable<Touch[]>): Generator<Int16Array[]> {
  for (const touches of fingers) yield touches.map(({ features }) => features);
}

/** All fingers of the sets that are not held out; prints without a template are left out. */
function* realFingers(dir: string): Generator<Touch[]> {
  const opened = openPrintsFolder(dir);
  if (!opened.ok) throw new Error(opened.reason);
  for (const set of opened.folder.sets) {
    if ((training.heldOut as readonly string[]).includes(set.name)) continue;
    for (const { finger, impressions } of set.fingers) {
      const touches = impressions.flatMap((impression) => {
        const loaded = opened.folder.load(set.name, finger, impression);
        const extracted = loaded.ok ? extractTemplate(loaded.image) : undefined;
        return extracted?.ok ? [touchOf(extracted.template)] : [];
      });
      if (touches.length > 0) yield touches;
    }
  }
}

/** Axes are stretched by what each adds to the evidence: with ratio λ that is λ / (1 + 2 λ). */
function projectionOf(spread: Spread): Projection {
  const axes = bestAxes(spread, descriptor.axes, training.ridge);
  const weights = new Int8Array(descriptor.axes * featureCount);
  const gain = new Int16Array(descriptor.axes);
  const strengths = axes.map(({ ratio, direction }, a) => {
    const largest = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (let f = 0; f < featureCount; f++)
      weights[a * featureCount + f] = Math.round((127 * direction[f]!) / largest);
    return largest * Math.sqrt(Math.max(0, ratio) / (1 + 2 * Math.max(0, ratio)));
  });
  const strongest = Math.max(...strengths);
  strengths.forEach((strength, a) => {
    gain[a] = Math.round((2047 * strength) / strongest);
  });
  return { mean: Int16Array.from(spread.mean, Math.round), weights, gain };
}

/** How the codes' distances spread, for each pair of kinds; a pair with few mates takes what all mates give. */
function measureDistances(fingers: readonly Touch[][], projection: Projection): DistanceModel[][] {
  const { projected, spun } = compiledDescriptorKernels;
  const coded = fingers.map((touches) =>
    touches.map(({ features, kind }) => ({ code: spun(projected(features, projection)), kind })),
  );
  const [mates, strangers] = [emptyLists(), emptyLists()];
  coded.forEach((touches, i) => {
    for (const a of touches) {
      for (const b of touches) if (a !== b) mates[a.kind - 1]![b.kind - 1]!.push(bitsApart(a.code, b.code));
      for (let k = 1; k <= training.strangers; k++)
        for (const b of coded[(i + k * 7) % coded.length]!)
          strangers[a.kind - 1]![b.kind - 1]!.push(bitsApart(a.code, b.code));
    }
  });
  const all = [mates.flat(2), strangers.flat(2)] as const;
  const listOf = (list: number[], instead: number[]) => (list.length < training.least ? instead : list);
  return mates.map((row, i) =>
    row.map((list, j) => {
      const [mateMean, mateDeviation] = spreadOf(nearest(listOf(list, all[0])));
      const [strangerMean, strangerDeviation] = spreadOf(listOf(strangers[i]![j]!, all[1]));
      return { mateMean, mateDeviation, strangerMean, strangerDeviation };
    }),
  );
}

const emptyLists = () => [0, 1, 2].map(() => [0, 1, 2].map((): number[] => []));

/** Without those whose reference points did not agree: `astray` speaks for them. */
const nearest = (list: number[]) =>
  list.sort((a, b) => a - b).slice(0, Math.ceil(list.length * (1 - evidence.astray)));

function spreadOf(list: readonly number[]): [number, number] {
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const square = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length;
  return [Math.round(mean * 10) / 10, Math.round(Math.sqrt(square) * 10) / 10];
}

const dir = process.env.REKAM_PRINTS;
if (!dir) throw new Error('REKAM_PRINTS names no folder of prints');
const realTouches = [...realFingers(dir)];
const synthetic = measureSpread(featuresOf(syntheticFingers('training', training.people)), featureCount);
const real = measureSpread(featuresOf(realTouches), featureCount);
const projection = projectionOf(
  mixSpreads([
    { spread: synthetic, within: 1 - training.realWithin, between: 1 - training.realBetween },
    { spread: real, within: training.realWithin, between: training.realBetween },
  ]),
);
const models = measureDistances([...syntheticFingers('distances', training.distancePeople)], projection);
writeFileSync(
  join(import.meta.dirname, 'projection-data.ts'),
  `/** Learnt by train-descriptor.ts. */
export const projectionData =
  '${Buffer.from(packProjection(projection)).toString('base64')}';

/** Distances of codes by the kinds of the two prints. */
export const distanceModels = ${JSON.stringify(models)};
`,
);
