import { generateKeyPairSync } from 'node:crypto';
import { codeSignerOf } from '@rekam/protocol/qr/node-keys.ts';
import { parseVerifiableCode } from '@rekam/protocol/qr/verifiable-code.ts';
import fc from 'fast-check';
import qrcode from 'qrcode';
import { expect, it } from 'vitest';
import { letterCode } from './letter-code.ts';
import type { LetterContent } from './letter-content.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const signer = codeSignerOf(privateKey);

const contentOf = (name: string, address: string, area: string): LetterContent => ({
  number: '471.13/123456/DISDUKCAPIL/2026',
  officeName: 'Disdukcapil Kota Kupang',
  regency: 'KOTA KUPANG',
  province: 'NUSA TENGGARA TIMUR',
  biodata: {
    nik: '5371044506990001',
    familyCardNumber: null,
    name,
    birthPlace: 'KUPANG',
    birthDate: '1999-06-05' as never,
    sex: 'PEREMPUAN',
    bloodGroup: 'O',
    religion: 'KATHOLIK',
    maritalStatus: 'KAWIN',
    occupation: 'GURU',
    nationality: 'WNI',
    address,
    rt: '004',
    rw: '011',
    kelurahanCode: '53.71.04.1001',
  },
  kelurahan: area,
  kecamatan: area,
  purpose: 'first-card',
  issuedOn: '2026-11-26' as never,
  validUntil: '2027-05-26' as never,
  basis: '470/1',
  signatory: { position: 'Kepala Dinas', name: 'KEPALA', rank: '', nip: '' },
});
const about = { issuer: 'urn:dukcapil:53.71', offsetMinutes: 480 };
const identityIn = async (content: LetterContent) => {
  const code = await letterCode(content, about, signer);
  const { version } = qrcode.create([{ data: code, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
  const read = await parseVerifiableCode(code);
  if (!read.ok) throw new Error(read.code);
  return { version, ...read.value.identity };
};

const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ ');
const words = (from: number, to: number) =>
  fc.string({ unit: letters, minLength: from, maxLength: to, size: 'max' });

it('LET87 fits version 13 at M however long name and address are, and always says who', async () => {
  await fc.assert(
    fc.asyncProperty(words(1, 60), words(0, 200), words(3, 40), async (name, address, area) => {
      const { version, id, fullName } = await identityIn(contentOf(name, address, area));
      expect(version).toBeLessThanOrEqual(13);
      expect([id, fullName]).toEqual(['5371044506990001', name]);
    }),
    { seed: 169, numRuns: 80 },
  );
});

it('LET87 tells the whole address where it fits, then the street, then none', async () => {
  const told = async (address: string, area: string) =>
    (await identityIn(contentOf('MARIA CONTOH', address, area))).address;
  expect(await told('JL. CONTOH 1', 'Oebobo')).toBe('JL. CONTOH 1\nRT/RW 004/011\nOebobo, Oebobo');
  const street = 'JL. AHMAD YANI GANG MELATI NOMOR SERATUS DUA PULUH TIGA BLOK QXZ';
  expect(await told(street, 'KELURAHAN YANG BERNAMA PANJANG VWXQZ JK')).toBe(`${street}\nRT/RW 004/011`);
  const [endless] = fc.sample(words(190, 190), { seed: 1, numRuns: 1 });
  expect(await told(endless!, 'X')).toBeUndefined();
});
