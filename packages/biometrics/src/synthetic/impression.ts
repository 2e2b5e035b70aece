/** One touch of a sensor: where the finger lay, how it was pressed and turned, and what the sensor made of it. */
import type { GreyImage } from '../grey-image.ts';
import { impression as tuning } from '../parameters.ts';
import type { FingerMaster } from './finger.ts';
import { seededRandom } from './seeded-random.ts';
import { smoothNoise } from './smooth-noise.ts';

export interface ImpressionWish {
  /** Tells impressions of one finger apart. */
  readonly seed: string | number;
  /** Turn, degrees clockwise; chance within ± `tuning.rotationDeg` when not given. */
  readonly rotationDeg?: number;
  /** Shift right and down, pixels; chance when not given. */
  readonly shiftPx?: readonly [number, number];
  /** 0 barely touching … 1 pressed hard: hard presses touch more skin and thicken ridges. */
  readonly pressure?: number;
  /** 0 moist … 1 so dry that ridges break up. */
  readonly dryness?: number;
  /** Sensor noise, 0 … 1. */
  readonly noise?: number;
  /** 0–100: lowers contact, contrast and clarity together; 100 leaves the touch as it was. */
  readonly quality?: number;
  readonly width?: number;
  readonly height?: number;
}

/** The same master and wish give the same picture. */
export function impressionOf(master: FingerMaster, wish: ImpressionWish): GreyImage {
  const random = seededRandom(master.seed, master.finger, 'touch', wish.seed);
  const loss = 1 - Math.min(100, Math.max(0, wish.quality ?? 100)) / 100;
  const width = wish.width ?? tuning.width;
  const height = wish.height ?? tuning.height;
  const turn = ((wish.rotationDeg ?? random.normal() * tuning.rotationDeg) * Math.PI) / 180;
  const [right, down] = wish.shiftPx ?? [random.normal() * tuning.shiftPx, random.normal() * tuning.shiftPx];
  const pressure = Math.max(0, (wish.pressure ?? random.between(0.35, 0.75)) - loss * 0.4);
  const dryness = Math.min(1, (wish.dryness ?? random.between(0, 0.3)) + loss * 0.9);
  const noise = Math.min(1, (wish.noise ?? random.between(0.05, 0.15)) + loss * 0.8);
  const name = `${master.seed} ${master.finger} ${wish.seed}`;
  const stretchX = smoothNoise(`${name} x`, tuning.distortionPx);
  const stretchY = smoothNoise(`${name} y`, tuning.distortionPx);
  const pores = smoothNoise(`${master.seed} ${master.finger} pores`, 3.5);
  const patches = smoothNoise(`${name} dry`, 28);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fromCentreX = x - width / 2 - right;
      const fromCentreY = y - height / 2 - down;
      const skinX = cos * fromCentreX + sin * fromCentreY + tuning.distortion * stretchX(x, y);
      const skinY = cos * fromCentreY - sin * fromCentreX + tuning.distortion * stretchY(x, y);
      const contact = contactAt(skinX, skinY, master, pressure);
      const ridge = ridgeAt(master, skinX + master.width / 2, skinY + master.height / 2);
      const broken = dryness * (0.7 * pores(skinX, skinY) + 0.5 * patches(x, y) + 0.35);
      const ink = contact * sharpened(ridge + (pressure - 0.5) * tuning.pressureThickens - broken * 1.4);
      const dirt = (random.next() - 0.5) * noise * tuning.noiseGrey;
      pixels[y * width + x] = clamp(
        tuning.paperGrey - ink * (tuning.paperGrey - tuning.ridgeGrey) * (1 - 0.45 * loss) + dirt,
      );
    }
  return { width, height, dpi: master.dpi, pixels };
}

/** An ellipse of touching skin that grows with pressure and fades at its edge, 0 … 1. */
function contactAt(x: number, y: number, master: FingerMaster, pressure: number): number {
  const across = x / (master.width * (0.38 + 0.14 * pressure));
  const along = y / (master.height * (0.4 + 0.12 * pressure));
  const inside = 1 - (across * across + along * along);
  return inside <= 0 ? 0 : Math.min(1, inside * 8);
}

/** Between four pixels of the master; outside the finger there is no ridge. */
function ridgeAt(master: FingerMaster, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (column < 0 || row < 0 || column >= master.width - 1 || row >= master.height - 1) return -1;
  const at = row * master.width + column;
  const [u, v] = [x - column, y - row];
  const r = master.ridges;
  const upper = r[at]! + (r[at + 1]! - r[at]!) * u;
  const lower = r[at + master.width]! + (r[at + master.width + 1]! - r[at + master.width]!) * u;
  return upper + (lower - upper) * v;
}

/** From ridge height to touching skin, 0 … 1. */
const sharpened = (height: number): number => Math.min(1, Math.max(0, 0.5 + height * 0.9));

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : Math.round(value));
