/** An office reduced to its keys: people, settings and residents for a station under test. All invented. */
import { randomBytes } from 'node:crypto';
import {
  type Biodata,
  type DirectoryEntry,
  defaultEnrolmentPolicy,
  type EnrolmentPolicy,
  makeId,
  makeNik,
  type PlainDate,
  type Role,
} from '@rekam/domain';
import type { StationSettings } from '@rekam/protocol/http/sync-api.ts';
import { deriveOperatorCredential, hashPin } from '@rekam/protocol/sync/operator-credential.ts';
import { type Signed, signValue } from '@rekam/protocol/sync/signed.ts';
import { keyIdOf, makeSigningKey, publicKeyToBase64 } from '@rekam/protocol/sync/signing-key.ts';
import { generateIdentity, identityToRecipient } from 'age-encryption';

export interface TestOfficer {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly pin: string;
  readonly identity: string;
  readonly entry: StationSettings['operators'][number];
  readonly verifier: { officerId: string; username: string; name: string; salt: string; hash: string };
}

export interface TestOffice {
  readonly receiptKey: ReturnType<typeof makeSigningKey>;
  /** Opens the packets that stations seal. */
  readonly identity: string;
  readonly operator: TestOfficer;
  readonly supervisor: TestOfficer;
  readonly technician: TestOfficer;
  /** A second operator, who is no supervisor. */
  readonly colleague: TestOfficer;
  readonly stationId: string;
  readonly settings: (
    change?: Partial<StationSettings>,
    policy?: Partial<EnrolmentPolicy>,
  ) => Signed<StationSettings>;
  readonly receiptPublicKey: { keyId: string; publicKey: string };
}

const newId = (kind: Parameters<typeof makeId>[0]): string => makeId(kind, Date.now(), randomBytes(10));

async function makeOfficer(username: string, name: string, roles: Role[]): Promise<TestOfficer> {
  const salt = randomBytes(16).toString('base64');
  const password = `${username}-sandi-rahasia`;
  const pin = username === 'supervisor' ? '271828' : '314159';
  const { identity, recipient } = await deriveOperatorCredential(password, salt);
  const id = newId('officer');
  return {
    id,
    username,
    password,
    pin,
    identity,
    entry: { id, username, name, roles, recipient, salt, active: true },
    // Only these two ever type a PIN in a test; each costs a fifth of a second.
    verifier: {
      officerId: id,
      username,
      name,
      salt,
      hash: ['supervisor', 'rekan'].includes(username) ? hashPin(pin, salt) : '',
    },
  };
}

export async function makeTestOffice(): Promise<TestOffice> {
  const receiptKey = makeSigningKey();
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  const operator = await makeOfficer('operator', 'Oktavianus Operator', ['operator']);
  const supervisor = await makeOfficer('supervisor', 'Susana Supervisor', ['supervisor']);
  const technician = await makeOfficer('teknisi', 'Tomas Teknisi', ['technician']);
  const colleague = await makeOfficer('rekan', 'Rika Rekan', ['operator']);
  const stationId = newId('station');
  const place = {
    id: newId('place'),
    kind: 'kecamatan',
    name: 'Kecamatan Oebobo',
    regionCode: '53.71.04',
  } as const;
  const settings: TestOffice['settings'] = (change = {}, policy = {}) =>
    signValue(
      'rekam/settings/1',
      {
        version: 1,
        issuedAt: new Date().toISOString() as StationSettings['issuedAt'],
        stationId,
        stationName: 'Loket Uji',
        place,
        officeName: 'Dinas Kependudukan dan Pencatatan Sipil Kota Kupang',
        regionCode: '53.71',
        timeZone: 'WITA',
        officeRecipients: [recipient],
        officeKeyId: 'office-1',
        operators: [operator, supervisor, technician, colleague].map(({ entry }) => entry),
        policies: [
          {
            ...defaultEnrolmentPolicy,
            steps: [...defaultEnrolmentPolicy.steps],
            minimumFreeBytes: 50_000_000,
            ...policy,
          } as unknown as StationSettings['policies'][number],
        ],
        deviceTrustPem: [],
        allowUnsignedDevices: false,
        kelurahan: [
          { code: '53.71.04.1001', name: 'Oebobo', kecamatanCode: '53.71.04', kecamatanName: 'Oebobo' },
        ],
        demo: true,
        ...change,
      },
      receiptKey,
    );
  return {
    receiptKey,
    identity,
    operator,
    supervisor,
    technician,
    colleague,
    stationId,
    settings,
    receiptPublicKey: { keyId: keyIdOf(receiptKey), publicKey: publicKeyToBase64(receiptKey) },
  };
}

/** An invented resident of Oebobo. */
export function makeResident(
  serial: number,
  change: Partial<Biodata> = {},
  recorded: DirectoryEntry['recorded'] = null,
): DirectoryEntry {
  const birthDate = change.birthDate ?? ('1994-03-25' as PlainDate);
  const sex = change.sex ?? 'PEREMPUAN';
  return {
    biodata: {
      nik: makeNik({ regionCode6: '537104', birthDate, sex, serial }),
      familyCardNumber: null,
      name: `ANASTASIA LIU ${serial}`,
      birthPlace: 'KUPANG',
      birthDate,
      sex,
      bloodGroup: '-',
      religion: 'KATHOLIK',
      maritalStatus: 'BELUM KAWIN',
      occupation: 'WIRASWASTA',
      nationality: 'WNI',
      address: 'JL. CAK DOKO NO. 1',
      rt: '003',
      rw: '002',
      kelurahanCode: '53.71.04.1001',
      ...change,
    },
    recorded,
    diedOn: null,
  };
}
