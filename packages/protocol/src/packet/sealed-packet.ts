/**
 * A recording on its way: signed by the station that made it, sealed to the office that may read it.
 *
 *   sealed  = age( payload ) to every office recipient
 *   payload = "REKAM-PACKET 1\n"
 *           ‖ length of the manifest, 4 bytes big-endian
 *           ‖ manifest, JSON in UTF-8
 *           ‖ Ed25519 signature by the station over "REKAM-PACKET 1\n" ‖ manifest, 64 bytes
 *           ‖ the samples in the manifest's order, whose lengths and SHA-256 the manifest names
 */
import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { type Outcome, refuse, succeed } from '@rekam/domain';
import { decryptWithIdentities, encryptToRecipients, type Room } from './age-stream.ts';
import { type Manifest, manifestOfAnyVersion, manifestV3, upgradeManifest } from './manifest.ts';

/** How the payload is laid out; what its manifest says has a version of its own. */
const magic = 'REKAM-PACKET ';
const opening = Buffer.from(`${magic}1\n`);
const knownVersions: readonly unknown[] = [1, 2, 3];
const signatureBytes = 64;

export interface SealRequest {
  readonly manifest: Manifest;
  /** Bytes of every sample the manifest names, by its name. */
  readonly samples: ReadonlyMap<string, Uint8Array>;
  /** The station's Ed25519 private key. */
  readonly signWith: KeyObject;
  /** age recipients of the office, `age1…`; any one of their identities opens the packet. */
  readonly recipients: readonly string[];
}

/** What lay in a packet; the signature is still to be checked with the station's key. */
export interface OpenedPacket {
  readonly manifestBytes: Uint8Array;
  /** Upgraded, if an older station wrote it. */
  readonly manifest: Manifest;
  readonly signature: Uint8Array;
  readonly samples: ReadonlyMap<string, Uint8Array>;
}

export type OpenRefusal =
  | 'HELD_CANNOT_OPEN'
  | 'HELD_MANIFEST_MALFORMED'
  | 'HELD_VERSION_UNKNOWN'
  | 'HELD_HASH_DIFFERS';

/**
 * Signs and seals a recording.
 * @throws when the manifest is malformed or disagrees with the samples: such a recording must not leave the counter
 */
export async function sealPacket(request: SealRequest): Promise<Uint8Array> {
  const manifest = manifestV3.parse(request.manifest);
  const dangling = danglingSampleName(manifest);
  if (dangling !== undefined)
    throw new Error(`the manifest speaks of a sample it does not list: ${dangling}`);
  const samples = manifest.samples.map((entry) => {
    const bytes = request.samples.get(entry.name);
    if (bytes === undefined) throw new Error(`sample missing: ${entry.name}`);
    if (bytes.length !== entry.bytes || sha256(bytes) !== entry.sha256)
      throw new Error(`sample differs from the manifest: ${entry.name}`);
    return bytes;
  });
  const manifestBytes = Buffer.from(JSON.stringify(manifest), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(manifestBytes.length);
  const signature = sign(null, signedPart(manifestBytes), request.signWith);
  const payload = Buffer.concat([opening, length, manifestBytes, signature, ...samples]);
  return encryptToRecipients(payload, request.recipients);
}

/**
 * Opens a sealed packet and checks everything in it but the signature.
 * @param identities the office's age identities, `AGE-SECRET-KEY-1…`, old ones included
 * @param room where the opened packet goes; it lies there for as long as it is used
 */
export async function openPacket(
  sealed: Uint8Array,
  identities: readonly string[],
  room?: Room,
): Promise<Outcome<OpenedPacket, OpenRefusal>> {
  let payload: Uint8Array;
  try {
    payload = await decryptWithIdentities(sealed, identities, room);
  } catch {
    return refuse('HELD_CANNOT_OPEN');
  }
  return readPayload(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength));
}

/** Whether the station that owns `publicKey` (Ed25519) signed this manifest, byte for byte. */
export function verifyPacketSignature(opened: OpenedPacket, publicKey: KeyObject): boolean {
  return verify(null, signedPart(opened.manifestBytes), publicKey, opened.signature);
}

const signedPart = (manifestBytes: Uint8Array): Buffer => Buffer.concat([opening, manifestBytes]);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function readPayload(payload: Buffer): Outcome<OpenedPacket, OpenRefusal> {
  if (!payload.subarray(0, magic.length).equals(Buffer.from(magic))) return refuse('HELD_MANIFEST_MALFORMED');
  if (!payload.subarray(0, opening.length).equals(opening)) return refuse('HELD_VERSION_UNKNOWN');
  const manifestAt = opening.length + 4;
  if (payload.length < manifestAt) return refuse('HELD_MANIFEST_MALFORMED');
  const signatureAt = manifestAt + payload.readUInt32BE(opening.length);
  const samplesAt = signatureAt + signatureBytes;
  if (payload.length < samplesAt) return refuse('HELD_MANIFEST_MALFORMED');
  const manifestBytes = payload.subarray(manifestAt, signatureAt);
  const manifest = parseManifest(manifestBytes);
  if (!manifest.ok) return manifest;
  const samples = cutSamples(manifest.value, payload.subarray(samplesAt));
  if (!samples.ok) return samples;
  return succeed({
    manifestBytes,
    manifest: manifest.value,
    signature: payload.subarray(signatureAt, samplesAt),
    samples: samples.value,
  });
}

function parseManifest(
  bytes: Uint8Array,
): Outcome<Manifest, 'HELD_MANIFEST_MALFORMED' | 'HELD_VERSION_UNKNOWN'> {
  const value = parseJson(bytes);
  if (typeof value !== 'object' || value === null) return refuse('HELD_MANIFEST_MALFORMED');
  if ('version' in value && !knownVersions.includes(value.version)) return refuse('HELD_VERSION_UNKNOWN');
  const parsed = manifestOfAnyVersion.safeParse(value);
  if (!parsed.success) return refuse('HELD_MANIFEST_MALFORMED');
  const manifest = upgradeManifest(parsed.data);
  return danglingSampleName(manifest) === undefined ? succeed(manifest) : refuse('HELD_MANIFEST_MALFORMED');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** A name listed twice, or one that a capture or the statement speaks of without it being listed. */
function danglingSampleName(manifest: Manifest): string | undefined {
  const listed = new Set<string>();
  for (const { name } of manifest.samples) {
    if (listed.has(name)) return name;
    listed.add(name);
  }
  const spokenOf = manifest.captures.map((capture) => capture.sampleName);
  if (manifest.statement) spokenOf.push(manifest.statement.sampleName);
  return spokenOf.find((name) => !listed.has(name));
}

function cutSamples(
  manifest: Manifest,
  bytes: Buffer,
): Outcome<ReadonlyMap<string, Uint8Array>, 'HELD_HASH_DIFFERS'> {
  const samples = new Map<string, Uint8Array>();
  let at = 0;
  for (const entry of manifest.samples) {
    const sample = bytes.subarray(at, at + entry.bytes);
    at += entry.bytes;
    if (sample.length !== entry.bytes || sha256(sample) !== entry.sha256) return refuse('HELD_HASH_DIFFERS');
    samples.set(entry.name, sample);
  }
  return at === bytes.length ? succeed(samples) : refuse('HELD_HASH_DIFFERS');
}
