import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePublicKey } from '../sync/signing-key.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';
import type { Identity } from './claim-169.ts';
import { codeSignerOf, trustedCodeKeyOf } from './node-keys.ts';
import {
  parseVerifiableCode,
  type ReadCode,
  signVerifiableCode,
  type VerifiableCode,
  verifyVerifiableCode,
} from './verifiable-code.ts';
import { deflate } from './zlib.ts';

interface Vector {
  readonly name: string;
  readonly category: 'valid' | 'invalid' | 'edge';
  readonly text: string;
  readonly key?: { readonly algorithm: 'EdDSA' | 'ES256'; readonly publicKeyHex: string };
  readonly encryptionKeyHex?: string;
  readonly identity?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}
const vectors = JSON.parse(
  readFileSync(new URL('./vectors/claim-169.json', import.meta.url), 'utf8'),
) as Vector[];
const published = (category: Vector['category']) => vectors.filter((vector) => vector.category === category);

const read = async (vector: Vector): Promise<ReadCode> => {
  const key = vector.encryptionKeyHex && Buffer.from(vector.encryptionKeyHex, 'hex');
  const outcome = await parseVerifiableCode(vector.text, key || undefined);
  if (!outcome.ok) throw new Error(`${vector.name}: ${outcome.code}`);
  return outcome.value;
};

function publicKeyOf({ algorithm, publicKeyHex }: NonNullable<Vector['key']>): KeyObject {
  const raw = Buffer.from(publicKeyHex, 'hex');
  if (algorithm === 'EdDSA') {
    const outcome = parsePublicKey(raw.toString('base64'));
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.value;
  }
  const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((half) => half.toString('base64url'));
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
}

const issuer = 'https://dukcapil.example';
const now = 1_790_000_000;
const letter: VerifiableCode = {
  claims: { issuer, subject: 'SK-53.71-2026-000017', issuedAt: now - 60, expiresAt: now + 15_552_000 },
  identity: { id: '5371014506990001', fullName: 'MARIA CONTOH', dateOfBirth: '19990605', gender: 2 },
};
const key = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
const trusted = trustedCodeKeyOf(createPublicKey(key), issuer);

const check = async (text: string, keys = [trusted], at = now) => {
  const parsed = await parseVerifiableCode(text);
  return parsed.ok ? verifyVerifiableCode(parsed.value, keys, at) : parsed;
};

describe('QRC1 the published vectors', () => {
  it.each([...published('valid'), ...published('edge')])('$name is read as published', async (vector) => {
    const { identity, claims } = await read(vector);
    const { photoFormat, ...expected } = vector.identity!;
    const plain = Object.entries(expected).filter(([, value]) => typeof value !== 'object');
    expect(identity).toMatchObject(Object.fromEntries(plain));
    expect(claims).toEqual(vector.claims);
  });

  it.each(published('valid').filter(({ key: signed }) => signed))('$name verifies', async (vector) => {
    const code = await read(vector);
    const trustedKey = trustedCodeKeyOf(publicKeyOf(vector.key!), String(vector.claims!.issuer));
    expect(await verifyVerifiableCode(code, [trustedKey], 1_750_000_000)).toMatchObject({ ok: true });
    const strange = {
      ...code,
      signedBytes: Uint8Array.from(code.signedBytes, (b, i) => (i === 40 ? b ^ 1 : b)),
    };
    expect(await verifyVerifiableCode(strange, [trustedKey], 1_750_000_000)).toMatchObject({
      code: 'CODE_FORGED',
    });
  });

  it.each(published('invalid'))('$name is refused', async (vector) => {
    expect((await parseVerifiableCode(vector.text)).ok).toBe(false);
  });

  it('a locked code is read by its key only', async () => {
    const locked = vectors.find(({ name }) => name === 'encrypted-signed')!;
    expect(await parseVerifiableCode(locked.text)).toMatchObject({ code: 'CODE_ENCRYPTED' });
    expect(await parseVerifiableCode(locked.text, new Uint8Array(32))).toMatchObject({
      code: 'CODE_ENCRYPTED',
    });
  });
});

describe('QRC2 believing', () => {
  it.each(['ed25519', 'ec'] as const)('a code signed with %s comes back as it was', async (kind) => {
    const own = kind === 'ec' ? key : generateKeyPairSync('ed25519').privateKey;
    const text = await signVerifiableCode(letter, codeSignerOf(own));
    expect(await check(text, [trustedCodeKeyOf(createPublicKey(own), issuer)])).toEqual({
      ok: true,
      value: letter,
    });
  });

  it('unsigned, of another issuer, and by another key under a trusted name are told apart', async () => {
    expect(await check(published('valid').find(({ name }) => name === 'minimal')!.text)).toMatchObject({
      code: 'CODE_UNSIGNED',
    });
    const text = await signVerifiableCode(letter, codeSignerOf(key));
    const elsewhere = trustedCodeKeyOf(createPublicKey(key), 'https://other.example');
    expect(await check(text, [elsewhere])).toEqual({
      ok: false,
      code: 'CODE_KEY_UNKNOWN',
      details: { issuer },
    });
    const forger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
    const forged = await signVerifiableCode(letter, {
      ...codeSignerOf(forger),
      keyId: codeSignerOf(key).keyId,
    });
    expect(await check(forged)).toMatchObject({ code: 'CODE_FORGED' });
  });
});

it('QRC3 one changed character never passes', async () => {
  const text = await signVerifiableCode(letter, codeSignerOf(key));
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.nat(44), async (at, character) => {
      fc.pre(text[at] !== alphabet[character]);
      const changed = text.slice(0, at) + alphabet[character] + text.slice(at + 1);
      expect((await check(changed)).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});

it('QRC4 expired and not yet valid are said as such, within five minutes nothing is', async () => {
  const text = await signVerifiableCode(letter, codeSignerOf(key));
  const end = letter.claims.expiresAt!;
  expect(await check(text, [trusted], end + 300)).toMatchObject({ ok: true });
  expect(await check(text, [trusted], end + 301)).toMatchObject({ code: 'CODE_EXPIRED' });
  const early = { ...letter, claims: { ...letter.claims, notBefore: now } };
  const earlyText = await signVerifiableCode(early, codeSignerOf(key));
  expect(await check(earlyText, [trusted], now - 300)).toMatchObject({ ok: true });
  expect(await check(earlyText, [trusted], now - 301)).toMatchObject({ code: 'CODE_NOT_YET_VALID' });
});

it('QRC5 unknown fields are kept, known ones of a wrong kind make no code', async () => {
  const others = new Map<number, unknown>([[99, 'later']]);
  const text = await signVerifiableCode(
    { ...letter, identity: { ...letter.identity, others } },
    codeSignerOf(key),
  );
  expect(await check(text)).toMatchObject({ ok: true, value: { identity: { others } } });
  const odd = { ...letter, identity: { fullName: 7 } as unknown as Identity };
  expect(await check(await signVerifiableCode(odd, codeSignerOf(key)))).toMatchObject({
    code: 'CODE_WITHOUT_IDENTITY',
  });
});

describe('QRC6 hostile texts', () => {
  it('whatever stands there is refused or read, never thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect((await parseVerifiableCode(encodeBase45(bytes))).ok).toBe(false);
        expect((await parseVerifiableCode(encodeBase45(await deflate(bytes)))).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('a bomb and a nest are refused', async () => {
    const bomb = await deflate(new Uint8Array(2_000_000));
    expect(encodeBase45(bomb).length).toBeLessThan(4296);
    expect(await parseVerifiableCode(encodeBase45(bomb))).toMatchObject({ code: 'CODE_UNREADABLE' });
    const nest = await deflate(new Uint8Array(60_000).fill(0x81));
    expect(await parseVerifiableCode(encodeBase45(nest))).toMatchObject({ code: 'CODE_UNREADABLE' });
    expect(await parseVerifiableCode('0'.repeat(5000))).toMatchObject({ code: 'CODE_UNREADABLE' });
  });

  it('Base45 comes back as it was, and what it never writes is null', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes);
      }),
    );
    expect(encodeBase45(Buffer.from('base-45'))).toBe('UJCLQE7W581');
    for (const wrong of ['A', 'GGW0', ':::', 'a12', '::']) expect(decodeBase45(wrong)).toBeNull();
  });
});
