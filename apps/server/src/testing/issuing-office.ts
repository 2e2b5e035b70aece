/** An office whose rules let it give letters, print cards and hand them over, and people to give them to. */
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { defaultHandoverPolicy, defaultLetterPolicy, printPolicyOf2020 } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { openTestOffice, type TestOffice } from './test-office.ts';

export interface IssuingOffice extends TestOffice {
  readonly supervisor: ApiClient;
  readonly printing: ApiClient;
  /** Where cards are printed. */
  readonly placeId: string;
  /** Adds somebody to the register whom the centre called print-ready before Rekam. @returns their NIK */
  readonly register: () => Promise<string>;
  /** What a letter to them is asked with. */
  readonly letterFor: (nik: string) => {
    readonly nik: string;
    readonly purpose: 'first-card';
    readonly photoBase64: string;
  };
}

export const photoBase64 = Buffer.from(
  encodeRgbJpeg(drawFace({ seed: 'death', background: 'red' })),
).toString('base64');

export async function openIssuingOffice(): Promise<IssuingOffice> {
  const office = await openTestOffice({ jobs: false });
  const { head, database, signedInAs } = office;
  const places = await head.call(officeApi.listPlaces, {});
  const placeId = places.find(({ kind }) => kind === 'disdukcapil')!.id;
  await setRules(head);
  let people = 10;
  return {
    ...office,
    supervisor: await signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]),
    printing: await signedInAs('cetak', [{ role: 'printing-officer', placeId }]),
    placeId,
    register: async () => {
      people += 1;
      const nik = `53710445069990${people}`;
      await database.query(
        `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
           marital_status, occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source,
           recorded_as_of)
         values ($1, $2, $2, 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK', 'KAWIN', 'GURU', 'WNI',
           'JL. CONTOH 1', '004', '011', '53.71.04.1001', 'PRR', 'SIAK', '2026-01-05')`,
        [nik, `WARGA CONTOH ${people}`],
      );
      return nik;
    },
    letterFor: (nik) => ({ nik, purpose: 'first-card', photoBase64 }),
  };
}

async function setRules(head: ApiClient): Promise<void> {
  const { version: _letter, ...letters } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await head.call(officeApi.addLetterPolicy, {
    body: { ...letters, purposes: [...letters.purposes], signatory },
  });
  const { version: _print, ...order } = printPolicyOf2020;
  await head.call(officeApi.addPrintPolicy, {
    body: { ...order, groups: order.groups.map((group) => [...group]) },
  });
  const { version: _handover, ...handing } = defaultHandoverPolicy;
  await head.call(officeApi.addHandoverPolicy, { body: handing });
}
