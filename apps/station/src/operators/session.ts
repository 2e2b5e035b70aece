/** Who works at the counter now. One seat: a new sign-in ends the one before. Nothing of it is ever written. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Instant, OfficerId, Role } from '@rekam/domain';

export interface OperatorSession {
  readonly token: string;
  readonly operatorId: OfficerId;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** `AGE-SECRET-KEY-1…`: opens the drafts and the directory that are encrypted for this operator. */
  readonly identity: string;
  readonly since: Instant;
}

/** An unattended counter signs its operator out after this long, ms. */
export const idleLimitMs = 60 * 60_000;

export interface Seat {
  readonly begin: (who: Omit<OperatorSession, 'token'>) => OperatorSession;
  /** The session of a browser's token, which counts as work done now; null when it is over. */
  readonly find: (token: string | null) => OperatorSession | null;
  /** The same without counting as work: for what a screen asks by itself. */
  readonly peek: (token: string | null) => OperatorSession | null;
  readonly current: () => OperatorSession | null;
  readonly end: () => void;
}

/**
 * @param monotonicMs a clock that cannot be set
 * @param onEnd called when a session ends, by whatever way
 */
export function makeSeat(monotonicMs: () => number, onEnd: (ended: OperatorSession) => void): Seat {
  let session: OperatorSession | null = null;
  let usedAtMs = 0;

  const end = (): void => {
    if (!session) return;
    const ended = session;
    session = null;
    onEnd(ended);
  };
  const current = (): OperatorSession | null => {
    if (session && monotonicMs() - usedAtMs > idleLimitMs) end();
    return session;
  };
  const peek = (token: string | null): OperatorSession | null => {
    const now = current();
    return now && token !== null && equal(token, now.token) ? now : null;
  };
  return {
    begin: (who) => {
      end();
      usedAtMs = monotonicMs();
      session = { ...who, token: randomBytes(32).toString('base64url') };
      return session;
    },
    find: (token) => {
      const mine = peek(token);
      if (mine) usedAtMs = monotonicMs();
      return mine;
    },
    peek,
    current,
    end,
  };
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
