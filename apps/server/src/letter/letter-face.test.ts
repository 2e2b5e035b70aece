/** What a letter says on its face, and how an end before its day is explained. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { defaultLetterPolicy, type voidReasonsByHand } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { LetterRow } from '@rekam/protocol/http/letter-api.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysDirOf } from '../office-keys/index.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';
import { signerFile } from './document-signer.ts';
import { makeTrialSigner } from './trial-signer.ts';

const photoBase64 = Buffer.from(encodeRgbJpeg(drawFace({ seed: 'face', background: 'red' }))).toString(
  'base64',
);
let office: TestOffice;
let operator: ApiClient;
let supervisor: ApiClient;
let residents = 0;

beforeAll(async () => {
  office = await openTestOffice({ jobs: false });
  operator = await office.signedInAs('operator', [{ role: 'operator', placeId: null }]);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  const { version: _, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await office.head.call(officeApi.addLetterPolicy, {
    body: { ...rule, purposes: [...rule.purposes], signatory },
  });
}, 60_000);
afterAll(() => office.close());

/** To somebody recorded before Rekam, photographed at the counter. */
async function issue(): Promise<LetterRow> {
  residents += 1;
  const nik = `53710445069${90_000 + residents}`;
  await office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
       marital_status, occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source)
     values ($1, 'MARIA CONTOH', 'MARIA CONTOH', 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK', 'BELUM KAWIN',
       'PELAJAR', 'WNI', 'JL. CONTOH 1', '004', '011', '53.71.04.1001', 'PRR', 'SIAK')`,
    [nik],
  );
  return operator.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } });
}
const endEarly = ({ id }: LetterRow, reason: (typeof voidReasonsByHand)[number], note = '') =>
  supervisor.call(officeApi.voidLetter, { params: { id }, body: { reason, note } });
const asked = async (number: string) =>
  (
    await fetch(`${office.url}/api/public/letters/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number }),
    })
  ).json();

describe('an end before its day', () => {
  it('LET12 LET14 on death and on order is seen by whoever checks; an order says which', async () => {
    const [dead, ordered] = [await issue(), await issue()];
    const death = { nik: dead.nik, diedOn: '2026-01-05', paper: 'Akta kematian 17' };
    await supervisor.call(officeApi.noteDeath, { body: death });
    await expect(endEarly(ordered, 'ordered', ' ')).rejects.toMatchObject({ code: 'LETTER_REASON_MISSING' });
    expect(await asked(ordered.number)).toMatchObject({ state: 'valid' });
    await endEarly(ordered, 'ordered', 'Surat Sekda 800/12/2026');
    for (const { number } of [dead, ordered])
      expect(await asked(number)).toMatchObject({ state: 'voided', endedOn: expect.any(String) });
    const { rows } = await office.database.query<{ note: string }>(
      "select details->>'note' as note from fact where kind = 'letter-voided' and subject_id = $1",
      [ordered.id],
    );
    expect(rows).toEqual([{ note: 'Surat Sekda 800/12/2026' }]);
  });

  it('LET21 a gap among the valid ones is explained by the register, number by number', async () => {
    const spoiled = await issue();
    const after = await issue();
    await endEarly(spoiled, 'spoiled', 'kertas macet');
    const body = { format: 'csv', scope: 'all', recipient: 'Arsip kantor' } as const;
    const csv = Buffer.from(await supervisor.bytes(officeApi.takeLetterRegister, { body })).toString('utf8');
    const lines = csv.trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => Number(line.split(';')[0]!.split('/')[1]))).toEqual([1, 2, 3, 4]);
    const lineOf = ({ number }: LetterRow) => lines.find((line) => line.startsWith(`${number};`))!;
    expect(lineOf(spoiled)).toMatch(/;BATAL;[\d-]{10};RUSAK SEBELUM DISERAHKAN$/);
    expect(lineOf(after)).toMatch(/;BERLAKU;;$/);
    expect(csv).toContain(';PEMEGANG MENINGGAL');
    expect(csv).toContain(';ATAS PERINTAH');
  });
});

describe.skipIf(!existsSync('/usr/bin/pdftotext'))('the face', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-letter-face-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const wordsOf = async ({ id }: LetterRow): Promise<string> => {
    const file = join(folder, 'letter.pdf');
    writeFileSync(file, await operator.bytes(officeApi.letterDocument, { params: { id } }));
    return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
  };

  it('says that it is signed by hand, or electronically, and never both', async () => {
    const byHand = await wordsOf(await issue());
    expect(byHand).toContain('tanda tangan basah dan cap dinas');
    expect(byHand).not.toContain('secara elektronik');
    expect(byHand).toContain('benar-benar telah melakukan perekaman KTP-el');
    await makeTrialSigner(keysDirOf(office.dataDir), Date.now());
    const electronic = await wordsOf(await issue());
    expect(electronic).toContain('Ditandatangani secara elektronik');
    expect(electronic).not.toContain('tanda tangan basah');
  });
});

const java = '/usr/bin/java';
/** Apache PDFBox Preflight and what it needs, as Debian has them. */
const validator = [
  'preflight',
  'pdfbox2',
  'xmpbox',
  'fontbox2',
  'commons-logging',
  'javax.activation',
  'jaxb-api',
].map((name) => `/usr/share/java/${name}.jar`);
it.runIf(existsSync(java) && validator.every((jar) => existsSync(jar)))(
  'LET86 a letter is PDF/A-1b, signed by hand and signed by the office',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekam-letter-archive-'));
    const file = join(folder, 'letter.pdf');
    const judged = async (): Promise<string> => {
      const { id } = await issue();
      writeFileSync(file, await operator.bytes(officeApi.letterDocument, { params: { id } }));
      const main = 'org.apache.pdfbox.preflight.Validator_A1b';
      return spawnSync(java, ['-cp', validator.join(':'), main, file], { encoding: 'utf8' }).stdout;
    };
    try {
      const signer = join(keysDirOf(office.dataDir), signerFile);
      rmSync(signer, { force: true });
      expect(await judged()).toContain('is a valid PDF/A-1b file');
      await makeTrialSigner(keysDirOf(office.dataDir), Date.now());
      expect(existsSync(signer)).toBe(true);
      expect(await judged()).toContain('is a valid PDF/A-1b file');
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

it.runIf(existsSync('/usr/bin/pdfinfo'))(
  'a letter is tagged, in a structure that poppler finds nothing wrong with',
  async () => {
    const { id } = await issue();
    const folder = mkdtempSync(join(tmpdir(), 'rekam-letter-tags-'));
    try {
      const file = join(folder, 'letter.pdf');
      writeFileSync(file, Buffer.from(await operator.bytes(officeApi.letterDocument, { params: { id } })));
      const said = spawnSync('/usr/bin/pdfinfo', ['-struct-text', file], { encoding: 'utf8' });
      expect(said.stderr).toBe('');
      expect(said.stdout).toContain('SURAT KETERANGAN');
      expect(said.stdout.match(/^ +Figure/gm)).toHaveLength(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
