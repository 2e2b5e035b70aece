import type { IrisCode } from '../finger-code.ts';
import type { GreyImage } from '../grey-image.ts';
import { eye as shape } from '../parameters.ts';
import { type Random, seededRandom } from './random.ts';
import { pixelNoise, smoothNoise, smoothStep } from './smooth-noise.ts';

/** How one look into the camera goes. What is left out is drawn from `impression`. */
export interface IrisOptions {
  /** The person. */
  readonly seed: string | number;
  readonly eye: IrisCode;
  /** Names this look; the same look of the same eye gives the same picture. */
  readonly impression?: string | number;
  /** 0 narrow as in bright light to 1 wide as in the dark. */
  readonly dilation?: number;
  /** Where the eye looks, as a part of the iris radius to the right and down, about −0.4 to 0.4. */
  readonly gaze?: { readonly x: number; readonly y: number };
  /** 0 wide open to 1 shut. */
  readonly eyelids?: number;
  readonly noise?: number;
  /** Width of the blur in pixels, 0 sharp to about 4. */
  readonly blur?: number;
  readonly width?: number;
  readonly height?: number;
}

/** One person's eye: what no look changes. Texture rows run from the pupil outwards, columns around. */
interface EyeMaster {
  readonly texture: Float32Array;
  readonly lidLean: number;
  readonly skin: (x: number, y: number) => number;
  readonly lashes: readonly Lash[];
}

interface Lash {
  readonly along: number;
  readonly lean: number;
  readonly length: number;
}

interface Look {
  readonly pupil: number;
  readonly x: number;
  readonly y: number;
  readonly openUpper: number;
  readonly openLower: number;
  readonly noise: number;
  readonly blur: number;
}

/** A picture of the eye as a near-infrared camera gives it, grey, 640×480 unless asked otherwise. */
export function synthesizeIris(options: IrisOptions): GreyImage {
  const { width = 640, height = 480 } = options;
  const master = growEye(options);
  const look = decideLook(options);
  const scale = 640 / width;
  const sharp = new Uint8Array(width * height);
  for (let column = 0; column < width; column++) {
    const x = (column + 0.5 - width / 2) * scale;
    const lids = lidsAt(master, look, x);
    for (let row = 0, i = column; row < height; row++, i += width)
      sharp[i] = shadeAt(master, look, lids, x, (row + 0.5 - height / 2) * scale);
  }
  drawLashes(sharp, width, height, scale, master, look);
  const pixels = look.blur > 0.05 ? blurred(sharp, width, height, look.blur) : sharp;
  const salt = seededRandom('iris-grain', options.seed, options.eye, options.impression ?? 0).below(
    0x7fffffff,
  );
  const grain = shape.grain * look.noise;
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = Math.max(0, Math.min(255, pixels[i]! + grain * (pixelNoise(i, salt) + pixelNoise(i, ~salt))));
  return { width, height, dpi: 0, pixels };
}

function decideLook(options: IrisOptions): Look {
  const random = seededRandom('iris-look', options.seed, options.eye, options.impression ?? 0);
  const dilation = options.dilation ?? random.between(0.2, 0.6);
  const gaze = options.gaze ?? { x: random.between(-0.08, 0.08), y: random.between(-0.05, 0.05) };
  const lids = options.eyelids ?? random.between(0.05, 0.22);
  const radius = shape.irisRadius;
  return {
    pupil: radius * (shape.pupilNarrow + (shape.pupilWide - shape.pupilNarrow) * dilation),
    x: gaze.x * radius,
    y: gaze.y * radius,
    openUpper: radius * (1.12 - 1.25 * lids),
    openLower: radius * (1.16 - 0.95 * lids),
    noise: options.noise ?? random.between(0.1, 0.3),
    blur: options.blur ?? random.between(0, 0.8),
  };
}

function growEye({ seed, eye }: IrisOptions): EyeMaster {
  const random = seededRandom('eye', seed, eye);
  const skin = smoothNoise(random, 640, 480, 60);
  const fine = smoothNoise(random, 640, 480, 5);
  return {
    texture: growTexture(random),
    lidLean: (eye === 'IR' ? 1 : -1) * random.between(0.03, 0.1),
    skin: (x, y) => 12 * skin.at(x + 320, y + 240) + 5 * fine.at(x + 320, y + 240),
    lashes: Array.from({ length: 96 }, () => ({
      along: random.between(-1.5, 1.5),
      lean: random.between(-0.35, 0.35),
      length: random.between(22, 52),
    })),
  };
}

/**
 * Fibres running outwards, bent a little, with a collarette (the bright ring a third of the way out), crypts
 * (dark almonds between fibres) and furrows around the rim. Values about −1 to 1.
 */
function growTexture(random: Random): Float32Array {
  const [around, outwards] = [shape.textureAround, shape.textureOutwards];
  const texture = new Float32Array(around * outwards);
  const fibres = ringNoise(random, 170, outwards / 30);
  const threads = ringNoise(random, 256, outwards / 14);
  const patches = ringNoise(random, 26, outwards / 16);
  const bends = ringNoise(random, 14, outwards / 26);
  const ring = ringNoise(random, 22, 1);
  for (let row = 0, i = 0; row < outwards; row++) {
    const out = row / outwards;
    for (let column = 0; column < around; column++, i++) {
      const turn = column / around + 0.012 * bends(column / around, out);
      const collarette = 0.3 + 0.07 * ring(column / around, 0);
      const thread = 0.62 * fibres(turn, out) + 0.5 * threads(turn, out) + 0.38 * patches(turn, out);
      const rise = 0.6 * Math.exp(-(((out - collarette) / 0.055) ** 2));
      const furrow =
        out > 0.5 ? 0.2 * Math.sin((out + 0.03 * bends(turn, 0.5)) * 52) * smoothStep(0.5, 0.7, out) : 0;
      texture[i] = thread + rise + furrow - 0.5 * smoothStep(0.82, 1, out);
    }
  }
  for (let n = 0; n < 34; n++) digCrypt(texture, random);
  return texture;
}

function digCrypt(texture: Float32Array, random: Random): void {
  const [around, outwards] = [shape.textureAround, shape.textureOutwards];
  const [middleColumn, middleRow] = [random.below(around), Math.floor(random.between(0.12, 0.75) * outwards)];
  const [halfWidth, halfHeight] = [random.between(3, 9), random.between(3, 9)];
  const depth = random.between(0.4, 1.1);
  for (let dr = -10; dr <= 10; dr++) {
    for (let dc = -10; dc <= 10; dc++) {
      const row = middleRow + dr;
      if (row < 0 || row >= outwards) continue;
      const distance = (dc / halfWidth) ** 2 + (dr / halfHeight) ** 2;
      const i = row * around + ((middleColumn + dc + around) % around);
      texture[i]! -= depth * (1 - smoothStep(0.45, 1, distance));
    }
  }
}

/** Smooth noise on a ring: `cells` features around, `layers` outwards; the angle is 0–1 and closes on itself. */
function ringNoise(random: Random, cells: number, layers: number): (turn: number, out: number) => number {
  const rows = Math.ceil(layers) + 2;
  const lattice = Float32Array.from({ length: cells * rows }, () => random.between(-1, 1));
  return (turn, out) => {
    const gx = (turn - Math.floor(turn)) * cells;
    const gy = Math.max(0, out) * layers;
    const [column, row] = [Math.floor(gx), Math.min(rows - 2, Math.floor(gy))];
    const [fx, fy] = [smoothStep(0, 1, gx - column), smoothStep(0, 1, gy - row)];
    const [left, right] = [column % cells, (column + 1) % cells];
    const upper = lattice[row * cells + left]! * (1 - fx) + lattice[row * cells + right]! * fx;
    const lower = lattice[(row + 1) * cells + left]! * (1 - fx) + lattice[(row + 1) * cells + right]! * fx;
    return upper * (1 - fy) + lower * fy;
  };
}

interface Lids {
  readonly upper: number;
  readonly lower: number;
}

/** Where the lids' edges lie at x: y of the upper and of the lower, 0 at the middle of the picture. */
function lidsAt(master: EyeMaster, look: Look, x: number): Lids {
  const across = x / 265;
  const arch = Math.max(0, 1 - across * across);
  const lean = master.lidLean * x;
  return {
    upper: lean - look.openUpper * arch ** 0.7 + 10,
    lower: lean + look.openLower * arch ** 0.8 * 0.92 + 6,
  };
}

function shadeAt(master: EyeMaster, look: Look, { upper, lower }: Lids, x: number, y: number): number {
  const open = smoothStep(-2, 2, y - upper) * smoothStep(-2, 2, lower - y);
  const skin = skinAt(master, look, x, y, upper, lower);
  if (open === 0) return skin;
  const shadow = 0.72 + 0.28 * smoothStep(0, 26, y - upper);
  const ball = ballAt(master, look, x, y) * shadow;
  return skin + (ball - skin) * open;
}

function skinAt(master: EyeMaster, look: Look, x: number, y: number, upper: number, lower: number): number {
  const fold = upper - 26 - 0.12 * look.openUpper;
  const crease = 34 * Math.exp(-(((y - fold) / 5) ** 2)) * (1 - smoothStep(0.5, 0.95, Math.abs(x) / 300));
  const rim =
    y > lower ? 22 * Math.exp(-(((y - lower - 5) / 5) ** 2)) : -22 * Math.exp(-(((y - upper + 3) / 5) ** 2));
  return shape.skinGrey + master.skin(x, y) - crease + rim - 0.00016 * (x * x + y * y);
}

function ballAt(master: EyeMaster, look: Look, x: number, y: number): number {
  const [dx, dy] = [x - look.x, y - look.y];
  const distance = Math.sqrt(dx * dx + dy * dy);
  const radius = shape.irisRadius;
  // Two lamps mirror in the cornea, inside the pupil.
  const glint = Math.max(lampAt(dx + 14, dy + 10), lampAt(dx - 16, dy + 10));
  if (glint > 0.99) return 250;
  const sclera = shape.scleraGrey + 0.5 * master.skin(x, y) - 0.0006 * x * x;
  let value = sclera;
  if (distance < radius + 4) {
    const out = (distance - look.pupil) / (radius - look.pupil);
    const iris = shape.irisGrey + shape.textureContrast * textureAt(master.texture, Math.atan2(dy, dx), out);
    value = iris + (sclera - iris) * smoothStep(radius - 4, radius + 4, distance);
    value =
      shape.pupilGrey + (value - shape.pupilGrey) * smoothStep(look.pupil - 1.5, look.pupil + 1.5, distance);
  }
  return value + (250 - value) * glint;
}

const lampAt = (dx: number, dy: number): number => 1 - smoothStep(4, 6.5, Math.sqrt(dx * dx + dy * dy));

function textureAt(texture: Float32Array, angle: number, out: number): number {
  const [around, outwards] = [shape.textureAround, shape.textureOutwards];
  const gx = (angle / (2 * Math.PI) + 1) * around;
  const gy = Math.max(0, Math.min(outwards - 1.001, out * outwards));
  const [column, row] = [Math.floor(gx), Math.floor(gy)];
  const [fx, fy] = [gx - column, gy - row];
  const at = (r: number, c: number): number => texture[r * around + (c % around)]!;
  const upper = at(row, column) * (1 - fx) + at(row, column + 1) * fx;
  const lower = at(row + 1, column) * (1 - fx) + at(row + 1, column + 1) * fx;
  return upper * (1 - fy) + lower * fy;
}

function drawLashes(
  pixels: Uint8Array,
  width: number,
  height: number,
  scale: number,
  master: EyeMaster,
  look: Look,
): void {
  for (const lash of master.lashes) {
    const x0 = lash.along * 160;
    const y0 = lidsAt(master, look, x0).upper;
    for (let step = 0; step <= lash.length; step += 0.5) {
      const t = step / lash.length;
      const x = x0 + step * (lash.lean + lash.along * 0.35);
      const y = y0 - step * 0.75 + 16 * t * t;
      const [column, row] = [Math.round(x / scale + width / 2), Math.round(y / scale + height / 2)];
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const i = row * width + column;
      pixels[i] = Math.round(pixels[i]! * (0.45 + 0.5 * t));
      if (t < 0.5 && column + 1 < width) pixels[i + 1] = Math.round(pixels[i + 1]! * (0.6 + 0.4 * t));
    }
  }
}

/** A triangle-shaped blur, once along rows and once along columns. */
function blurred(pixels: Uint8Array, width: number, height: number, blur: number): Uint8Array {
  const reach = Math.max(1, Math.ceil(blur * 2));
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-(((i - reach) / blur) ** 2) / 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pass = (
    from: Uint8Array,
    step: number,
    length: number,
    lineOf: (i: number) => number,
  ): Uint8Array => {
    const result = new Uint8Array(from.length);
    for (let i = 0; i < from.length; i++) {
      const place = lineOf(i);
      let sum = 0;
      for (let d = -reach; d <= reach; d++) {
        const at = Math.max(0, Math.min(length - 1, place + d));
        sum += weights[d + reach]! * from[i + (at - place) * step]!;
      }
      result[i] = sum / total;
    }
    return result;
  };
  const rows = pass(pixels, 1, width, (i) => i % width);
  return pass(rows, width, height, (i) => Math.floor(i / width));
}
