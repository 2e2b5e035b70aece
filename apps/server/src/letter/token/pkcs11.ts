/**
 * The few calls of PKCS #11 (OASIS v2.40) with which a token signs: find it, log in, find the key, sign a digest.
 * Loaded only in a process of its own: what a vendor's module breaks, it breaks there.
 */
import koffi from 'koffi';
import { CKR_KEY_HANDLE_INVALID, CKR_MECHANISM_INVALID, CKR_TOKEN_NOT_PRESENT } from './token-answers.ts';

/** What a module answered instead of CKR_OK. */
export class TokenError extends Error {
  /** CKR_…, PKCS #11 base specification §5.1 / pkcs11t.h. */
  readonly code: number;

  constructor(call: string, code: number) {
    super(`${call}: 0x${code.toString(16)}`);
    this.code = code;
  }
}

export interface TokenKey {
  readonly type: 'ec' | 'rsa';
  /** DER of the certificates on the token, the one that bears the key's id first. */
  readonly certificates: readonly Uint8Array[];
  /** Over a SHA-256 digest: r and s one after the other for EC, PKCS #1 v1.5 for RSA. */
  readonly sign: (digest: Uint8Array) => Uint8Array;
}

const ulong = 'unsigned long';
const Attribute = koffi.struct('CK_ATTRIBUTE', { type: ulong, value: 'void *', length: ulong });
const Mechanism = koffi.struct('CK_MECHANISM', { mechanism: ulong, parameter: 'void *', length: ulong });
const out = (type: string) => koffi.out(koffi.pointer(type));
const array = (type: typeof Attribute) => koffi.pointer(type);

/** Places in CK_FUNCTION_LIST, whose order the standard fixes. */
const functions = {
  C_Initialize: [0, ['void *']],
  C_GetSlotList: [4, ['uint8_t', 'void *', koffi.inout(koffi.pointer(ulong))]],
  C_GetTokenInfo: [6, [ulong, 'void *']],
  C_OpenSession: [12, [ulong, ulong, 'void *', 'void *', out(ulong)]],
  C_Login: [18, [ulong, ulong, 'void *', ulong]],
  C_GetAttributeValue: [24, [ulong, ulong, koffi.inout(array(Attribute)), ulong]],
  C_FindObjectsInit: [26, [ulong, array(Attribute), ulong]],
  C_FindObjects: [27, [ulong, 'void *', ulong, out(ulong)]],
  C_FindObjectsFinal: [28, [ulong]],
  C_SignInit: [42, [ulong, array(Mechanism), ulong]],
  C_Sign: [43, [ulong, 'void *', ulong, 'void *', koffi.inout(koffi.pointer(ulong))]],
} as const;
type Call = keyof typeof functions;
const listed = 68;

/** CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID. */
const unknownAttribute = [0x11, 0x12];

const CKF_SERIAL_SESSION = 4;
const CKU_USER = 1;
const CKU_CONTEXT_SPECIFIC = 2;
const CKA_CLASS = 0;
const CKA_VALUE = 0x11;
const CKA_KEY_TYPE = 0x100;
const CKA_ID = 0x102;
const CKA_LABEL = 3;
const CKA_ALWAYS_AUTHENTICATE = 0x202;
const CKO_CERTIFICATE = 1;
const CKO_PRIVATE_KEY = 3;
const CKK_RSA = 0;
const CKK_EC = 3;
const CKM_RSA_PKCS = 1;
const CKM_ECDSA = 0x1041;

/** DER of DigestInfo for SHA-256 up to the digest (RFC 8017 §9.2, note 1). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Once a process: logs in to the token of that label and finds its key. @param keyLabel null: the only key there is. @throws TokenError */
export function openToken(
  modulePath: string,
  tokenLabel: string,
  keyLabel: string | null,
  pin: string,
): TokenKey {
  const call = load(modulePath);
  const session = openSession(call, findSlot(call, tokenLabel));
  const logIn = (user: number, secret: Buffer): void => call('C_Login', session, user, secret, secret.length);
  const secret = Buffer.from(pin, 'utf8');
  let key: number;
  try {
    logIn(CKU_USER, secret);
    key = findKey(call, session, keyLabel);
  } catch (error) {
    secret.fill(0);
    throw error;
  }
  // Such a key wants the PIN again for each signature: kept here as long as this process holds the token.
  const asksEachTime = readFlag(call, session, key, CKA_ALWAYS_AUTHENTICATE);
  if (!asksEachTime) secret.fill(0);
  const allow = asksEachTime ? () => logIn(CKU_CONTEXT_SPECIFIC, secret) : () => undefined;
  const read = (object: number, type: number) => readAttribute(call, session, object, type);
  const id = read(key, CKA_ID);
  const certificates = findObjects(call, session, [ulongAttribute(CKA_CLASS, CKO_CERTIFICATE)])
    .map((object) => ({ own: read(object, CKA_ID).equals(id), der: read(object, CKA_VALUE) }))
    .toSorted((a, b) => Number(b.own) - Number(a.own));
  const type = Number(read(key, CKA_KEY_TYPE).readBigUInt64LE());
  if (type !== CKK_EC && type !== CKK_RSA) throw new TokenError('CKA_KEY_TYPE', CKR_MECHANISM_INVALID);
  return {
    type: type === CKK_EC ? 'ec' : 'rsa',
    certificates: certificates.map(({ der }) => der),
    sign: (digest) =>
      type === CKK_EC
        ? sign(call, session, key, CKM_ECDSA, digest, allow)
        : sign(call, session, key, CKM_RSA_PKCS, Buffer.concat([digestInfo, digest]), allow),
  };
}

type Module = (name: Call, ...values: unknown[]) => void;

function load(modulePath: string): Module {
  const library = koffi.load(modulePath);
  const getList = library.func('unsigned long C_GetFunctionList(_Out_ void **list)');
  const list: unknown[] = [null];
  const code = Number(getList(list));
  if (code !== 0) throw new TokenError('C_GetFunctionList', code);
  // CK_VERSION comes first and is padded to the size of a pointer.
  const pointers = koffi.decode(list[0], 8, koffi.array('void *', listed)) as unknown[];
  const bound = new Map(
    Object.entries(functions).map(([name, [place, parameters]]) => [
      name,
      koffi.decode(pointers[place], koffi.proto(`${name}_t`, ulong, [...parameters])) as (
        ...values: unknown[]
      ) => number,
    ]),
  );
  const call: Module = (name, ...values) => {
    const answer = Number(bound.get(name)!(...values));
    if (answer !== 0) throw new TokenError(name, answer);
  };
  call('C_Initialize', null);
  return call;
}

/** Labels in CK_TOKEN_INFO are 32 bytes, filled up with blanks. */
const labelBytes = 32;
const tokenInfoBytes = 512;

function findSlot(call: Module, tokenLabel: string): number {
  const present = 1;
  const count = [0];
  call('C_GetSlotList', present, null, count);
  const slots = Buffer.alloc(8 * Number(count[0]));
  if (slots.length > 0) call('C_GetSlotList', present, slots, count);
  for (let at = 0; at < slots.length; at += 8) {
    const slot = Number(slots.readBigUInt64LE(at));
    const info = Buffer.alloc(tokenInfoBytes);
    call('C_GetTokenInfo', slot, info);
    if (info.toString('utf8', 0, labelBytes).trimEnd() === tokenLabel) return slot;
  }
  throw new TokenError('C_GetSlotList', CKR_TOKEN_NOT_PRESENT);
}

function openSession(call: Module, slot: number): number {
  const session = [0];
  call('C_OpenSession', slot, CKF_SERIAL_SESSION, null, null, session);
  return session[0]!;
}

function findKey(call: Module, session: number, keyLabel: string | null): number {
  const keys = findObjects(call, session, [
    ulongAttribute(CKA_CLASS, CKO_PRIVATE_KEY),
    ...(keyLabel === null ? [] : [{ type: CKA_LABEL, value: Buffer.from(keyLabel, 'utf8') }]),
  ]);
  if (keys.length !== 1) throw new TokenError('C_FindObjects', CKR_KEY_HANDLE_INVALID);
  return keys[0]!;
}

interface Sought {
  readonly type: number;
  readonly value: Buffer;
}

function ulongAttribute(type: number, value: number): Sought {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return { type, value: bytes };
}

const mostObjects = 64;

function findObjects(call: Module, session: number, sought: readonly Sought[]): number[] {
  const template = sought.map(({ type, value }) => ({ type, value, length: value.length }));
  call('C_FindObjectsInit', session, template, template.length);
  try {
    const found = Buffer.alloc(8 * mostObjects);
    const count = [0];
    call('C_FindObjects', session, found, mostObjects, count);
    return Array.from({ length: Number(count[0]) }, (_, at) => Number(found.readBigUInt64LE(8 * at)));
  } finally {
    call('C_FindObjectsFinal', session);
  }
}

function readAttribute(call: Module, session: number, object: number, type: number): Buffer {
  const asked = [{ type, value: null as Buffer | null, length: 0 }];
  call('C_GetAttributeValue', session, object, asked, 1);
  const value = Buffer.alloc(Number(asked[0]!.length));
  call('C_GetAttributeValue', session, object, [{ type, value, length: value.length }], 1);
  return value;
}

/** @returns false also where the module does not know the attribute, as older ones do not */
function readFlag(call: Module, session: number, object: number, type: number): boolean {
  try {
    return readAttribute(call, session, object, type)[0] === 1;
  } catch (error) {
    if (error instanceof TokenError && unknownAttribute.includes(error.code)) return false;
    throw error;
  }
}

/** RSA of 8192 bits; no signature is longer. */
const longestSignature = 1024;

/** @param allow between the two calls, where the standard wants the PIN of a key that asks each time */
function sign(
  call: Module,
  session: number,
  key: number,
  mechanism: number,
  bytes: Uint8Array,
  allow: () => void,
): Buffer {
  call('C_SignInit', session, [{ mechanism, parameter: null, length: 0 }], key);
  allow();
  const signature = Buffer.alloc(longestSignature);
  const length = [signature.length];
  call('C_Sign', session, bytes, bytes.length, signature, length);
  return signature.subarray(0, Number(length[0]));
}
