import { createCipheriv } from 'node:crypto';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decryptWithIdentities, encryptToRecipients } from './age-stream.ts';

const chunk = 64 * 1024;
const lengths = [0, 1, 15, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 17];
const bytesOf = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255);

let identity: string;
let recipient: string;
let other: string;
beforeAll(async () => {
  identity = await generateIdentity();
  other = await generateIdentity();
  recipient = await identityToRecipient(identity);
});

describe('age files', () => {
  it.each(lengths)('PKT10 %i bytes written here are read by the library', async (length) => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const sealed = await encryptToRecipients(bytesOf(length), [recipient]);
    expect(Buffer.from(await decrypter.decrypt(sealed)).equals(bytesOf(length))).toBe(true);
  });

  it.each(lengths)('PKT10 %i bytes written by the library are read here', async (length) => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const sealed = await encrypter.encrypt(bytesOf(length));
    expect(Buffer.from(await decryptWithIdentities(sealed, [identity])).equals(bytesOf(length))).toBe(true);
  });

  it('opens one file after the other in the same room, which may still hold the last', async () => {
    const room = Buffer.alloc(3 * chunk, 0xff);
    for (const length of [2 * chunk + 5, 100, 0]) {
      const sealed = await encryptToRecipients(bytesOf(length), [recipient]);
      const opened = await decryptWithIdentities(sealed, [identity], (bytes) => room.subarray(0, bytes));
      expect(Buffer.from(opened).equals(bytesOf(length))).toBe(true);
      expect(opened.buffer).toBe(room.buffer);
    }
  });

  it('PKT1 each of several recipients opens the file, nobody else does', async () => {
    const sealed = await encryptToRecipients(bytesOf(100), [recipient, await identityToRecipient(other)]);
    for (const owner of [identity, other])
      expect(await decryptWithIdentities(sealed, [await generateIdentity(), owner])).toEqual(
        Buffer.from(bytesOf(100)),
      );
    await expect(decryptWithIdentities(sealed, [await generateIdentity()])).rejects.toThrow();
    await expect(decryptWithIdentities(sealed, [])).rejects.toThrow();
  });

  it('PKT2 cutting a file at any chunk, or adding to it, is noticed', async () => {
    const sealed = await encryptToRecipients(bytesOf(3 * chunk), [recipient]);
    const payload = sealed.length - 3 * (chunk + 16);
    for (const end of [0, 40, payload - 16, payload, payload + 16, payload + chunk + 16, sealed.length - 1])
      await expect(decryptWithIdentities(sealed.subarray(0, end), [identity])).rejects.toThrow();
    await expect(
      decryptWithIdentities(Buffer.concat([sealed, Buffer.alloc(1)]), [identity]),
    ).rejects.toThrow();
  });

  it('PKT2 a last chunk that is empty though others came before is refused, as age demands', async () => {
    const { fileKey, header, nonce, key } = await partsOfFile(
      await encryptToRecipients(bytesOf(1), [recipient]),
    );
    const seal = (index: number, last: number, plain: Uint8Array) => {
      const iv = Buffer.alloc(12);
      iv.writeUInt32BE(index, 7);
      iv[11] = last;
      const cipher = createCipheriv('chacha20-poly1305', key, iv, { authTagLength: 16 });
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    };
    const forged = Buffer.concat([header, nonce, seal(0, 0, bytesOf(chunk)), seal(1, 1, new Uint8Array(0))]);
    await expect(decryptWithIdentities(forged, [identity])).rejects.toThrow('cut off');
    const honest = Buffer.concat([header, nonce, seal(0, 0, bytesOf(chunk)), seal(1, 1, bytesOf(1))]);
    expect((await decryptWithIdentities(honest, [identity])).length).toBe(chunk + 1);
    expect(fileKey.length).toBe(16);
  });

  it('PKT2 any flipped bit of a file is noticed', async () => {
    const sealed = await encryptToRecipients(bytesOf(300), [recipient]);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Uint8Array.from(sealed);
        changed[at] = changed[at]! ^ (1 << bit);
        await expect(decryptWithIdentities(changed, [identity])).rejects.toThrow();
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('nothing is encrypted to nobody', async () => {
    await expect(encryptToRecipients(bytesOf(1), [])).rejects.toThrow('recipient');
  });
});

/** Takes a file apart with the library and Web Crypto only. */
async function partsOfFile(sealed: Uint8Array) {
  const file = Buffer.from(sealed);
  const mac = file.indexOf('\n--- ');
  const header = file.subarray(0, file.indexOf('\n', mac + 5) + 1);
  const nonce = file.subarray(header.length, header.length + 16);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const fileKey = Uint8Array.from(await decrypter.decryptHeader(header));
  const base = await crypto.subtle.importKey('raw', fileKey, 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: Uint8Array.from(nonce),
      info: new TextEncoder().encode('payload'),
    },
    base,
    256,
  );
  return { fileKey, header, nonce, key: Buffer.from(bits) };
}
