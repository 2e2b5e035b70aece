/** The turns of what a counter stands on: its line to the office, and its power. */
import type { TurnResult } from '@rekam/domain';
import type { Heartbeat } from '@rekam/protocol/sync/heartbeat.ts';
import type { Connection } from '../health/connection.ts';

/** The line passes when the office answers now, the station's signature and all. */
export async function takeLineTurn(connection: Pick<Connection, 'speak'>): Promise<TurnResult> {
  const spoken = await connection.speak();
  return spoken.ok
    ? { outcome: 'passed', score: null, ms: spoken.roundTripMs }
    : { outcome: 'failed', code: spoken.problem };
}

/** With the plug pulled, power passes when the computer says that it runs on a battery. */
export function judgePower({ source }: Heartbeat['power']): TurnResult {
  if (source === 'battery') return { outcome: 'passed', score: null, ms: 0 };
  return {
    outcome: 'failed',
    code: source === 'mains' ? 'SELF_TEST_STILL_ON_MAINS' : 'SELF_TEST_POWER_UNSEEN',
  };
}

/** What a person says of a part that the computer cannot see. */
export const judgeByHand = (works: boolean): TurnResult =>
  works
    ? { outcome: 'passed', score: null, ms: 0, byHand: true }
    : { outcome: 'failed', code: 'SELF_TEST_POWER_LOST', byHand: true };
