/** Fingers of people who never lived, and a scanner that signs what it sees, without a counter around it. */
import { createHash, sign } from 'node:crypto';
import {
  encodeFingerImageRecord,
  type FingerCode,
  type FingerMaster,
  impressionOf,
  synthesizeFinger,
} from '@rekam/biometrics';
import { withoutPicture } from '@rekam/devices/sbi/jws.ts';
import { type DeviceKey, openSimulatedKeys } from '@rekam/devices/simulated/keys.ts';

const masters = new Map<string, FingerMaster>();

/** ISO/IEC 19794-4 record of a touch. @param impression another one is another touch of the same finger */
export function touchOf(person: string, finger: FingerCode, impression: number): Uint8Array {
  const known = `${person}/${finger}`;
  const master = masters.get(known) ?? synthesizeFinger({ seed: person, finger });
  masters.set(known, master);
  return encodeFingerImageRecord({
    images: [
      {
        capturedAt: new Date('2026-11-01T00:00:00Z'),
        quality: 80,
        position: finger,
        impression: 'live-plain',
        image: impressionOf(master, { seed: impression, quality: 80 }),
        compression: 'raw',
      },
    ],
  });
}

export interface WireScanner {
  readonly serialNo: string;
  /** The scanner's signature over a record, with the picture taken out of it. */
  readonly partsOf: (record: Uint8Array) => string;
}

export async function openWireScanner(): Promise<WireScanner> {
  const serialNo = 'UJI0000000001';
  const key: DeviceKey = await (await openSimulatedKeys(undefined)).deviceKey(serialNo);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    serialNo,
    partsOf: (record) => {
      const bioValue = Buffer.from(record).toString('base64url');
      const hash = createHash('sha256').update(record).digest('hex');
      const head = `${part({ alg: 'RS256', x5c: [key.certificate] })}.${part({ serialNo, hash, bioValue })}`;
      return withoutPicture(
        `${head}.${sign('sha256', Buffer.from(head), key.privateKey).toString('base64url')}`,
      );
    },
  };
}
