/** PAdES B-B (ETSI EN 319 142-1): a CMS signature over the whole PDF, naming the certificate that made it. */
import { type CmsSigner, makeCms } from '@rekam/protocol/pdf/cms-signature.ts';
import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import type PDFDocument from 'pdfkit';

/** Room for the signature and a chain of four certificates, bytes. */
const placeholderBytes = 12_000;

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
  // PDF/A wants an appearance of every widget (ISO 19005-1 §6.5.3), of one that shows nothing, too.
  const nothing = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 0, 0], Resources: {} });
  nothing.end(Buffer.from('\n'));
  const widget = doc.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    AP: { N: nothing },
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
