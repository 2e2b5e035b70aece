import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { canonicalJson, defaultLetterPolicy } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { codeSignerOf, trustedCodeKeyOf } from '@rekam/protocol/qr/node-keys.ts';
import {
  parseVerifiableCode,
  signVerifiableCode,
  verifyVerifiableCode,
} from '@rekam/protocol/qr/verifiable-code.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice, testPassword } from '../testing/test-office.ts';
import { signerFile, signerFromPem } from './document-signer.ts';
import { endedMark } from './status-list.ts';
import { makeTrialSigner } from './trial-signer.ts';
import { verifyPdf } from './verify-pdf.ts';

const dayMs = 86_400_000;
const startMs = Date.parse('2026-11-25T02:00:00Z');
let nowMs = startMs;
let office: TestOffice;
let supervisor: ApiClient;
let operator: ApiClient;
let photoBase64: string;

const niks = Array.from({ length: 12 }, (_, index) => `53710445069900${String(index + 10)}`);
/** More than the office has connections. */
const crowd = Array.from({ length: 40 }, (_, index) => `53710445069901${String(index + 10)}`);
const recordedStatus = (index: number) => (index === 9 ? 'DUPLICATE_RECORD' : index === 8 ? null : 'PRR');

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs });
  photoBase64 = Buffer.from(encodeRgbJpeg(drawFace({ seed: 'letter', background: 'red' }))).toString(
    'base64',
  );
  for (const [index, nik] of [...niks, ...crowd].entries())
    await office.database.query(
      `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
         marital_status, occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source)
       values ($1, $2, $2, 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK', 'BELUM KAWIN', 'PELAJAR', 'WNI',
         'JL. CONTOH 1', '004', '011', '53.71.04.1001', $3, case when $3::text is null then null else 'SIAK' end)`,
      [nik, `MARIA CONTOH ${'ABCDEFGHIJKL'[index] ?? 'RAMAI'}`, recordedStatus(index)],
    );
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  operator = await office.signedInAs('operator', [{ role: 'operator', placeId: null }]);
}, 120_000);
afterAll(() => office.close());

const issue = (client: ApiClient, index: number, over: object = {}) =>
  client.call(officeApi.issueLetter, {
    body: { nik: niks[index]!, purpose: 'first-card', photoBase64, ...over },
  });

/** The office's clock moves; sessions end with it, so both sign in again. */
async function travelTo(ms: number): Promise<void> {
  nowMs = ms;
  for (const [client, username] of [
    [supervisor, 'penyelia'],
    [operator, 'operator'],
  ] as const)
    await client.call(officeApi.signIn, { body: { username, password: testPassword } });
}

const documentOf = async (client: ApiClient, id: string): Promise<Buffer> =>
  Buffer.from(await client.bytes(officeApi.letterDocument, { params: { id } }));

it('LET1 without a rule no letter is issued, and the head sets one', async () => {
  await expect(issue(operator, 0)).rejects.toMatchObject({ code: 'LETTER_NO_POLICY' });
  const { version, ...rule } = defaultLetterPolicy;
  const body = { ...rule, purposes: [...rule.purposes] };
  await expect(office.head.call(officeApi.addLetterPolicy, { body })).rejects.toMatchObject({
    code: 'LETTER_POLICY_INVALID',
  });
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await expect(
    operator.call(officeApi.addLetterPolicy, { body: { ...body, signatory } }),
  ).rejects.toMatchObject({
    code: 'ACCESS_DENIED',
  });
  const versions = await office.head.call(officeApi.addLetterPolicy, { body: { ...body, signatory } });
  expect(versions).toMatchObject([{ version, signatory }]);
});

describe('issuing', () => {
  it('LET2, LET5, LET6, LET7 are asked of real residents, and nothing refused takes a number', async () => {
    await expect(issue(operator, 0, { nik: '5371044506990099' })).rejects.toMatchObject({
      code: 'LETTER_RESIDENT_UNKNOWN',
    });
    await expect(issue(operator, 8)).rejects.toMatchObject({ code: 'LETTER_NOT_RECORDED' });
    await expect(issue(operator, 0, { photoBase64: null })).rejects.toMatchObject({
      code: 'LETTER_PHOTO_MISSING',
    });
    await expect(issue(operator, 0, { photoBase64: 'bm8gcGhvdG8=' })).rejects.toMatchObject({
      code: 'LETTER_PHOTO_UNREADABLE',
    });
    await expect(issue(operator, 9, { decisionReason: 'Sudah dicek' })).rejects.toMatchObject({
      code: 'LETTER_SUPERVISOR_NEEDED',
    });
    expect(await issue(operator, 0)).toMatchObject({
      number: '471.13/1/DISDUKCAPIL/2026',
      validUntil: '2027-05-25',
      state: 'valid',
      signing: 'by-hand',
    });
    await expect(issue(operator, 0)).rejects.toMatchObject({ code: 'LETTER_ALREADY_ACTIVE' });
    expect(await issue(supervisor, 9, { decisionReason: 'Sudah dicek dengan KK' })).toMatchObject({
      state: 'valid',
    });
  });

  it('LET20 asked for all at once, the numbers run without a gap, and one resident gets one', async () => {
    const asked = [1, 2, 3, 4, 5, 1, 2, 3].map((index) =>
      issue(operator, index).catch((error) => error.code),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer === 'LETTER_ALREADY_ACTIVE')).toHaveLength(3);
    const { rows } = await operator.call(officeApi.listLetters, { query: {} });
    expect(rows.map(({ number }) => Number(number.split('/')[1]))).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('LET11 renewed in its time: both know of each other, the photo goes along', async () => {
    const first = await issue(operator, 6);
    const renew = (id: string) => operator.call(officeApi.renewLetter, { params: { id }, body: {} });
    await expect(renew(first.id)).rejects.toMatchObject({ code: 'LETTER_TOO_EARLY' });
    await travelTo(startMs + 175 * dayMs);
    const both = await Promise.allSettled([renew(first.id), renew(first.id)]);
    const renewed = both.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(renewed).toMatchObject([{ previousId: first.id, number: '471.13/1/DISDUKCAPIL/2027' }]);
    const { rows } = await operator.call(officeApi.searchLetters, { body: { q: first.number } });
    expect(rows).toMatchObject([{ state: 'replaced', replacedById: renewed[0]!.id }]);
    expect((await documentOf(operator, renewed[0]!.id)).length).toBeGreaterThan(20_000);
    await travelTo(startMs);
  });

  it('LET12 voided for good, by those who may', async () => {
    const { rows } = await operator.call(officeApi.searchLetters, { body: { q: niks[5]! } });
    const params = { id: rows[0]!.id };
    const body = { reason: 'spoiled' as const, note: 'kertas macet' };
    await expect(operator.call(officeApi.voidLetter, { params, body })).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
    expect(await supervisor.call(officeApi.voidLetter, { params, body })).toMatchObject({
      state: 'voided',
      voided: { reason: 'spoiled', on: '2026-11-25' },
    });
    await expect(supervisor.call(officeApi.voidLetter, { params, body })).rejects.toMatchObject({
      code: 'LETTER_VOIDED',
    });
  });

  it('says in facts who issued which number, and never to whom', async () => {
    const { rows } = await office.database.query<{ details: object; permitted: string }>(
      `select details, permitted_by as permitted from fact where noun = 'letter' and kind = 'letter-issued' order by seq`,
    );
    expect(rows.length).toBeGreaterThan(6);
    expect(JSON.stringify(rows)).not.toMatch(/\d{16}|MARIA/);
    expect(rows[0]!.permitted).toBe('ACC61 operator@office');
  });
});

describe('the document', () => {
  it('rests encrypted, and is the same bytes for ever', async () => {
    const { rows } = await operator.call(officeApi.searchLetters, { body: { q: niks[0]! } });
    const [one, two] = await Promise.all([
      documentOf(operator, rows[0]!.id),
      documentOf(operator, rows[0]!.id),
    ]);
    expect(one.equals(two)).toBe(true);
    const stored = readdirSync(join(office.dataDir, 'letters'), {
      recursive: true,
      withFileTypes: true,
    }).filter((entry) => entry.isFile());
    expect(stored.some(({ name }) => name.endsWith('.document'))).toBe(true);
    for (const entry of stored)
      expect(readFileSync(join(entry.parentPath, entry.name)).includes('%PDF')).toBe(false);
  });

  it('a certificate that has ended issues nothing; one without its key is named', async () => {
    await makeTrialSigner(join(office.dataDir, 'keys'), nowMs);
    await travelTo(startMs + 3 * 365 * dayMs);
    await expect(issue(operator, 7)).rejects.toMatchObject({ code: 'LETTER_CERTIFICATE_EXPIRED' });
    await travelTo(startMs);
    const own = readFileSync(join(office.dataDir, 'keys', signerFile), 'utf8');
    const other = mkdtempSync(join(tmpdir(), 'rekam-other-signer-'));
    await makeTrialSigner(other, nowMs);
    const foreign = readFileSync(join(other, signerFile), 'utf8');
    rmSync(other, { recursive: true });
    const mixed =
      own.slice(0, own.indexOf('-----BEGIN CERT')) + foreign.slice(foreign.indexOf('-----BEGIN CERT'));
    expect(() => signerFromPem(mixed)).toThrow('LETTER_CERTIFICATE_INVALID');
  });

  it.skipIf(!existsSync('/usr/bin/pdfsig'))(
    'is signed so that pdfsig finds it valid, and a changed byte is seen',
    async () => {
      const { id } = await issue(operator, 7);
      const pdf = await documentOf(operator, id);
      const folder = mkdtempSync(join(tmpdir(), 'rekam-letter-'));
      try {
        const look = (bytes: Buffer) => {
          writeFileSync(join(folder, 'letter.pdf'), bytes);
          return execFileSync('pdfsig', ['-nocert', join(folder, 'letter.pdf')], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          });
        };
        const good = look(pdf);
        expect(good).toContain('Signature is Valid');
        expect(good).toContain('Total document signed');
        expect(good).toContain('ETSI.CAdES.detached');
        const at = pdf.indexOf('/Title');
        const changed = Buffer.from(pdf);
        changed[at + 12] = changed[at + 12]! ^ 1;
        expect(look(changed)).toContain('Digest Mismatch');
        expect(look(Buffer.concat([pdf, Buffer.from('\n% appended revision\n%%EOF\n')]))).toContain(
          'Not total document signed',
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

it('a signed file is told from a changed, an extended and an unsigned one', async () => {
  const { rows } = await operator.call(officeApi.searchLetters, { body: { q: niks[10]! } });
  expect(rows).toEqual([]);
  const { id, signing } = await issue(operator, 10);
  expect(signing).toBe('electronic');
  const pdf = await documentOf(operator, id);
  expect(verifyPdf(pdf)).toMatchObject({
    ok: true,
    value: { subject: expect.stringContaining('PERCOBAAN') },
  });
  expect(verifyPdf(Buffer.concat([pdf, Buffer.from('\n%')]))).toMatchObject({ code: 'LETTER_FILE_EXTENDED' });
  // Every digit of the signature, some of what fills its room up, and some of everything else.
  const room = pdf.indexOf('/Contents <') + '/Contents <'.length;
  const signatureDigits = 2 * (4 + Number.parseInt(pdf.toString('latin1', room + 4, room + 8), 16));
  const accepted = Array.from({ length: pdf.length }, (_, at) => at)
    .filter((at) => (at >= room && at < room + signatureDigits) || at % 499 === 0)
    .filter((at) => {
      const changed = Buffer.from(pdf);
      changed[at] = changed[at]! ^ 1;
      return verifyPdf(changed).ok;
    });
  expect(accepted).toEqual([]);
  const otherCase = Buffer.from(pdf);
  const letter = otherCase.findIndex((byte, at) => at > room && byte >= 0x61 && byte <= 0x66);
  otherCase[letter] = otherCase[letter]! ^ 0x20;
  expect(verifyPdf(otherCase).ok).toBe(false);
  const byHand = (await operator.call(officeApi.searchLetters, { body: { q: niks[0]! } })).rows[0]!;
  expect(verifyPdf(await documentOf(operator, byHand.id))).toMatchObject({ code: 'LETTER_FILE_NOT_SIGNED' });
  const swapped = Buffer.from(pdf);
  swapped.write('00', pdf.indexOf('/Contents <') + 600, 'latin1');
  expect(verifyPdf(swapped).ok).toBe(false);
});

it('files given together are verified each on its own, and one that was changed is not lost among them', async () => {
  const { rows } = await operator.call(officeApi.searchLetters, { body: { q: niks[10]! } });
  const pdf = await documentOf(operator, rows[0]!.id);
  const folder = mkdtempSync(join(tmpdir(), 'rekam-verify-'));
  try {
    const files = ['asli.pdf', 'ditambah.pdf', 'lagi.pdf'].map((name) => join(folder, name));
    for (const file of files)
      writeFileSync(file, file.includes('ditambah') ? Buffer.concat([pdf, Buffer.from('\n%')]) : pdf);
    const verify = (...asked: string[]) =>
      spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), 'verify', ...asked, '--json'], {
        encoding: 'utf8',
      });
    const { stdout, status } = verify(...files);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).problem),
    ).toEqual([null, 'LETTER_FILE_EXTENDED', null]);
    expect(status).toBe(1);
    expect(verify(files[0]!, files[2]!).status).toBe(0);
    const { number } = rows[0]!;
    expect(JSON.parse(verify(files[0]!).stdout)).toMatchObject({
      kind: 'file',
      valid: true,
      facts: { number },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

it('a file of a letter that ended is told as such once the office is named', async () => {
  const { rows } = await operator.call(officeApi.searchLetters, { body: { q: niks[10]! } });
  const body = { reason: 'ordered', note: 'Surat Sekda 800/12' } as const;
  await supervisor.call(officeApi.voidLetter, { params: { id: rows[0]!.id }, body });
  const folder = mkdtempSync(join(tmpdir(), 'rekam-verify-'));
  try {
    const file = join(folder, 'batal.pdf');
    writeFileSync(file, await documentOf(operator, rows[0]!.id));
    const program = join(import.meta.dirname, 'main.ts');
    const verify = (...named: string[]) =>
      promisify(execFile)(process.execPath, [program, 'verify', file, '--json', ...named]).catch(
        (error: { readonly stdout: string; readonly code: number }) => error,
      );
    const alone = await verify();
    expect(JSON.parse(alone.stdout)).toMatchObject({ kind: 'file', valid: true });
    const asked = await verify('--office', office.url);
    expect(JSON.parse(asked.stdout)).toMatchObject({ valid: false, problem: 'voided' });
    expect(asked).toMatchObject({ code: 1 });
    const told = await promisify(execFile)(process.execPath, [
      program,
      'verify',
      file,
      '--office',
      office.url,
    ]).catch((error: { readonly stdout: string }) => error);
    expect(told.stdout).toMatch(/^✗ Sudah dibatalkan.*Nomor · Number: 471.*Ended on: 25-11-2026\n/s);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

it('LET61 a code of another city, one in this office’s name by a strange key, and half a code are told apart', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const codeOf = (issuer: string) =>
    signVerifiableCode(
      {
        claims: { issuer, subject: '471.13/1/DISDUKCAPIL/2026', issuedAt: 1, expiresAt: 4_000_000_000 },
        identity: { id: '3171010101900001', fullName: 'ORANG LAIN' },
      },
      codeSignerOf(privateKey),
    );
  const keys = await fetch(`${office.url}/api/public/letters/keys`);
  const { issuer: own } = (await keys.json()) as { issuer: string };
  const [other, strange] = [await codeOf('urn:dukcapil:31.71'), await codeOf(own)];
  const program = join(import.meta.dirname, 'main.ts');
  const asked = [other, strange, other.slice(0, -20), '--json', '--office', office.url];
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'verify', ...asked]).catch(
    (error: { readonly stdout: string }) => error,
  );
  const verdicts = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(verdicts.map(({ problem }) => problem)).toEqual([
    'CODE_KEY_UNKNOWN',
    'CODE_FORGED',
    'CODE_UNREADABLE',
  ]);
  expect(verdicts[0].facts).toEqual({ issuer: 'urn:dukcapil:31.71' });
}, 60_000);

describe('the register', () => {
  const take = (client: ApiClient, format: 'csv' | 'xlsx', over: object = {}) =>
    client.bytes(officeApi.takeLetterRegister, {
      body: { format, scope: 'all', recipient: 'KPU Kota Kupang', ...over },
    });

  it('LET40, LET41 tells all letters or the valid ones, a NIK as text and nobody’s name as a formula', async () => {
    await office.database.query('update resident set name = $2 where nik = $1', [
      niks[11],
      '=HYPERLINK("x")',
    ]);
    await issue(operator, 11);
    const csv = Buffer.from(await take(supervisor, 'csv')).toString('utf8');
    const rows = csv.trimEnd().split('\r\n');
    const counted = await office.database.query<{ count: number }>(
      'select count(*)::int as count from letter',
    );
    expect(rows).toHaveLength(1 + counted.rows[0]!.count);
    expect(csv.startsWith('\uFEFFnomor_surat;nik;nama;')).toBe(true);
    expect(csv).toContain(`;${niks[11]};"'=HYPERLINK(""x"")";`);
    expect(csv).toMatch(/;BATAL;2026-11-25/);
    const valid = Buffer.from(await take(supervisor, 'csv', { scope: 'valid' })).toString('utf8');
    expect(valid).not.toMatch(/;(BATAL|DIGANTI|HABIS);/);
    expect(valid.split('\r\n').length).toBeLessThan(rows.length + 1);
    const book = unzipSync(new Uint8Array(await take(supervisor, 'xlsx')));
    const texts = Object.entries(book)
      .filter(([name]) => name.endsWith('.xml'))
      .map(([, bytes]) => strFromU8(bytes))
      .join('');
    expect(texts).toContain(`>${niks[11]}<`);
    expect(texts).toContain('=HYPERLINK(');
    expect(texts).not.toMatch(/<f[ >]/);
    expect(texts).not.toContain(`<v>${niks[11]}</v>`);
  });

  it('LET42 is handed out with permission only, and the fact says to whom, how many, never whose', async () => {
    await expect(take(operator, 'csv')).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    await expect(take(supervisor, 'csv', { recipient: ' ' })).rejects.toMatchObject({
      code: 'LETTER_RECIPIENT_MISSING',
    });
    const { rows } = await office.database.query<{ details: object }>(
      `select details from fact where kind = 'letter-register-taken' order by seq`,
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]!.details).toMatchObject({ format: 'csv', scope: 'all', recipient: 'KPU Kota Kupang' });
    expect(JSON.stringify(rows)).not.toMatch(/\d{16}|MARIA/);
  });
});

describe('anybody', () => {
  const anonymous = (path: string, init?: RequestInit) => fetch(`${office.url}${path}`, init);
  const ask = async (number: string) =>
    (
      await anonymous('/api/public/letters/check', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ number }),
      })
    ).json();

  it('LET30 learns validity and initials by the number, never NIK or name', async () => {
    expect(await ask(' 471.13/1/disdukcapil/2026 ')).toMatchObject({ state: 'valid', initials: 'M. C. A.' });
    expect(await ask('471.13/999/DISDUKCAPIL/2026')).toMatchObject({ state: 'unknown', initials: null });
    const { rows } = await operator.call(officeApi.searchLetters, { body: { q: niks[5]! } });
    const voided = await ask(rows[0]!.number);
    expect(voided).toMatchObject({ state: 'voided', endedOn: '2026-11-25' });
    expect(JSON.stringify([voided, await ask('471.13/1/DISDUKCAPIL/2026')])).not.toMatch(/\d{16}|MARIA/);
  });

  it('LET32 checks a list line for line, as CSV, and tells no more than by number', async () => {
    const ask = (daftar: string) =>
      anonymous('/surat/daftar', { method: 'POST', body: new URLSearchParams({ daftar }) });
    const [valid, forged] = ['471.13/1/DISDUKCAPIL/2026', '=1+1'];
    const answer = await ask(`nomor_surat;nama\r\n${forged}\r\n\r\n${valid.toLowerCase()};X\r\n${valid}`);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const lines = (await answer.text()).trimEnd().split('\r\n');
    expect(lines[1]).toMatch(/^'=1\+1;TIDAK DIKENAL;;;;/);
    expect(lines[2]).toMatch(`${valid};BERLAKU;M. C. A.;2027-05-25;;`);
    expect(lines[3]).toBe(lines[2]);
    expect(lines).toHaveLength(4);
    expect(lines.join()).not.toMatch(/\d{16}|MARIA/);
    expect(await (await ask('\n \n')).text()).toContain('LETTER_LIST_EMPTY');
    expect(await (await ask('1\n'.repeat(2001))).text()).toContain('LETTER_LIST_TOO_LONG');
  });

  it('checks the code offline with the published key, and knows ended letters by the signed list', async () => {
    const { issuer, keys } = (await (await anonymous('/api/public/letters/keys')).json()) as {
      issuer: string;
      keys: { spki: string }[];
    };
    const key = createPublicKey({ key: Buffer.from(keys[0]!.spki, 'base64'), format: 'der', type: 'spki' });
    const { rows } = await office.database.query<{ code: string; number: string }>(
      'select code, number from letter order by year, serial',
    );
    const parsed = await parseVerifiableCode(rows[0]!.code);
    const believed =
      parsed.ok && (await verifyVerifiableCode(parsed.value, [trustedCodeKeyOf(key, issuer)], nowMs / 1000));
    expect(believed).toMatchObject({
      ok: true,
      value: {
        claims: { subject: rows[0]!.number },
        identity: { id: niks[0], fullName: 'MARIA CONTOH A', gender: 2 },
      },
    });
    const list = (await (await anonymous('/api/public/letters/status-list')).json()) as {
      value: { ended: Record<string, string[]>; asOf: string; issuer: string };
      signature: string;
    };
    const bytes = Buffer.from(`rekam/letter-status/2\n${canonicalJson(list.value)}`);
    const signature = Buffer.from(list.signature, 'base64');
    expect(verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    const voided = rows.find(({ number }) => number.includes('/6/') || number.includes('/7/'));
    const marks = Object.values(list.value.ended).flat();
    expect(marks.length).toBeGreaterThan(0);
    expect(marks).not.toContain(endedMark(rows[0]!.number));
    expect(voided).toBeDefined();
  });

  it('reads the code of a letter within version 13 at error correction M', async () => {
    const { default: qrcode } = await import('qrcode');
    const { rows } = await office.database.query<{ code: string }>('select code from letter');
    for (const { code } of rows) {
      const made = qrcode.create([{ data: code, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
      expect(made.version).toBeLessThanOrEqual(13);
    }
  });

  it('checks a number on a page without JavaScript, in both languages, with nothing of a stranger’s in it', async () => {
    const page = await anonymous(`/surat?nomor=${encodeURIComponent('471.13/1/DISDUKCAPIL/2026')}`);
    const html = await page.text();
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('Masih berlaku');
    expect(html).toContain('Valid');
    const scripts = (text: string) => [...text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    const own = ['<script type="module" src="/surat/check.js">'];
    expect(scripts(html)).toEqual(own);
    expect(html.length).toBeLessThan(10_000);
    expect(scripts(await (await anonymous('/surat?nomor=%3Cscript%3Ealert(1)')).text())).toEqual(own);
    expect(page.headers.get('permissions-policy')).toContain('camera=(self)');
  });

  it('LET33 answers at the pace of people, and more at once only as a list that a counter has', async () => {
    const list = (numbers: number) =>
      fetch(`${office.url}/surat/daftar`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ daftar: '1\n'.repeat(numbers) }),
      });
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn++) statuses.push((await list(1400)).status);
    expect(statuses).toEqual([200, 200, 429]);
    while ((await list(100)).status === 200);
    for (let turn = 0; turn < 100; turn++) await anonymous('/surat?nomor=1');
    expect(await (await anonymous('/surat?nomor=1')).text()).toContain('Terlalu banyak pertanyaan');
    nowMs += 60_000;
    expect(await (await anonymous('/surat?nomor=1')).text()).toContain('Tidak ada surat dengan nomor ini');
  });
});

describe('more officers at once than the office has connections', () => {
  it('LET20 nobody waits for ever: each gets a letter, and the numbers run on', async () => {
    await travelTo(startMs);
    const ask = (nik: string) =>
      operator.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } });
    const letters = await Promise.all(crowd.map(ask));
    const serials = letters.map(({ number }) => Number(number.split('/')[1])).toSorted((a, b) => a - b);
    expect(serials).toEqual(crowd.map((_, index) => serials[0]! + index));
  });
});
