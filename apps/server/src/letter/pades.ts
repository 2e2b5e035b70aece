/** PAdES B-B (ETSI EN 319 142-1): a CMS signature over the whole PDF, naming the certificate that made it. */
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
import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import type PDFDocument from 'pdfkit';
import type { CmsSigner } from './document-signer.ts';

/** Room for the signature and a chain of four certificates, bytes. */
const placeholderBytes = 12_000;

/** RFC 5035 §3: the attribute that ties a signature to its certificate. */
export const idSigningCertificateV2 = '1.2.840.113549.1.9.16.2.47';
export const idSha256 = '2.16.840.1.101.3.4.2.1';
export const signatureAlgorithms = {
  'ecdsa-sha256': '1.2.840.10045.4.3.2',
  'rsa-sha256': '1.2.840.113549.1.1.11',
} as const;

/** DER of SigningCertificateV2 around one SHA-256, which is its default digest. */
const signingCertificatePrefix = Buffer.from('3026302430220420', 'hex');

/** Three numbers of ten digits, filled in when the file's length is known. */
const byteRangePlaceholder = '**********';

interface FormData {
  SigFlags?: number;
  NeedAppearances?: boolean;
  readonly Fields: unknown[];
}

/** Leaves room for the signature in a PDF that is still being drawn; the widget is invisible. */
export function reserveSignature(
  doc: InstanceType<typeof PDFDocument>,
  facts: { readonly signedAt: Date; readonly name: string; readonly reason: string },
): void {
  const signature = doc.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, byteRangePlaceholder, byteRangePlaceholder, byteRangePlaceholder],
    Contents: Buffer.alloc(placeholderBytes),
    M: facts.signedAt,
    Name: new String(facts.name),
    Reason: new String(facts.reason),
  });
  const widget = doc.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    V: signature,
    T: new String('Signature1'),
    // Printed and locked: nobody moves or fills it.
    F: 132,
    P: doc.page.dictionary,
  });
  doc.page.annotations.push(widget);
  doc.initForm();
  const form = (doc as unknown as { _root: { data: { AcroForm: { data: FormData } } } })._root.data.AcroForm;
  form.data.SigFlags = 3;
  form.data.Fields.push(widget);
  // A reader that draws the form anew would change what was signed.
  delete form.data.NeedAppearances;
  for (const ref of [signature, widget]) ref.end(null);
}

/** The PDF with its reserved room filled by the office's signature. */
export const signPdf = (pdf: Buffer, signer: CmsSigner): Promise<Buffer> =>
  new SignPdf().sign(pdf, new OfficeSigner(signer));

class OfficeSigner extends Signer {
  readonly #signer: CmsSigner;

  constructor(signer: CmsSigner) {
    super();
    this.#signer = signer;
  }

  override async sign(content: Buffer): Promise<Buffer> {
    return makeCms(content, this.#signer);
  }
}

async function makeCms(content: Uint8Array, signer: CmsSigner): Promise<Buffer> {
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
