/** The guided self-test over HTTP: for whoever may report a fault here. */
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { Station } from '../compose.ts';
import type { OperatorSession } from '../operators/session.ts';
import type { Handlers } from '../ports/call.ts';
import { requirePermission, requireSignedIn } from './station-handlers.ts';

type Names = 'getSelfTest' | 'beginSelfTest' | 'takeSelfTestTurn' | 'endSelfTest';

export function selfTestHandlers(station: Station): Pick<Handlers<typeof counterApi>, Names> {
  const { selfTests } = station;
  const tester = (session: OperatorSession | null): OperatorSession => {
    requireSignedIn(session);
    requirePermission(station, session, 'fault.report');
    return session;
  };
  return {
    getSelfTest: async ({ session }) => {
      const test = selfTests.look(tester(session));
      return { devices: selfTests.devices(), test };
    },
    beginSelfTest: async ({ session, body }) => selfTests.begin(tester(session), body.occasion),
    takeSelfTestTurn: async ({ session, params, body, signal }) =>
      selfTests.take(tester(session), params.kind, body, signal),
    endSelfTest: async ({ session }) => selfTests.end(tester(session)),
  };
}
