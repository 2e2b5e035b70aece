/**
 * Every number of this package that was chosen rather than given by a standard, in the order in which a sample
 * meets them: reading, then growing, printing and measuring. Each says its unit and where it comes from.
 */

/** What a stranger's bytes may ask of us before they are refused. */
export const limits = {
  /** Bytes of one record. A slap at 1000 dpi, raw, is 9 MB; nothing a counter's device sends is larger. */
  recordBytes: 16 * 1024 * 1024,
  /** Pictures in one record: ten fingers and three slaps, with room for second takes. */
  representations: 32,
  /** Quality or certification blocks of one picture; the field could say 255. */
  blocks: 16,
  /** Landmark points of one face; ISO/IEC 19794-5 names fewer than a hundred. */
  landmarks: 256,
  /** Pixels on either side of a picture. */
  side: 8000,
  /** Pixels of one decoded picture: 4 Mpx bounds memory at 4 MB grey, 12 MB colour. */
  pixels: 4_194_304,
  /** Tiles of a JPEG 2000 picture. Each costs the decoder kilobytes, and a header may claim 65,535. */
  jpeg2000Tiles: 64,
  /** Memory of one JPEG decode in MB: coefficients and planes of `pixels` in colour. */
  jpegMemoryMb: 160,
  /** Files in one folder of prints; the largest public set has 5,000. */
  printFiles: 20_000,
} as const;
