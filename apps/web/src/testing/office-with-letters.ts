/** An office with two recorded residents and a letter each, for whoever checks letters. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { defaultLetterPolicy } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { LetterRow } from '@rekam/protocol/http/letter-api.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import type { GreyPicture } from './fake-camera.ts';
import { type FreshOffice, startFreshOffice } from './fresh-office.ts';

const password = 'kata-sandi-uji-1';
const header =
  'NIK;NO_KK;NAMA_LGKP;TMPT_LHR;TGL_LHR;JENIS_KLMIN;GOL_DRH;AGAMA;STAT_KWN;PEKERJAAN;KEWARGANEGARAAN;ALAMAT;NO_RT;NO_RW;KODE_WILAYAH;STATUS_REKAM;TGL_STATUS;SUMBER';
const lineOf = (nik: string, name: string): string =>
  `${nik};;${name};KUPANG;1999-06-05;PEREMPUAN;O;KATHOLIK;BELUM KAWIN;PELAJAR/MAHASISWA;WNI;JL. CONTOH 1;004;011;53.71.04.1001;PRR;2026-01-05;SIAK`;

export interface OfficeWithLetters extends FreshOffice {
  readonly letters: readonly LetterRow[];
  /** A letter as somebody photographs it: its first page as PNG. */
  readonly photoOf: (letter: LetterRow) => Promise<Buffer>;
  /** Its code as a camera held close to the paper sees it. */
  readonly filmOf: (letter: LetterRow) => Promise<GreyPicture>;
  readonly voidLetter: (letter: LetterRow) => Promise<void>;
}

export interface OfficeWithLettersOptions {
  /** Of the rule under which the letters are issued. */
  readonly validMonths?: number;
  /** What the office is told by its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The supervisor who issued them, for who signs in at the screens. */
export const supervisorAccount = { username: 'penyelia', password };

export async function startOfficeWithLetters(
  names: readonly string[],
  { validMonths = defaultLetterPolicy.validMonths, env = {} }: OfficeWithLettersOptions = {},
): Promise<OfficeWithLetters> {
  const office = await startFreshOffice(env);
  const head = new ApiClient(office.url);
  await head.call(officeApi.setUp, {
    body: {
      setupKey: office.setUpKey,
      regencyCode: '53.71',
      timeZone: 'WITA',
      head: { username: 'kepala', password, name: 'Kepala' },
    },
  });
  const niks = names.map((_, index) => `53710445069900${10 + index}`);
  const csv = [header, ...niks.map((nik, index) => lineOf(nik, names[index]!))].join('\n');
  await head.upload(officeApi.importResidents, csv, { fileName: 'penduduk.csv' });
  const { version: _, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await head.call(officeApi.addLetterPolicy, {
    body: { ...rule, validMonths, purposes: [...rule.purposes], signatory },
  });
  await head.call(officeApi.addOfficer, {
    body: {
      ...supervisorAccount,
      name: 'Penyelia',
      roles: [{ role: 'supervisor', placeId: null }],
    },
  });
  const supervisor = new ApiClient(office.url);
  await supervisor.call(officeApi.signIn, { body: supervisorAccount });
  const photoBase64 = Buffer.from(encodeRgbJpeg(drawFace({ seed: 'check', background: 'red' }))).toString(
    'base64',
  );
  const letters: LetterRow[] = [];
  for (const nik of niks)
    letters.push(
      await supervisor.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } }),
    );
  return {
    ...office,
    letters,
    filmOf: async ({ id }) => filmed(await supervisor.bytes(officeApi.letterDocument, { params: { id } })),
    photoOf: async ({ id }) =>
      photographed(await supervisor.bytes(officeApi.letterDocument, { params: { id } })),
    voidLetter: async ({ id }) => {
      const body = { reason: 'card-handed-over', note: '' } as const;
      await supervisor.call(officeApi.voidLetter, { params: { id }, body });
    },
  };
}

const photographed = (pdf: Uint8Array): Buffer => drawn(pdf, 'png', ['-r', '150', '-png']);

function filmed(pdf: Uint8Array): GreyPicture {
  const [width, height] = [640, 480];
  const crop = ['-x', '0', '-y', '1560', '-W', String(width), '-H', String(height)];
  const pgm = drawn(pdf, 'pgm', ['-r', '200', '-gray', ...crop]);
  return { width, height, grey: pgm.subarray(pgm.length - width * height) };
}

function drawn(pdf: Uint8Array, extension: string, how: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-photo-'));
  try {
    const [letter, page] = [join(folder, 'letter.pdf'), join(folder, 'page')];
    writeFileSync(letter, pdf);
    execFileSync('/usr/bin/pdftoppm', [...how, '-singlefile', letter, page]);
    return readFileSync(`${page}.${extension}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
