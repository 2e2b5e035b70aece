/** What a station and its office say to each other. Everything here is idempotent and may be repeated after a cut. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { handoverSyncApi } from './handover-counter-api.ts';
import { base64, directoryEntry, id, instant, place, role, sha256Hex, step } from './parts.ts';

/**
 * An operator as a station knows them. `recipient` is an age X25519 recipient whose identity only the operator's
 * password yields (see `operator-credential`); what is encrypted to it needs that password to be read.
 */
export const operatorEntry = z.object({
  id,
  username: z.string(),
  name: z.string(),
  roles: z.array(role),
  recipient: z.string(),
  salt: base64,
  active: z.boolean(),
});

/** Supervisor PINs travel inside the encrypted directory only. */
export const pinVerifier = z.object({
  officerId: id,
  username: z.string(),
  name: z.string(),
  salt: base64,
  hash: base64,
});

export const enrolmentPolicy = z.object({
  version: z.number().int(),
  effectiveFrom: z.string(),
  basis: z.string(),
  steps: z.array(step),
  cardAge: z.number(),
  earlyAge: z.number().nullable(),
  thresholds: z.object({ finger: z.number(), iris: z.number(), face: z.number() }),
  maxTries: z.number().int(),
  withoutDevice: z.object({
    finger: z.enum(['refuse', 'owed']),
    iris: z.enum(['refuse', 'owed']),
    face: z.enum(['refuse', 'owed']),
    signature: z.enum(['refuse', 'owed']),
  }),
  offline: z.object({ days: z.number(), recordings: z.number(), warnFrom: z.number() }),
  directoryDays: z.number(),
  keepSentDays: z.number(),
  clockToleranceMs: z.number(),
  alarmAfterHours: z.number(),
  minimumFreeBytes: z.number(),
});

/** What the office decides for a station, as this version reads it; sent as `signedSettings`. */
export const stationSettings = z.object({
  version: z.number().int(),
  issuedAt: instant,
  stationId: id,
  stationName: z.string(),
  place,
  officeName: z.string(),
  regionCode: z.string(),
  timeZone: z.enum(['WIB', 'WITA', 'WIT']),
  /** age recipients that packets are sealed to: the current office key, and the escrow key where one is set. */
  officeRecipients: z.array(z.string()).min(1),
  officeKeyId: z.string(),
  operators: z.array(operatorEntry),
  policies: z.array(enrolmentPolicy),
  /** PEM certificates that device certificates must chain to. */
  deviceTrustPem: z.array(z.string()),
  /** Unsigned ("unregistered") devices may be used only where the office says so. */
  allowUnsignedDevices: z.boolean(),
  kelurahan: z.array(
    z.object({ code: z.string(), name: z.string(), kecamatanCode: z.string(), kecamatanName: z.string() }),
  ),
  demo: z.boolean(),
  /** Codes of all regencies and cities, four digits; missing from an office that does not send them yet. */
  regencyCodes: z.array(z.string()).optional(),
  /** Address of the public site, without a slash at its end; missing where none is configured. */
  publicUrl: z.string().max(200).optional(),
});
export type StationSettings = z.output<typeof stationSettings>;

/** Any JSON value signed by the office's Ed25519 receipt key over `context + '\n' + canonicalJson(value)`. */
export const signed = <T extends z.ZodType>(value: T) =>
  z.object({ value, keyId: z.string(), signature: base64 });

export const receipt = z.object({
  packetId: id,
  sha256: sha256Hex,
  bytes: z.number().int(),
  stationId: id,
  receivedAt: instant,
});
export type Receipt = z.output<typeof receipt>;
export const signedReceipt = signed(receipt);
export type SignedReceipt = z.output<typeof signedReceipt>;
/** Settings as they came: a station believes them whole, also those parts that only a newer office knows, and then reads its own. */
export const signedSettings = signed(z.record(z.string(), z.unknown()));
export type SignedSettings = z.output<typeof signedSettings>;

export const packetState = z.object({
  packetId: id,
  /** `wanted`: bytes are missing from `uploadedBytes` on; `received`: `receipt` is there; `refused`: never send again as it is. */
  state: z.enum(['wanted', 'received', 'refused']),
  uploadedBytes: z.number().int(),
  receipt: signedReceipt.nullable(),
  problem: z.string().nullable(),
});
export type PacketState = z.output<typeof packetState>;

/** A row of the place's residents; `revision` grows by one with every change in the office. */
export const directoryRow = directoryEntry.extend({
  revision: z.number().int(),
  removed: z.boolean(),
});

const byPacket = z.object({ packetId: id });

export const syncApi = contract({
  ...handoverSyncApi,
  enrol: {
    method: 'POST',
    path: '/sync/enrol',
    summary: 'Trade a one-time code for a place in the office',
    body: z.object({
      code: z.string(),
      publicKey: base64,
      name: z.string().max(60).optional(),
      softwareVersion: z.string(),
    }),
    answer: z.object({
      stationId: id,
      receiptKey: z.object({ keyId: z.string(), publicKey: base64 }),
      settings: signedSettings,
    }),
  },
  challenge: {
    method: 'POST',
    path: '/sync/challenge',
    summary: 'A nonce to sign',
    body: z.object({ stationId: id }),
    answer: z.object({ nonce: base64, officeTime: instant }),
  },
  session: {
    method: 'POST',
    path: '/sync/session',
    summary: 'A token for an hour against the signed nonce',
    body: z.object({ stationId: id, nonce: base64, signature: base64 }),
    answer: z.object({ token: z.string(), expiresInMs: z.number() }),
  },
  settings: {
    method: 'GET',
    path: '/sync/settings',
    summary: 'The signed settings of this station',
    answer: signedSettings,
  },
  heartbeat: {
    method: 'POST',
    path: '/sync/heartbeat',
    summary: 'State of the station; the answer names what changed in the office',
    /** `value` is a heartbeat of some version (`sync/heartbeat`), signed with the station's key. */
    body: signed(z.record(z.string(), z.unknown())),
    answer: z.object({
      officeTime: instant,
      settingsVersion: z.number(),
      directoryRevision: z.number(),
      backedUp: z.array(id),
    }),
  },
  takeNote: {
    method: 'POST',
    path: '/sync/notes',
    summary: 'A self-test, or a resident turned away: told until it is taken, taken once',
    /** `value` is a note of some version (`sync/station-note`), signed with the station's key. */
    body: signed(z.record(z.string(), z.unknown())),
    answer: z.object({ taken: z.enum(['now', 'before']) }),
  },
  directory: {
    method: 'GET',
    path: '/sync/directory',
    summary: 'Residents of the place changed after a revision, in order of revision',
    query: z.object({
      after: z.coerce.number().int().min(0),
      limit: z.coerce.number().int().min(1).max(5000),
    }),
    answer: z.object({
      rows: z.array(directoryRow),
      lastRevision: z.number(),
      more: z.boolean(),
      pins: z.array(pinVerifier),
    }),
  },
  announce: {
    method: 'POST',
    path: '/sync/packets',
    summary: 'Say what will come: repeated, it answers how far it came',
    body: z.object({
      packetId: id,
      sha256: sha256Hex,
      bytes: z.number().int().min(1).max(200_000_000),
      sealedAt: instant,
    }),
    answer: packetState,
  },
  packetState: {
    method: 'GET',
    path: '/sync/packets/:packetId',
    summary: 'How far a packet came',
    params: byPacket,
    answer: packetState,
  },
  upload: {
    method: 'PUT',
    path: '/sync/packets/:packetId/bytes',
    summary: 'Bytes from `offset` on; the last byte brings the receipt',
    params: byPacket,
    query: z.object({ offset: z.coerce.number().int().min(0) }),
    consumes: 'application/octet-stream',
    answer: packetState,
  },
});
