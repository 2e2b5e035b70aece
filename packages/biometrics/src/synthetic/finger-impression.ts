import type { GreyImage } from '../grey-image.ts';
import { printing } from '../parameters.ts';
import type { FingerMaster } from './finger.ts';
import { type Random, seededRandom } from './random.ts';
import { pixelNoise, type SmoothNoise, smoothNoise, smoothStep } from './smooth-noise.ts';

/** How one touch of the glass goes. What is left out is drawn from the seed, as real touches differ. */
export interface ImpressionOptions {
  /** Names this touch; the same touch of the same finger gives the same picture. */
  readonly seed: string | number;
  /** Turn of the finger on the glass in degrees, positive towards the left (counter-clockwise). */
  readonly rotationDeg?: number;
  /** Move of the finger on the glass in pixels at 500 dpi: x to the right, y down. */
  readonly shiftPx?: { readonly x: number; readonly y: number };
  /** 0 hardly touching, 0.5 as one should, 1 pressed flat: thicker ridges, larger and more distorted contact. */
  readonly pressure?: number;
  /** 0 none to 1: grain of the sensor, pores, scratches, dirt. */
  readonly noise?: number;
  /** 0 moist to 1 so dry that ridges fall apart into dots. */
  readonly dryness?: number;
  /** 0–100: sets noise, dryness and the care of the touch together, where they are not given. Default 75. */
  readonly quality?: number;
  /** Amplitude of the skin's elastic distortion in pixels; 0 for none. Drawn from the seed by default. */
  readonly distortionPx?: number;
  /** Size of the contact as a part of the pad; 1 by default, all of it. */
  readonly contact?: number;
  /** Where the contact's middle lies on the pad, in pixels from the pad's: x to the right, y down. */
  readonly leanPx?: { readonly x: number; readonly y: number };
  /** 0 none, as by default, to 1: how much ridges break, run together and swell from place to place. */
  readonly raggedness?: number;
  readonly width?: number;
  readonly height?: number;
  readonly dpi?: number;
}

interface Touch {
  readonly rotation: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly pressure: number;
  readonly noise: number;
  readonly dryness: number;
  readonly distortion: number;
  readonly contact: number;
  /** Of the contact's middle from the pad's; absent where chance decides. */
  readonly lean?: { readonly x: number; readonly y: number };
  readonly raggedness: number;
}

const clamp01 = (value: number): number => Math.max(0, Math.min(1, value));

function decideTouch(options: ImpressionOptions, random: Random): Touch {
  const flaw = 1 - clamp01((options.quality ?? 75) / 100);
  const drawn = {
    rotation: printing.rotationDeg * random.bell(),
    shiftX: printing.shiftPx * random.bell(),
    shiftY: printing.shiftPx * random.bell(),
    pressure: clamp01(0.5 + (0.08 + 0.3 * flaw) * random.bell()),
    noise: clamp01(0.05 + flaw * random.between(0.7, 1)),
    dryness: clamp01(flaw * flaw * random.between(0.6, 1.2) + 0.05),
    distortion: printing.distortionPx * (0.5 + flaw) * random.between(0.5, 1),
  };
  return {
    rotation: ((options.rotationDeg ?? drawn.rotation) * Math.PI) / 180,
    shiftX: options.shiftPx?.x ?? drawn.shiftX,
    shiftY: options.shiftPx?.y ?? drawn.shiftY,
    pressure: clamp01(options.pressure ?? drawn.pressure),
    noise: clamp01(options.noise ?? drawn.noise),
    dryness: clamp01(options.dryness ?? drawn.dryness),
    distortion: options.distortionPx ?? drawn.distortion,
    contact: options.contact ?? 1,
    ...(options.leanPx && { lean: options.leanPx }),
    raggedness: clamp01(options.raggedness ?? 0),
  };
}

/** A picture of the finger on the glass: dark ridges on a light ground, as a live scanner gives it. */
export function impressionOf(master: FingerMaster, options: ImpressionOptions): GreyImage {
  const { width = 400, height = 500, dpi = 500 } = options;
  const random = seededRandom('impression', master.seed, master.finger, options.seed);
  const touch = decideTouch(options, random);
  const glass = newGlass(master, touch, random);
  const pixels = new Uint8Array(width * height);
  const scale = master.dpi / dpi;
  const [cos, sin] = [Math.cos(touch.rotation) * scale, Math.sin(touch.rotation) * scale];
  const salt = random.below(0x7fffffff);
  const grain = printing.grain * touch.noise;
  for (let row = 0, i = 0; row < height; row++) {
    const v = row + 0.5 - height / 2 - touch.shiftY / scale;
    for (let column = 0; column < width; column++, i++) {
      const u = column + 0.5 - width / 2 - touch.shiftX / scale;
      const ink = glass.inkAt(u * cos - v * sin + master.width / 2, u * sin + v * cos + master.height / 2);
      const lit = printing.ground - (printing.ground - printing.ridge) * ink;
      const value = lit + grain * (pixelNoise(i, salt) + pixelNoise(i, ~salt));
      pixels[i] = Math.max(0, Math.min(255, value));
    }
  }
  return { width, height, dpi, pixels };
}

interface Glass {
  /** How dark the glass is at a point of the master's canvas, 0–1. */
  inkAt(x: number, y: number): number;
}

/** Lays out everything that varies slowly over the finger, so that a pixel costs a few look-ups. */
function newGlass(master: FingerMaster, touch: Touch, random: Random): Glass {
  const { width, height } = master;
  const { cells, rim, wear, dry, pores, dirt, ink } = printing;
  const field = (cell: number): SmoothNoise => smoothNoise(random, width, height, cell);
  const [bendX, bendY, edge] = [field(cells.bend), field(cells.bend), field(cells.edge)];
  const [blotch, crumb, speck] = [field(cells.blotch), field(cells.crumb), field(cells.speck)];
  const contact = newContact(master, touch, random);
  const scratches = newScratches(width, height, Math.round(printing.scratches * touch.noise), random);
  const ragged = newRaggedness(master, touch, random);
  const { noise, dryness } = touch;
  /** Ridge height at which ink begins. */
  const levelAt = (worn: number): number =>
    printing.threshold -
    printing.pressureSwell * (touch.pressure - 0.5) +
    wear.level * worn * (wear.always + noise) +
    dry.level * dryness * (1 + dry.swing * worn);
  const inkOfRidge = (x: number, y: number, mx: number, my: number, level: number): number => {
    const ridge = ridgeAt(master, mx + ragged.asideX(x, y), my + ragged.asideY(x, y)) + ragged.height(mx, my);
    return smoothStep(level - 0.5, level + 0.5, ridge);
  };
  const leftByDryness = (x: number, y: number): number =>
    1 - dryness * dry.gaps * smoothStep(dry.from - dry.widens * dryness, dry.to, crumb.at(x, y));
  const leftByPores = (mx: number, my: number): number =>
    1 - pores.depth * smoothStep(pores.from - pores.widens * noise, pores.to, speck.at(mx, my));
  const dirtAt = (x: number, y: number): number =>
    dirt.depth * noise * smoothStep(dirt.from, dirt.to, crumb.at(y * dirt.stretch, x * dirt.stretch));
  return {
    inkAt(x, y) {
      const reach = contact(x, y) + rim.waver * edge.at(x, y);
      if (reach > rim.outer) return 0;
      const mx = x + touch.distortion * bendX.at(x, y);
      const my = y + touch.distortion * bendY.at(x, y);
      const worn = blotch.at(x, y);
      let inked = inkOfRidge(x, y, mx, my, levelAt(worn)) * leftByDryness(x, y) * leftByPores(mx, my);
      inked += dirtAt(x, y) * (1 - inked);
      inked *= 1 - scratches.at(x, y);
      const strength = ink.plain + ink.worn * worn + ink.pressed * touch.pressure;
      return inked * strength * smoothStep(rim.outer, rim.inner, reach);
    },
  };
}

function ridgeAt(master: FingerMaster, x: number, y: number): number {
  const { width, height, ridges } = master;
  const px = x - 0.5;
  const py = y - 0.5;
  if (px < 0 || py < 0 || px >= width - 1 || py >= height - 1) return -1;
  const [column, row] = [px | 0, py | 0];
  const [fx, fy] = [px - column, py - row];
  const i = row * width + column;
  const upper = ridges[i]! + (ridges[i + 1]! - ridges[i]!) * fx;
  const lower = ridges[i + width]! + (ridges[i + width + 1]! - ridges[i + width]!) * fx;
  return (upper + (lower - upper) * fy) / 127;
}

interface Raggedness {
  /** What is added to the height of a ridge, and how far aside it is pushed in pixels. */
  height(x: number, y: number): number;
  asideX(x: number, y: number): number;
  asideY(x: number, y: number): number;
}

/**
 * Ridges that break and run together in patches, where skin is worn, wet or slipped while it was read. A part of it
 * is the skin's own and comes again with every touch.
 */
function newRaggedness(master: FingerMaster, touch: Touch, random: Random): Raggedness {
  const { raggedness } = touch;
  if (raggedness === 0) return { height: () => 0, asideX: () => 0, asideY: () => 0 };
  const { patchCell, gritCell, gritHeight, slipCell, slipPx, ofSkin } = printing.ragged;
  const skin = seededRandom('wear', master.seed, master.finger);
  const field = (of: Random, cell: number): SmoothNoise => smoothNoise(of, master.width, master.height, cell);
  const [patch, grit] = [field(random, patchCell), field(random, gritCell)];
  const [slipX, slipY] = [field(random, slipCell), field(random, slipCell)];
  const [ownPatch, ownGrit] = [field(skin, patchCell), field(skin, gritCell)];
  return {
    height: (x, y) => {
      const worn = smoothStep(-0.9, 0.9, mixed(patch.at(x, y), ownPatch.at(x, y), ofSkin) + raggedness - 0.5);
      return gritHeight * raggedness * worn * mixed(grit.at(x, y), ownGrit.at(x, y), ofSkin);
    },
    asideX: (x, y) => slipPx * raggedness * slipX.at(x, y),
    asideY: (x, y) => slipPx * raggedness * slipY.at(x, y),
  };
}

/** Two independent values in one, with the spread of either. */
const mixed = (a: number, b: number, shareOfB: number): number =>
  Math.sqrt(1 - shareOfB) * a + Math.sqrt(shareOfB) * b;

/** Distance from the middle of the contact, 1 at its edge: a rounded shape, flatter towards the crease. */
function newContact(master: FingerMaster, touch: Touch, random: Random): (x: number, y: number) => number {
  const swell = 0.84 + 0.24 * touch.pressure;
  const lean = printing.leanPx * (1.2 - touch.pressure);
  const drawn = { x: lean * random.bell(), y: lean * random.bell() };
  const [middleX, middleY] = [
    master.width / 2 + (touch.lean ?? drawn).x,
    master.height / 2 + (touch.lean ?? drawn).y,
  ];
  const size = swell * touch.contact;
  const [rx, ry] = [1 / (master.pad.halfWidth * size), 1 / (master.pad.halfHeight * size)];
  return (x, y) => {
    const dx = (x - middleX) * rx;
    const dy = (y - middleY) * ry;
    const square = dx * dx + dy * dy;
    // Below the middle the outline is nearer a rectangle, as a pad is.
    return dy > 0 ? Math.sqrt(square - 0.35 * dx * dx * dy * dy) : Math.sqrt(square);
  };
}

/** Fine white lines over the picture, as creases and cuts leave them; kept as a map of how much each erases. */
function newScratches(
  width: number,
  height: number,
  count: number,
  random: Random,
): { at(x: number, y: number): number } {
  const map = new Uint8Array(width * height);
  for (let n = 0; n < count; n++) {
    let [x, y] = [random.between(0.15, 0.85) * width, random.between(0.15, 0.85) * height];
    let angle = random.between(0, Math.PI);
    const bend = random.between(-0.012, 0.012);
    const length = random.between(20, 110);
    const strength = random.between(90, 230);
    for (let step = 0; step < length; step++) {
      x += Math.cos(angle);
      y += Math.sin(angle);
      angle += bend;
      if (x >= 1 && y >= 1 && x < width - 1 && y < height - 1) {
        const i = (y | 0) * width + (x | 0);
        map[i] = Math.max(map[i]!, strength);
        map[i + 1] = Math.max(map[i + 1]!, strength / 2);
        map[i + width] = Math.max(map[i + width]!, strength / 2);
      }
    }
  }
  return {
    at: (x, y) =>
      count === 0 || x < 0 || y < 0 || x >= width || y >= height ? 0 : map[(y | 0) * width + (x | 0)]! / 255,
  };
}
