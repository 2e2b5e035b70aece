/** Captured pictures as a browser can show them, while the recording is open. */
import type { RgbImage } from '@rekam/biometrics/grey-image.ts';
import { decodeFaceImage, parseFaceImageRecord } from '@rekam/biometrics/records/face-image-record.ts';
import { decodeFingerImage, parseFingerImageRecord } from '@rekam/biometrics/records/finger-image-record.ts';
import { decodeIrisImage, parseIrisImageRecord } from '@rekam/biometrics/records/iris-image-record.ts';
import { encodeGreyJpeg, encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { modalityOf, type Subject } from '@rekam/domain';

/** The first face in an ISO record; undefined when it cannot be read. */
export function findFaceImage(record: Uint8Array): RgbImage | undefined {
  const parsed = parseFaceImageRecord(record);
  const image = parsed.ok ? parsed.record.images[0] : undefined;
  const decoded = image && decodeFaceImage(image);
  return decoded?.ok ? decoded.image : undefined;
}

/** The picture in an ISO record as JPEG; undefined when the record cannot be read. */
export function findJpegOf(subject: Subject, record: Uint8Array): Uint8Array | undefined {
  switch (modalityOf(subject)) {
    case 'finger': {
      const parsed = parseFingerImageRecord(record);
      const image = parsed.ok ? parsed.record.images[0] : undefined;
      const decoded = image && decodeFingerImage(image);
      return decoded?.ok ? encodeGreyJpeg(decoded.image) : undefined;
    }
    case 'iris': {
      const parsed = parseIrisImageRecord(record);
      const image = parsed.ok ? parsed.record.images[0] : undefined;
      const decoded = image && decodeIrisImage(image);
      return decoded?.ok ? encodeGreyJpeg(decoded.image) : undefined;
    }
    case 'face': {
      const image = findFaceImage(record);
      return image && encodeRgbJpeg(image);
    }
  }
}
