/** Rules OPR1–OPR4: who may sit at this counter, offline too. */
import { type Instant, type OfficerId, type Outcome, refuse, succeed } from '@rekam/domain';
import type { StationSettings } from '@rekam/protocol/http/sync-api.ts';
import type { OperatorSession } from './session.ts';
import type { SlowHash } from './slow-hash.ts';
import type { Throttle } from './throttle.ts';

/** A salt for names that nobody has: a wrong name takes as long as a wrong password. */
const saltOfNobody = Buffer.alloc(16, 0x5a).toString('base64');

export interface SignInRequest {
  readonly username: string;
  readonly password: string;
  readonly settings: StationSettings;
  readonly now: Instant;
}

type SignInRefusal = 'ACCESS_CREDENTIALS_WRONG' | 'ACCESS_THROTTLED';

/** The operator whose password yields the identity that the office has named for them. */
export async function signIn(
  { username, password, settings, now }: SignInRequest,
  throttle: Throttle,
  slowHash: SlowHash,
): Promise<Outcome<Omit<OperatorSession, 'token'>, SignInRefusal>> {
  const pause = throttle.check('password', username);
  if (!pause.ok) return pause;
  const wanted = username.trim().toLowerCase();
  const operator = settings.operators.find(
    (entry) => entry.username.toLowerCase() === wanted && entry.active,
  );
  const credential = await slowHash.deriveCredential(password, operator?.salt ?? saltOfNobody);
  if (!operator || credential.recipient !== operator.recipient) {
    await throttle.noteWrong('password', username);
    return refuse('ACCESS_CREDENTIALS_WRONG');
  }
  await throttle.noteRight('password', username);
  return succeed({
    operatorId: operator.id as OfficerId,
    username: operator.username,
    name: operator.name,
    roles: operator.roles,
    identity: credential.identity,
    since: now,
  });
}
