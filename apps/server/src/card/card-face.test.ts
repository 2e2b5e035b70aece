import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import type { Biodata, PlainDate } from '@rekam/domain';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { redPointPng } from '../testing/made-recording.ts';
import { type CardFace, cardFacePdf } from './card-face.ts';

const biodata: Biodata = {
  nik: '5371044506990012',
  familyCardNumber: null,
  name: 'MARIA CONTOH',
  birthPlace: 'KUPANG',
  birthDate: '1999-06-05' as PlainDate,
  sex: 'PEREMPUAN',
  bloodGroup: 'O',
  religion: 'KATHOLIK',
  maritalStatus: 'BELUM KAWIN',
  occupation: 'PELAJAR/MAHASISWA',
  nationality: 'WNI',
  address: 'JL. CONTOH NO. 1',
  rt: '004',
  rw: '011',
  kelurahanCode: '53.71.04.1001',
};
const face: CardFace = {
  province: 'Nusa Tenggara Timur',
  regency: 'KOTA KUPANG',
  biodata,
  kelurahan: 'Oebobo',
  kecamatan: 'Oebobo',
  issuedOn: '2026-11-26' as PlainDate,
  photo: encodeRgbJpeg(drawFace({ seed: 'face', background: 'red', width: 90, height: 120 })),
  signature: redPointPng,
};
const folder = mkdtempSync(join(tmpdir(), 'rekam-card-face-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = async (over: Partial<Biodata>): Promise<string> => {
  const file = join(folder, 'face.pdf');
  writeFileSync(file, await cardFacePdf({ ...face, biodata: { ...biodata, ...over } }));
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
};

it('CRD40 the same record gives the same bytes, another day gives others', async () => {
  const [first, again] = await Promise.all([cardFacePdf(face), cardFacePdf(face)]);
  expect(first.equals(again)).toBe(true);
  const later = await cardFacePdf({ ...face, issuedOn: '2026-11-27' as PlainDate });
  expect(first.equals(later)).toBe(false);
});

it('CRD41 every letter of any name and address stands on the card, also of one word', async () => {
  const word = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPRSTUWY'), minLength: 1, maxLength: 60 });
  const words = fc
    .array(word, { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(' ').slice(0, 60).trim());
  await fc.assert(
    fc.asyncProperty(words, words, async (name, address) => {
      const printed = (await textOf({ name, address })).replaceAll(/\s/g, '');
      for (const value of [name, address]) expect(printed).toContain(value.replaceAll(' ', ''));
    }),
    { seed: 2016, numRuns: 40 },
  );
}, 60_000);

it('CRD41 what fits in no legible size is refused with its field', async () => {
  await expect(textOf({ address: 'W'.repeat(120) })).rejects.toMatchObject({
    code: 'CARD_FACE_TEXT_LONG',
    details: { field: 'Alamat' },
  });
});
