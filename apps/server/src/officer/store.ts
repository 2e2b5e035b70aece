import type { OfficerId, PlaceId, Role } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import type { RoleAt, SignedInOfficer } from '../ports/people.ts';

export interface OfficerRecord extends SignedInOfficer {
  readonly active: boolean;
  readonly passwordSalt: string;
  readonly passwordHash: string;
  readonly stationSalt: string;
  readonly stationRecipient: string;
  readonly pinSalt: string | null;
  readonly pinHash: string | null;
  readonly lastSignInAt: string | null;
}

const select = `select o.id, o.username, o.name, o.active, o.password_salt as "passwordSalt",
    o.password_hash as "passwordHash", o.station_salt as "stationSalt", o.station_recipient as "stationRecipient",
    o.pin_salt as "pinSalt", o.pin_hash as "pinHash", o.last_sign_in_at as "lastSignInAt",
    coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'placeId', r.place_id)
      order by r.role, r.place_id) from officer_role r where r.officer_id = o.id), '[]') as roles
  from officer o`;

export async function listOfficers(database: Queryable): Promise<OfficerRecord[]> {
  return (await database.query<OfficerRecord>(`${select} order by o.active desc, o.name`)).rows;
}

export async function findOfficer(database: Queryable, id: string): Promise<OfficerRecord | undefined> {
  return (await database.query<OfficerRecord>(`${select} where o.id = $1`, [id])).rows[0];
}

export async function findOfficerByUsername(
  database: Queryable,
  username: string,
): Promise<OfficerRecord | undefined> {
  return (await database.query<OfficerRecord>(`${select} where o.username = $1`, [username])).rows[0];
}

export type OfficerRow = Omit<OfficerRecord, 'roles' | 'lastSignInAt' | 'active'>;

/** @returns false when the user name is taken */
export async function insertOfficer(tx: Queryable, officer: OfficerRow): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into officer (id, username, name, password_salt, password_hash, station_salt, station_recipient, pin_salt,
       pin_hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (username) do nothing`,
    [
      officer.id,
      officer.username,
      officer.name,
      officer.passwordSalt,
      officer.passwordHash,
      officer.stationSalt,
      officer.stationRecipient,
      officer.pinSalt,
      officer.pinHash,
    ],
  );
  return rowCount === 1;
}

export async function replaceRoles(tx: Queryable, id: OfficerId, roles: readonly RoleAt[]): Promise<void> {
  await tx.query('delete from officer_role where officer_id = $1', [id]);
  await tx.query(
    `insert into officer_role (officer_id, role, place_id)
     select $1, role, "placeId" from jsonb_to_recordset($2::jsonb) as r (role text, "placeId" text)
     on conflict do nothing`,
    [id, JSON.stringify(roles)],
  );
}

export async function updatePassword(
  tx: Queryable,
  id: OfficerId,
  web: { salt: string; hash: string },
  station: { salt: string; recipient: string },
): Promise<void> {
  await tx.query(
    `update officer set password_salt = $2, password_hash = $3, station_salt = $4, station_recipient = $5 where id = $1`,
    [id, web.salt, web.hash, station.salt, station.recipient],
  );
}

export async function updatePin(
  tx: Queryable,
  id: OfficerId,
  pin: { salt: string; hash: string },
): Promise<void> {
  await tx.query('update officer set pin_salt = $2, pin_hash = $3 where id = $1', [id, pin.salt, pin.hash]);
}

export async function updateActive(tx: Queryable, id: OfficerId, active: boolean): Promise<void> {
  await tx.query('update officer set active = $2 where id = $1', [id, active]);
}

export async function insertSession(
  tx: Queryable,
  tokenHash: string,
  id: OfficerId,
  at: string,
): Promise<void> {
  await tx.query(
    'insert into officer_session (token_hash, officer_id, started_at, last_used_at) values ($1, $2, $3, $3)',
    [tokenHash, id, at],
  );
  await tx.query('update officer set last_sign_in_at = $2 where id = $1', [id, at]);
}

/** The officer of a session that began after `startedAfter` and was used after `usedAfter`, if still active. */
export async function findSession(
  database: Queryable,
  tokenHash: string,
  startedAfter: string,
  usedAfter: string,
): Promise<{ officer: SignedInOfficer; lastUsedAt: string } | undefined> {
  const { rows } = await database.query<{
    id: OfficerId;
    username: string;
    name: string;
    roles: { role: Role; placeId: PlaceId | null }[];
    lastUsedAt: string;
  }>(
    `select o.id, o.username, o.name, s.last_used_at as "lastUsedAt",
       coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'placeId', r.place_id))
         from officer_role r where r.officer_id = o.id), '[]') as roles
     from officer_session s join officer o on o.id = s.officer_id
     where s.token_hash = $1 and s.started_at > $2 and s.last_used_at > $3 and o.active`,
    [tokenHash, startedAfter, usedAfter],
  );
  const row = rows[0];
  if (!row) return undefined;
  const { lastUsedAt, ...officer } = row;
  return { officer, lastUsedAt };
}

export async function touchSession(database: Queryable, tokenHash: string, at: string): Promise<void> {
  await database.query('update officer_session set last_used_at = $2 where token_hash = $1', [tokenHash, at]);
}

/** Ends one session, or all of an officer's but one. */
export async function deleteSession(tx: Queryable, tokenHash: string): Promise<void> {
  await tx.query('delete from officer_session where token_hash = $1', [tokenHash]);
}

export async function deleteSessionsOf(tx: Queryable, id: OfficerId, except: string | null): Promise<void> {
  await tx.query('delete from officer_session where officer_id = $1 and token_hash is distinct from $2', [
    id,
    except,
  ]);
}

export async function deleteOldSessions(tx: Queryable, startedBefore: string): Promise<void> {
  await tx.query('delete from officer_session where started_at < $1', [startedBefore]);
}

export interface Failures {
  readonly failures: number;
  readonly lastAt: string;
}

export async function findFailures(database: Queryable, key: string): Promise<Failures | undefined> {
  return (
    await database.query<Failures>(
      'select failures, last_at as "lastAt" from sign_in_failure where key = $1',
      [key],
    )
  ).rows[0];
}

/** Counts one failure more; the count begins again when the last one is older than `forgetBefore`. */
export async function addFailure(
  database: Queryable,
  key: string,
  at: string,
  forgetBefore: string,
): Promise<void> {
  await database.query(
    `insert into sign_in_failure as f (key, failures, last_at) values ($1, 1, $2)
     on conflict (key) do update set last_at = $2,
       failures = case when f.last_at < $3 then 1 else f.failures + 1 end`,
    [key, at, forgetBefore],
  );
}

export async function clearFailures(database: Queryable, key: string): Promise<void> {
  await database.query('delete from sign_in_failure where key = $1', [key]);
}
