/** What can be said of the colour behind a face. */
export type SeenBackground = 'red' | 'blue' | 'other';

/** Share of coloured pixels that must agree; tuned on drawn and plain backgrounds under warm and cold light. */
const agreeingShare = 0.55;
/** Below this saturation or brightness a pixel has no colour worth counting (0–1). */
const leastSaturation = 0.28;
const leastBrightness = 0.16;

/**
 * The dominant colour beside the head: the outer strips of the upper part of a portrait picture, where neither face
 * nor shoulders are. Advice for the operator, never a refusal.
 * @param rgba four bytes a pixel, row by row
 */
export function seenBackground(rgba: Uint8ClampedArray, width: number, height: number): SeenBackground {
  const strip = Math.max(1, Math.round(width * 0.18));
  const lastRow = Math.round(height * 0.5);
  const counts = { red: 0, blue: 0, all: 0 };
  for (let y = 0; y < lastRow; y++) {
    for (let x = 0; x < width; x++) {
      if (x >= strip && x < width - strip) continue;
      const at = (y * width + x) * 4;
      counts.all += 1;
      const colour = colourOf(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0);
      if (colour !== 'other') counts[colour] += 1;
    }
  }
  if (counts.red >= agreeingShare * counts.all) return 'red';
  return counts.blue >= agreeingShare * counts.all && counts.all > 0 ? 'blue' : 'other';
}

function colourOf(r: number, g: number, b: number): SeenBackground {
  const most = Math.max(r, g, b);
  const spread = most - Math.min(r, g, b);
  if (most < leastBrightness * 255 || spread < leastSaturation * most) return 'other';
  const hue = hueDegrees(r, g, b, most, spread);
  if (hue < 22 || hue > 335) return 'red';
  return hue > 190 && hue < 262 ? 'blue' : 'other';
}

function hueDegrees(r: number, g: number, b: number, most: number, spread: number): number {
  if (most === r) return ((g - b) / spread) * 60 + (g < b ? 360 : 0);
  return most === g ? ((b - r) / spread) * 60 + 120 : ((r - g) / spread) * 60 + 240;
}
