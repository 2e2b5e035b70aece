import type { EnrolmentPolicy, Instant, PlaceId } from '@rekam/domain';
import type { SignedSettings, StationSettings } from '@rekam/protocol';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import type { Keyring } from '../office-keys/index.ts';
import type { Queryable } from '../ports/database.ts';
import type { Station } from './store.ts';

/** Where a station's settings come from; other nouns give them. */
export interface SettingsSources {
  readonly keyring: () => Keyring;
  readonly office: (database: Queryable) => Promise<{
    readonly name: string;
    readonly regionCode: string;
    readonly timeZone: StationSettings['timeZone'];
    readonly demo: boolean;
    readonly settingsVersion: number;
  }>;
  readonly operatorsAt: (database: Queryable, placeId: PlaceId) => Promise<StationSettings['operators']>;
  readonly policies: (database: Queryable) => Promise<EnrolmentPolicy[]>;
  readonly kelurahan: (database: Queryable) => Promise<StationSettings['kelurahan']>;
  /** Codes of all regencies and cities, `53.71`. */
  readonly regencyCodes: () => readonly string[];
  /** PEM certificates of the authorities of devices. */
  readonly deviceTrustPem: () => readonly string[];
  readonly allowUnsignedDevices: boolean;
  /** Address of the public site; null: none is configured. */
  readonly publicUrl: string | null;
}

/** All that a station works by, signed so that it believes its own stored copy. */
export async function makeSettings(
  database: Queryable,
  sources: SettingsSources,
  station: Station,
  issuedAt: Instant,
): Promise<SignedSettings> {
  // The version is read first: what changes after it comes under the next one.
  const office = await sources.office(database);
  const { officeKeys, escrowRecipient, receiptKey } = sources.keyring();
  const operators = await sources.operatorsAt(database, station.place.id);
  const policies = await sources.policies(database);
  const kelurahan = await sources.kelurahan(database);
  const current = officeKeys[0]!;
  const value: StationSettings = {
    version: office.settingsVersion,
    issuedAt,
    stationId: station.id,
    stationName: station.name,
    place: station.place,
    officeName: office.name,
    regionCode: office.regionCode,
    timeZone: office.timeZone,
    officeRecipients: [current.recipient, ...(escrowRecipient === null ? [] : [escrowRecipient])],
    officeKeyId: current.id,
    operators,
    policies: policies as unknown as StationSettings['policies'],
    deviceTrustPem: [...sources.deviceTrustPem()],
    allowUnsignedDevices: sources.allowUnsignedDevices,
    kelurahan,
    demo: office.demo,
    regencyCodes: sources.regencyCodes().map((code) => code.replace('.', '')),
    ...(sources.publicUrl === null ? {} : { publicUrl: sources.publicUrl }),
  };
  return signValue('rekam/settings/1', value, receiptKey);
}
