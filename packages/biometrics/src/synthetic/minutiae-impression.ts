import type { FingerprintTemplate, RidgeMap } from '../fingerprint/template.ts';
import { fingerprintTemplate, growth, sparsePrinting as printing } from '../parameters.ts';
import type { MinutiaeFinger } from './minutiae-finger.ts';
import { type Random, seededRandom } from './random.ts';
import { smoothNoise } from './smooth-noise.ts';

/** How one touch goes, as an extractor would see it. What is left out is drawn from the seed. */
export interface MinutiaeImpressionOptions {
  /** Names this touch; the same touch of the same finger gives the same template. */
  readonly seed: string | number;
  /** 0–1: how well this touch goes on this skin; drawn by default. */
  readonly condition?: number;
  /** Turn in degrees, positive counter-clockwise; drawn by default. */
  readonly rotationDeg?: number;
}

/** Where the skin meets the glass, and what becomes of a point there. */
interface Touch {
  readonly cos: number;
  readonly sin: number;
  readonly turn: number;
  /** Middle and inverse half axes of the contact, in the finger's coordinates. */
  readonly contact: { x: number; y: number; perWidth: number; perHeight: number };
  /** Half sides of the glass in pixels; what lies beyond is not seen. */
  readonly window: { halfWidth: number; halfHeight: number; x: number; y: number };
  /** 0 hopeless to 1. */
  readonly condition: number;
}

/** The template of one touch of a finger, without its picture: fast, and as full of mistakes as real ones. */
export function minutiaeImpression(
  finger: MinutiaeFinger,
  options: MinutiaeImpressionOptions,
): FingerprintTemplate {
  const random = seededRandom('touch', finger.seed, finger.finger, options.seed);
  const touch = decideTouch(finger, options, random);
  const points = scratch;
  points.count = 0;
  printPoints(finger, touch, points, random);
  inventPoints(finger, touch, points, random);
  return asTemplate(points, mapRidges(finger, touch, random), touch, random);
}

function decideTouch(finger: MinutiaeFinger, options: MinutiaeImpressionOptions, random: Random): Touch {
  const drawn = finger.skin + printing.conditionSpread * random.bell();
  const condition = Math.max(0, Math.min(1, options.condition ?? drawn));
  const turn = ((options.rotationDeg ?? printing.rotationDeg * random.bell()) * Math.PI) / 180;
  const lean = printing.leanPx * (random.next() < printing.careless ? printing.carelessLean : 1);
  const size = Math.max(0.4, printing.contact + printing.contactSpread * random.bell());
  const [wide, high] = printing.windows[random.below(printing.windows.length)]!;
  return {
    cos: Math.cos(turn),
    sin: Math.sin(turn),
    turn,
    contact: {
      x: lean * random.bell(),
      y: lean * random.bell(),
      perWidth: 1 / (finger.pad.halfWidth * size),
      perHeight: 1 / (finger.pad.halfHeight * size),
    },
    window: {
      halfWidth: wide / 2,
      halfHeight: high / 2,
      x: printing.shiftPx * random.bell(),
      y: printing.shiftPx * random.bell(),
    },
    condition,
  };
}

interface Points {
  count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly direction: Float64Array;
  readonly kind: Uint8Array;
  readonly reliability: Float64Array;
}

/** One set of arrays for all touches: millions of them would keep the garbage collector busier than the chance. */
const scratch: Points = {
  count: 0,
  x: new Float64Array(printing.most),
  y: new Float64Array(printing.most),
  direction: new Float64Array(printing.most),
  kind: new Uint8Array(printing.most),
  reliability: new Float64Array(printing.most),
};

/** The finger's own points: displaced, turned, and missed where the print is poor. */
function printPoints(finger: MinutiaeFinger, touch: Touch, points: Points, random: Random): void {
  const { width, height } = growth;
  const [bendX, bendY] = [
    smoothNoise(random, width, height, printing.bendCell),
    smoothNoise(random, width, height, printing.bendCell),
  ];
  const blotch = smoothNoise(random, width, height, printing.blotchCell);
  const flaw = 1 - touch.condition;
  const bend = printing.bendPx * (printing.bendLeast + random.next());
  const jitter = printing.jitterPx * (1 + flaw);
  const twist = printing.twist * (1 + flaw);
  for (let i = 0; i < finger.count; i++) {
    const [x, y] = [finger.x[i]!, finger.y[i]!];
    if (reachOf(touch, x, y) > 1) continue;
    const [u, v] = [x + width / 2, height / 2 - y];
    const missed =
      printing.missed +
      printing.missedFlaw * flaw +
      printing.missedBlotch * blotch.at(u, v) -
      printing.plainnessHelps * (finger.plainness[i]! - 0.5);
    if (random.next() < missed) continue;
    const mx = x + bend * bendX.at(u, v) + jitter * random.bell();
    const my = y + bend * bendY.at(u, v) + jitter * random.bell();
    const wild = random.next() < printing.wildTwist ? 4 : 1;
    const kind = random.next() < printing.kindMistaken ? 3 - finger.kind[i]! : finger.kind[i]!;
    const sure = printing.realReliability - 25 * flaw + 15 * finger.plainness[i]!;
    addPoint(points, touch, mx, my, finger.direction[i]! + twist * wild * random.bell(), kind, sure, random);
  }
}

/** Points that no finger has: scars, pores and broken ridges, mostly along the ridges. */
function inventPoints(finger: MinutiaeFinger, touch: Touch, points: Points, random: Random): void {
  const { contact, condition } = touch;
  const area = 4 / (contact.perWidth * contact.perHeight);
  const flaw = 1 - condition;
  const expected = area * (printing.invented + printing.inventedFlaw * flaw);
  const tries = Math.floor(expected + random.next());
  for (let i = 0; i < tries; i++) {
    const [u, v] = [2 * random.next() - 1, 2 * random.next() - 1];
    if (u * u + v * v > 1) continue;
    const [x, y] = [contact.x + u / contact.perWidth, contact.y + v / contact.perHeight];
    const side = random.next() < 0.5 ? Math.PI : 0;
    const direction = finger.field.angleAt(x, y) + side + printing.inventedTwist * random.bell();
    const sure = printing.inventedReliability - 25 * flaw;
    addPoint(points, touch, x, y, direction, 1 + random.below(2), sure, random);
  }
}

/** The run of the ridges where the skin touched, in cells twice as coarse as an extractor's. */
function mapRidges(finger: MinutiaeFinger, touch: Touch, random: Random): RidgeMap {
  const { cell, ridgeRim, ridgeTwist } = printing;
  const { cos, sin, window } = touch;
  const columns = Math.floor((2 * window.halfWidth) / cell);
  const rows = Math.floor((2 * window.halfHeight) / cell);
  const [orientation, period] = [new Uint8Array(columns * rows), new Uint8Array(columns * rows)];
  const flaw = 1 - touch.condition;
  const twist = ridgeTwist * (0.5 + flaw);
  const wander = smoothNoise(random, growth.width, growth.height, printing.wanderCell);
  const wide = Math.round(finger.period * 8);
  for (let row = 0, i = 0; row < rows; row++) {
    const gy = window.halfHeight - (row + 0.5) * cell - window.y;
    for (let column = 0; column < columns; column++, i++) {
      const gx = (column + 0.5) * cell - window.halfWidth - window.x;
      const [x, y] = [gx * cos + gy * sin, gy * cos - gx * sin];
      if (reachOf(touch, x, y) > ridgeRim) continue;
      finger.field.doubledAt(x, y, doubled);
      const lost = printing.wander * flaw * flaw * wander.at(x + growth.width / 2, growth.height / 2 - y);
      const angle = Math.atan2(doubled[1]!, doubled[0]!) / 2 + touch.turn + twist * random.bell() + lost;
      orientation[i] = Math.round((angle / Math.PI) * 256) & 252;
      period[i] = wide;
    }
  }
  return { cell, columns, rows, orientation, period };
}

const doubled = new Float64Array(2);

/** 1 on the rim of the contact. */
function reachOf({ contact }: Touch, x: number, y: number): number {
  const dx = (x - contact.x) * contact.perWidth;
  const dy = (y - contact.y) * contact.perHeight;
  return dx * dx + dy * dy;
}

/** Turns a point onto the glass and keeps it where the glass sees it. */
function addPoint(
  points: Points,
  touch: Touch,
  x: number,
  y: number,
  direction: number,
  kind: number,
  sure: number,
  random: Random,
): void {
  const { cos, sin, window } = touch;
  const gx = x * cos - y * sin + window.x;
  const gy = x * sin + y * cos + window.y;
  if (Math.abs(gx) >= window.halfWidth || Math.abs(gy) >= window.halfHeight) return;
  if (points.count === printing.most) return;
  const i = points.count++;
  points.x[i] = gx + window.halfWidth;
  points.y[i] = window.halfHeight - gy;
  points.direction[i] = direction + touch.turn;
  points.kind[i] = kind;
  points.reliability[i] = Math.max(1, Math.min(100, sure + printing.reliabilitySpread * random.bell()));
}

/** The units of a template, most reliable first as templates are. */
function asTemplate(points: Points, ridges: RidgeMap, touch: Touch, random: Random): FingerprintTemplate {
  const { count } = points;
  const order = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    let k = i;
    for (; k > 0 && points.reliability[order[k - 1]!]! < points.reliability[i]!; k--)
      order[k] = order[k - 1]!;
    order[k] = i;
  }
  const kept = Math.min(count, fingerprintTemplate.minutiae);
  const [x, y] = [new Uint16Array(kept), new Uint16Array(kept)];
  const [direction, kind, reliability] = [new Uint8Array(kept), new Uint8Array(kept), new Uint8Array(kept)];
  for (let i = 0; i < kept; i++) {
    const from = order[i]!;
    x[i] = Math.round(points.x[from]! * 8);
    y[i] = Math.round(points.y[from]! * 8);
    direction[i] = Math.round((points.direction[from]! / (2 * Math.PI)) * 256) & 255;
    kind[i] = points.kind[from]!;
    reliability[i] = Math.round(points.reliability[from]!);
  }
  const told = touch.condition * 100 + printing.qualitySpread * random.bell();
  return {
    version: fingerprintTemplate.version,
    width: touch.window.halfWidth * 2,
    height: touch.window.halfHeight * 2,
    quality: Math.round(Math.max(0, Math.min(100, told))),
    minutiae: { count: kept, x, y, direction, kind, reliability },
    ridges,
  };
}
