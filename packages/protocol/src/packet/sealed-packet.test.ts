import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeSigningKey, parsePublicKey, publicKeyOf } from '../sync/signing-key.ts';
import { decryptWithIdentities, encryptToRecipients } from './age-stream.ts';
import type { Manifest } from './manifest.ts';
import { sampleManifest } from './sample-manifest.ts';
import { openPacket, sealPacket, verifyPacketSignature } from './sealed-packet.ts';

const samples = new Map<string, Uint8Array>([
  ['face', Buffer.from('a synthetic face')],
  ['finger-R1', Buffer.alloc(70_000, 7)],
]);
const manifest = sampleManifest(samples);
const stationKey = makeSigningKey();
const opening = Buffer.from('REKAM-PACKET 1\n');

let identity: string;
let recipient: string;
let sealed: Uint8Array;
let payload: Buffer;
beforeAll(async () => {
  identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
  sealed = await sealPacket({ manifest, samples, signWith: stationKey, recipients: [recipient] });
  payload = Buffer.from(await decryptWithIdentities(sealed, [identity]));
});

const openPayload = async (bytes: Uint8Array) =>
  openPacket(await encryptToRecipients(bytes, [recipient]), [identity]);
const codeOf = async (bytes: Uint8Array) => {
  const opened = await openPayload(bytes);
  return opened.ok ? 'opened' : opened.code;
};
const changedAt = (at: number): Buffer => {
  const copy = Buffer.from(payload);
  copy[at] = copy[at]! ^ 1;
  return copy;
};
/** A payload with another manifest, signed properly. */
function payloadOf(manifestJson: string | Buffer): Buffer {
  const bytes = Buffer.from(manifestJson);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  const signature = sign(null, Buffer.concat([opening, bytes]), stationKey);
  return Buffer.concat([opening, length, bytes, signature, ...samples.values()]);
}
const manifestAt = opening.length + 4;
const manifestLength = () => payload.readUInt32BE(opening.length);

describe('a sealed packet', () => {
  it('PKT1 gives back manifest and samples, and its signature holds', async () => {
    const opened = await openPacket(sealed, [await generateIdentity(), identity]);
    if (!opened.ok) throw new Error(opened.code);
    expect(opened.value.manifest).toEqual(manifest);
    expect([...opened.value.samples.keys()]).toEqual(['face', 'finger-R1']);
    for (const [name, bytes] of samples)
      expect(Buffer.from(opened.value.samples.get(name)!).equals(bytes)).toBe(true);
    expect(verifyPacketSignature(opened.value, publicKeyOf(stationKey))).toBe(true);
  });

  it('PKT3 is closed to everybody else', async () => {
    expect(await openPacket(sealed, [await generateIdentity()])).toEqual({
      ok: false,
      code: 'HELD_CANNOT_OPEN',
    });
    expect(await openPacket(new Uint8Array(0), [identity])).toEqual({ ok: false, code: 'HELD_CANNOT_OPEN' });
    expect(await openPacket(sealed, ['AGE-SECRET-KEY-NONSENSE'])).toEqual({
      ok: false,
      code: 'HELD_CANNOT_OPEN',
    });
  });

  it('PKT2 any flipped byte is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Uint8Array.from(sealed);
        changed[at] = changed[at]! ^ mask;
        expect(await openPacket(changed, [identity])).toEqual({ ok: false, code: 'HELD_CANNOT_OPEN' });
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('PKT4 an unknown version is neither read nor called malformed', async () => {
    expect(await codeOf(changedAt(opening.length - 2))).toBe('HELD_VERSION_UNKNOWN');
    expect(await codeOf(payloadOf(JSON.stringify({ ...manifest, version: 4 })))).toBe('HELD_VERSION_UNKNOWN');
  });

  it('PKT5 a manifest that is not whole is refused as such', async () => {
    expect(await codeOf(changedAt(0))).toBe('HELD_MANIFEST_MALFORMED');
    expect(await codeOf(payload.subarray(0, opening.length + 2))).toBe('HELD_MANIFEST_MALFORMED');
    expect(await codeOf(payload.subarray(0, manifestAt + 10))).toBe('HELD_MANIFEST_MALFORMED');
    expect(await codeOf(changedAt(manifestAt))).toBe('HELD_MANIFEST_MALFORMED');
    for (const json of [
      '{}',
      'null',
      '[]',
      '{"version":1}',
      Buffer.from([0x22, 0xff, 0x22]),
      JSON.stringify({ ...manifest, format: 'other' }),
    ])
      expect(await codeOf(payloadOf(json))).toBe('HELD_MANIFEST_MALFORMED');
  });

  it('PKT5 a manifest that speaks of a sample it does not list, or lists one twice, is refused', async () => {
    const ghost = { ...manifest, captures: [{ ...manifest.captures[0]!, sampleName: 'ghost' }] };
    const statement = {
      ...manifest,
      statement: { textVersion: '1', signedAt: manifest.sealedAt, sampleName: 'ghost' },
    };
    const twice = { ...manifest, samples: [...manifest.samples, manifest.samples[0]!] };
    for (const one of [ghost, statement, twice])
      expect(await codeOf(payloadOf(JSON.stringify(one)))).toBe('HELD_MANIFEST_MALFORMED');
  });

  it('PKT6 samples that differ from the manifest are refused', async () => {
    expect(await codeOf(changedAt(payload.length - 1))).toBe('HELD_HASH_DIFFERS');
    expect(await codeOf(changedAt(manifestAt + manifestLength() + 64))).toBe('HELD_HASH_DIFFERS');
    expect(await codeOf(payload.subarray(0, payload.length - 1))).toBe('HELD_HASH_DIFFERS');
    expect(await codeOf(Buffer.concat([payload, Buffer.alloc(1)]))).toBe('HELD_HASH_DIFFERS');
  });

  it('PKT7 the signature covers every byte of the manifest and belongs to one station', async () => {
    const opened = await openPacket(sealed, [identity]);
    if (!opened.ok) throw new Error(opened.code);
    expect(verifyPacketSignature(opened.value, generateKeyPairSync('ed25519').publicKey)).toBe(false);
    const forged = await openPayload(changedAt(manifestAt + manifestLength()));
    if (!forged.ok) throw new Error(forged.code);
    expect(verifyPacketSignature(forged.value, publicKeyOf(stationKey))).toBe(false);
    const renamed = Buffer.from(payload);
    renamed.write('5371041508070002', payload.indexOf('5371041508070001'));
    const changed = await openPayload(renamed);
    if (!changed.ok) throw new Error(changed.code);
    expect(verifyPacketSignature(changed.value, publicKeyOf(stationKey))).toBe(false);
  });

  it('PKT8 a manifest that disagrees with its samples is not sealed', async () => {
    const seal = (over: Partial<Manifest>, bytes: ReadonlyMap<string, Uint8Array> = samples) =>
      sealPacket({
        manifest: { ...manifest, ...over },
        samples: bytes,
        signWith: stationKey,
        recipients: [recipient],
      });
    await expect(seal({}, new Map())).rejects.toThrow('missing');
    await expect(seal({}, new Map([...samples, ['face', Buffer.from('a synthetic fact')]]))).rejects.toThrow(
      'differs',
    );
    await expect(seal({ samples: [] })).rejects.toThrow('does not list');
    await expect(seal({ packetId: 'nonsense' })).rejects.toThrow();
  });

  it.each([
    ['v1', null],
    ['v2', { wanted: 'red', seen: 'red' }],
    ['v3', { wanted: 'red', seen: 'red' }],
  ])('PKT9 the stored packet of version %s opens for ever', async (version, background) => {
    const folder = new URL('./samples/', import.meta.url);
    const stored = readFileSync(new URL(`${version}.rekam`, folder));
    const facts = JSON.parse(readFileSync(new URL(`${version}.json`, folder), 'utf8')) as {
      identity: string;
      stationPublicKey: string;
      packetSha256: string;
      manifestSha256: string;
      samples: Record<string, string>;
    };
    expect(createHash('sha256').update(stored).digest('hex')).toBe(facts.packetSha256);
    const opened = await openPacket(stored, [facts.identity]);
    if (!opened.ok) throw new Error(opened.code);
    expect(createHash('sha256').update(opened.value.manifestBytes).digest('hex')).toBe(facts.manifestSha256);
    expect(opened.value.manifest.resident.biodata.name).toBe('WARGA CONTOH');
    expect(opened.value.manifest.captures[0]!.background).toEqual(background);
    expect(opened.value.manifest.version).toBe(3);
    for (const [name, hex] of Object.entries(facts.samples))
      expect(Buffer.from(opened.value.samples.get(name)!).toString('hex')).toBe(hex);
    const key = parsePublicKey(facts.stationPublicKey);
    expect(key.ok && verifyPacketSignature(opened.value, key.value)).toBe(true);
  });
});
