import type { Produced } from '../ports/call.ts';

interface Sample {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const isoFinger = 'application/vnd.iso.19794-4';
const isoFace = 'application/vnd.iso.19794-5';
const isoIris = 'application/vnd.iso.19794-6';
const asIs = new Set(['image/png', 'image/jpeg']);

/** Whether a sample of this type can be shown as a picture. */
export const isPicture = (mediaType: string): boolean =>
  asIs.has(mediaType) || mediaType === isoFinger || mediaType === isoFace || mediaType === isoIris;

/** The sample as a browser can show it; undefined when its bytes are no picture after all. */
export async function findPicture({ mediaType, bytes }: Sample): Promise<Produced | undefined> {
  if (asIs.has(mediaType)) return { content: bytes, mediaType };
  const jpeg = await decode(mediaType, bytes);
  return jpeg && { content: jpeg, mediaType: 'image/jpeg' };
}

async function decode(mediaType: string, bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const records = await import('@rekam/biometrics');
  switch (mediaType) {
    case isoFinger: {
      const parsed = records.parseFingerImageRecord(bytes);
      const image = parsed.ok ? parsed.record.images[0] : undefined;
      const decoded = image && records.decodeFingerImage(image);
      return decoded?.ok ? records.encodeGreyJpeg(decoded.image) : undefined;
    }
    case isoIris: {
      const parsed = records.parseIrisImageRecord(bytes);
      const image = parsed.ok ? parsed.record.images[0] : undefined;
      const decoded = image && records.decodeIrisImage(image);
      return decoded?.ok ? records.encodeGreyJpeg(decoded.image) : undefined;
    }
    case isoFace: {
      const parsed = records.parseFaceImageRecord(bytes);
      const image = parsed.ok ? parsed.record.images[0] : undefined;
      const decoded = image && records.decodeFaceImage(image);
      return decoded?.ok ? records.encodeRgbJpeg(decoded.image) : undefined;
    }
    default:
      return undefined;
  }
}
