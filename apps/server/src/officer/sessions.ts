import { createHash, randomBytes } from 'node:crypto';
import { toInstant } from '@rekam/domain';
import { appendFact } from '../audit/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import { Refused } from '../ports/refused.ts';
import { passwordMatches } from './secrets.ts';
import {
  deleteOldSessions,
  deleteSession,
  findOfficerByUsername,
  findSession,
  insertSession,
  touchSession,
} from './store.ts';
import { makeThrottle } from './throttle.ts';

/** A working day, and a long lunch. */
export const sessionLifeMs = 12 * 3_600_000;
const sessionIdleMs = 90 * 60_000;
const touchEveryMs = 60_000;

/** Failures that cost nothing. */
const freeFailures = { user: 5, address: 30 };

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface Sessions {
  /** @throws Refused ACCESS_CREDENTIALS_WRONG or ACCESS_THROTTLED */
  readonly signIn: (
    username: string,
    password: string,
    address: string,
  ) => Promise<{ token: string; officer: SignedInOfficer }>;
  readonly signOut: (token: string) => Promise<void>;
  readonly identify: (token: string) => Promise<SignedInOfficer | null>;
  /** Begins a session without a password, right after the office was set up. */
  readonly begin: (officer: SignedInOfficer) => Promise<string>;
}

export function makeSessions(database: Database, clock: Clock): Sessions {
  const before = (ms: number): string => toInstant(clock() - ms);

  const begin = async (officer: SignedInOfficer): Promise<string> => {
    const token = randomBytes(32).toString('base64url');
    await database.transact(async (tx) => {
      await deleteOldSessions(tx, before(sessionLifeMs));
      await insertSession(tx, hashToken(token), officer.id, nowOf(clock));
      await appendFact(tx, {
        at: nowOf(clock),
        noun: 'officer',
        subjectId: officer.id,
        kind: 'officer-signed-in',
        actor: { kind: 'officer', id: officer.id },
      });
    });
    return token;
  };

  const throttle = makeThrottle(database, clock);

  return {
    begin,
    signIn: async (username, password, address) => {
      const keys = { user: `user:${username}`, address: `address:${address}` };
      await throttle.refuse(keys.user, freeFailures.user);
      await throttle.refuse(keys.address, freeFailures.address);
      const officer = await findOfficerByUsername(database, username);
      const stored = officer?.active ? { salt: officer.passwordSalt, hash: officer.passwordHash } : undefined;
      if (!(await passwordMatches(password, stored)) || !officer) {
        for (const key of [keys.user, keys.address]) await throttle.fail(key);
        if (officer)
          await appendFact(database, {
            at: nowOf(clock),
            noun: 'officer',
            subjectId: officer.id,
            kind: 'officer-sign-in-refused',
            actor: { kind: 'office', id: null },
          });
        throw new Refused('ACCESS_CREDENTIALS_WRONG');
      }
      await throttle.clear(keys.user);
      const { id, name, roles } = officer;
      const signedIn = { id, username, name, roles };
      return { token: await begin(signedIn), officer: signedIn };
    },
    signOut: (token) => deleteSession(database, hashToken(token)),
    identify: async (token) => {
      const tokenHash = hashToken(token);
      const found = await findSession(database, tokenHash, before(sessionLifeMs), before(sessionIdleMs));
      if (!found) return null;
      if (found.lastUsedAt < before(touchEveryMs)) await touchSession(database, tokenHash, nowOf(clock));
      return found.officer;
    },
  };
}
