/** The page at /surat as a phone has it: read by the phone, judged by the phone, without a network. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { codeSignerOf } from '@rekam/protocol/qr/node-keys.ts';
import { signVerifiableCode } from '@rekam/protocol/qr/verifiable-code.ts';
import type { Page } from 'playwright-core';
import encodeQR from 'qr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OfficeWithLetters, startOfficeWithLetters } from '../testing/office-with-letters.ts';
import { findBarriers, type OpenBrowser, openBrowser } from '../testing/open-browser.ts';

const dayMs = 86_400_000;
const phone = { widthPx: 360, heightPx: 740 };
let browser: OpenBrowser;
let office: OfficeWithLetters;
let page: Page;
let valid: Buffer;
let voided: Buffer;

/** A code with the words of a letter, signed by whom one likes. */
async function codeOf(over: { issuer?: string; keyId?: Uint8Array } = {}): Promise<string> {
  const signer = codeSignerOf(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey);
  const now = Math.floor(Date.now() / 1000);
  return signVerifiableCode(
    {
      claims: {
        issuer: over.issuer ?? 'urn:dukcapil:53.71',
        subject: '471.13/1/DISDUKCAPIL/2026',
        issuedAt: now - 1000,
        expiresAt: now + 1_000_000,
      },
      identity: { id: '5371044506990010', fullName: 'MARIA PALSU' },
    },
    { ...signer, keyId: over.keyId ?? signer.keyId },
  );
}

const picture = (text: string): Buffer => Buffer.from(encodeQR(text, 'gif', { scale: 5, ecc: 'medium' }));

async function officeKeyId(): Promise<Uint8Array> {
  const { keys } = (await (await fetch(`${office.url}/api/public/letters/keys`)).json()) as {
    keys: { keyId: string }[];
  };
  return Buffer.from(keys[0]!.keyId, 'base64');
}

/** Gives the page a photo and waits for its word. */
async function show(photo: Buffer): Promise<string> {
  await page
    .locator('#pindai > div')
    .first()
    .evaluate((part) => part.replaceChildren());
  await page.locator('#foto').setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: photo });
  return page.locator('#pindai [role=status] h2, #pindai [role=alert]').first().innerText();
}
const verdict = () => page.locator('#pindai section').innerText();

/** Opens the page and waits until it can answer without a network. */
async function open(path = '/surat'): Promise<void> {
  await page.goto(`${office.url}${path}`);
  await page.locator('#foto').waitFor({ state: 'attached' });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByText('Daftar surat batal per').waitFor();
}

describe.skipIf(!existsSync('/usr/bin/pdftoppm'))('the page that checks letters', () => {
  let forged: Buffer;
  let strange: Buffer;

  beforeAll(async () => {
    [browser, office] = await Promise.all([
      openBrowser(),
      startOfficeWithLetters(['MARIA CONTOH', 'MARTHA BATAL']),
    ]);
    [valid, voided] = [await office.photoOf(office.letters[0]!), await office.photoOf(office.letters[1]!)];
    forged = picture(await codeOf({ keyId: await officeKeyId() }));
    strange = picture(await codeOf());
    page = await browser.newPage(phone);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await office?.stop();
  });

  it('LET61 LET63 reads a photo of the paper, shows what to compare, and asks the office too', async () => {
    await open();
    expect(await findBarriers(page)).toEqual([]);
    expect(await show(valid)).toMatch(/Masih berlaku/);
    await page.getByText('Ditanyakan ke kantor barusan.').waitFor();
    const said = await verdict();
    for (const line of [
      'MARIA CONTOH',
      '5371044506990010',
      '05-06-1999',
      office.letters[0]!.number,
      'JL. CONTOH 1',
    ])
      expect(said).toContain(line);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('LET61 tells forged codes, those of another city, and what is no letter at all', async () => {
    expect(await show(forged)).toMatch(/PALSU atau diubah/);
    expect(await show(picture(await codeOf({ issuer: 'urn:dukcapil:53.01' })))).toMatch(
      /kota atau kabupaten lain/,
    );
    expect(await verdict()).toContain('urn:dukcapil:53.01');
    expect(await show(picture('HTTPS://CONTOH.ID/'))).toMatch(/bukan kode Suket/);
    await show(strange);
    await page.getByText('PALSU atau diubah').waitFor();
    expect(await show(Buffer.from('bukan gambar'))).toMatch(/Tidak ada kode QR/);
  });

  it('reads through the camera', async () => {
    const looking = await openBrowser(await office.filmOf(office.letters[0]!));
    const held = await looking.newPage(phone);
    await held.goto(`${office.url}/surat`);
    await held.getByRole('button', { name: 'Pindai kode QR' }).click();
    await held.getByText('Masih berlaku').waitFor();
    await held.getByRole('button', { name: 'Pindai kode QR' }).waitFor();
    expect(looking.complaints).toEqual([]);
    await looking.close();
    const elsewhere = await browser.newPage(phone);
    await elsewhere.goto(`${office.url}/surat`);
    await elsewhere.getByRole('button', { name: 'Pindai kode QR' }).click();
    await elsewhere.getByText('Arahkan ke kode QR').waitFor();
    expect(await findBarriers(elsewhere)).toEqual([]);
    await elsewhere.getByRole('button', { name: 'Tutup kamera' }).click();
    await elsewhere.getByRole('button', { name: 'Pindai kode QR' }).waitFor();
    await elsewhere.close();
  });

  it('LET60 knows an ended letter by the list once it was online after the end', async () => {
    expect(await show(voided)).toMatch(/Masih berlaku/);
    await office.voidLetter(office.letters[1]!);
    await open();
    expect(await show(voided)).toMatch(/Sudah dibatalkan atau diganti/);
  });

  it('LET61 LET62 the office gone, it opens and judges as before, and says how old its knowledge is', async () => {
    await open();
    await office.stop();
    await page.goto(`${office.url}/surat`);
    await page.getByText('Daftar surat batal per').waitFor();
    expect(await show(valid)).toMatch(/Masih berlaku/);
    expect(await verdict()).toMatch(/Daftar surat batal per .*\(baru saja\)/);
    expect(await verdict()).toContain('Kunci kantor diambil');
    expect(await show(voided)).toMatch(/Sudah dibatalkan atau diganti/);
    expect(await verdict()).toMatch(/Sejak/);
    expect(await show(forged)).toMatch(/PALSU atau diubah/);
    expect(await show(strange)).toMatch(/Belum pasti/);
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`${office.url}/surat?nomor=${encodeURIComponent(office.letters[0]!.number)}`);
    await page.getByText('Tanpa internet nomor tidak dapat ditanyakan.').waitFor();
    await page.goto(`${office.url}/surat?nomor=${encodeURIComponent(office.letters[1]!.number)}`);
    await page.getByText('Sudah dibatalkan atau diganti').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('LET62 an old list or a wrong clock is doubt, and the end of its days is the end', async () => {
    const at = async (ms: number) => {
      await page.clock.setFixedTime(ms);
      await page.goto(`${office.url}/surat`);
      await page.getByText('Daftar surat batal per').waitFor();
      return show(valid);
    };
    expect(await at(Date.now() + 4 * dayMs)).toMatch(/Belum pasti/);
    expect(await verdict()).toContain('lebih dari tiga hari');
    expect(await verdict()).toContain('(4 hari lalu)');
    expect(await at(Date.now() - 2 * dayMs)).toMatch(/Belum pasti/);
    expect(await verdict()).toContain('Jam telepon ini salah');
    expect(await at(Date.now() + 200 * dayMs)).toMatch(/Sudah habis masa berlakunya/);
  });
});
