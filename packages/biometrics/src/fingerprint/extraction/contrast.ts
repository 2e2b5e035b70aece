import type { GreyImage } from '../../grey-image.ts';
import { extraction } from '../../parameters.ts';
import type { EvenPicture, ExtractionKernels } from '../kernels/extraction-kernels.ts';

/** Frees the picture of brightness, pressure and, as far as may be, of the sensor's grain. */
export function evenOut({ width, height, pixels }: GreyImage, kernels: ExtractionKernels): EvenPicture {
  const { contrastRadius: radius, contrastUnit: unit, contrastFloor: floor } = extraction;
  return kernels.evenOut(pixels, width, height, { radius, unit, floor });
}
