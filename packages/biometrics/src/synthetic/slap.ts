import type { GreyImage } from '../grey-image.ts';
import { slap } from '../parameters.ts';

/**
 * Fingers side by side as a slap scanner shows them: four from left to right as they lie on the glass, or two
 * thumbs. The middle fingers lie higher, as a hand does. Each picture's darker pixel wins where they overlap.
 */
export function slapImage(impressions: readonly GreyImage[]): GreyImage {
  const first = impressions[0];
  if (!first) throw new RangeError('a slap needs at least one finger');
  const heights: readonly number[] = impressions.length === 4 ? slap.riseOfFour : impressions.map(() => 0);
  const width = impressions.reduce((sum, image) => sum + image.width - slap.overlapPx, slap.overlapPx);
  const rise = Math.max(...heights);
  const height = Math.max(...impressions.map((image) => image.height)) + rise;
  const pixels = new Uint8Array(width * height).fill(slap.ground);
  let left = 0;
  impressions.forEach((image, place) => {
    layOver(pixels, width, image, left, rise - heights[place]!);
    left += image.width - slap.overlapPx;
  });
  return { width, height, dpi: first.dpi, pixels };
}

function layOver(onto: Uint8Array, width: number, image: GreyImage, left: number, top: number): void {
  for (let row = 0; row < image.height; row++) {
    const to = (row + top) * width + left;
    const from = row * image.width;
    for (let column = 0; column < image.width; column++) {
      const value = image.pixels[from + column]!;
      if (value < onto[to + column]!) onto[to + column] = value;
    }
  }
}
