import { type GreyImage, greyOf, type RgbImage } from './grey-image.ts';
import { judging } from './parameters.ts';

/**
 * Simple measures of how usable a picture is, 0 (useless) to 100 (as good as this package's cleanest synthetic
 * samples). They are not NFIQ 2, nor ISO/IEC 29794 scores, and say nothing about who is shown: they let a
 * simulator answer plausibly and a counter warn of a picture that no engine will like. A real device's own score
 * stands in its record and is what policy is held against.
 */

/**
 * Ridge clarity × skin area × contrast. Clarity is the coherence of the gradients (1 where all ridges of a block
 * run one way, 0 in noise), averaged over the blocks that hold skin, and scaled so that 0.35 is 0 and 0.92 is full;
 * area counts up to 180 mm²; contrast is the deviation of greys in those blocks up to 65. The scale was set on
 * this package's synthetic prints: clean ones score above 90, the worst 25 to 50; good optical scans of real fingers lie around 50 to 80.
 */
export function fingerQuality(image: GreyImage): number {
  const { finger } = judging;
  const dpi = image.dpi > 0 ? image.dpi : 500;
  const half = halved(image);
  const side = Math.max(4, Math.round((finger.block * dpi) / 1000));
  let [skin, coherence, deviation] = [0, 0, 0];
  for (let top = 1; top + side < half.height; top += side) {
    for (let left = 1; left + side < half.width; left += side) {
      const block = judgeBlock(half, left, top, side);
      if (block.deviation < finger.skinDeviation) continue;
      skin++;
      coherence += block.coherence;
      deviation += block.deviation;
    }
  }
  if (skin === 0) return 0;
  const areaMm2 = skin * ((side * 2 * 25.4) / dpi) ** 2;
  const clarity = share(coherence / skin, finger.coherenceNone, finger.coherenceFull);
  const area = share(areaMm2, finger.areaNoneMm2, finger.areaFullMm2);
  const contrast = share(deviation / skin, 0, finger.contrastFull);
  return Math.round(100 * clarity ** finger.clarityPower * Math.sqrt(area) * Math.sqrt(contrast));
}

/**
 * Sharpness × exposure, less for noise, over the middle half of the picture, where the iris is. Sharpness is the
 * mean gradient at half size less what noise alone would give.
 */
export function irisQuality(image: GreyImage): number {
  return judgeLens(image, judging.iris);
}

/** The same for a portrait: sharpness and exposure of the middle, where the face is. It does not look for a face. */
export function faceQuality(image: RgbImage): number {
  return judgeLens(greyOf(image), judging.face);
}

interface BlockJudgement {
  readonly coherence: number;
  readonly deviation: number;
}

function judgeBlock({ width, pixels }: GreyImage, left: number, top: number, side: number): BlockJudgement {
  let [xx, yy, xy, sum, squares] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + side; y++) {
    for (let i = y * width + left; i < y * width + left + side; i++) {
      const dx = pixels[i + 1]! - pixels[i - 1]!;
      const dy = pixels[i + width]! - pixels[i - width]!;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
      sum += pixels[i]!;
      squares += pixels[i]! ** 2;
    }
  }
  const count = side * side;
  const energy = xx + yy;
  return {
    coherence: energy === 0 ? 0 : Math.sqrt((xx - yy) ** 2 + 4 * xy * xy) / energy,
    deviation: Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)),
  };
}

interface LensScale {
  readonly sharpNone: number;
  readonly sharpFull: number;
  readonly noiseHalves: number;
  readonly darkest: number;
  readonly lightest: number;
}

function judgeLens(image: GreyImage, scale: LensScale): number {
  const middle = halved(middleOf(image));
  if (middle.width < 8 || middle.height < 8) return 0;
  const noise = noiseOf(middleOf(image));
  const { width, height, pixels } = middle;
  let [gradient, sum] = [0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const dx = pixels[i + 1]! - pixels[i - 1]!;
      const dy = pixels[i + width]! - pixels[i - width]!;
      gradient += Math.sqrt(dx * dx + dy * dy) / 2;
      sum += pixels[i]!;
    }
  }
  const count = (width - 2) * (height - 2);
  // Averaging four pixels halves the noise; a gradient of two of them then has a mean of 0.63 of the noise.
  const sharp = share(gradient / count - 0.63 * noise, scale.sharpNone, scale.sharpFull);
  const mean = sum / count;
  const exposure = Math.min(share(mean, 0, scale.darkest), 1 - share(mean, scale.lightest, 255));
  return Math.round(100 * sharp * exposure * (scale.noiseHalves / (scale.noiseHalves + noise)));
}

/** Deviation of pixel noise, after Immerkær (1996): what a mask that is blind to edges and ramps still sees. */
function noiseOf({ width, height, pixels }: GreyImage): number {
  let sum = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const cross = pixels[i - 1]! + pixels[i + 1]! + pixels[i - width]! + pixels[i + width]!;
      const corners =
        pixels[i - width - 1]! + pixels[i - width + 1]! + pixels[i + width - 1]! + pixels[i + width + 1]!;
      sum += Math.abs(4 * pixels[i]! - 2 * cross + corners);
    }
  }
  return (sum * Math.sqrt(Math.PI / 2)) / (6 * (width - 2) * (height - 2));
}

function middleOf(image: GreyImage): GreyImage {
  const [width, height] = [Math.floor(image.width / 2), Math.floor(image.height / 2)];
  const [left, top] = [Math.floor(image.width / 4), Math.floor(image.height / 4)];
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * image.width + left;
    pixels.set(image.pixels.subarray(from, from + width), y * width);
  }
  return { ...image, width, height, pixels };
}

/** Half the size, each pixel the mean of four. */
function halved(image: GreyImage): GreyImage {
  const [width, height] = [Math.floor(image.width / 2), Math.floor(image.height / 2)];
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0, from = 2 * y * image.width; x < width; x++, from += 2) {
      const row = image.pixels[from]! + image.pixels[from + 1]!;
      pixels[y * width + x] =
        (row + image.pixels[from + image.width]! + image.pixels[from + image.width + 1]! + 2) >> 2;
    }
  }
  return { ...image, width, height, pixels };
}

/** 0 at `none`, 1 at `full`, a straight line between. */
const share = (value: number, none: number, full: number): number =>
  Math.max(0, Math.min(1, (value - none) / (full - none)));
