/**
 * Headers of age v1 files opened by Node's own X25519: the library does it in JavaScript and WebCrypto, which costs as
 * much as the megabytes that follow.
 *
 *   age-encryption.org/v1
 *   -> X25519 SHARE                 one stanza for each recipient; lines that begin with `->` start one
 *   WRAPPED FILE KEY
 *   --- MAC                         HMAC under the file key over everything before, `---` included
 */
import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import { fromBech32 } from '../sync/bech32.ts';

const pkcs8Prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex');
const wrappedBytes = 32;
const tagBytes = 16;

interface Identity {
  readonly key: KeyObject;
  readonly recipient: Buffer;
}

/** Parsed identities; an office has a handful, and each is used for thousands of packets. */
const known = new Map<string, Identity>();

function parseIdentity(text: string): Identity {
  const before = known.get(text);
  if (before) return before;
  const scalar = fromBech32('age-secret-key-', text.toLowerCase());
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, scalar]), format: 'der', type: 'pkcs8' });
  const recipient = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(spkiPrefix.length);
  const identity = { key, recipient };
  known.set(text, identity);
  return identity;
}

/**
 * The file key of a header, by the first identity that fits one of its X25519 stanzas.
 * @param header up to and including the newline after the MAC
 * @throws when no identity fits or the header was changed
 */
export function openHeader(header: Buffer, identities: readonly string[]): Buffer {
  const lines = header.toString('latin1').split('\n');
  if (lines[0] !== 'age-encryption.org/v1') throw new Error('age: not an age file of version 1');
  for (const { share, body } of stanzasOf(lines))
    for (const text of identities) {
      const fileKey = findFileKey(parseIdentity(text), share, body);
      if (!fileKey) continue;
      checkMac(header, fileKey);
      return fileKey;
    }
  throw new Error('age: no identity fits');
}

function* stanzasOf(lines: readonly string[]): Generator<{ share: Buffer; body: Buffer }> {
  for (const [i, line] of lines.entries()) {
    const share = /^-> X25519 ([A-Za-z0-9+/]{43})$/.exec(line)?.[1];
    if (share === undefined) continue;
    const body = Buffer.from(lines[i + 1] ?? '', 'base64');
    if (body.length === wrappedBytes) yield { share: Buffer.from(share, 'base64'), body };
  }
}

function findFileKey(identity: Identity, share: Buffer, body: Buffer): Buffer | undefined {
  const publicKey = createPublicKey({ key: Buffer.concat([spkiPrefix, share]), format: 'der', type: 'spki' });
  try {
    // Throws for a share of low order, whose secret would be all zeros.
    const secret = diffieHellman({ privateKey: identity.key, publicKey });
    const salt = Buffer.concat([share, identity.recipient]);
    const wrapKey = Buffer.from(hkdfSync('sha256', secret, salt, 'age-encryption.org/v1/X25519', 32));
    const decipher = createDecipheriv('chacha20-poly1305', wrapKey, Buffer.alloc(12), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(body.subarray(wrappedBytes - tagBytes));
    return Buffer.concat([decipher.update(body.subarray(0, wrappedBytes - tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function checkMac(header: Buffer, fileKey: Buffer): void {
  const end = header.lastIndexOf('--- ');
  // Compared as text: two spellings of one MAC would be two files for one content.
  const stated = header.subarray(end + 4, -1);
  const macKey = Buffer.from(hkdfSync('sha256', fileKey, '', 'header', 32));
  const mac = createHmac('sha256', macKey)
    .update(header.subarray(0, end + 3))
    .digest('base64');
  const computed = Buffer.from(mac.replace(/=+$/, ''));
  if (stated.length !== computed.length || !timingSafeEqual(stated, computed))
    throw new Error('age: the header was changed');
}
