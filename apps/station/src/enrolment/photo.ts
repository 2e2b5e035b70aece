/** The live picture from the browser's camera. */
import type { RgbImage } from '@rekam/biometrics/grey-image.ts';
import { seenBackground } from '@rekam/biometrics/portrait.ts';
import { faceQuality } from '@rekam/biometrics/quality.ts';
import { decodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { type Outcome, refuse, type SeenBackground, succeed } from '@rekam/domain';

/** Smallest picture that a face can be compared in: the token frontal image of ISO/IEC 19794-5 (§9.2). */
const minWidthPx = 240;
const minHeightPx = 320;

export interface CheckedPhoto {
  readonly jpeg: Uint8Array;
  /** 0–100: sharpness and exposure of the middle, where the face is framed. */
  readonly qualityScore: number;
  readonly background: SeenBackground;
}

/** The colour behind the face. */
export const backgroundOf = ({ width, height, rgb }: RgbImage): SeenBackground =>
  seenBackground({ width, height, channels: 3, pixels: rgb });

export function checkPhoto(
  jpegBase64: string,
): Outcome<CheckedPhoto, 'ENROLMENT_PHOTO_UNREADABLE' | 'ENROLMENT_PHOTO_SIZE'> {
  const jpeg = Buffer.from(jpegBase64, 'base64');
  const decoded = decodeRgbJpeg(jpeg);
  if (!decoded.ok) return refuse('ENROLMENT_PHOTO_UNREADABLE');
  const { width, height } = decoded.image;
  if (width < minWidthPx || height < minHeightPx)
    return refuse('ENROLMENT_PHOTO_SIZE', { widthPx: width, heightPx: height, minWidthPx, minHeightPx });
  return succeed({
    jpeg,
    qualityScore: faceQuality(decoded.image),
    background: backgroundOf(decoded.image),
  });
}
