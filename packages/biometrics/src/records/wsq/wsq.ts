import type { DecodedImage, GreyImage } from '../../grey-image.ts';
import { parseBytes, refuse } from '../byte-cursor.ts';
import { readValues } from './huffman.ts';
import { type Rounding, readSegments, type WsqSegments } from './segments.ts';
import { planSubbands, type Region } from './subbands.ts';
import { joinRegion, type Plane } from './wavelet.ts';

/**
 * Opens a WSQ picture, the FBI's compression of fingerprints (IAFIS-IC-0110 of 1997), of at most `limits.pixels`.
 * Never throws; a picture with too few or too many values is refused. `dpi` is what a comment of NIST's kind states,
 * otherwise 0.
 */
export function decodeWsq(bytes: Uint8Array): DecodedImage {
  const parsed = parseBytes(bytes, (cursor) => pictureOf(readSegments(cursor)));
  return parsed.ok ? { ok: true, image: parsed.record } : parsed;
}

function pictureOf(segments: WsqSegments): GreyImage {
  const { width, height, shift, scale } = segments.frame;
  const { subbands, joins } = planSubbands(width, height);
  const plane = readSubbands(subbands, segments);
  for (const region of joins) joinRegion(plane, region, segments.filters);
  return { width, height, dpi: statedDpi(segments.comments), pixels: greysOf(plane, shift, scale) };
}

/** Values of all subbands that were sent follow each other, each row by row. */
function readSubbands(subbands: readonly Region[], { frame, quantization, blocks }: WsqSegments): Plane {
  const sent = subbands.flatMap((region, i) => {
    const rounding = quantization.subbands[i]!;
    return rounding.step > 0 ? [{ region, rounding }] : [];
  });
  const rounded = new Int32Array(sent.reduce((sum, { region }) => sum + region.width * region.height, 0));
  let filled = 0;
  for (const { code, bits } of blocks) filled = readValues(bits, code, rounded, filled);
  if (filled < rounded.length) refuse('the WSQ picture has fewer values than its size asks for');
  const plane = {
    width: frame.width,
    height: frame.height,
    values: new Float32Array(frame.width * frame.height),
  };
  let next = 0;
  for (const { region, rounding } of sent) {
    const { left, top, width, height } = region;
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++)
        plane.values[y * plane.width + x] = unrounded(rounded[next++]!, rounding, quantization.centre);
  }
  return plane;
}

function unrounded(value: number, { step, zeroBin }: Rounding, centre: number): number {
  if (value === 0) return 0;
  const size = step * (Math.abs(value) - centre) + zeroBin / 2;
  return value > 0 ? size : -size;
}

function greysOf({ values }: Plane, shift: number, scale: number): Uint8Array {
  const greys = new Uint8Array(values.length);
  for (let i = 0; i < greys.length; i++)
    greys[i] = Math.max(0, Math.min(255, Math.floor(values[i]! * scale + shift + 0.5)));
  return greys;
}

/** What NIST's software states where nobody told it the resolution: -1, cut to a byte. */
const unknownPpi = 255;

/** NIST's comments begin with their name and state a fact a line, among them the pixels per inch. */
function statedDpi(comments: readonly string[]): number {
  const nist = comments.find((comment) => comment.startsWith('NIST_COM'));
  const ppi = Number(/^PPI (\d{1,5})\s*$/m.exec(nist ?? '')?.[1] ?? 0);
  return ppi === unknownPpi ? 0 : ppi;
}
