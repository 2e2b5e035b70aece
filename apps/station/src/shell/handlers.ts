/** What each operation of the counter's loopback API does, in the words of the nouns. */
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { Station } from '../compose.ts';
import type { Handlers } from '../ports/call.ts';
import { enrolmentHandlers } from './enrolment-handlers.ts';
import { handoverHandlers } from './handover-handlers.ts';
import { selfTestHandlers } from './self-test-handlers.ts';
import { stationHandlers } from './station-handlers.ts';

export const handlersOf = (station: Station): Handlers<typeof counterApi> => ({
  ...stationHandlers(station),
  ...enrolmentHandlers(station),
  ...selfTestHandlers(station),
  ...handoverHandlers(station),
});
