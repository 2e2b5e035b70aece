/** A grey picture, rows from the top, one byte a pixel. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  /** Pixels per inch on the skin or eye; 0 where it has no meaning (a camera picture). */
  readonly dpi: number;
  /** `width × height` bytes, 0 black to 255 white. Ridges of a finger are dark. */
  readonly pixels: Uint8Array;
}

/** What a reader of pictures answers: the picture, or one English sentence on why it is none. */
export type DecodedImage =
  | { readonly ok: true; readonly image: GreyImage }
  | { readonly ok: false; readonly reason: string };

/** A colour picture, rows from the top, three bytes a pixel: red, green, blue. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Luma of BT.601, rounded: what a grey camera would have seen. */
export function greyOf(image: RgbImage): GreyImage {
  const { width, height, rgb } = image;
  const pixels = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < pixels.length; i++, j += 3)
    pixels[i] = (rgb[j]! * 299 + rgb[j + 1]! * 587 + rgb[j + 2]! * 114 + 500) / 1000;
  return { width, height, dpi: 0, pixels };
}
