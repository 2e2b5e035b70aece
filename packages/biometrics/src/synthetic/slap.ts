import type { GreyImage } from '../grey-image.ts';
import { slap } from '../parameters.ts';

/**
 * Fingers side by side as a slap scanner shows them: four from left to right as they lie on the glass, or two
 * thumbs. The middle fingers lie higher, as a hand does. Each picture's darker pixel wins where it is inked,
 * so that the edges of the pictures do not show.
 */
export function slapImage(impressions: readonly GreyImage[]): GreyImage {
  const first = impressions[0];
  if (!first) throw new RangeError('a slap needs at least one finger');
  const heights: readonly number[] = impressions.length === 4 ? slap.riseOfFour : impressions.map(() => 0);
  const width = impressions.reduce<number>(
    (sum, image) => sum + image.width - slap.overlapPx,
    slap.overlapPx,
  );
  const rise = Math.max(...heights);
  const height = Math.max(...impressions.map((image) => image.height)) + rise;
  const pixels = emptyGlass(first, width * height);
  let left = 0;
  impressions.forEach((image, place) => {
    layOver(pixels, width, image, left, rise - heights[place]!);
    left += image.width - slap.overlapPx;
  });
  return { width, height, dpi: first.dpi, pixels };
}

/** Glass of the first picture's own grain (its top row repeated with a stride that shows no lines). */
function emptyGlass(first: GreyImage, size: number): Uint8Array {
  const grain = Math.max(1, Math.min(first.pixels.length, first.width * slap.grainRows));
  const glass = new Uint8Array(size);
  for (let i = 0; i < size; i++) glass[i] = first.pixels[(i * 7 + (i >>> 9)) % grain]!;
  return glass;
}

function layOver(onto: Uint8Array, width: number, image: GreyImage, left: number, top: number): void {
  for (let row = 0; row < image.height; row++) {
    const to = (row + top) * width + left;
    const from = row * image.width;
    for (let column = 0; column < image.width; column++) {
      const value = image.pixels[from + column]!;
      if (value < slap.inked && value < onto[to + column]!) onto[to + column] = value;
    }
  }
}
