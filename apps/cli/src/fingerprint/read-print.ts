import { readFileSync, statSync } from 'node:fs';
import {
  type DecodedImage,
  decodeBmp,
  decodeFingerImage,
  decodeJpeg2000,
  decodePng,
  decodeTiff,
  decodeWsq,
  type ExtractionStages,
  extractTemplate,
  type FingerprintTemplate,
  type GreyImage,
  parseFingerImageRecord,
} from '@rekam/biometrics';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';

/** Why a file gave no print, in both languages, and what to do next. */
export interface PrintRefusal extends Sentence {
  readonly ok: false;
  /** Of sysexits: 65 the data are no good, 66 the file cannot be read. */
  readonly exitCode: 65 | 66;
}

/** A refused print keeps the stages that were reached, so that a page can show where it ended. */
export type ReadPrint =
  | {
      readonly ok: true;
      readonly picture: GreyImage;
      readonly template: FingerprintTemplate;
      readonly stages: Partial<ExtractionStages>;
    }
  | (PrintRefusal & { readonly stages: Partial<ExtractionStages> });

/** Larger files are no pictures of a finger. */
const mostBytes = 64 * 1024 * 1024;

/** Opens a picture of a print, whatever its name says it is, and extracts its template. */
export function readPrint(path: string, dpi: number): ReadPrint {
  const stages: Partial<ExtractionStages> = {};
  const bytes = readBytes(path);
  if (!(bytes instanceof Uint8Array)) return { ...bytes, stages };
  const decoder = decoderOf(bytes);
  if (!decoder)
    return {
      ...refusal(
        `${path} bukan gambar yang dikenal. Simpan sidik jari sebagai TIFF, PNG, BMP, WSQ, JPEG 2000 (8-bit abu-abu) atau rekaman ISO/IEC 19794-4.`,
        `${path} is no picture known here. Save the print as TIFF, PNG, BMP, WSQ, JPEG 2000 (8-bit grey) or an ISO/IEC 19794-4 record.`,
      ),
      stages,
    };
  const decoded = decoder(bytes, dpi);
  if (!decoded.ok)
    return {
      ...refusal(
        `${path} tidak dapat dibuka sebagai gambar. Simpan ulang 8-bit abu-abu tanpa kompresi, atau salin lagi dari sumbernya.`,
        `${path} cannot be opened: ${decoded.reason}. Save it again as 8-bit grey without compression, or copy it anew.`,
      ),
      stages,
    };
  const picture = { ...decoded.image, dpi: decoded.image.dpi || dpi };
  const extracted = extractTemplate(picture, (stage, result) => {
    Object.assign(stages, { [stage]: result });
  });
  if (extracted.ok) return { ok: true, picture, template: extracted.template, stages };
  return {
    ...refusal(
      `Tidak ada templat dari ${path}: gambar ini ditolak. Periksa resolusinya (--dpi), dan bahwa satu jari bergurat gelap terlihat; kalau perlu ambil lagi.`,
      `No template of ${path}: ${extracted.reason}. Check its resolution (--dpi), and that it shows one finger with dark ridges; capture again if need be.`,
    ),
    stages,
  };
}

function readBytes(path: string): Uint8Array | PrintRefusal {
  try {
    if (statSync(path).size > mostBytes)
      return refusal(
        `${path} terlalu besar untuk gambar sidik jari (lebih dari 64 MB). Berikan gambar satu jari.`,
        `${path} is too large for a print (over 64 MB). Give the picture of one finger.`,
      );
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    const refused =
      code === 'ENOENT'
        ? refusal(
            `${path} tidak ada. Periksa nama dan foldernya.`,
            `${path} does not exist. Check its name and folder.`,
          )
        : refusal(
            `${path} tidak dapat dibaca (${code}). Berikan sebuah berkas gambar yang boleh Anda baca.`,
            `${path} cannot be read (${code}). Give a picture file that you may read.`,
          );
    return { ...refused, exitCode: 66 };
  }
}

const refusal = (id: string, en: string): PrintRefusal => ({ ok: false, id, en, exitCode: 65 });

const signatures: readonly (readonly [string, (bytes: Uint8Array, dpi: number) => DecodedImage])[] = [
  ['89504e47', decodePng],
  ['424d', decodeBmp],
  ['49492a00', decodeTiff],
  ['4d4d002a', decodeTiff],
  ['0000000c6a5020200d0a870a', decodeJpeg2000],
  ['ff4fff51', decodeJpeg2000],
  ['ffa0ff', decodeWsq],
  ['46495200', decodeRecord],
];

/** The picture of an ISO/IEC 19794-4 record, at the resolution that the record states. */
function decodeRecord(bytes: Uint8Array): DecodedImage {
  const parsed = parseFingerImageRecord(bytes);
  if (!parsed.ok) return parsed;
  const [image, ...more] = parsed.record.images;
  if (!image || more.length > 0)
    return { ok: false, reason: `the record holds ${more.length + 1} pictures, not one` };
  return decodeFingerImage(image);
}

function decoderOf(bytes: Uint8Array) {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  return signatures.find(([signature]) => start.startsWith(signature))?.[1];
}

/** Says on stderr why there is no print; gives the exit code. */
export function tellRefusal({ id, en, exitCode }: PrintRefusal): number {
  process.stderr.write(`✗ ${id}\n  ${en}\n`);
  return exitCode;
}
