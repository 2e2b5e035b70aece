/** Who this station is: its key, its office, and what the office has decided for it. */
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { type EnrolmentPolicy, type Outcome, policyOn, refuse, type StationId, succeed } from '@rekam/domain';
import {
  type SignedSettings,
  type StationSettings,
  signedSettings,
  stationSettings,
} from '@rekam/protocol/http/sync-api.ts';
import { getValue, Refused } from '@rekam/protocol/refusals/refused.ts';
import { verifySigned } from '@rekam/protocol/sync/signed.ts';
import {
  makeSigningKey,
  parsePublicKey,
  privateKeyFromPem,
  privateKeyToPem,
} from '@rekam/protocol/sync/signing-key.ts';
import { z } from 'zod';
import { findFile, findJson, makeFolder, writeDurable } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';

const stationFile = z.object({
  stationId: z.string(),
  officeUrl: z.url(),
  /** SHA-256 of the office's certificate, hex; null for an office on plain HTTP of the same computer. */
  pinnedCertificateSha256: z.string().nullable(),
  receiptKey: z.object({ keyId: z.string(), publicKey: z.string() }),
  revoked: z.boolean(),
});
type StationFile = z.output<typeof stationFile>;

/** What an office gave when it took this computer in; everything in it has been checked. */
export interface Admission extends Omit<StationFile, 'revoked'> {
  readonly settings: SignedSettings;
}

export interface Identity extends StationFile {
  readonly stationId: StationId;
  readonly key: KeyObject;
  readonly receiptPublicKey: KeyObject;
  readonly settings: StationSettings;
}

export interface IdentityStore {
  /** Null until the station was enrolled. */
  readonly find: () => Identity | null;
  /** The key pair; made and kept before the office hears of it, so that a repeated enrolment brings the same key. */
  readonly getKey: () => Promise<KeyObject>;
  readonly admit: (admission: Admission) => Promise<void>;
  /** Keeps newer settings; older ones are passed over. True when something changed. */
  readonly acceptSettings: (settings: SignedSettings) => Promise<Outcome<boolean, SettingsRefusal>>;
  readonly markRevoked: () => Promise<void>;
}

export type SettingsRefusal =
  | 'STATION_SETTINGS_UNSIGNED'
  | 'STATION_SETTINGS_UNREADABLE'
  | 'STATION_SETTINGS_FOREIGN';

/** @throws Refused when the files are there and cannot be read: a station never starts as somebody else by mistake */
export async function openIdentity(fs: FileSystemPort, dataDir: string): Promise<IdentityStore> {
  const keyFile = join(dataDir, 'station.key');
  const idFile = join(dataDir, 'station.json');
  const settingsFile = join(dataDir, 'settings.json');
  await makeFolder(fs, dataDir);
  let identity = await load(fs, keyFile, idFile, settingsFile);

  const getKey = async (): Promise<KeyObject> => {
    const pem = await findFile(fs, keyFile);
    if (pem) return privateKeyFromPem(pem.toString('utf8'));
    const key = makeSigningKey();
    await writeDurable(fs, keyFile, privateKeyToPem(key));
    return key;
  };
  const writeId = ({ stationId, officeUrl, pinnedCertificateSha256, receiptKey, revoked }: StationFile) =>
    writeDurable(
      fs,
      idFile,
      JSON.stringify({ stationId, officeUrl, pinnedCertificateSha256, receiptKey, revoked }, null, 2),
    );

  return {
    find: () => identity,
    getKey,
    admit: async ({ settings, ...rest }) => {
      const key = await getKey();
      await writeDurable(fs, settingsFile, JSON.stringify(settings));
      // Written last: with it the station is enrolled.
      await writeId({ ...rest, revoked: false });
      identity = assemble({ ...rest, revoked: false }, key, getValue(readSettings(settings)));
    },
    acceptSettings: async (incoming) => {
      if (!identity) return refuse('STATION_SETTINGS_FOREIGN');
      const checked = checkSettings(incoming, identity.receiptPublicKey, identity.stationId);
      if (!checked.ok) return checked;
      if (checked.value.version <= identity.settings.version) return succeed(false);
      await writeDurable(fs, settingsFile, JSON.stringify(incoming));
      identity = { ...identity, settings: checked.value };
      return succeed(true);
    },
    markRevoked: async () => {
      if (!identity || identity.revoked) return;
      identity = { ...identity, revoked: true };
      await writeId(identity);
    },
  };
}

/** What settings say that come from this station's office and speak of this station (IDN8). */
export function checkSettings(
  settings: SignedSettings,
  receiptKey: KeyObject,
  stationId: string,
): Outcome<StationSettings, SettingsRefusal> {
  if (!verifySigned('rekam/settings/1', settings, receiptKey)) return refuse('STATION_SETTINGS_UNSIGNED');
  const read = readSettings(settings);
  if (read.ok && read.value.stationId !== stationId) return refuse('STATION_SETTINGS_FOREIGN');
  return read;
}

function readSettings({ value }: SignedSettings): Outcome<StationSettings, 'STATION_SETTINGS_UNREADABLE'> {
  const read = stationSettings.safeParse(value);
  return read.success ? succeed(read.data) : refuse('STATION_SETTINGS_UNREADABLE');
}

/** The policy in force at the station today, or why there is none. */
export const policyFor = (settings: StationSettings, today: string): ReturnType<typeof policyOn> =>
  policyOn(settings.policies as unknown as readonly EnrolmentPolicy[], today as never);

async function load(
  fs: FileSystemPort,
  keyFile: string,
  idFile: string,
  settingsFile: string,
): Promise<Identity | null> {
  if ((await findFile(fs, idFile)) === undefined) return null;
  const id = stationFile.safeParse(await findJson(fs, idFile));
  if (!id.success) throw damaged('station.json');
  const pem = await findFile(fs, keyFile);
  if (!pem) throw damaged('station.key');
  const settings = signedSettings.safeParse(await findJson(fs, settingsFile));
  if (!settings.success) throw damaged('settings.json');
  const key = findPrivateKey(pem);
  if (!key) throw damaged('station.key');
  const office = parsePublicKey(id.data.receiptKey.publicKey);
  if (!office.ok) throw damaged('station.json');
  const checked = checkSettings(settings.data, office.value, id.data.stationId);
  if (!checked.ok) throw damaged('settings.json');
  return assemble(id.data, key, checked.value);
}

const damaged = (file: string): Refused => new Refused('STATION_FILES_DAMAGED', { file });

function findPrivateKey(pem: Buffer): KeyObject | undefined {
  try {
    return privateKeyFromPem(pem.toString('utf8'));
  } catch {
    return undefined;
  }
}

function assemble(file: StationFile, key: KeyObject, settings: StationSettings): Identity {
  const receiptPublicKey = parsePublicKey(file.receiptKey.publicKey);
  if (!receiptPublicKey.ok) throw damaged('station.json');
  return {
    ...file,
    stationId: file.stationId as StationId,
    key,
    receiptPublicKey: receiptPublicKey.value,
    settings,
  };
}
