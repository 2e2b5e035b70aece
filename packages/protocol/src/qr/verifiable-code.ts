/**
 * A code on paper that anybody can check: identity → CBOR → CWT → COSE_Sign1 (RFC 9052) → zlib → Base45 → QR.
 *
 * Reading and believing are two steps: `parseVerifiableCode` says what stands there, `verifyVerifiableCode` whether
 * the office that is named there wrote it and whether it is valid now. Runs in Node and in browsers.
 */
import { type Outcome, refuse, succeed } from '@rekam/domain';
import { decode, encode, Tagged } from 'cborg';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { type Identity, identityToMap, parseIdentity } from './claim-169.ts';
import { deflate, inflate } from './zlib.ts';

export type CodeAlgorithm = 'EdDSA' | 'ES256';

/** The CWT claims (RFC 8392) beside the identity; times are seconds since 1970. */
export interface CodeClaims {
  readonly issuer?: string;
  readonly subject?: string;
  readonly expiresAt?: number;
  readonly notBefore?: number;
  readonly issuedAt?: number;
}

export interface VerifiableCode {
  readonly claims: CodeClaims;
  readonly identity: Identity;
}

/** Signs the bytes of a COSE Sig_structure; 64 bytes come back (r ‖ s for ES256). */
export interface CodeSigner {
  readonly algorithm: CodeAlgorithm;
  readonly keyId: Uint8Array;
  readonly sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

/** A public key that a reader trusts for the codes of one issuer. */
export interface TrustedCodeKey {
  readonly algorithm: CodeAlgorithm;
  readonly keyId: Uint8Array;
  readonly issuer: string;
  readonly verify: (bytes: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;
}

/** A code as it was read, believed by nobody yet. */
export interface ReadCode extends VerifiableCode {
  /** Null: no algorithm named, so nobody signed it. */
  readonly algorithm: CodeAlgorithm | null;
  readonly keyId: Uint8Array | null;
  readonly signature: Uint8Array;
  readonly signedBytes: Uint8Array;
}

export const codeRefusalCodes = [
  'CODE_UNREADABLE',
  'CODE_ENCRYPTED',
  'CODE_WITHOUT_IDENTITY',
  'CODE_ALGORITHM_UNKNOWN',
  'CODE_UNSIGNED',
  'CODE_KEY_UNKNOWN',
  'CODE_FORGED',
  'CODE_EXPIRED',
  'CODE_NOT_YET_VALID',
] as const;
export type CodeRefusal = (typeof codeRefusalCodes)[number];

/** COSE algorithm numbers (IANA registry). */
const algorithms = new Map<unknown, CodeAlgorithm>([
  [-8, 'EdDSA'],
  [-7, 'ES256'],
]);
const algorithmNumber = (algorithm: CodeAlgorithm): number => (algorithm === 'EdDSA' ? -8 : -7);

const tagSign1 = 18;
const tagEncrypt0 = 16;
const claimKeys = { issuer: 1, subject: 2, expiresAt: 4, notBefore: 5, issuedAt: 6, identity: 169 } as const;
const headerKeys = { algorithm: 1, keyId: 4, iv: 5 } as const;

/** What a stranger's code may ask for: the characters of the largest QR code, and bytes once unpacked. */
const limits = { characters: 4296, unpackedBytes: 65_536 } as const;
/** Clocks of phones differ. */
const leewaySeconds = 300;

/** Signs a code; its text goes into a QR code in alphanumeric mode. */
export async function signVerifiableCode(code: VerifiableCode, signer: CodeSigner): Promise<string> {
  const protectedHeader = encode(
    new Map<number, unknown>([
      [headerKeys.algorithm, algorithmNumber(signer.algorithm)],
      [headerKeys.keyId, signer.keyId],
    ]),
  );
  const payload = encode(claimsToMap(code));
  const signature = await signer.sign(signatureBytes(protectedHeader, payload));
  const cose = encode(new Tagged(tagSign1, [protectedHeader, new Map(), payload, signature]));
  return encodeBase45(await deflate(cose));
}

/**
 * What a text from a QR code says; nothing of it is believed yet.
 * @param decryptionKey 16 or 32 bytes, for codes that were locked with AES-GCM; Rekam's own never are
 */
export async function parseVerifiableCode(
  text: string,
  decryptionKey?: Uint8Array,
): Promise<Outcome<ReadCode, CodeRefusal>> {
  if (text.length > limits.characters) return refuse('CODE_UNREADABLE');
  const packed = decodeBase45(text);
  const bytes = packed && (await inflate(packed, limits.unpackedBytes));
  const envelope = bytes && decodeCbor(bytes);
  if (!(envelope instanceof Tagged)) return refuse('CODE_UNREADABLE');
  const open = envelope.tag === tagSign1 ? envelope : await unlock(envelope.value, decryptionKey);
  if (open === undefined) return refuse('CODE_ENCRYPTED');
  // What is locked need not be signed.
  if (open instanceof Map) return readSigned(open, { algorithm: null, keyId: null, ...nothingSigned });
  return open instanceof Tagged && open.tag === tagSign1 ? parseSign1(open.value) : refuse('CODE_UNREADABLE');
}

/** What a COSE_Encrypt0 (RFC 9052 §5.2) holds; undefined without its key. */
async function unlock(value: unknown, key: Uint8Array | undefined): Promise<unknown> {
  if (!key || !Array.isArray(value) || value.length !== 3) return undefined;
  const [protectedHeader, loose, ciphertext] = value as unknown[];
  if (!isBytes(protectedHeader) || !isBytes(ciphertext) || !(loose instanceof Map)) return undefined;
  const iv = loose.get(headerKeys.iv);
  if (!isBytes(iv)) return undefined;
  const additionalData = encode(['Encrypt0', protectedHeader, new Uint8Array()]);
  try {
    const aes = await crypto.subtle.importKey('raw', ownBytes(key), 'AES-GCM', false, ['decrypt']);
    const how = { name: 'AES-GCM', iv: ownBytes(iv), additionalData: ownBytes(additionalData) };
    return decodeCbor(new Uint8Array(await crypto.subtle.decrypt(how, aes, ownBytes(ciphertext))));
  } catch {
    return undefined;
  }
}

/** Typed for the Web's crypto, which takes no shared memory. */
const ownBytes = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;

function parseSign1(value: unknown): Outcome<ReadCode, CodeRefusal> {
  if (!Array.isArray(value) || value.length !== 4) return refuse('CODE_UNREADABLE');
  const [protectedHeader, loose, payload, signature] = value as unknown[];
  if (!isBytes(protectedHeader) || !isBytes(payload) || !isBytes(signature) || !(loose instanceof Map))
    return refuse('CODE_UNREADABLE');
  const header = protectedHeader.length === 0 ? new Map() : decodeCbor(protectedHeader);
  const claims = decodeCbor(payload);
  if (!(header instanceof Map) || !(claims instanceof Map)) return refuse('CODE_UNREADABLE');
  const named = header.get(headerKeys.algorithm);
  const algorithm = named === undefined ? null : algorithms.get(named);
  if (algorithm === undefined) return refuse('CODE_ALGORITHM_UNKNOWN');
  const keyId = header.get(headerKeys.keyId) ?? loose.get(headerKeys.keyId);
  return readSigned(claims, {
    algorithm,
    keyId: isBytes(keyId) ? keyId : null,
    signature,
    signedBytes: signatureBytes(protectedHeader, payload),
  });
}

type Signature = Pick<ReadCode, 'algorithm' | 'keyId' | 'signature' | 'signedBytes'>;
const nothingSigned = { signature: new Uint8Array(), signedBytes: new Uint8Array() };

function readSigned(
  claims: ReadonlyMap<unknown, unknown>,
  signature: Signature,
): Outcome<ReadCode, CodeRefusal> {
  const identity = parseIdentity(claims.get(claimKeys.identity));
  if (identity === null) return refuse('CODE_WITHOUT_IDENTITY');
  return succeed({ identity, claims: parseClaims(claims), ...signature });
}

/**
 * Whether a code is what its issuer signed and is valid at `nowSeconds`.
 * A code without a key id is tried against every key of its issuer.
 */
export async function verifyVerifiableCode(
  code: ReadCode,
  keys: readonly TrustedCodeKey[],
  nowSeconds: number,
): Promise<Outcome<VerifiableCode, CodeRefusal>> {
  const { algorithm, keyId, claims, identity } = code;
  if (algorithm === null || code.signature.length === 0) return refuse('CODE_UNSIGNED');
  const fitting = keys.filter(
    (key) =>
      key.issuer === claims.issuer &&
      key.algorithm === algorithm &&
      (keyId === null || sameBytes(key.keyId, keyId)),
  );
  if (fitting.length === 0) return refuse('CODE_KEY_UNKNOWN', { issuer: claims.issuer ?? '?' });
  const tries = await Promise.all(fitting.map(({ verify }) => verify(code.signedBytes, code.signature)));
  if (!tries.includes(true)) return refuse('CODE_FORGED');
  // What says nothing of its end never ends; Rekam's own always say.
  if (claims.expiresAt !== undefined && nowSeconds > claims.expiresAt + leewaySeconds)
    return refuse('CODE_EXPIRED');
  if (claims.notBefore !== undefined && nowSeconds < claims.notBefore - leewaySeconds)
    return refuse('CODE_NOT_YET_VALID');
  return succeed({ claims, identity });
}

function claimsToMap({ claims, identity }: VerifiableCode): Map<number, unknown> {
  const entries: [number, unknown][] = [
    [claimKeys.issuer, claims.issuer],
    [claimKeys.subject, claims.subject],
    [claimKeys.expiresAt, claims.expiresAt],
    [claimKeys.notBefore, claims.notBefore],
    [claimKeys.issuedAt, claims.issuedAt],
    [claimKeys.identity, identityToMap(identity)],
  ];
  return new Map(entries.filter(([, value]) => value !== undefined));
}

function parseClaims(map: ReadonlyMap<unknown, unknown>): CodeClaims {
  const text = (key: number) => (typeof map.get(key) === 'string' ? (map.get(key) as string) : undefined);
  const time = (key: number) => (Number.isFinite(map.get(key)) ? (map.get(key) as number) : undefined);
  const found = {
    issuer: text(claimKeys.issuer),
    subject: text(claimKeys.subject),
    expiresAt: time(claimKeys.expiresAt),
    notBefore: time(claimKeys.notBefore),
    issuedAt: time(claimKeys.issuedAt),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** RFC 9052 §4.4: what is signed. */
const signatureBytes = (protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array =>
  encode(['Signature1', protectedHeader, new Uint8Array(), payload]);

/** The value, maps as `Map`; undefined for what is no CBOR, names a key twice or has other tags. */
function decodeCbor(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, {
      useMaps: true,
      rejectDuplicateMapKeys: true,
      tags: Tagged.preserve(tagSign1, tagEncrypt0),
    });
  } catch {
    return undefined;
  }
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
