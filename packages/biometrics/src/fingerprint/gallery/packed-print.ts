import { gallery } from '../../parameters.ts';
import { type FingerprintTemplate, positionUnits } from '../template.ts';

/**
 * A print as a gallery keeps it: count of points u8, quality u8, width u16, height u16, then 5 bytes a point, most
 * reliable first: x and y in quarter pixels (12 bits each), direction u8, kind (2 bits) and reliability (6 bits).
 * Little-endian. The ridge map is left out: what it says about a person is in the code.
 */
export const packedHeader = 6;
export const packedPoint = 5;

/** The most bytes of one packed print. */
export const packedMost = packedHeader + packedPoint * gallery.points;

const farthest = 4095;
const perPixel = 4;
const ratio = positionUnits / perPixel;

/** Writes a print at `at` and returns where it ends. Of many points the most reliable are kept, those in reach. */
export function packPrint(template: FingerprintTemplate, bytes: Uint8Array, at: number): number {
  const { minutiae, width, height, quality } = template;
  let [end, count] = [at + packedHeader, 0];
  for (let i = 0; i < minutiae.count && count < gallery.points; i++) {
    const x = Math.round(minutiae.x[i]! / ratio);
    const y = Math.round(minutiae.y[i]! / ratio);
    if (x > farthest || y > farthest) continue;
    bytes[end] = x & 255;
    bytes[end + 1] = (x >> 8) | ((y & 15) << 4);
    bytes[end + 2] = y >> 4;
    bytes[end + 3] = minutiae.direction[i]!;
    bytes[end + 4] = minutiae.kind[i]! | (Math.round((minutiae.reliability[i]! * 63) / 100) << 2);
    end += packedPoint;
    count++;
  }
  bytes[at] = count;
  bytes[at + 1] = quality;
  bytes[at + 2] = width & 255;
  bytes[at + 3] = width >> 8;
  bytes[at + 4] = height & 255;
  bytes[at + 5] = height >> 8;
  return end;
}

/** Bytes of the packed print that begins at `at`. */
export const packedLength = (bytes: Uint8Array, at: number): number =>
  packedHeader + packedPoint * bytes[at]!;

/** The template of a packed print, without ridges and to a quarter of a pixel. */
export function unpackPrint(bytes: Uint8Array, at: number, version: number): FingerprintTemplate {
  const count = bytes[at]!;
  const [x, y] = [new Uint16Array(count), new Uint16Array(count)];
  const [direction, kind, reliability] = [
    new Uint8Array(count),
    new Uint8Array(count),
    new Uint8Array(count),
  ];
  for (let i = 0, from = at + packedHeader; i < count; i++, from += packedPoint) {
    x[i] = (bytes[from]! | ((bytes[from + 1]! & 15) << 8)) * ratio;
    y[i] = ((bytes[from + 1]! >> 4) | (bytes[from + 2]! << 4)) * ratio;
    direction[i] = bytes[from + 3]!;
    kind[i] = bytes[from + 4]! & 3;
    reliability[i] = Math.round(((bytes[from + 4]! >> 2) * 100) / 63);
  }
  return {
    version,
    width: bytes[at + 2]! | (bytes[at + 3]! << 8),
    height: bytes[at + 4]! | (bytes[at + 5]! << 8),
    quality: bytes[at + 1]!,
    minutiae: { count, x, y, direction, kind, reliability },
  };
}
