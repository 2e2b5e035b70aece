import { framing } from './parameters.ts';

/**
 * What can be said of a portrait at a glance: the colour beside the head, and whether something skin-like fills the
 * middle. Advice for whoever stands at the camera, never a refusal and never a proof that a person is shown.
 */

/** A colour picture, rows from the top; `channels` bytes a pixel, red, green and blue first. */
export interface ColourPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly pixels: Uint8Array | Uint8ClampedArray;
}

export type SeenBackground = 'red' | 'blue' | 'other';

/** The dominant colour beside the head: the outer strips of the upper half, where neither face nor shoulders are. */
export function seenBackground(picture: ColourPicture): SeenBackground {
  const { width, height } = picture;
  const strip = Math.max(1, Math.round(width * framing.strip));
  const counts = { red: 0, blue: 0, other: 0 };
  forEachPixel(picture, (x, y, r, g, b) => {
    if (y < height / 2 && (x < strip || x >= width - strip)) counts[colourOf(r, g, b)] += 1;
  });
  const agreeing = framing.agreeingShare * (counts.red + counts.blue + counts.other);
  if (counts.red > 0 && counts.red >= agreeing) return 'red';
  return counts.blue > 0 && counts.blue >= agreeing ? 'blue' : 'other';
}

/**
 * - `framed`: skin-like colour fills the oval in which the face belongs and little of the picture outside it
 * - `far`: it is there, and fills too little of the oval; `near`: it runs over the edge on both sides
 * - `aside`: its middle lies beside the middle of the oval, or above or below it
 * - `none`: nothing skin-like in the oval; `unclear`: everything looks so, as before a wooden wall or in bad light
 */
export type SeenFace = 'framed' | 'far' | 'near' | 'aside' | 'none' | 'unclear';

/** Where the head belongs in a portrait, as shares of its size; the guide on the screen draws the same oval. */
export const faceOval = { centreX: 0.5, centreY: 0.44, radiusX: 0.307, radiusY: 0.3 } as const;

export function seenFace(picture: ColourPicture): SeenFace {
  const { width, height } = picture;
  let [inside, insideSkin, outside, outsideSkin, sumX, sumY] = [0, 0, 0, 0, 0, 0];
  forEachPixel(picture, (x, y, r, g, b) => {
    // The neck and hands below the chin say nothing of the head.
    if (y > height * framing.chin) return;
    const across = (x + 0.5) / width - faceOval.centreX;
    const down = (y + 0.5) / height - faceOval.centreY;
    const within = (across / faceOval.radiusX) ** 2 + (down / faceOval.radiusY) ** 2 <= 1;
    const skin = isSkinLike(r, g, b);
    if (within) inside += 1;
    else outside += 1;
    if (!skin) return;
    if (within) insideSkin += 1;
    else outsideSkin += 1;
    sumX += across;
    sumY += down;
  });
  const all = insideSkin + outsideSkin;
  const [filled, spilled] = [insideSkin / inside, outsideSkin / outside];
  if (filled < framing.leastFace) return 'none';
  if (spilled > framing.mostOutside) return filled > framing.fullFace ? 'unclear' : 'aside';
  if (Math.abs(sumX / all) > framing.mostAside || Math.abs(sumY / all) > framing.mostAside) return 'aside';
  if (filled < framing.enoughFace) return 'far';
  return spilled > framing.edgeOutside ? 'near' : 'framed';
}

function forEachPixel(
  { width, height, channels, pixels }: ColourPicture,
  look: (x: number, y: number, r: number, g: number, b: number) => void,
): void {
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += channels)
      look(x, y, pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
}

/**
 * Chrominance of skin of any tone, after Chai and Ngan (1999): tones differ in brightness far more than in colour.
 * A red cloth has more red in it, wood and brick may not.
 */
function isSkinLike(r: number, g: number, b: number): boolean {
  const cb = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
  const cr = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
  const { cbFrom, cbTo, crFrom, crTo, darkest } = framing.skin;
  return cb >= cbFrom && cb <= cbTo && cr >= crFrom && cr <= crTo && Math.max(r, g, b) >= darkest;
}

function colourOf(r: number, g: number, b: number): SeenBackground {
  const most = Math.max(r, g, b);
  const spread = most - Math.min(r, g, b);
  if (most < framing.leastBrightness * 255 || spread < framing.leastSaturation * most) return 'other';
  const hue = hueDegrees(r, g, b, most, spread);
  if (hue < 22 || hue > 335) return 'red';
  return hue > 190 && hue < 262 ? 'blue' : 'other';
}

function hueDegrees(r: number, g: number, b: number, most: number, spread: number): number {
  if (most === r) return ((g - b) / spread) * 60 + (g < b ? 360 : 0);
  return most === g ? ((b - r) / spread) * 60 + 120 : ((r - g) / spread) * 60 + 240;
}
