import type { FingerCode } from '../finger-code.ts';
import { growth } from '../parameters.ts';
import type { Random } from './random.ts';
import { smoothNoise } from './smooth-noise.ts';

/**
 * Which way the ridges run: the zero-pole model of Sherlock and Monro (1993).
 *
 *     angle(z) = ½ [ Σ arg(z − core) − Σ arg(z − delta) ]
 *
 * Around a core the angle turns by +π, around a delta by −π; around the core of a loop more of the turn happens
 * at the head than at the tail, as Vizcaya and Gerhardt (1996) bend the model to real prints. A loop has one of
 * each, a whorl two, a tented arch has them one above the other, and a plain arch has none: its ridges are a bump
 * that fades towards the base. Coordinates: x to the right, y up, 0 at the middle of the canvas, as the print
 * lies on paper.
 */
export const patterns = ['arch', 'tented-arch', 'left-loop', 'right-loop', 'whorl', 'double-loop'] as const;
export type Pattern = (typeof patterns)[number];

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A core and where its loop opens: the direction of the tail in radians, or null where loops close into a whorl. */
interface Core extends Point {
  readonly tail: number | null;
}

export interface OrientationField {
  readonly pattern: Pattern;
  readonly cores: readonly Point[];
  readonly deltas: readonly Point[];
  /** The direction of the ridge at (x, y) in radians in [0, π), counted from the right towards the top. */
  angleAt(x: number, y: number): number;
  /** Writes the cosine and sine of twice that direction to `out`: the same, for a fraction of the time. */
  doubledAt(x: number, y: number, out: Float64Array): void;
}

/**
 * Parts in a hundred of arch, tented arch, radial loop and whorl, by finger from thumb to little finger; the
 * rest are ulnar loops. Rounded from the counts that dermatoglyphics repeats since Cummins and Midlo: whorls on
 * thumb and ring finger, radial loops and arches almost only on the index finger.
 */
const frequencies: readonly (readonly [number, number, number, number])[] = [
  [3, 1, 1, 36],
  [7, 5, 20, 32],
  [5, 3, 3, 20],
  [1, 1, 1, 40],
  [1, 1, 1, 15],
];

/** What the finger's natural frequencies give to this draw. Ulnar loops open towards the little finger. */
export function choosePattern(finger: FingerCode, random: Random): Pattern {
  const [arch, tented, radial, whorl] = frequencies[Number(finger[1]) - 1]!;
  const ulnar: Pattern = finger[0] === 'R' ? 'right-loop' : 'left-loop';
  const drawn = random.next() * 100;
  if (drawn < arch) return 'arch';
  if (drawn < arch + tented) return 'tented-arch';
  if (drawn < arch + tented + radial) return ulnar === 'right-loop' ? 'left-loop' : 'right-loop';
  if (drawn < arch + tented + radial + whorl) return random.next() < 0.25 ? 'double-loop' : 'whorl';
  return ulnar;
}

function singularities(pattern: Pattern, random: Random): { cores: Core[]; deltas: Point[] } {
  const near = (x: number, y: number, spread: number): Point => ({
    x: x + spread * random.bell() * 0.6,
    y: y + spread * random.bell() * 0.6,
  });
  const core = (at: Point, tailDeg: number | null): Core => ({
    ...at,
    tail: tailDeg === null ? null : (tailDeg * Math.PI) / 180,
  });
  const away = random.between(85, 125);
  const below = -random.between(75, 120);
  const bothSides = (): Point[] => [near(-away - 8, below, 12), near(away + 8, below, 12)];
  switch (pattern) {
    case 'arch':
      return { cores: [], deltas: [] };
    case 'tented-arch':
      return { cores: [core(near(0, 5, 12), -90)], deltas: [near(0, -random.between(60, 100), 8)] };
    // A loop opens away from its delta.
    case 'right-loop':
      return { cores: [core(near(4, 30, 15), -random.between(48, 72))], deltas: [near(-away, below, 10)] };
    case 'left-loop':
      return {
        cores: [core(near(-4, 30, 15), random.between(48, 72) - 180)],
        deltas: [near(away, below, 10)],
      };
    case 'whorl': {
      const half = random.between(4, 17);
      return {
        cores: [core(near(0, 30 + half, 7), null), core(near(0, 30 - half, 7), null)],
        deltas: bothSides(),
      };
    }
    case 'double-loop': {
      const side = random.next() < 0.5 ? -22 : 22;
      return { cores: [core(near(side, 52, 8), null), core(near(-side, 2, 8), null)], deltas: bothSides() };
    }
  }
}

/** By how much ridges stray from the plain pattern, and over what distance in pixels. */
export interface FieldWave {
  readonly radians: number;
  readonly cell: number;
}

export function orientationField(pattern: Pattern, random: Random, wave: FieldWave): OrientationField {
  const { cores, deltas } = singularities(pattern, random);
  const noise = smoothNoise(random, growth.width, growth.height, wave.cell);
  const wobbleAt = (x: number, y: number): number =>
    wave.radians * noise.at(x + growth.width / 2, growth.height / 2 - y);
  const steepness = random.between(0.75, 1.25);
  const middle = random.between(-12, 12);
  const angleAt = (x: number, y: number): number => {
    const wobble = wobbleAt(x, y);
    if (cores.length === 0) return wrap(archAngle(x - middle, y, steepness) + wobble);
    let twice = 0;
    for (const core of cores) twice += turnAround(core, x, y);
    for (const delta of deltas) twice -= Math.atan2(y - delta.y, x - delta.x);
    return wrap(twice / 2 + wobble);
  };
  const doubledAt = (x: number, y: number, out: Float64Array): void => {
    let small = 2 * wobbleAt(x, y);
    let [re, im] = [1, 0];
    if (cores.length === 0) small += 2 * archAngle(x - middle, y, steepness);
    for (const core of cores) {
      const [dx, dy] = [x - core.x, y - core.y];
      [re, im] = [re * dx - im * dy, re * dy + im * dx];
      if (core.tail !== null) small -= tightening(core.tail, dx, dy);
    }
    for (const delta of deltas) {
      const [dx, dy] = [x - delta.x, y - delta.y];
      [re, im] = [re * dx + im * dy, im * dx - re * dy];
    }
    const length = Math.sqrt(re * re + im * im) || 1;
    const [cos, sin] = [Math.cos(small) / length, Math.sin(small) / length];
    out[0] = re * cos - im * sin;
    out[1] = re * sin + im * cos;
  };
  return { pattern, cores, deltas, angleAt, doubledAt };
}

/** What `turnAround` takes from the plain angle of a loop's core. */
function tightening(tail: number, dx: number, dy: number): number {
  const far = Math.sqrt(dx * dx + dy * dy);
  if (far === 0) return 0;
  const felt = growth.loopTightness * Math.exp(-far / growth.loopReach);
  return (felt * (dy * Math.cos(tail) - dx * Math.sin(tail))) / far;
}

/** The angle that a core adds, doubled. */
function turnAround(core: Core, x: number, y: number): number {
  const [dx, dy] = [x - core.x, y - core.y];
  const turn = Math.atan2(dy, dx);
  if (core.tail === null) return turn;
  const felt = growth.loopTightness * Math.exp(-Math.sqrt(dx * dx + dy * dy) / growth.loopReach);
  return turn - felt * Math.sin(turn - core.tail);
}

/** A bump in the middle of the finger: flat ridges at the base, steepest halfway, rounded towards the tip. */
function archAngle(x: number, y: number, steepness: number): number {
  const t = Math.max(0, Math.min(1, (y + growth.height * 0.32) / (growth.height * 0.36)));
  const strength = steepness * t * t * (3 - 2 * t);
  return -Math.atan(strength * Math.sin(Math.max(-1, Math.min(1, x / (growth.width * 0.5))) * Math.PI * 0.6));
}

const wrap = (angle: number): number => {
  const turned = angle % Math.PI;
  return turned < 0 ? turned + Math.PI : turned;
};
