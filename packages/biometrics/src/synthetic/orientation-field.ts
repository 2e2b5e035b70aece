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

/** From where to where something is drawn, evenly. */
type Range = readonly [number, number];

/** How far fingers of one pattern differ from each other. Lengths are pixels at 500 dpi, angles degrees. */
export interface FieldShape {
  /** By how many radians ridges stray from the plain pattern, and over what distance; absent where others see to it. */
  readonly wave?: { readonly radians: number; readonly cell: number };
  /** How far cores and deltas stray from their place, times what they do at least. */
  readonly stray: number;
  /** Deltas of loops and whorls: to the side of the middle, and below it. */
  readonly deltaAside: Range;
  readonly deltaBelow: Range;
  /** Delta of a tented arch, below the middle. */
  readonly tentBelow: Range;
  /** How steeply the tail of a loop falls away. */
  readonly tailFall: Range;
  /** Half the distance between the cores of a whorl. */
  readonly whorlHalf: Range;
  /** How steeply ridges rise in an arch: 1 is 45°. */
  readonly archRise: Range;
  /** How much sooner the angle turns at the head of a loop than at its tail, 0 evenly to 1 all at the head. */
  readonly loopTightness: Range;
  /** How far from the core that is felt. */
  readonly loopReach: Range;
}

function singularities(
  pattern: Pattern,
  shape: FieldShape,
  random: Random,
): { cores: Core[]; deltas: Point[] } {
  const near = (x: number, y: number, spread: number): Point => ({
    x: x + shape.stray * spread * random.bell(),
    y: y + shape.stray * spread * random.bell(),
  });
  const core = (at: Point, tailDeg: number | null): Core => ({
    ...at,
    tail: tailDeg === null ? null : (tailDeg * Math.PI) / 180,
  });
  const aside = random.between(...shape.deltaAside);
  const below = -random.between(...shape.deltaBelow);
  const bothSides = (): Point[] => [near(-aside - 8, below, 7.2), near(aside + 8, below, 7.2)];
  switch (pattern) {
    case 'arch':
      return { cores: [], deltas: [] };
    case 'tented-arch':
      return {
        cores: [core(near(0, 5, 7.2), -90)],
        deltas: [near(0, -random.between(...shape.tentBelow), 4.8)],
      };
    // A loop opens away from its delta.
    case 'right-loop':
      return {
        cores: [core(near(4, 30, 9), -random.between(...shape.tailFall))],
        deltas: [near(-aside, below, 6)],
      };
    case 'left-loop':
      return {
        cores: [core(near(-4, 30, 9), random.between(...shape.tailFall) - 180)],
        deltas: [near(aside, below, 6)],
      };
    case 'whorl': {
      const half = random.between(...shape.whorlHalf);
      return {
        cores: [core(near(0, 30 + half, 4.2), null), core(near(0, 30 - half, 4.2), null)],
        deltas: bothSides(),
      };
    }
    case 'double-loop': {
      const side = random.next() < 0.5 ? -22 : 22;
      return {
        cores: [core(near(side, 52, 4.8), null), core(near(-side, 2, 4.8), null)],
        deltas: bothSides(),
      };
    }
  }
}

export function orientationField(pattern: Pattern, shape: FieldShape, random: Random): OrientationField {
  const { cores, deltas } = singularities(pattern, shape, random);
  const wobbleAt = wobbleOf(shape, random);
  // An arch needs the one two numbers, a loop the other.
  const [first, second] = [random.next(), random.next()];
  const arch = { rise: within(shape.archRise, first), middle: within([-12, 12], second) };
  const loop = { tightness: within(shape.loopTightness, first), reach: within(shape.loopReach, second) };
  const angleAt = (x: number, y: number): number => {
    const wobble = wobbleAt(x, y);
    if (cores.length === 0) return wrap(archAngle(x - arch.middle, y, arch.rise) + wobble);
    let twice = 0;
    for (const core of cores) twice += turnAround(core, loop, x, y);
    for (const delta of deltas) twice -= Math.atan2(y - delta.y, x - delta.x);
    return wrap(twice / 2 + wobble);
  };
  const doubledAt = (x: number, y: number, out: Float64Array): void => {
    let small = 2 * wobbleAt(x, y);
    let [re, im] = [1, 0];
    if (cores.length === 0) small += 2 * archAngle(x - arch.middle, y, arch.rise);
    for (const core of cores) {
      const [dx, dy] = [x - core.x, y - core.y];
      [re, im] = [re * dx - im * dy, re * dy + im * dx];
      if (core.tail !== null) small -= tightening(core.tail, loop, dx, dy);
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

function wobbleOf({ wave }: FieldShape, random: Random): (x: number, y: number) => number {
  if (!wave) return () => 0;
  const noise = smoothNoise(random, growth.width, growth.height, wave.cell);
  return (x, y) => wave.radians * noise.at(x + growth.width / 2, growth.height / 2 - y);
}

/** A number of the range for each `share` of it, 0 to 1. */
const within = ([low, high]: Range, share: number): number => low + (high - low) * share;

/** How much sooner the angle turns at a loop's head, and how far from its core. */
interface LoopForm {
  readonly tightness: number;
  readonly reach: number;
}

/** What `turnAround` takes from the plain angle of a loop's core. */
function tightening(tail: number, { tightness, reach }: LoopForm, dx: number, dy: number): number {
  const far = Math.sqrt(dx * dx + dy * dy);
  if (far === 0) return 0;
  const felt = tightness * Math.exp(-far / reach);
  return (felt * (dy * Math.cos(tail) - dx * Math.sin(tail))) / far;
}

/** The angle that a core adds, doubled. */
function turnAround(core: Core, { tightness, reach }: LoopForm, x: number, y: number): number {
  const [dx, dy] = [x - core.x, y - core.y];
  const turn = Math.atan2(dy, dx);
  if (core.tail === null) return turn;
  const felt = tightness * Math.exp(-Math.sqrt(dx * dx + dy * dy) / reach);
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
