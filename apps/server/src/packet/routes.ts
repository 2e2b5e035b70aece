import type { syncApi } from '@rekam/protocol';
import type { Handlers } from '../ports/call.ts';
import { getStation } from '../ports/permit.ts';
import type { Receiving } from './receive.ts';

export function packetRoutes(
  receiving: Receiving,
): Handlers<typeof syncApi, 'announce' | 'packetState' | 'upload'> {
  return {
    announce: ({ station, body }) => receiving.announce(getStation(station), body),
    packetState: ({ station, params }) => receiving.state(getStation(station), params.packetId),
    upload: ({ station, params, query, body }) =>
      receiving.upload(getStation(station), params.packetId, query.offset, body),
  };
}
