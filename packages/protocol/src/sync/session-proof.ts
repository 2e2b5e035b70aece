/** How a station proves to its office who it is: by signing a nonce, so that a wrong clock never locks it out. */
import { type KeyObject, sign, verify } from 'node:crypto';

const proofBytes = (nonce: string): Buffer =>
  Buffer.concat([Buffer.from('rekam/session/1\n'), Buffer.from(nonce, 'base64')]);

/** @param nonce base64 as the challenge gave it. @returns base64 */
export const signSession = (nonce: string, stationKey: KeyObject): string =>
  sign(null, proofBytes(nonce), stationKey).toString('base64');

export const verifySession = (nonce: string, signature: string, stationPublicKey: KeyObject): boolean =>
  verify(null, proofBytes(nonce), stationPublicKey, Buffer.from(signature, 'base64'));
