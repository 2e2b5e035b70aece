import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBech32, toBech32 } from '../sync/bech32.ts';
import { decryptWithIdentities, encryptToRecipients } from './age-stream.ts';

describe('age headers', () => {
  it('PKT2 any changed byte of the header is noticed', async () => {
    const identity = await generateIdentity();
    const sealed = Buffer.from(
      await encryptToRecipients(Buffer.from('isi'), [await identityToRecipient(identity)]),
    );
    const end = sealed.indexOf('\n', sealed.indexOf('\n--- ') + 1);
    for (let at = 0; at <= end; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      await expect(decryptWithIdentities(changed, [identity]), `byte ${at}`).rejects.toThrow();
    }
  });

  it('PKT1 stanzas of other kinds stand beside ours without harm', async () => {
    const identity = await generateIdentity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(await generateIdentity()));
    encrypter.addRecipient(await identityToRecipient(identity));
    const sealed = await encrypter.encrypt(Buffer.from('isi'));
    expect(Buffer.from(await decryptWithIdentities(sealed, [identity])).toString()).toBe('isi');
  });

  it('Bech32 gives back what it was given, and notices a changed letter', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(50), (bytes, at) => {
        const text = toBech32('age', bytes);
        expect(fromBech32('age', text)).toEqual(bytes);
        const letter = text[4 + at] === 'q' ? 'p' : 'q';
        const changed = text.slice(0, 4 + at) + letter + text.slice(5 + at);
        expect(() => fromBech32('age', changed)).toThrow();
      }),
    );
  });
});
