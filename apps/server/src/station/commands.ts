import { type Instant, type PlaceId, type StationId, toInstant } from '@rekam/domain';
import {
  hashEnrolmentCode,
  makeEnrolmentCode,
  parseEnrolmentCode,
} from '@rekam/protocol/sync/enrolment-code.ts';
import { parsePublicKey, rawPublicKey } from '@rekam/protocol/sync/signing-key.ts';
import { type Actor, appendFact } from '../audit/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import {
  admitStation,
  findCodeLocked,
  findStation,
  findStationByKey,
  insertCode,
  markCodeUsed,
  type Station,
} from './store.ts';

/** A code is good for a day. */
const codeMs = 24 * 3_600_000;

export interface MadeCode {
  readonly code: string;
  readonly expiresAt: Instant;
}

/** A new one-time code for a place; only its hash is kept. */
export async function makeStationCode(
  tx: Queryable,
  clock: Clock,
  keyring: Keyring,
  request: { readonly placeId: PlaceId; readonly name: string },
  by: { readonly actor: Actor; readonly permittedBy: string | null },
): Promise<MadeCode> {
  const code = makeEnrolmentCode(rawPublicKey(keyring.receiptKey));
  const expiresAt = toInstant(clock() + codeMs);
  await insertCode(tx, {
    codeHash: hashEnrolmentCode(getValue(parseEnrolmentCode(code))),
    ...request,
    expiresAt,
  });
  await appendFact(tx, {
    at: nowOf(clock),
    noun: 'station',
    subjectId: request.placeId,
    kind: 'station-code-made',
    ...by,
    details: { stationName: request.name, expiresAt },
  });
  return { code, expiresAt };
}

/**
 * Trades a code for a place in the office. Asked again by the same key after a lost answer, it answers the same; a
 * station that was revoked is the same station again, under the code's name and place (STA11).
 * @throws Refused STATION_CODE_WRONG, STATION_CODE_EXPIRED, STATION_CODE_USED, STATION_KEY_INVALID, STATION_KEY_KNOWN
 */
export async function enrolStation(
  database: Database,
  clock: Clock,
  request: { readonly code: string; readonly publicKey: string; readonly softwareVersion: string },
  onMoved: (tx: Queryable, id: StationId) => Promise<void>,
): Promise<Station> {
  const codeHash = hashEnrolmentCode(getValue(parseEnrolmentCode(request.code)));
  getValue(parsePublicKey(request.publicKey));
  const id = await database.transact(async (tx): Promise<StationId> => {
    const code = await findCodeLocked(tx, codeHash);
    if (!code) throw new Refused('STATION_CODE_WRONG');
    if (code.usedByKey === request.publicKey && code.stationId !== null) return code.stationId;
    if (code.usedByKey !== null) throw new Refused('STATION_CODE_USED');
    if (Date.parse(code.expiresAt) <= clock()) throw new Refused('STATION_CODE_EXPIRED');
    const before = await findStationByKey(tx, request.publicKey);
    if (before?.state === 'active') throw new Refused('STATION_KEY_KNOWN', { station: before.name });
    const stationId = before?.id ?? newId('station', clock);
    const { placeId, name } = code;
    await admitStation(tx, { id: stationId, name, placeId, publicKey: request.publicKey, at: nowOf(clock) });
    if (before && before.place.id !== placeId) await onMoved(tx, stationId);
    await markCodeUsed(tx, codeHash, request.publicKey, stationId);
    await appendFact(tx, {
      at: nowOf(clock),
      noun: 'station',
      subjectId: stationId,
      kind: 'station-enrolled',
      actor: { kind: 'station', id: stationId },
      details: { placeId, stationName: name, softwareVersion: request.softwareVersion },
    });
    return stationId;
  });
  const station = await findStation(database, id);
  if (!station) throw new Refused('STATION_NOT_FOUND');
  return station;
}
