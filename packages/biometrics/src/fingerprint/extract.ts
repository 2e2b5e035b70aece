import type { GreyImage } from '../grey-image.ts';
import { extraction, limits } from '../parameters.ts';
import { cleanSkeleton } from './extraction/clean-skeleton.ts';
import { evenOut } from './extraction/contrast.ts';
import { enhance } from './extraction/enhance.ts';
import { minutiaeOf, type RemovedPoint } from './extraction/minutiae.ts';
import { printQuality } from './extraction/print-quality.ts';
import { resampled } from './extraction/resample.ts';
import { fieldOf, type RidgeField } from './extraction/ridge-field.ts';
import { wavesOf } from './extraction/ridge-waves.ts';
import { Skeleton } from './extraction/skeleton.ts';
import { thin } from './extraction/thin.ts';
import { compiledKernels } from './kernels/extraction-compiled.ts';
import type { EvenPicture, ExtractionKernels } from './kernels/extraction-kernels.ts';
import { createTemplate, type FingerprintTemplate, type Minutia, type RidgeMap } from './template.ts';

/** What a picture gave. */
export type ExtractedTemplate =
  | { readonly ok: true; readonly template: FingerprintTemplate }
  /** One English sentence on why the picture gives no template. */
  | { readonly ok: false; readonly reason: string };

/** What each stage found, by its stable name, in the order of the pipeline. */
export interface ExtractionStages {
  /** The picture at 500 dpi; all that follows has its size. */
  readonly resampled: GreyImage;
  readonly contrast: EvenPicture;
  readonly orientation: RidgeField;
  /** 1 where there are ridges, as `orientation.mask`. */
  readonly segmentation: Uint8Array;
  /** Ridges below 0. */
  readonly enhanced: Int16Array;
  /** 1 on lines one pixel wide, before they are cleaned. */
  readonly thinned: Uint8Array;
  readonly skeleton: Skeleton;
  readonly minutiae: readonly Minutia[];
  readonly 'minutiae.removed': readonly RemovedPoint[];
  readonly template: FingerprintTemplate;
}

/** Told of each stage as it ends; without a listener nothing is made for it. */
export type ExtractionListener = <Stage extends keyof ExtractionStages>(
  stage: Stage,
  result: ExtractionStages[Stage],
) => void;

/**
 * Finds the minutiae of one finger. The picture has 300–1000 dpi, dark ridges on a light ground, and shows one
 * finger; anything else is refused with a reason. Never throws on a picture whose fields are of their types.
 */
export function extractTemplate(
  image: GreyImage,
  listen?: ExtractionListener,
  kernels: ExtractionKernels = compiledKernels,
): ExtractedTemplate {
  const reason = refusalOf(image);
  if (reason) return { ok: false, reason };
  const picture = resampled(image, 500);
  listen?.('resampled', picture);
  const even = evenOut(picture, kernels);
  listen?.('contrast', even);
  const field = fieldOf(wavesOf(even, kernels));
  listen?.('orientation', field);
  listen?.('segmentation', field.mask);
  const noFinger = refusalOfField(field);
  if (noFinger) return { ok: false, reason: noFinger };
  const enhanced = enhance(even, field, kernels);
  listen?.('enhanced', enhanced);
  const lines = thin(enhanced, picture.width, picture.height, kernels);
  listen?.('thinned', lines);
  const skeleton = new Skeleton(lines, picture.width);
  cleanSkeleton(skeleton, field);
  listen?.('skeleton', skeleton);
  const { kept: minutiae, removed } = minutiaeOf(skeleton, field, picture.width, picture.height);
  listen?.('minutiae', minutiae);
  listen?.('minutiae.removed', removed);
  if (minutiae.length < extraction.leastMinutiae)
    return { ok: false, reason: 'hardly a ridge ends or forks in the picture' };
  const template = createTemplate({
    width: picture.width,
    height: picture.height,
    quality: printQuality(field, minutiae),
    minutiae,
    ridges: ridgeMap(field),
  });
  listen?.('template', template);
  return { ok: true, template };
}

function refusalOfField({ mask, flow }: RidgeField): string | undefined {
  let [points, sum] = [0, 0];
  for (let p = 0; p < mask.length; p++) {
    points += mask[p]!;
    sum += mask[p]! * flow[p]!;
  }
  if (points < extraction.leastPoints) return 'too little of the picture shows ridges of a finger';
  return sum < extraction.leastMeanFlow * points
    ? 'what the picture shows does not run like ridges'
    : undefined;
}

function refusalOf({ width, height, dpi, pixels }: GreyImage): string | undefined {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    return `a picture of ${width}×${height} pixels is none`;
  if (pixels.length !== width * height)
    return `the picture has ${pixels.length} bytes, not ${width}×${height}`;
  if (!(dpi >= extraction.leastDpi && dpi <= extraction.mostDpi))
    return `${dpi} dpi lies outside ${extraction.leastDpi} to ${extraction.mostDpi}`;
  if (width > limits.side || height > limits.side || width * height > limits.pixels)
    return `a picture of ${width}×${height} pixels is too large`;
  const [wide, high] = [(width * 500) / dpi, (height * 500) / dpi];
  if (Math.min(wide, high) < extraction.leastSide) return 'the picture is too small to hold a finger';
  if (Math.max(wide, high) > 2048) return 'the picture is larger than one finger';
  return undefined;
}

/** The field in cells of twice its step. */
function ridgeMap(field: RidgeField): RidgeMap {
  const columns = Math.ceil(field.columns / 2);
  const rows = Math.ceil(field.rows / 2);
  const [orientation, period] = [new Uint8Array(columns * rows), new Uint8Array(columns * rows)];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      let [cosine, sine, logs, count] = [0, 0, 0, 0];
      for (const y of [2 * r, 2 * r + 1])
        for (const x of [2 * c, 2 * c + 1]) {
          const p = y * field.columns + x;
          if (y >= field.rows || x >= field.columns || !field.mask[p]) continue;
          cosine += Math.cos(2 * field.orientation[p]!);
          sine += Math.sin(2 * field.orientation[p]!);
          logs += field.period[p]!;
          count++;
        }
      if (count < 2) continue;
      const turn = Math.atan2(sine, cosine) / (2 * Math.PI);
      orientation[r * columns + c] = (Math.round(turn * 64) & 63) * 4;
      period[r * columns + c] = Math.min(255, Math.round((logs / count) * 8));
    }
  return { cell: 2 * extraction.step, columns, rows, orientation, period };
}
