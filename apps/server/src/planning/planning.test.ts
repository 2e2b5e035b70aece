/** What still works, over HTTP on a real office: six sets, each with another broken part. */
import { type ComponentKind, componentKinds } from '@rekam/domain';
import { equipmentApi, officeApi, planningApi } from '@rekam/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

/** What the default rules need of a set. */
const needed: readonly ComponentKind[] = [
  'computer',
  'camera',
  'fingerprint-scanner',
  'iris-scanner',
  'signature-pad',
  'ups',
];
let office: TestOffice;
const nowMs = Date.UTC(2017, 2, 30, 2);

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
  const { head } = office;
  const places = await head.call(officeApi.listPlaces, {});
  const kecamatan = places.filter(({ kind }) => kind === 'kecamatan');
  expect(kecamatan.length).toBeGreaterThanOrEqual(6);
  for (const [i, place] of kecamatan.slice(0, 6).entries()) {
    const set = await head.call(equipmentApi.addSet, {
      body: { placeId: place.id, name: 'Set 1', stationId: null },
    });
    for (const kind of needed) {
      const { id } = await head.call(equipmentApi.registerComponent, {
        body: {
          kind,
          make: 'Contoh',
          model: 'M',
          serial: `${kind}-${i}`,
          firmware: null,
          boughtOn: '2012-02-01',
          funding: 'apbn',
          priceIdr: null,
          owner: { kind: 'bmn' },
          warrantyUntil: null,
          where: { at: 'set', setId: set.id },
          paper: null,
        },
      });
      if (kind === needed[i]) await breakOne(id);
    }
  }
});
afterAll(() => office.close());

const breakOne = (id: string) =>
  office.head.call(equipmentApi.reportFault, {
    params: { id },
    body: {
      symptom: 'damaged',
      note: '',
      cause: 'wear',
      effect: 'stops',
      since: new Date(nowMs - 40 * 86_400_000).toISOString(),
      fileIds: [],
    } as never,
  });

describe('what still works', () => {
  it('PLN1 PLN4 the city has stopped, and could be put together five times', async () => {
    const standing = await office.head.call(planningApi.getStanding, {});
    expect(standing).toMatchObject({ sets: 6, working: 0, level: 'stopped', stops: { faults: 5 } });
    expect(standing.places.map(({ stops }) => stops.faults)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(standing.stops.cuts[0]!.every(({ kind }) => componentKinds.includes(kind))).toBe(true);
  });

  it('PLN13 five moves give five counters, proven, and no single purchase gives the sixth', async () => {
    const plan = await office.head.call(planningApi.computePlan, {});
    expect(plan).toMatchObject({ gap: 0, purchases: [], worth: { restored: 5, moves: 5, workingAfter: 5 } });
    const taken = plan.stops.flatMap(({ takeAway }) => takeAway);
    const put = plan.stops.flatMap(({ putIn }) => putIn);
    expect(taken.map(({ part }) => part.id).sort()).toEqual(put.map(({ part }) => part.id).sort());
  });

  it('PLN12 the driver gets it on paper', async () => {
    const bytes = Buffer.from(await office.head.bytes(planningApi.printDriverList, {}));
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('FRC4 what has stopped is said to have stopped', async () => {
    const forecast = await office.head.call(planningApi.getForecast, {});
    expect(forecast.city).toMatchObject({ stopped: true, within30: { likely: 1, low: 1, high: 1 } });
    expect(forecast.places).toHaveLength(6);
  });

  it('ACC24 who sees only their own place does not see what follows from all', async () => {
    const [place] = await office.head.call(officeApi.listPlaces, {});
    const operator = await office.signedInAs('operator1', [{ role: 'operator', placeId: place!.id }]);
    for (const operation of [planningApi.getStanding, planningApi.computePlan, planningApi.getForecast])
      await expect(operator.call(operation, {})).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
  });
});
