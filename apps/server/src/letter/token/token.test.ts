/** Signing with a token, from the PIN to the file that another program believes. */
import { execFileSync } from 'node:child_process';
import { createSign, generateKeyPairSync, verify } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { defaultLetterPolicy } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysDirOf } from '../../office-keys/index.ts';
import { hasSoftToken, makeSoftTokens, type SoftToken } from '../../testing/soft-token.ts';
import { openTestOffice, type TestOffice } from '../../testing/test-office.ts';
import { makeTrialSigner } from '../trial-signer.ts';
import { verifyPdf } from '../verify-pdf.ts';
import { derOfEcdsa } from './der-of-ecdsa.ts';
import { tokenFile } from './settings.ts';
import { tokenRefusal } from './token-answers.ts';

it('LET82 says in words what a token answers; whatever is not known is a token that is not there', () => {
  expect([0xa0, 0xa2, 0xa4, 0xa3].map(tokenRefusal)).toEqual([
    'LETTER_TOKEN_PIN_WRONG',
    'LETTER_TOKEN_PIN_WRONG',
    'LETTER_TOKEN_LOCKED',
    'LETTER_TOKEN_LOCKED',
  ]);
  expect([0xe0, 0x32, 0xb3, 0x5, 0x7fff].map(tokenRefusal)).toEqual(
    Array.from({ length: 5 }, () => 'LETTER_TOKEN_GONE'),
  );
  expect(tokenRefusal(null)).toBe('LETTER_TOKEN_MODULE_UNUSABLE');
});

it.each(['P-256', 'P-384', 'P-521'])('writes signatures of %s as certificates want them', (namedCurve) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  for (let turn = 0; turn < 300; turn++) {
    const bytes = Buffer.from(`letter ${turn}`);
    const raw = createSign('sha256').update(bytes).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' });
    expect(verify('sha256', bytes, publicKey, derOfEcdsa(raw))).toBe(true);
  }
});

describe.skipIf(!hasSoftToken)('a token', () => {
  const photoBase64 = Buffer.from(encodeRgbJpeg(drawFace({ seed: 'token', background: 'red' }))).toString(
    'base64',
  );
  let tokens: SoftToken;
  let office: TestOffice;
  let operator: ApiClient;
  let supervisor: ApiClient;
  let residents = 0;

  beforeAll(async () => {
    tokens = makeSoftTokens();
    await tokens.make('Rekam');
    await tokens.make('Rekam RSA', { key: 'rsa:2048' });
    await tokens.make('Rekam PIN', { asksEachTime: true });
    await tokens.make('Asing', { certificate: 'foreign' });
    await tokens.make('Kosong', { certificate: 'none' });
    await tokens.make('Habis', { notAfter: new Date('2021-01-01') });
    office = await openTestOffice();
    operator = await office.signedInAs('operator', [{ role: 'operator', placeId: null }]);
    supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
    const { version: _, ...rule } = defaultLetterPolicy;
    const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
    await office.head.call(officeApi.addLetterPolicy, {
      body: { ...rule, purposes: [...rule.purposes], signatory },
    });
    use('Rekam');
  }, 120_000);
  afterAll(async () => {
    await office?.close();
    tokens?.remove();
  });

  const settingsFile = () => join(keysDirOf(office.dataDir), tokenFile);
  const use = (token: string, over: object = {}) =>
    writeFileSync(settingsFile(), JSON.stringify({ module: tokens.module, token, ...over }));
  const open = (secret = tokens.pin) => supervisor.call(officeApi.openLetterSigning, { body: { secret } });
  const state = () => supervisor.call(officeApi.letterSigning, {});
  const issue = async () => {
    residents += 1;
    const nik = `53710445069${90_000 + residents}`;
    await office.database.query(
      `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
         marital_status, occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source)
       values ($1, 'MARIA CONTOH', 'MARIA CONTOH', 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK',
         'BELUM KAWIN', 'PELAJAR', 'WNI', 'JL. CONTOH 1', '004', '011', '53.71.04.1001', 'PRR', 'SIAK')`,
      [nik],
    );
    return operator.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } });
  };
  const documentOf = async (id: string) =>
    Buffer.from(await operator.bytes(officeApi.letterDocument, { params: { id } }));
  const lettersIssued = async (): Promise<number> =>
    (
      await office.database.query<{ last: number }>(
        'select coalesce(max(last), 0)::int as last from letter_counter',
      )
    ).rows[0]!.last;

  /** What runs beside this process, by its number. */
  const holders = (): string[] =>
    readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .filter((entry) => {
        try {
          const parent = / (\d+) /.exec(
            readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]!.slice(1),
          )?.[1];
          return (
            Number(parent) === process.pid &&
            readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes('token-process')
          );
        } catch {
          return false;
        }
      });

  it('LET81 that nobody opened issues nothing, takes no number, and says who opens it', async () => {
    await expect(issue()).rejects.toMatchObject({ code: 'LETTER_TOKEN_CLOSED' });
    expect(await lettersIssued()).toBe(0);
    expect(await state()).toMatchObject({
      way: 'token',
      certificate: null,
      problem: { code: 'LETTER_TOKEN_CLOSED' },
    });
    const body = { secret: tokens.pin };
    await expect(operator.call(officeApi.openLetterSigning, { body })).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
  });

  it('LET82 LET83 opened with its PIN signs what pdfsig finds valid, and one changed byte invalid', async () => {
    expect(await open()).toMatchObject({
      way: 'token',
      certificate: { subject: expect.stringContaining('Dinas Contoh'), expired: false },
      problem: null,
    });
    const letter = await issue();
    expect(letter.signing).toBe('electronic');
    const pdf = await documentOf(letter.id);
    expect(verifyPdf(pdf)).toMatchObject({
      ok: true,
      value: { issuer: expect.stringContaining('Otoritas') },
    });
    const folder = mkdtempSync(join(tmpdir(), 'rekam-token-letter-'));
    try {
      const look = (bytes: Buffer): string => {
        writeFileSync(join(folder, 'letter.pdf'), bytes);
        return execFileSync('pdfsig', ['-nocert', join(folder, 'letter.pdf')], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
      };
      const changed = Buffer.from(pdf);
      const at = pdf.indexOf('/Title') + 12;
      changed[at] = changed[at]! ^ 1;
      expect(verifyPdf(changed).ok).toBe(false);
      if (!existsSync('/usr/bin/pdfsig')) return;
      expect(look(pdf)).toContain('Signature is Valid');
      expect(look(pdf)).toContain('Total document signed');
      expect(look(changed)).toContain('Digest Mismatch');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('LET82 its PIN stands in no argument, environment, fact or event, nor in a file of the office', async () => {
    await open();
    const [holder] = holders();
    for (const name of ['cmdline', 'environ'])
      for (const pid of [holder!, String(process.pid)])
        expect(readFileSync(`/proc/${pid}/${name}`).includes(tokens.pin)).toBe(false);
    const facts = await office.database.query("select * from fact where subject_id = 'letter-signing'");
    expect(facts.rows.length).toBeGreaterThan(0);
    expect(JSON.stringify([facts.rows, office.events])).not.toContain(tokens.pin);
    for (const entry of readdirSync(office.dataDir, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        expect(readFileSync(join(entry.parentPath, entry.name)).includes(tokens.pin)).toBe(false);
  });

  it('LET81 pulled out: nothing new is issued, a letter on the way waits, and both go on once it is opened', async () => {
    await open();
    const waiting = await issue();
    process.kill(Number(holders()[0]), 'SIGKILL');
    await expect.poll(async () => (await state()).problem?.code).toBe('LETTER_TOKEN_GONE');
    const before = await lettersIssued();
    await expect(issue()).rejects.toMatchObject({ code: 'LETTER_TOKEN_GONE' });
    expect(await lettersIssued()).toBe(before);
    await expect(documentOf(waiting.id)).rejects.toMatchObject({ code: 'LETTER_TOKEN_GONE' });
    const away = `${tokens.folder}-away`;
    renameSync(tokens.folder, away);
    await expect(open()).rejects.toMatchObject({ code: 'LETTER_TOKEN_GONE' });
    renameSync(away, tokens.folder);
    await open();
    expect(verifyPdf(await documentOf(waiting.id)).ok).toBe(true);
  });

  it('LET82 a wrong PIN is said, written down and closes what was open', async () => {
    await expect(open('00000000')).rejects.toMatchObject({ code: 'LETTER_TOKEN_PIN_WRONG' });
    await expect(issue()).rejects.toMatchObject({ code: 'LETTER_TOKEN_PIN_WRONG' });
    const { rows } = await office.database.query<{ code: string }>(
      "select details->>'code' as code from fact where kind = 'letter-signing-refused' order by seq desc limit 1",
    );
    expect(rows).toEqual([{ code: 'LETTER_TOKEN_PIN_WRONG' }]);
    expect(holders()).toEqual([]);
  });

  it.each([
    ['a key without its certificate', 'Asing', {}, 'LETTER_TOKEN_CERTIFICATE_FOREIGN'],
    ['no certificate', 'Kosong', {}, 'LETTER_TOKEN_CERTIFICATE_FOREIGN'],
    ['an ended certificate', 'Habis', {}, 'LETTER_CERTIFICATE_EXPIRED'],
    ['no key of that label', 'Rekam', { key: 'lain' }, 'LETTER_TOKEN_KEY_MISSING'],
    ['another label', 'Tidak ada', {}, 'LETTER_TOKEN_GONE'],
    ['no module', 'Rekam', { module: '/usr/lib/tidak-ada.so' }, 'LETTER_TOKEN_MODULE_UNUSABLE'],
  ])('LET81 with %s does not open', async (_what, label, over, code) => {
    use(label, over);
    await expect(open()).rejects.toMatchObject({ code });
    await expect(issue()).rejects.toMatchObject({ code });
    expect(holders()).toEqual([]);
  });

  it('signs with RSA, too, and is closed by a person', async () => {
    use('Rekam RSA');
    await open();
    const { id } = await issue();
    expect(verifyPdf(await documentOf(id)).ok).toBe(true);
    expect(await supervisor.call(officeApi.closeLetterSigning, {})).toMatchObject({
      problem: { code: 'LETTER_TOKEN_CLOSED' },
    });
    expect(holders()).toEqual([]);
  });

  it('LET82 LET85 signs with a key that wants its PIN for each signature, letter after letter', async () => {
    use('Rekam PIN');
    await open();
    for (const { id } of [await issue(), await issue()])
      expect(verifyPdf(await documentOf(id)).ok).toBe(true);
    await supervisor.call(officeApi.closeLetterSigning, {});
    expect(holders()).toEqual([]);
  });

  it('LET80 beside a certificate in a file, or with unreadable settings, nothing is signed', async () => {
    writeFileSync(settingsFile(), '{"token": "Rekam"}');
    await expect(issue()).rejects.toMatchObject({ code: 'LETTER_SIGNING_FILE_INVALID' });
    use('Rekam');
    await makeTrialSigner(keysDirOf(office.dataDir), Date.now());
    await expect(issue()).rejects.toMatchObject({ code: 'LETTER_SIGNING_AMBIGUOUS' });
    expect(await state()).toMatchObject({ way: null, problem: { code: 'LETTER_SIGNING_AMBIGUOUS' } });
    rmSync(settingsFile());
    expect((await issue()).signing).toBe('electronic');
  });
});
