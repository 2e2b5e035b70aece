import { officeApi } from '@rekam/protocol';
import type { ApiClient } from './api-client.ts';

export interface Range {
  readonly first: string;
  readonly last: string;
}

/** Blanks received from the centre and moved on to a printing desk, each with its paper. */
export async function supplyDesk(client: ApiClient, placeId: string, range: Range): Promise<void> {
  const store = { kind: 'store' } as const;
  const desk = { kind: 'desk', place: placeId } as const;
  const consignment = { ranges: [range], paper: 'BAST/1' };
  await client.call(officeApi.moveBlanks, { body: { ...consignment, from: { kind: 'centre' }, to: store } });
  await client.call(officeApi.moveBlanks, { body: { ...consignment, from: store, to: desk } });
}
