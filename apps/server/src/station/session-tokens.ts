import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { StationId } from '@rekam/domain';

/** How long a station may talk on one proof. */
export const sessionMs = 3_600_000;
/** How long a nonce waits to be signed. */
const nonceMs = 5 * 60_000;

/**
 * Tokens and nonces of stations. Both carry their own proof (HMAC under the office's session key), so that nothing has
 * to be kept and a restart of the office throws no station out. Whether a station is still wanted is asked every time.
 */
export interface SessionTokens {
  /** base64 */
  readonly makeNonce: (stationId: string, nowMs: number) => string;
  readonly isNonce: (nonce: string, stationId: string, nowMs: number) => boolean;
  readonly makeToken: (stationId: string, nowMs: number) => string;
  readonly stationOf: (token: string, nowMs: number) => StationId | null;
}

export function makeSessionTokens(key: Uint8Array): SessionTokens {
  const mac = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const nonceMac = (head: Buffer, stationId: string): Buffer =>
    mac(`nonce ${stationId} ${head.toString('hex')}`);
  return {
    makeNonce: (stationId, nowMs) => {
      const head = Buffer.alloc(24);
      head.writeBigUInt64BE(BigInt(nowMs));
      randomBytes(16).copy(head, 8);
      return Buffer.concat([head, nonceMac(head, stationId)]).toString('base64');
    },
    isNonce: (nonce, stationId, nowMs) => {
      const bytes = Buffer.from(nonce, 'base64');
      if (bytes.length !== 56) return false;
      const head = bytes.subarray(0, 24);
      const ageMs = nowMs - Number(head.readBigUInt64BE());
      return ageMs >= 0 && ageMs <= nonceMs && timingSafeEqual(bytes.subarray(24), nonceMac(head, stationId));
    },
    makeToken: (stationId, nowMs) => {
      const body = `${stationId}.${nowMs + sessionMs}`;
      return `${body}.${mac(`token ${body}`).toString('base64url')}`;
    },
    stationOf: (token, nowMs) => {
      const [stationId, until, proof] = token.split('.');
      if (stationId === undefined || until === undefined || proof === undefined) return null;
      const expected = mac(`token ${stationId}.${until}`);
      const given = Buffer.from(proof, 'base64url');
      const genuine = given.length === expected.length && timingSafeEqual(given, expected);
      return genuine && nowMs < Number(until) ? (stationId as StationId) : null;
    },
  };
}
