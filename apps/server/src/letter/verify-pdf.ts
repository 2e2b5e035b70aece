/** Whether a PDF still is what its signer signed: the digest, the signature, and that nothing was appended. */
import { createHash, verify, X509Certificate } from 'node:crypto';
import { ContentInfo, id_messageDigest, id_signedData, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { type Outcome, refuse, succeed } from '@rekam/domain';
import { derSetOf } from './pades.ts';

export interface SignedPdf {
  /** Subject of the certificate that signed, as it stands in it. Whether to trust it is the reader's to decide. */
  readonly subject: string;
  readonly issuer: string;
  readonly certificateUntil: string;
}

export type PdfVerdict = 'LETTER_FILE_NOT_SIGNED' | 'LETTER_FILE_CHANGED' | 'LETTER_FILE_EXTENDED';

export function verifyPdf(pdf: Buffer): Outcome<SignedPdf, PdfVerdict> {
  const found = findSignature(pdf);
  if (!found) return refuse('LETTER_FILE_NOT_SIGNED');
  // Bytes after the signed range are a revision that nobody signed.
  if (found.end !== pdf.length) return refuse('LETTER_FILE_EXTENDED');
  try {
    return checkCms(found.cms, found.signed);
  } catch {
    return refuse('LETTER_FILE_CHANGED');
  }
}

interface FoundSignature {
  readonly signed: Buffer;
  readonly cms: Buffer;
  /** Where the signed range ends. */
  readonly end: number;
}

/** The last signature of the file with the bytes it speaks of; null when its ranges make no sense. */
function findSignature(pdf: Buffer): FoundSignature | null {
  const text = pdf.toString('latin1');
  const match = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].at(-1);
  if (!match) return null;
  const [from, length, again, rest] = match.slice(1).map(Number) as [number, number, number, number];
  const end = again + rest;
  if (from !== 0 || length >= again || end > pdf.length) return null;
  const hex = text.slice(length + 1, again - 1);
  if (text[length] !== '<' || text[again - 1] !== '>' || !/^[0-9a-fA-F]+$/.test(hex)) return null;
  const signed = Buffer.concat([pdf.subarray(0, length), pdf.subarray(again, end)]);
  return { signed, cms: trimmed(Buffer.from(hex, 'hex')), end };
}

/** The room for a signature is filled up with zeros; DER says how long it is itself. */
function trimmed(der: Buffer): Buffer {
  if (der[0] !== 0x30 || der[1] !== 0x82) return der;
  return der.subarray(0, 4 + der.readUInt16BE(2));
}

function checkCms(cms: Buffer, content: Buffer): Outcome<SignedPdf, PdfVerdict> {
  const info = AsnConvert.parse(cms, ContentInfo);
  if (info.contentType !== id_signedData) return refuse('LETTER_FILE_NOT_SIGNED');
  const data = AsnConvert.parse(info.content, SignedData);
  const signer = data.signerInfos[0];
  const certificates = (data.certificates ?? []).flatMap(({ certificate }) =>
    certificate ? [new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))] : [],
  );
  const serial = Buffer.from(signer?.sid.issuerAndSerialNumber?.serialNumber ?? new ArrayBuffer(0)).toString(
    'hex',
  );
  const own = certificates.find(({ serialNumber }) => sameNumber(serialNumber, serial));
  if (!signer?.signedAttrs || !own) return refuse('LETTER_FILE_NOT_SIGNED');
  const named = signer.signedAttrs.find(({ attrType }) => attrType === id_messageDigest)?.attrValues[0];
  const digest = createHash('sha256').update(content).digest();
  const sameContent =
    named !== undefined && digest.equals(Buffer.from(AsnConvert.parse(named, OctetString).buffer));
  const signature = Buffer.from(signer.signature.buffer);
  if (!sameContent || !verify('sha256', derSetOf(signer.signedAttrs), own.publicKey, signature))
    return refuse('LETTER_FILE_CHANGED');
  const oneLine = (text: string) => text.replaceAll('\n', ', ');
  return succeed({
    subject: oneLine(own.subject),
    issuer: oneLine(own.issuer),
    certificateUntil: own.validTo,
  });
}

const sameNumber = (a: string, b: string): boolean => BigInt(`0x${a || '0'}`) === BigInt(`0x${b || '0'}`);
