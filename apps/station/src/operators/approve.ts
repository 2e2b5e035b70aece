/** Rule OPR5: a supervisor consents by PIN at the operator's screen. */
import {
  type Action,
  type Approval,
  type ClockReading,
  decideAccess,
  type OfficerId,
  type Outcome,
  type PlaceId,
  type Role,
  refuse,
  succeed,
} from '@rekam/domain';
import type { pinVerifier, StationSettings } from '@rekam/protocol/http/sync-api.ts';
import type { z } from 'zod';
import type { SlowHash } from './slow-hash.ts';
import type { Throttle } from './throttle.ts';

export type PinVerifier = z.output<typeof pinVerifier>;

export interface ApprovalRequest {
  readonly username: string;
  readonly pin: string;
  /** What is consented to. */
  readonly action: Action;
  readonly at: ClockReading;
  readonly settings: StationSettings;
  /** Verifiers from the directory of this place. */
  readonly pins: readonly PinVerifier[];
}

type ApprovalRefusal = 'ACCESS_PIN_WRONG' | 'ACCESS_THROTTLED' | 'ACCESS_DENIED';

export async function approve(
  { username, pin, action, at, settings, pins }: ApprovalRequest,
  throttle: Throttle,
  slowHash: SlowHash,
): Promise<Outcome<Approval, ApprovalRefusal>> {
  const pause = throttle.check('pin', username);
  if (!pause.ok) return pause;
  const wanted = username.trim().toLowerCase();
  const officer = settings.operators.find((entry) => entry.username.toLowerCase() === wanted && entry.active);
  const verifier = pins.find((entry) => entry.officerId === officer?.id);
  const right = officer && verifier ? await slowHash.checkPin(pin, verifier) : false;
  if (!officer || !right) {
    await throttle.noteWrong('pin', username);
    return refuse('ACCESS_PIN_WRONG');
  }
  await throttle.noteRight('pin', username);
  const permit = mayAtStation(settings, { id: officer.id, roles: officer.roles }, action);
  if (!permit.ok) return permit;
  return succeed({ approvedBy: officer.id as OfficerId, at, method: 'pin' });
}

/** Whether an operator of this station may do something at its place. */
export function mayAtStation(
  settings: StationSettings,
  officer: { readonly id: string; readonly roles: readonly Role[] },
  action: Action,
): ReturnType<typeof decideAccess> {
  const placeId = settings.place.id as PlaceId;
  const roles = officer.roles.map((role) => ({ role, placeId }));
  return decideAccess({ action, officer: { id: officer.id as OfficerId, roles }, placeId });
}
