import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseHeartbeat } from './heartbeat.ts';
import { signValue, verifySigned } from './signed.ts';
import { makeSigningKey, parsePublicKey, publicKeyToBase64 } from './signing-key.ts';

const sample = JSON.parse(
  readFileSync(new URL('./samples/heartbeat-v1.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const key = makeSigningKey();
const publicKey = parsePublicKey(publicKeyToBase64(key));

describe('heartbeats', () => {
  it('TIE8 one of version 1 is read, and its signature holds over what was sent', () => {
    const read = parseHeartbeat(sample);
    expect(read.ok && read.value.devices[1]).toMatchObject({ kind: 'iris', status: 'absent' });
    const signed = signValue('rekam/heartbeat/1', sample, key);
    const arrived = JSON.parse(JSON.stringify(signed)) as typeof signed;
    expect(publicKey.ok && verifySigned('rekam/heartbeat/1', arrived, publicKey.value)).toBe(true);
    const tampered = { ...arrived, value: { ...arrived.value, sequence: 43 } };
    expect(publicKey.ok && verifySigned('rekam/heartbeat/1', tampered, publicKey.value)).toBe(false);
  });

  it('TIE8 a later version or a broken one is refused by what is wrong with it', () => {
    expect(parseHeartbeat({ ...sample, version: 2 })).toMatchObject({ code: 'HEARTBEAT_VERSION_UNKNOWN' });
    expect(parseHeartbeat({ ...sample, sequence: 0 })).toMatchObject({
      code: 'HEARTBEAT_MALFORMED',
      details: { field: 'sequence' },
    });
    expect(parseHeartbeat({})).toMatchObject({ code: 'HEARTBEAT_MALFORMED' });
  });

  it('TIE9 fits a 2G line: two a minute, signature and all, in less than 2,500 bytes each', () => {
    expect(JSON.stringify(signValue('rekam/heartbeat/1', sample, key)).length).toBeLessThan(2500);
  });
});
