/** Signatures as they come from the pad: strokes with pressure and time, and their picture. */
import { type Outcome, refuse, succeed } from '@rekam/domain';
import type { SignatureDrawing } from '@rekam/protocol/http/parts.ts';

/** Version of the sentence that the resident signs, as the counter screens show it. */
export const statementTextVersion = 'pernyataan-1';

/** Points of all strokes together: ten minutes of a pen that reports 200 times a second. */
const mostPoints = 120_000;
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const smallestSidePx = 20;
const largestSidePx = 4096;

export interface CheckedDrawing {
  readonly png: Uint8Array;
  /** JSON `{version, pointerType, points: ["x","y","pressure","ms"], strokes}`; x and y in widths of the pad. */
  readonly strokes: Uint8Array;
}

export function checkDrawing(
  drawing: SignatureDrawing,
): Outcome<CheckedDrawing, 'ENROLMENT_DRAWING_UNREADABLE'> {
  const png = Buffer.from(drawing.pngBase64, 'base64');
  const points = drawing.strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  const finite = drawing.strokes.every((stroke) => stroke.every((point) => point.every(Number.isFinite)));
  if (!isPng(png) || points > mostPoints || !finite) return refuse('ENROLMENT_DRAWING_UNREADABLE');
  const strokes = {
    version: 1,
    pointerType: drawing.pointerType,
    points: ['x', 'y', 'pressure', 'ms'],
    strokes: drawing.strokes,
  };
  return succeed({ png, strokes: Buffer.from(JSON.stringify(strokes)) });
}

/** A PNG from its signature to its last chunk, of a believable size (ISO/IEC 15948 §5.2, §11.2.2). */
function isPng(bytes: Buffer): boolean {
  if (bytes.length < 57 || !bytes.subarray(0, 8).equals(pngSignature)) return false;
  if (
    bytes.toString('latin1', 12, 16) !== 'IHDR' ||
    bytes.toString('latin1', bytes.length - 8, bytes.length - 4) !== 'IEND'
  )
    return false;
  const sides = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return sides.every((side) => side >= smallestSidePx && side <= largestSidePx);
}
