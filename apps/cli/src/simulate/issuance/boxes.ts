import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { ExpectedQueue } from './queue.ts';

/** How many of those who are to get a card have one in the box of their kecamatan, by the lists that lie in the boxes. */
export async function countBoxed(officer: ApiClient, { cards }: ExpectedQueue): Promise<number> {
  const kecamatanOf = new Map(
    [...cards.values()].map(({ biodata }) => [biodata.nik, biodata.kelurahanCode.slice(0, 8)]),
  );
  const boxed = new Set<string>();
  for (const { code } of await officer.call(officeApi.cardBoxes, {})) {
    const list = await officer.bytes(officeApi.cardBoxList, { query: { kecamatan: code } });
    for (const line of Buffer.from(list).toString('utf8').split('\r\n').slice(1)) {
      const nik = line.split(';')[1]?.replaceAll(/\D/g, '');
      if (nik && kecamatanOf.get(nik) === code) boxed.add(nik);
    }
  }
  return boxed.size;
}
