import { decodeFingerImage, parseFingerImageRecord } from '../records/finger-image-record.ts';
import { type PreparedTemplate, prepareTemplate } from './comparison/prepared-template.ts';
import { extractTemplate } from './extract.ts';

/** The first print of an ISO/IEC 19794-4 record, ready to be compared; undefined where there is none to be seen. */
export function findPrint(record: Uint8Array): PreparedTemplate | undefined {
  const parsed = parseFingerImageRecord(record);
  const image = parsed.ok ? parsed.record.images[0] : undefined;
  const decoded = image && decodeFingerImage(image);
  if (!decoded?.ok) return undefined;
  const extracted = extractTemplate(decoded.image);
  return extracted.ok ? prepareTemplate(extracted.template) : undefined;
}
