// BIO: your version of this file was overwritten by mistake at 15:49 (sorry, the lead): please write YOUR version of finger.ts, orientation-field.ts,
// ridge-growth.ts and smooth-noise.ts again from your notes; yours is wanted. Then delete impression.ts, seeded-random.ts and the sections
// "synthetic" and "impression" at the end of parameters.ts, and adapt or delete slap.ts. Commit at once when it runs.
/**
 * The flow of a finger's ridges after Sherlock and Monro (1993): orientation is half the sum of the angles seen from its
 * deltas less those seen from its cores. Arches have neither and bend like a bow.
 */
import { synthetic } from '../parameters.ts';
import { seededRandom } from './seeded-random.ts';
import { smoothNoise } from './smooth-noise.ts';

export type PatternClass = 'left-loop' | 'right-loop' | 'whorl' | 'arch';

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface RidgeFlow {
  readonly pattern: PatternClass;
  readonly cores: readonly Point[];
  readonly deltas: readonly Point[];
  /** Ridge direction at each pixel, radians modulo π; rows from the top. */
  readonly orientation: Float32Array;
}

/** @param hand loops open towards the little finger, which lies to the other side on the other hand */
export function makeRidgeFlow(
  seed: string,
  hand: 'left' | 'right',
  width: number,
  height: number,
): RidgeFlow {
  const random = seededRandom(seed, 'flow');
  const pattern = choosePattern(random.next(), hand);
  const centre = { x: width * random.between(0.44, 0.56), y: height * random.between(0.38, 0.47) };
  const aside = width * random.between(0.3, 0.38);
  const below = height * random.between(0.34, 0.43);
  const apart = random.between(18, 56);
  const delta = (side: -1 | 1): Point => ({ x: centre.x + side * aside, y: centre.y + below });
  const cores =
    pattern === 'whorl'
      ? [
          { x: centre.x, y: centre.y - apart / 2 },
          { x: centre.x + random.between(-10, 10), y: centre.y + apart / 2 },
        ]
      : pattern === 'arch'
        ? []
        : [centre];
  const deltas = {
    'left-loop': [delta(1)],
    'right-loop': [delta(-1)],
    whorl: [delta(-1), delta(1)],
    arch: [],
  }[pattern];
  const bow = pattern === 'arch' ? random.between(0.9, 1.4) : 0;
  const wobble = smoothNoise(`${seed} wobble`, synthetic.orientationWobblePx);
  const orientation = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const base =
        pattern === 'arch' ? archAt(x, y, centre, bow, width, height) : flowAt(x, y, cores, deltas);
      orientation[y * width + x] = base + synthetic.orientationWobble * wobble(x, y);
    }
  return { pattern, cores, deltas, orientation };
}

/** Natural frequencies (Wilson and others, 1994): loops 65 %, mostly ulnar, whorls 28 %, arches 7 %. */
function choosePattern(chance: number, hand: 'left' | 'right'): PatternClass {
  const ulnar = hand === 'right' ? 'right-loop' : 'left-loop';
  const radial = hand === 'right' ? 'left-loop' : 'right-loop';
  if (chance < 0.6) return ulnar;
  if (chance < 0.65) return radial;
  return chance < 0.93 ? 'whorl' : 'arch';
}

function flowAt(x: number, y: number, cores: readonly Point[], deltas: readonly Point[]): number {
  let angle = 0;
  for (const core of cores) angle += Math.atan2(y - core.y, x - core.x);
  for (const delta of deltas) angle -= Math.atan2(y - delta.y, x - delta.x);
  return angle / 2;
}

function archAt(x: number, y: number, centre: Point, bow: number, width: number, height: number): number {
  const strength = Math.max(0, 1.2 * (1 - Math.abs(y - centre.y) / height));
  return Math.atan(bow * strength * Math.sin(((x - centre.x) / (width / 2)) * Math.PI));
}
