/** What a simulated lens does to a picture. */
import type { GreyImage } from '@rekam/biometrics';

const white = 255;

/** A dirty glass: ridges pale towards white and speckle. @param wear 0 clean … 100 nothing left */
export function worn(image: GreyImage, wear: number): GreyImage {
  if (wear <= 0) return image;
  const left = 1 - Math.min(100, wear) / 100;
  let noise = 0x2545_f491;
  const pixels = image.pixels.map((pixel) => {
    // Xorshift (Marsaglia 2003): speckle need not be good chance, only the same every time.
    noise ^= noise << 13;
    noise ^= noise >>> 17;
    noise ^= noise << 5;
    const speckle = ((noise & 63) - 32) * (1 - left);
    return Math.max(0, Math.min(white, white - (white - pixel) * left + speckle));
  });
  return { ...image, pixels };
}

/** The picture scaled to `height` rows by the nearest pixel. */
export function scaledTo(image: GreyImage, height: number): GreyImage {
  const step = image.height / height;
  const width = Math.max(1, Math.round(image.width / step));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y * step) * image.width;
    for (let x = 0; x < width; x++)
      pixels[y * width + x] = image.pixels[row + Math.min(image.width - 1, Math.floor(x * step))]!;
  }
  return { ...image, width, height, pixels };
}

/** Pictures of one height beside each other on white. @param offsets how far each is moved, pixels right and down */
export function sideBySide(
  images: readonly GreyImage[],
  gap: number,
  offsets: readonly (readonly [number, number])[],
): GreyImage {
  const height = images[0]?.height ?? 1;
  const width = images.reduce((sum, image) => sum + image.width + gap, gap);
  const pixels = new Uint8Array(width * height).fill(white);
  let left = gap;
  images.forEach((image, index) => {
    const [right, down] = offsets[index] ?? [0, 0];
    for (let y = 0; y < height; y++) {
      const from = y - down;
      if (from < 0 || from >= image.height) continue;
      for (let x = 0; x < image.width; x++) {
        const at = left + x + right;
        if (at >= 0 && at < width) pixels[y * width + at] = image.pixels[from * image.width + x]!;
      }
    }
    left += image.width + gap;
  });
  return { width, height, dpi: 0, pixels };
}
