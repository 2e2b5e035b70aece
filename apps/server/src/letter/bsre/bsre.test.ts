/** Signing by an e-sign service, from the passphrase to the file that another program believes; and all that it answers else. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { type EsignFault, type RunningEsign, startEsign } from '@rekam/devices/esign/simulator.ts';
import { defaultLetterPolicy } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysDirOf } from '../../office-keys/index.ts';
import { openTestOffice, type TestOffice } from '../../testing/test-office.ts';
import { verifyPdf } from '../verify-pdf.ts';
import { isOnlySigned } from './appended-signature.ts';
import { openBsreSigner } from './bsre-signer.ts';
import { parseDictionary } from './pdf-dictionary.ts';
import { bsreFile } from './settings.ts';

const passphrase = 'Kalimat-Rahasia-91';
const nik = '5371010101800001';
const account = { username: 'disdukcapil', password: 'kunci-layanan' };
const photoBase64 = Buffer.from(encodeRgbJpeg(drawFace({ seed: 'bsre', background: 'red' }))).toString(
  'base64',
);

let esign: RunningEsign;
let office: TestOffice;
let operator: ApiClient;
let supervisor: ApiClient;
let residents = 0;

beforeAll(async () => {
  esign = await startEsign({ ...account, nik, passphrase });
  office = await openTestOffice();
  operator = await office.signedInAs('operator', [{ role: 'operator', placeId: null }]);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  const { version: _, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await office.head.call(officeApi.addLetterPolicy, {
    body: { ...rule, purposes: [...rule.purposes], signatory },
  });
  use({});
}, 60_000);
afterAll(async () => {
  await office?.close();
  await esign?.close();
});
beforeEach(() => esign.fail('none'));

const use = (over: object) =>
  writeFileSync(
    join(keysDirOf(office.dataDir), bsreFile),
    JSON.stringify({ url: esign.url, ...account, nik, ...over }),
  );
const open = (secret = passphrase) => supervisor.call(officeApi.openLetterSigning, { body: { secret } });
const issue = async () => {
  residents += 1;
  const holder = `53710445069${90_000 + residents}`;
  await office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
       marital_status, occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source)
     values ($1, 'MARIA CONTOH', 'MARIA CONTOH', 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK', 'BELUM KAWIN',
       'PELAJAR', 'WNI', 'JL. CONTOH 1', '004', '011', '53.71.04.1001', 'PRR', 'SIAK')`,
    [holder],
  );
  return operator.call(officeApi.issueLetter, { body: { nik: holder, purpose: 'first-card', photoBase64 } });
};
const documentOf = async (id: string) =>
  Buffer.from(await operator.bytes(officeApi.letterDocument, { params: { id } }));
const lastSerial = async (): Promise<number> =>
  (
    await office.database.query<{ last: number }>(
      'select coalesce(max(last), 0)::int as last from letter_counter',
    )
  ).rows[0]!.last;

describe('signing by BSrE', () => {
  it('LET81 LET84 opened with the passphrase signs what pdfsig finds valid, and one changed byte invalid', async () => {
    await expect(issue()).rejects.toMatchObject({ code: 'LETTER_BSRE_CLOSED' });
    expect(await lastSerial()).toBe(0);
    expect(await open()).toMatchObject({
      way: 'bsre',
      certificate: { subject: expect.stringContaining('PEJABAT CONTOH'), expired: false },
    });
    const { id, signing } = await issue();
    expect(signing).toBe('electronic');
    const pdf = await documentOf(id);
    expect(verifyPdf(pdf)).toMatchObject({ ok: true });
    expect((await documentOf(id)).equals(pdf)).toBe(true);
    for (let at = 100; at < pdf.length; at += 4001) {
      const changed = Buffer.from(pdf);
      changed[at] = changed[at]! ^ 1;
      expect(verifyPdf(changed).ok).toBe(false);
    }
    if (!existsSync('/usr/bin/pdfsig')) return;
    const folder = mkdtempSync(join(tmpdir(), 'rekam-bsre-'));
    try {
      writeFileSync(join(folder, 'letter.pdf'), pdf);
      const said = execFileSync('pdfsig', ['-nocert', join(folder, 'letter.pdf')], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(said).toContain('Signature is Valid');
      expect(said).toContain('Total document signed');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each<[EsignFault, string]>([
    ['server-error', 'LETTER_BSRE_UNREACHABLE'],
    ['drops', 'LETTER_BSRE_UNREACHABLE'],
    ['certificate-expired', 'LETTER_BSRE_CERTIFICATE_EXPIRED'],
    ['no-pdf', 'LETTER_BSRE_ANSWER_FOREIGN'],
    ['unsigned', 'LETTER_BSRE_ANSWER_FOREIGN'],
    ['other-document', 'LETTER_BSRE_ANSWER_FOREIGN'],
    ['changed-page', 'LETTER_BSRE_ANSWER_FOREIGN'],
    ['other-signer', 'LETTER_BSRE_ANSWER_FOREIGN'],
  ])('LET84 a service with %s leaves the letter as it was; mended, it is signed', async (fault, code) => {
    await open();
    const { id } = await issue();
    esign.fail(fault);
    await expect(documentOf(id)).rejects.toMatchObject({ code });
    esign.fail('none');
    expect(verifyPdf(await documentOf(id)).ok).toBe(true);
  });

  it.each<[EsignFault, string]>([
    ['server-error', 'LETTER_BSRE_UNREACHABLE'],
    ['certificate-expired', 'LETTER_BSRE_CERTIFICATE_EXPIRED'],
    ['other-document', 'LETTER_BSRE_ANSWER_FOREIGN'],
  ])('LET81 a service with %s does not open, and nothing is issued', async (fault, code) => {
    esign.fail(fault);
    await expect(open()).rejects.toMatchObject({ code });
    const before = await lastSerial();
    await expect(issue()).rejects.toMatchObject({ code });
    expect(await lastSerial()).toBe(before);
  });

  it('LET82 a passphrase changed since is tried once, and typed again by a person', async () => {
    await open();
    const [first, second] = [await issue(), await issue()];
    esign.fail('wrong-passphrase');
    const before = esign.asked();
    for (const { id } of [first, second])
      await expect(documentOf(id)).rejects.toMatchObject({ code: 'LETTER_BSRE_PASSPHRASE_WRONG' });
    expect(esign.asked() - before).toBe(1);
    esign.fail('none');
    await open();
    expect(verifyPdf(await documentOf(second.id)).ok).toBe(true);
  });

  it('gives a slow service up', async () => {
    esign.fail('slow');
    const settings = { url: esign.url, ...account, nik };
    await expect(openBsreSigner(settings, passphrase, 200)).rejects.toMatchObject({
      code: 'LETTER_BSRE_UNREACHABLE',
    });
  });

  it.each([
    ['a wrong passphrase', {}, 'salah', 'LETTER_BSRE_PASSPHRASE_WRONG'],
    ['an unknown signer', { nik: '5371010101800002' }, passphrase, 'LETTER_BSRE_SIGNER_UNKNOWN'],
    ['a wrong account', { password: 'lain' }, passphrase, 'LETTER_BSRE_REFUSED'],
    ['nobody at the address', { url: 'http://127.0.0.1:9' }, passphrase, 'LETTER_BSRE_UNREACHABLE'],
    ['settings of another shape', { nik: '12' }, passphrase, 'LETTER_SIGNING_FILE_INVALID'],
  ])('LET81 %s is said', async (_what, over, secret, code) => {
    use(over);
    await expect(open(secret)).rejects.toMatchObject({ code });
    await expect(issue()).rejects.toMatchObject({ code });
    use({});
  });

  it('LET82 the passphrase stands in no fact, event or file of the office', async () => {
    await open();
    const { rows } = await office.database.query("select * from fact where subject_id = 'letter-signing'");
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify([rows, office.events])).not.toContain(passphrase);
    for (const entry of readdirSync(office.dataDir, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        expect(readFileSync(join(entry.parentPath, entry.name)).includes(passphrase)).toBe(false);
  });
});

describe('what was appended', () => {
  const sent = Buffer.from(
    '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Length 0 >>\nendobj\n',
    'latin1',
  );
  const closed = (text: string, numbers: readonly number[], trailer: string): string => {
    const table = text.length;
    const entries = numbers.map((number) => {
      const at = text.lastIndexOf(`\n${number} 0 obj`) + 1;
      return `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
    });
    return `${text}xref\n${entries.join('')}trailer\n<< ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  };
  const original = closed(sent.toString('latin1'), [1, 2, 3, 4], '/Size 5 /Root 1 0 R');
  const prev = /startxref\n(\d+)/.exec(original)![1]!;
  const revision = (
    objects: Readonly<Record<number, string>>,
    trailer = `/Size 7 /Root 1 0 R /Prev ${prev}`,
  ) => {
    const bodies = Object.entries(objects).map(([number, body]) => `${number} 0 obj\n${body}\nendobj\n`);
    return closed(`${original}${bodies.join('')}`, Object.keys(objects).map(Number), trailer);
  };
  const sound = {
    1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [6 0 R] >> >>',
    3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R] >>',
    5: '<< /Type /Sig >>',
    6: '<< /Type /Annot /Subtype /Widget /FT /Sig /Rect [0 0 0 0] /P 3 0 R /V 5 0 R >>',
  };
  const judge = (answered: string) =>
    isOnlySigned(Buffer.from(original, 'latin1'), Buffer.from(answered, 'latin1'));

  it('LET84 is an invisible signature', () => {
    expect(judge(revision(sound))).toBe(true);
  });

  it.each<[string, string]>([
    ['other contents', revision({ ...sound, 4: '<< /Length 9 >>' })],
    ['another page', revision({ ...sound, 3: sound[3].replace('4 0 R', '7 0 R') })],
    ['a page turned', revision({ ...sound, 3: sound[3].replace('/Annots', '/Rotate 180 /Annots') })],
    ['two annotations', revision({ ...sound, 3: sound[3].replace('[6 0 R]', '[6 0 R 5 0 R]') })],
    ['a visible widget', revision({ ...sound, 6: sound[6].replace('[0 0 0 0]', '[0 0 600 800]') })],
    ['a widget that acts', revision({ ...sound, 6: sound[6].replace('/P', '/A << /S /URI >> /P') })],
    ['other pages', revision({ ...sound, 1: sound[1].replace('2 0 R', '8 0 R') })],
    ['a form of two fields', revision({ ...sound, 1: sound[1].replace('[6 0 R]', '[6 0 R 7 0 R]') })],
    ['an XFA form', revision({ ...sound, 1: sound[1].replace('/Fields', '/XFA 5 0 R /Fields') })],
    ['another root', revision(sound, `/Size 7 /Root 6 0 R /Prev ${prev}`)],
    ['a table that forgets the first', revision(sound, '/Size 7 /Root 1 0 R /Prev 0')],
    ['an encrypted file', revision(sound, `/Size 7 /Root 1 0 R /Encrypt 5 0 R /Prev ${prev}`)],
    ['nothing', original],
    ['no table', `${original}\n%%EOF\n`],
    ['another beginning', revision(sound).replace('%PDF-1.7', '%PDF-1.6')],
  ])('LET84 is never %s', (_what, answered) => {
    expect(judge(answered)).toBe(false);
  });

  it('reads dictionaries with strings, arrays and dictionaries in them, and nothing else', () => {
    const read = parseDictionary(
      '<< /A (x (y\\) >> /B) z) /B [1 [2] <</C 3>>] /D<</E /F>>/G true /H <0aFF> >>',
    );
    expect(Object.fromEntries(read)).toEqual({
      '/A': '(x (y\\) >> /B) z)',
      '/B': '[ 1 [ 2 ] << /C 3 >> ]',
      '/D': '<< /E /F >>',
      '/G': 'true',
      '/H': '<0aFF>',
    });
    for (const text of ['', '<<', '<< /A >>', '<< /A 1 /A 2 >>', '<< A 1 >>', '<< /A ( >>', '<< /A [1 >>'])
      expect(() => parseDictionary(text)).toThrow(SyntaxError);
  });
});
