/** The finger of a hand-over over HTTP: for whoever may hand cards over here. */
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { Station } from '../compose.ts';
import type { OperatorSession } from '../operators/session.ts';
import type { Handlers } from '../ports/call.ts';
import { requirePermission, requireSignedIn } from './station-handlers.ts';

export function handoverHandlers(
  station: Station,
): Pick<Handlers<typeof counterApi>, 'findHandover' | 'captureHandoverFinger'> {
  const giver = (session: OperatorSession | null): OperatorSession => {
    requireSignedIn(session);
    requirePermission(station, session, 'handover.give');
    return session;
  };
  return {
    findHandover: ({ session, body }) => station.handovers.find(giver(session), body.code),
    captureHandoverFinger: ({ session, params, body, signal }) =>
      station.handovers.takeFinger(giver(session), { ...body, id: params.id }, signal),
  };
}
