/** Whether a PDF still is what its signer signed: the digest, the signature, and that nothing was appended. */
import { createHash, verify, X509Certificate } from 'node:crypto';
import {
  ContentInfo,
  id_data,
  id_messageDigest,
  id_signedData,
  SignedData,
  type SignerInfo,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { type Outcome, refuse, succeed } from '@rekam/domain';
import {
  derSetOf,
  idSha256,
  idSigningCertificateV2,
  signatureAlgorithms,
} from '@rekam/protocol/pdf/cms-signature.ts';

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
  if (!found.filledUp) return refuse('LETTER_FILE_CHANGED');
  try {
    return checkCms(found.cms, found.signed);
  } catch {
    return refuse('LETTER_FILE_CHANGED');
  }
}

interface FoundSignature {
  readonly signed: Buffer;
  readonly cms: Buffer;
  /** Whether nothing but zeros follows the signature in its room. */
  readonly filledUp: boolean;
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
  // One spelling only: a digit in the other case is a changed byte that would read the same.
  if (text[length] !== '<' || text[again - 1] !== '>' || !/^([0-9a-f]+|[0-9A-F]+)$/.test(hex)) return null;
  const signed = Buffer.concat([pdf.subarray(0, length), pdf.subarray(again, end)]);
  return { signed, ...splitRoom(Buffer.from(hex, 'hex')), end };
}

/** The room for a signature holds it and is filled up with zeros; DER says how long it is itself. */
function splitRoom(room: Buffer): { readonly cms: Buffer; readonly filledUp: boolean } {
  const length = room[0] === 0x30 && room[1] === 0x82 ? 4 + room.readUInt16BE(2) : room.length;
  return { cms: room.subarray(0, length), filledUp: room.subarray(length).every((byte) => byte === 0) };
}

function checkCms(cms: Buffer, content: Buffer): Outcome<SignedPdf, PdfVerdict> {
  const info = AsnConvert.parse(cms, ContentInfo);
  if (info.contentType !== id_signedData) return refuse('LETTER_FILE_NOT_SIGNED');
  const data = AsnConvert.parse(info.content, SignedData);
  // The parser forgives wrong tags; written again, they come out right and betray themselves.
  const canonical = same(AsnConvert.serialize(info), cms) && same(AsnConvert.serialize(data), info.content);
  if (!canonical) return refuse('LETTER_FILE_CHANGED');
  const signer = data.signerInfos[0];
  const certificates = (data.certificates ?? []).flatMap(({ certificate }) =>
    certificate ? [new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))] : [],
  );
  const own = signer && certificates.find((certificate) => isNamedBy(signer, certificate));
  if (!signer?.signedAttrs || !own) return refuse('LETTER_FILE_NOT_SIGNED');
  const named = attributeOf(signer, id_messageDigest);
  const sameContent =
    named !== undefined && sha256(content).equals(Buffer.from(AsnConvert.parse(named, OctetString).buffer));
  const signature = Buffer.from(signer.signature.buffer);
  const sound =
    sameContent &&
    isPlain(data, signer) &&
    isTiedTo(signer, own) &&
    isChain(own, certificates) &&
    verify('sha256', derSetOf(signer.signedAttrs), own.publicKey, signature);
  if (!sound) return refuse('LETTER_FILE_CHANGED');
  const oneLine = (text: string) => text.replaceAll('\n', ', ');
  return succeed({
    subject: oneLine(own.subject),
    issuer: oneLine(own.issuer),
    certificateUntil: own.validTo,
  });
}

/** What stands outside the signature says nothing else than what PAdES lets it say: SHA-256, and the content beside it. */
function isPlain(data: SignedData, signer: SignerInfo): boolean {
  const digests = [...data.digestAlgorithms, signer.digestAlgorithm].map(({ algorithm }) => algorithm);
  return (
    data.version === 1 &&
    signer.version === 1 &&
    data.signerInfos.length === 1 &&
    data.encapContentInfo.eContentType === id_data &&
    data.encapContentInfo.eContent === undefined &&
    digests.every((algorithm) => algorithm === idSha256) &&
    signatureIds.has(signer.signatureAlgorithm.algorithm)
  );
}

function isNamedBy(signer: SignerInfo, certificate: X509Certificate): boolean {
  const named = signer.sid.issuerAndSerialNumber;
  if (!named) return false;
  const { tbsCertificate } = AsnConvert.parse(certificate.raw, Certificate);
  const issuers = [named.issuer, tbsCertificate.issuer].map((name) =>
    Buffer.from(AsnConvert.serialize(name)),
  );
  return (
    issuers[0]!.equals(issuers[1]!) &&
    Buffer.from(named.serialNumber).equals(Buffer.from(tbsCertificate.serialNumber))
  );
}

/** RFC 5035: the signed attribute that names the certificate's digest, so that none can be put in its place. */
function isTiedTo(signer: SignerInfo, own: X509Certificate): boolean {
  const tie = attributeOf(signer, idSigningCertificateV2);
  return tie !== undefined && Buffer.from(tie).includes(sha256(own.raw));
}

/** Every other certificate issued the one before it. */
const isChain = (own: X509Certificate, certificates: readonly X509Certificate[]): boolean =>
  certificates[0] === own &&
  certificates.every((one, index) => {
    const issuer = certificates[index + 1];
    return issuer === undefined
      ? one.issuer !== one.subject || one.verify(one.publicKey)
      : one.verify(issuer.publicKey);
  });

const attributeOf = (signer: SignerInfo, id: string): ArrayBuffer | undefined =>
  signer.signedAttrs?.find(({ attrType }) => attrType === id)?.attrValues[0];
const same = (a: ArrayBuffer, b: ArrayBuffer | Uint8Array): boolean =>
  Buffer.from(a).equals(b instanceof Uint8Array ? b : new Uint8Array(b));
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const signatureIds: ReadonlySet<string> = new Set(Object.values(signatureAlgorithms));
