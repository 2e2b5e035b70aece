/** The CMS of a PAdES signature (ETSI EN 319 122-1, RFC 5652): one signer, SHA-256, tied to its certificate. */
import { createHash } from 'node:crypto';
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  ContentInfo,
  DigestAlgorithmIdentifier,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  id_contentType,
  id_data,
  id_messageDigest,
  id_signedData,
  SignatureAlgorithmIdentifier,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';

/** What signs the attributes of a CMS. */
export interface CmsSigner {
  /** DER, the signer's own first. */
  readonly certificates: readonly Uint8Array[];
  readonly algorithm: keyof typeof signatureAlgorithms;
  /** The signature over the bytes: DER for ECDSA, PKCS #1 v1.5 for RSA. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
}

/** RFC 5035 §3: the attribute that ties a signature to its certificate. */
export const idSigningCertificateV2 = '1.2.840.113549.1.9.16.2.47';
export const idSha256 = '2.16.840.1.101.3.4.2.1';
export const signatureAlgorithms = {
  'ecdsa-sha256': '1.2.840.10045.4.3.2',
  'rsa-sha256': '1.2.840.113549.1.1.11',
} as const;

/** DER of SigningCertificateV2 around one SHA-256, which is its default digest. */
const signingCertificatePrefix = Buffer.from('3026302430220420', 'hex');

/** CMS over content that stands beside it, DER. */
export async function makeCms(content: Uint8Array, signer: CmsSigner): Promise<Buffer> {
  const certificates = parsedOf(signer);
  const own = certificates[0]!.tbsCertificate;
  const signedAttrs = inDerOrder([
    attribute(id_contentType, derOfIdData),
    attribute(id_messageDigest, derOctets(sha256(content))),
    attribute(
      idSigningCertificateV2,
      Buffer.concat([signingCertificatePrefix, sha256(signer.certificates[0]!)]),
    ),
  ]);
  const signature = await signer.sign(derSetOf(signedAttrs));
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([
      new DigestAlgorithmIdentifier({ algorithm: idSha256 }),
    ]),
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: id_data }),
    certificates: new CertificateSet(
      certificates.map((certificate) => new CertificateChoices({ certificate })),
    ),
    signerInfos: new SignerInfos([
      new SignerInfo({
        version: 1,
        sid: new SignerIdentifier({
          issuerAndSerialNumber: new IssuerAndSerialNumber({
            issuer: own.issuer,
            serialNumber: own.serialNumber,
          }),
        }),
        digestAlgorithm: new DigestAlgorithmIdentifier({ algorithm: idSha256 }),
        signedAttrs,
        signatureAlgorithm: new SignatureAlgorithmIdentifier({
          algorithm: signatureAlgorithms[signer.algorithm],
        }),
        signature: new OctetString(signature),
      }),
    ]),
  });
  const info = new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(signedData) });
  return Buffer.from(AsnConvert.serialize(info));
}

const parsed = new WeakMap<CmsSigner, readonly Certificate[]>();

/** Read once a signer: every letter names the same. */
function parsedOf(signer: CmsSigner): readonly Certificate[] {
  const before = parsed.get(signer);
  if (before) return before;
  const certificates = signer.certificates.map((der) => AsnConvert.parse(der, Certificate));
  parsed.set(signer, certificates);
  return certificates;
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const attribute = (attrType: string, der: Uint8Array): Attribute =>
  new Attribute({ attrType, attrValues: [Uint8Array.from(der).buffer] });

const serialized = (value: unknown): Buffer => Buffer.from(AsnConvert.serialize(value));

/** DER sorts a SET OF by the bytes of its members; readers hash it in that order. */
const inDerOrder = (attributes: Attribute[]): Attribute[] =>
  attributes.toSorted((a, b) => Buffer.compare(serialized(a), serialized(b)));

/** The attributes as they are signed: under the universal tag of a SET (RFC 5652 §5.4). */
export function derSetOf(attributes: readonly Attribute[]): Buffer {
  const body = Buffer.concat(attributes.map(serialized));
  return Buffer.concat([Buffer.from([0x31]), derLength(body.length), body]);
}

function derLength(length: number): Buffer {
  if (length < 128) return Buffer.from([length]);
  return length < 256 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

const derOctets = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from([0x04, bytes.length]), bytes]);

/** DER of the object identifier `id_data`, 1.2.840.113549.1.7.1. */
const derOfIdData = Buffer.from('06092a864886f70d010701', 'hex');
