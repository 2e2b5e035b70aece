import type { FingerCode } from '../finger-code.ts';
import { fingerCodes } from '../finger-code.ts';
import { growth, sparseGrowth } from '../parameters.ts';
import { choosePattern, type OrientationField, orientationField } from './orientation-field.ts';
import { type Random, seededRandom } from './random.ts';
import { type SmoothNoise, smoothNoise } from './smooth-noise.ts';

/**
 * A finger of which only the points are grown, not the ridges: a thousand times cheaper than `synthesizeFinger`,
 * for galleries of millions. Coordinates are those of the orientation field: pixels at 500 dpi, x to the right and
 * y up from the middle of the pad.
 */
export interface MinutiaeFinger {
  readonly seed: string | number;
  readonly finger: FingerCode;
  readonly field: OrientationField;
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Radians, counter-clockwise from the right, as in `FingerprintTemplate`. */
  readonly direction: Float32Array;
  /** Values of `minutiaKind`: 1 an ending, 2 a fork. */
  readonly kind: Uint8Array;
  /** How plainly the point lies in the skin: 0 a hair, easily missed, to 1. */
  readonly plainness: Float32Array;
  readonly pad: { readonly halfWidth: number; readonly halfHeight: number };
  /** 0–1: skin that prints badly to skin that prints well; the ten fingers of one person are alike in it. */
  readonly skin: number;
  /** The middle distance from ridge to ridge in pixels. */
  readonly period: number;
}

/** What the ten fingers of one person have in common. */
interface Kin {
  readonly skin: number;
  readonly patternDraw: number;
  readonly period: number;
}

/** The ten fingers of a person who never lived, in the order of `fingerCodes`; the same seed, the same fingers. */
export function synthesizeMinutiaePerson(seed: string | number): MinutiaeFinger[] {
  const random = seededRandom('kin', seed);
  const kin: Kin = {
    skin: sparseGrowth.worstSkin + (1 - sparseGrowth.worstSkin) * random.next() ** sparseGrowth.goodSkinPower,
    patternDraw: random.next(),
    period: 1 + sparseGrowth.periodSpread * random.bell(),
  };
  return fingerCodes.map((finger) => growMinutiae(seed, finger, kin));
}

function growMinutiae(seed: string | number, finger: FingerCode, kin: Kin): MinutiaeFinger {
  const random = seededRandom('points', seed, finger);
  const likeKin = random.next() < sparseGrowth.patternKinship;
  const pattern = choosePattern(finger, likeKin ? startingWith(kin.patternDraw, random) : random);
  const field = orientationField(pattern, sparseGrowth.field, random);
  const place = Number(finger[1]) - 1;
  const [padWidth, padHeight] = growth.padOfFinger[place]!;
  const size = 1 + growth.padSpread * random.bell();
  const pad = { halfWidth: padWidth * size, halfHeight: padHeight * size };
  const density = sparseGrowth.density * Math.exp(sparseGrowth.densitySpread * random.bell());
  const most = Math.round(Math.PI * pad.halfWidth * pad.halfHeight * density);
  const { x, y, count } = scatter(field, pad, most, random);
  const sides = smoothNoise(random, growth.width, growth.height, sparseGrowth.sideCell);
  const [direction, kind] = [new Float32Array(count), new Uint8Array(count)];
  const plainness = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    direction[i] = field.angleAt(x[i]!, y[i]!) + chooseSide(sides, x[i]!, y[i]!, random);
    kind[i] = random.next() < sparseGrowth.endings ? 1 : 2;
    plainness[i] = random.next();
  }
  const skin = Math.max(0, Math.min(1, kin.skin + sparseGrowth.skinSpread * random.bell()));
  const period = growth.periodOfFinger[place]! * kin.period;
  return { seed, finger, field, count, x, y, direction, kind, plainness, pad, skin, period };
}

/** Points over the pad, no two nearer than ridges allow, denser where loops and deltas turn the ridges. */
function scatter(
  field: OrientationField,
  pad: MinutiaeFinger['pad'],
  most: number,
  random: Random,
): { x: Float32Array; y: Float32Array; count: number } {
  const { apart, tries, turnDensity, turnReach } = sparseGrowth;
  const [x, y] = [new Float32Array(most), new Float32Array(most)];
  const turns = [...field.cores, ...field.deltas];
  const reach = 1 / (turnReach * turnReach);
  let count = 0;
  for (let left = most * tries; left > 0 && count < most; left--) {
    const [u, v] = [2 * random.next() - 1, 2 * random.next() - 1];
    if (u * u + v * v > 1) continue;
    const [px, py] = [u * pad.halfWidth, v * pad.halfHeight];
    let wanted = 1;
    for (const turn of turns) {
      const square = ((px - turn.x) ** 2 + (py - turn.y) ** 2) * reach;
      if (square < 4) wanted += turnDensity * (1 - square / 4);
    }
    if (random.next() * (1 + turnDensity) > wanted || !isFree(x, y, count, px, py, apart)) continue;
    x[count] = px;
    y[count++] = py;
  }
  return { x, y, count };
}

function isFree(x: Float32Array, y: Float32Array, count: number, px: number, py: number, apart: number) {
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [x[i]! - px, y[i]! - py];
    if (dx * dx + dy * dy < apart * apart) return false;
  }
  return true;
}

/** Which way along the ridge the point looks: neighbours agree more often than chance. Adds half a turn or nothing. */
function chooseSide(sides: SmoothNoise, x: number, y: number, random: Random): number {
  const lean = sides.at(x + growth.width / 2, growth.height / 2 - y) * sparseGrowth.sideAgreement;
  return random.between(-1, 1) + lean < 0 ? Math.PI : 0;
}

/** The same chance, but for the first number. */
function startingWith(first: number, random: Random): Random {
  let used = false;
  const next = () => {
    if (used) return random.next();
    used = true;
    return first;
  };
  return { ...random, next };
}
