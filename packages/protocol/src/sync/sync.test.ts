import { randomBytes } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptWithIdentities, encryptToRecipients } from '../packet/age-stream.ts';
import { toBech32 } from './bech32.ts';
import {
  codeNamesKey,
  hashEnrolmentCode,
  makeEnrolmentCode,
  parseEnrolmentCode,
  printEnrolmentCode,
} from './enrolment-code.ts';
import { deriveOperatorCredential, hashPin, verifyPin } from './operator-credential.ts';
import { signSession, verifySession } from './session-proof.ts';
import { type Signed, signValue, verifySigned } from './signed.ts';
import {
  keyIdOf,
  makeSigningKey,
  parsePublicKey,
  privateKeyFromPem,
  privateKeyToPem,
  publicKeyOf,
  publicKeyToBase64,
  rawPublicKey,
} from './signing-key.ts';

const key = makeSigningKey();
const publicKey = publicKeyOf(key);
const stranger = makeSigningKey();

describe('signed values', () => {
  const receipt = { packetId: 'pkt_1', bytes: 12, receivedAt: '2026-02-03T01:00:00.000Z' };

  it('TIE1 are believed whatever the order of their keys', () => {
    const signed = signValue('rekam/receipt/1', receipt, key);
    expect(verifySigned('rekam/receipt/1', signed, publicKey)).toBe(true);
    const reordered = { ...signed, value: Object.fromEntries(Object.entries(receipt).reverse()) };
    expect(verifySigned('rekam/receipt/1', reordered, publicKey)).toBe(true);
  });

  it('TIE1 are not believed for another use, by another key, or changed', () => {
    const signed = signValue('rekam/receipt/1', receipt, key);
    const refused: [Signed<unknown>, Parameters<typeof verifySigned>[0], typeof publicKey][] = [
      [signed, 'rekam/settings/1', publicKey],
      [signed, 'rekam/receipt/1', publicKeyOf(stranger)],
      [{ ...signed, keyId: keyIdOf(stranger) }, 'rekam/receipt/1', publicKey],
      [{ ...signed, value: { ...receipt, bytes: 13 } }, 'rekam/receipt/1', publicKey],
      [{ ...signed, signature: '' }, 'rekam/receipt/1', publicKey],
      [{ ...signed, signature: Buffer.alloc(64).toString('base64') }, 'rekam/receipt/1', publicKey],
    ];
    for (const [value, context, by] of refused) expect(verifySigned(context, value, by)).toBe(false);
  });
});

describe('signing keys', () => {
  it('travel as 32 bytes and rest as PEM', () => {
    const travelled = parsePublicKey(publicKeyToBase64(key));
    expect(travelled.ok && rawPublicKey(travelled.value)).toEqual(rawPublicKey(key));
    expect(rawPublicKey(privateKeyFromPem(privateKeyToPem(key)))).toEqual(rawPublicKey(publicKey));
    for (const text of ['', 'AAAA', `${publicKeyToBase64(key)}AAAA`, '!'.repeat(44)])
      expect(parsePublicKey(text)).toEqual({ ok: false, code: 'STATION_KEY_INVALID' });
  });
});

describe('a session proof', () => {
  it('TIE7 fits one nonce and one station', () => {
    const [nonce, another] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const proof = signSession(nonce, key);
    expect(verifySession(nonce, proof, publicKey)).toBe(true);
    expect(verifySession(another, proof, publicKey)).toBe(false);
    expect(verifySession(nonce, proof, publicKeyOf(stranger))).toBe(false);
    expect(verifySession(nonce, '', publicKey)).toBe(false);
  });
});

describe('an enrolment code', () => {
  const raw = rawPublicKey(key);
  const printed = makeEnrolmentCode(raw);
  const parsed = (text: string) => {
    const code = parseEnrolmentCode(text);
    if (!code.ok) throw new Error(code.code);
    return code.value;
  };

  it('TIE2 is read as people type it', () => {
    expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    const typed = ` ${printed.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(printEnrolmentCode(parsed(typed))).toBe(printed);
    for (const text of ['', printed.slice(1), `${printed}0`, printed.replace(/^./, 'U')])
      expect(parseEnrolmentCode(text)).toEqual({ ok: false, code: 'STATION_CODE_WRONG' });
  });

  it('TIE2 notices one wrong character and two swapped neighbours, wherever they are', () => {
    const characters = printed.replaceAll('-', '');
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    fc.assert(
      fc.property(fc.nat(19), fc.integer({ min: 1, max: 31 }), (at, step) => {
        const wrong = alphabet[(alphabet.indexOf(characters[at]!) + step) % 32]!;
        expect(parseEnrolmentCode(characters.slice(0, at) + wrong + characters.slice(at + 1)).ok).toBe(false);
      }),
      { seed: 3, numRuns: 400 },
    );
    for (let at = 0; at < 19; at++) {
      const [a, b] = [characters[at]!, characters[at + 1]!];
      if (a === b) continue;
      expect(parseEnrolmentCode(characters.slice(0, at) + b + a + characters.slice(at + 2)).ok).toBe(false);
    }
  });

  it('TIE3 names the key of its office and no other', () => {
    expect(codeNamesKey(parsed(printed), raw)).toBe(true);
    expect(codeNamesKey(parsed(printed), rawPublicKey(stranger))).toBe(false);
  });

  it('TIE4 leaves the office a hash only, the same however it was typed', () => {
    const hash = hashEnrolmentCode(parsed(printed));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashEnrolmentCode(parsed(printed.toLowerCase()))).toBe(hash);
    expect(hashEnrolmentCode(parsed(makeEnrolmentCode(raw)))).not.toBe(hash);
  });
});

describe('an operator credential', () => {
  const salt = Buffer.alloc(16, 3).toString('base64');

  it('TIE5 comes from password and salt alone and opens what was encrypted to its recipient', async () => {
    const credential = await deriveOperatorCredential('rahasia kafé', salt);
    expect(await deriveOperatorCredential('rahasia kafe\u0301', salt)).toEqual(credential);
    expect(await identityToRecipient(credential.identity)).toBe(credential.recipient);
    const sealed = await encryptToRecipients(Buffer.from('draft'), [credential.recipient]);
    expect(Buffer.from(await decryptWithIdentities(sealed, [credential.identity])).toString()).toBe('draft');
    const otherSalt = Buffer.alloc(16, 4).toString('base64');
    expect((await deriveOperatorCredential('rahasia kafé', otherSalt)).recipient).not.toBe(
      credential.recipient,
    );
    expect((await deriveOperatorCredential('rahasia', salt)).recipient).not.toBe(credential.recipient);
  });

  it('TIE5 stays the same from version to version', async () => {
    expect((await deriveOperatorCredential('tetap sama', salt)).recipient).toBe(
      'age167z77t0smcm0tnp2esnam6vg3tekrsexcf0372vp472xdj6qhpnqd32vfz',
    );
  });

  it('TIE6 a PIN passes against its own hash only', () => {
    const verifier = { salt, hash: hashPin('123456', salt) };
    expect(verifyPin('123456', verifier)).toBe(true);
    expect(verifyPin('123457', verifier)).toBe(false);
    expect(verifyPin('123456', { salt, hash: '' })).toBe(false);
  });

  it('a salt of another length is refused', async () => {
    await expect(deriveOperatorCredential('x', '')).rejects.toThrow('salt');
  });
});

describe('bech32', () => {
  it('writes identities that the library reads, for any key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (scalar) => {
        const identity = toBech32('age-secret-key-', scalar).toUpperCase();
        expect(await identityToRecipient(identity)).toMatch(/^age1/);
      }),
      { seed: 4, numRuns: 50 },
    );
  });
});
