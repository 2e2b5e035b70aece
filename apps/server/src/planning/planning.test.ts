/** What still works, over HTTP on a real office: six sets, each with another broken part. */

import { type ComponentKind, componentKinds } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol';
import { equipmentApi, officeApi, planningApi } from '@rekam/protocol';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
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
let nowMs = Date.UTC(2017, 2, 30, 2);

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs });
  const { head } = office;
  const places = await head.call(officeApi.listPlaces, {});
  const kecamatan = places.filter(({ kind }) => kind === 'kecamatan');
  expect(kecamatan.length).toBeGreaterThanOrEqual(6);
  for (const [i, place] of kecamatan.slice(0, 6).entries()) {
    await insertResidents(place.regionCode!, 6000);
    const set = await head.call(equipmentApi.addSet, {
      body: { placeId: place.id, name: 'Set 1', stationId: null },
    });
    for (const kind of needed) {
      const { id } = await head.call(equipmentApi.registerComponent, {
        body: makeComponent({
          kind,
          serial: `${kind}-${i}`,
          boughtOn: '2012-02-01',
          where: { at: 'set', setId: set.id },
        }),
      });
      if (kind === needed[i]) await breakOne(id);
    }
  }
});
afterAll(() => office.close());

/** Invented adults of a kecamatan, none of them recorded. */
const insertResidents = (kecamatan: string, count: number) =>
  office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion, marital_status,
       occupation, nationality, address, rt, rw, kelurahan_code)
     select replace($1, '.', '') || lpad(n::text, 10, '0'), 'WARGA CONTOH', 'WARGA CONTOH', 'KUPANG', '1990-01-01', 'M', '-',
       'KATHOLIK', 'BELUM KAWIN', 'LAINNYA', 'WNI', 'JALAN CONTOH', '001', '001',
       (select min(code) from kelurahan where kecamatan_code = $1)
     from generate_series(1, $2::int) n`,
    [kecamatan, count],
  );

/** Asks for a plan and waits until the queue has found it. */
async function solved() {
  nowMs += 1000;
  const { id } = await office.head.call(planningApi.askForPlan, {});
  for (let turn = 0; turn < 600; turn++) {
    const { plan } = await office.head.call(planningApi.getLastPlan, {});
    if (plan?.id === id && (plan.state === 'solved' || plan.state === 'failed')) return plan;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the plan was not found');
}

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
    },
  });

type Settings = BodyOf<typeof planningApi.setPlanningSettings>;

describe('what still works', () => {
  it('PLN1 PLN4 the city has stopped, and could be put together five times', async () => {
    const standing = await office.head.call(planningApi.getStanding, {});
    expect(standing).toMatchObject({ sets: 6, working: 0, level: 'stopped', stops: { faults: 5 } });
    expect(standing.places.map(({ stops }) => stops.faults)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(standing.stops.cuts[0]!.every(({ kind }) => componentKinds.includes(kind))).toBe(true);
  });

  it('PLN13, PLN15 is solved beside the requests: five moves give five counters, and money gives the sixth', async () => {
    const plan = await solved();
    expect(plan).toMatchObject({ state: 'solved', outdated: false, solved: plan.questions });
    const [moves, bought] = plan.result!.options;
    expect(moves).toMatchObject({ use: 'moves', gap: 0, worth: { restored: 5, moves: 5, workingAfter: 5 } });
    const taken = moves!.stops.flatMap(({ takeAway }) => takeAway);
    const put = moves!.stops.flatMap(({ putIn }) => putIn);
    expect(taken.map(({ part }) => part.id).sort()).toEqual(put.map(({ part }) => part.id).sort());
    expect(bought).toMatchObject({ use: 'purchases', worth: { restored: 6 } });
    expect(bought!.worth.spentOnPurchases).toBe(bought!.purchases.reduce((sum, { price }) => sum + price, 0));
    // No single part puts a sixth counter together: five of the six are cannibalised from it.
    expect(plan.result).toMatchObject({ purchases: [], budget: null });
  });

  it('PLN15, PLN16 borrows what a neighbour said, buys no more than the budget, and says when it is out of date', async () => {
    const { head } = office;
    const { neighbours, prices } = await head.call(planningApi.getPlanningSettings, {});
    const lender = neighbours[0]!.code;
    const offer = { id: null, label: 'Pak Contoh, 0380', lender, km: 60, until: '2017-12-31' };
    const set = (offers: Settings['offers'], budget: number | null) =>
      head.call(planningApi.setPlanningSettings, { body: { budget, prices, offers } });
    await expect(set([{ ...offer, kind: 'camera', lender: '11.01' }], 0)).rejects.toMatchObject({
      code: 'PLAN_LENDER',
    });
    await expect(set([], -1)).rejects.toMatchObject({ code: 'PLAN_MONEY' });
    await set(
      needed.map((kind) => ({ ...offer, kind })),
      4_500,
    );
    expect((await head.call(planningApi.getLastPlan, {})).plan).toMatchObject({ outdated: true });
    const { options } = (await solved()).result!;
    expect(options.map(({ use }) => use)).toEqual(['moves', 'loans', 'purchases']);
    expect(options[1]!.worth.restored).toBe(6);
    expect(options[1]!.loans[0]).toMatchObject({
      lender: `Disdukcapil ${neighbours[0]!.name}`,
      until: '2017-12-31',
    });
    expect(options[2]!.worth.spentOnPurchases).toBeLessThanOrEqual(4_500);
    await set(
      needed.map((kind) => ({ ...offer, kind, until: '2017-03-29' })),
      4_500,
    );
    expect((await solved()).result!.options.map(({ use }) => use)).toEqual(['moves', 'purchases']);
  });

  it('PLN17 counts who is not recorded by the last word of the centre, and ways by where places stand', async () => {
    const { head, database } = office;
    const before = await head.call(planningApi.getStanding, {});
    const [first] = before.places;
    const counted = async () =>
      (await head.call(planningApi.getStanding, {})).places.find(({ id }) => id === first!.id)!.unrecorded;
    expect(await counted()).toBe(6000);
    await database.query(
      `insert into centre_word (id, nik, status, as_of, source, noted_at, noted_by)
       select 'cwd_' || nik, nik, 'PRINT_READY_RECORD', '2017-03-01', 'uji', now(), 'uji' from resident
       where kelurahan_code like (select region_code || '.%' from place where id = $1) order by nik limit 20`,
      [first!.id],
    );
    expect(await counted()).toBe(5980);
  });

  it('PLN12 the driver gets it on paper, as the screen showed it', async () => {
    const { id } = await solved();
    const params = { id };
    const bytes = Buffer.from(
      await office.head.bytes(planningApi.printDriverList, { params, query: { use: 'moves' } }),
    );
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await expect(
      office.head.bytes(planningApi.printDriverList, { params, query: { use: 'loans' } }),
    ).rejects.toMatchObject({ code: 'PLAN_NOT_SOLVED' });
  });

  it('FRC4 what has stopped is said to have stopped', async () => {
    const forecast = await office.head.call(planningApi.getForecast, {});
    expect(forecast.city).toMatchObject({ stopped: true, within30: { likely: 1, low: 1, high: 1 } });
    expect(forecast.places).toHaveLength(6);
  });

  it('ACC24 who sees only their own place does not see what follows from all', async () => {
    const [place] = await office.head.call(officeApi.listPlaces, {});
    const operator = await office.signedInAs('operator1', [{ role: 'operator', placeId: place!.id }]);
    for (const operation of [planningApi.getStanding, planningApi.askForPlan, planningApi.getForecast])
      await expect(operator.call(operation, {})).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
  });
});
