import { createHash, randomBytes } from 'node:crypto';
import type { ComponentId, Instant, PlaceId } from '@rekam/domain';
import { appendFact, type By } from '../../audit/index.ts';
import { checkPin, hashPassword, type PasswordHash } from '../../officer/index.ts';
import { type Clock, nowOf } from '../../ports/clock.ts';
import type { Database, Queryable } from '../../ports/database.ts';

/** 160 bits: nobody guesses a label, and the QR stays coarse enough for a cheap camera. */
const tokenBytes = 20;

export const hashLabel = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A new label for a component; the one before opens nothing any more. @returns the token, kept by nobody but the label */
export async function issueLabel(tx: Queryable, clock: Clock, componentId: string, by: By): Promise<string> {
  const token = randomBytes(tokenBytes).toString('base64url');
  const at = nowOf(clock);
  await endLabel(tx, componentId, at);
  await tx.query('insert into label (token_hash, component_id, made_at) values ($1, $2, $3)', [
    hashLabel(token),
    componentId,
    at,
  ]);
  await appendFact(tx, { at, noun: 'component', subjectId: componentId, kind: 'label-printed', ...by });
  return token;
}

const endLabel = async (tx: Queryable, componentId: string, at: Instant): Promise<boolean> =>
  (
    await tx.query('update label set revoked_at = $2 where component_id = $1 and revoked_at is null', [
      componentId,
      at,
    ])
  ).rowCount > 0;

/** A label that was lost or copied. Without a valid one nothing happens. */
export async function revokeLabel(
  database: Database,
  clock: Clock,
  componentId: string,
  by: By,
): Promise<void> {
  await database.transact(async (tx) => {
    const at = nowOf(clock);
    if (!(await endLabel(tx, componentId, at))) return;
    await appendFact(tx, { at, noun: 'component', subjectId: componentId, kind: 'label-revoked', ...by });
  });
}

/** The component of a valid label. */
export async function findLabelled(database: Queryable, token: string): Promise<ComponentId | undefined> {
  const { rows } = await database.query<{ id: ComponentId }>(
    'select component_id as id from label where token_hash = $1 and revoked_at is null',
    [hashLabel(token)],
  );
  return rows[0]?.id;
}

/** @throws Refused OFFICER_PIN_WEAK */
export async function setPlacePin(
  database: Database,
  clock: Clock,
  placeId: PlaceId,
  pin: string,
  by: By,
): Promise<void> {
  checkPin(pin);
  const { salt, hash } = await hashPassword(pin);
  const at = nowOf(clock);
  await database.transact(async (tx) => {
    await tx.query(
      `insert into place_pin (place_id, salt, hash, set_at) values ($1, $2, $3, $4)
       on conflict (place_id) do update set salt = $2, hash = $3, set_at = $4`,
      [placeId, salt, hash, at],
    );
    await appendFact(tx, { at, noun: 'place', subjectId: placeId, kind: 'place-pin-set', ...by });
  });
}

export async function findPlacePin(
  database: Queryable,
  placeId: string,
): Promise<(PasswordHash & { readonly setAt: Instant }) | undefined> {
  return (
    await database.query<PasswordHash & { setAt: Instant }>(
      'select salt, hash, set_at as "setAt" from place_pin where place_id = $1',
      [placeId],
    )
  ).rows[0];
}

export async function listPins(
  database: Queryable,
  places: readonly PlaceId[] | 'all',
): Promise<{ placeId: PlaceId; setAt: Instant }[]> {
  return (
    await database.query<{ placeId: PlaceId; setAt: Instant }>(
      `select place_id as "placeId", set_at as "setAt" from place_pin
       where $1::text[] is null or place_id = any($1)`,
      [places === 'all' ? null : places],
    )
  ).rows;
}
