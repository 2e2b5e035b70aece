import { type Instant, type Service, usualWeek } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { goneDevice, soundDevice } from '@rekam/testkit/sound-heartbeat.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

/** Tuesday 24 November 2026, ten in the morning in Kupang. */
let nowMs = Date.parse('2026-11-24T10:00:00+08:00');
let office: TestOffice;
let stations: BareStation[];
const operatorId = `ofc_${'0'.repeat(32)}`;

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
  stations = [];
  for (const place of [1, 2, 3]) stations.push(await office.addStation(place));
});
afterAll(() => office.close());

const broken = [goneDevice('finger'), soundDevice('iris')];
/** Everybody speaks, those named with a dead fingerprint scanner. */
const allBeat = async (...dead: number[]) => {
  for (const [index, station] of stations.entries())
    await station.beat({ operatorId, ...(dead.includes(index) ? { devices: broken } : {}) });
};
const status = () => office.head.call(officeApi.getServiceStatus, {});
/** The status derived after everything said so far: an act of the office waits for it. */
const settled = async () => {
  const from = '2026-11-24';
  await office.head.call(officeApi.setServiceHours, { body: { placeId: null, from, week: [...usualWeek] } });
  return status();
};
const placeOf = async (index: number) => {
  const { placeId } = { placeId: stations[index]!.settings.place.id };
  return (await status()).places.find(({ place }) => place.id === placeId)!;
};
const historyOf = async (subject: string, service: Service) =>
  (
    await office.database.query<{
      condition: string;
      cause: string | null;
      since: string;
      until: string | null;
    }>(
      'select condition, cause, since, until from service_history where place_id = $1 and service = $2 order by since',
      [subject, service],
    )
  ).rows;

describe('the status of services', () => {
  it('SVC1 SVC2 follows from what stations report, with cause and since, and is written down once', async () => {
    await allBeat();
    await settled();
    expect((await placeOf(0)).services.rekam).toMatchObject({ condition: 'open', source: 'station' });
    nowMs += 30_000;
    await allBeat(0);
    await settled();
    const place = await placeOf(0);
    const since = new Date(nowMs - 15_000).toISOString();
    expect(place.services.rekam).toMatchObject({
      condition: 'stopped',
      cause: 'device-missing',
      missing: ['finger'],
      since,
    });
    expect((await status()).city.rekam.condition).toBe('limited');
    nowMs += 30_000;
    await allBeat(0);
    await settled();
    const spans = await historyOf(place.place.id, 'rekam');
    expect(spans.slice(-2)).toMatchObject([
      { condition: 'open', until: since },
      { condition: 'stopped', since, until: null },
    ]);
    const { rows } = await office.database.query(
      "select 1 from fact where kind = 'service-changed' and subject_id = $1 and details ->> 'condition' = 'stopped'",
      [place.place.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('SVC4 two working counters are a warning, one an emergency; each change is a fact', async () => {
    expect((await status()).reserve).toEqual({ working: 2, counters: 3, level: 'warning' });
    nowMs += 30_000;
    await allBeat(0, 1);
    expect((await settled()).reserve.level).toBe('emergency');
    const { rows } = await office.database.query<{ level: string }>(
      "select details ->> 'level' as level from fact where kind = 'reserve-changed' order by seq",
    );
    expect(rows.map(({ level }) => level).slice(-2)).toEqual(['warning', 'emergency']);
    expect(office.events.filter(({ event }) => event === 'reserve').at(-1)).toMatchObject({
      level: 'emergency',
    });
  });

  it('SVC3 STS5 a silent station in hours is not known, and not called broken', async () => {
    nowMs += 120_000;
    await stations[0]!.beat({ operatorId });
    await settled();
    expect((await placeOf(2)).services.rekam).toMatchObject({
      condition: 'unknown',
      cause: 'station-silent',
    });
  });
});

describe('people', () => {
  it('SVC5 an operator at a place reports the operator missing, for today; elsewhere it is refused', async () => {
    nowMs += 60_000;
    for (const station of stations) await station.beat();
    const { id } = stations[2]!.settings.place;
    const operator = await office.signedInAs('operatorsvc', [{ role: 'operator', placeId: id }]);
    const report = (placeId: string, missing: boolean) =>
      operator.call(officeApi.reportOperator, { params: { id: placeId }, body: { missing } });
    await expect(report(stations[0]!.settings.place.id, true)).rejects.toThrow('ACCESS_DENIED');
    const after = await report(id, true);
    expect(after.places).toHaveLength(1);
    expect(after.places[0]).toMatchObject({
      operatorMissing: true,
      services: { rekam: { condition: 'stopped', cause: 'no-operator', source: 'officer' } },
    });
    expect((await report(id, false)).places[0]!.operatorMissing).toBe(false);
  });

  it('STS12 STS13 two sources are shown as a conflict, and settled by a person', async () => {
    const { id } = stations[2]!.settings.place;
    const statement = {
      placeId: id,
      service: 'rekam' as const,
      condition: 'stopped' as const,
      cause: 'power' as const,
      note: 'Listrik padam di kantor camat.',
      reference: 'Camat, lisan',
      since: new Date(nowMs - 60_000).toISOString() as Instant,
      expectedUntil: null,
    };
    const without = { ...statement, reference: ' ' };
    await expect(office.head.call(officeApi.makeStatement, { body: without })).rejects.toThrow(
      'SERVICE_STATEMENT_SOURCE',
    );
    await office.head.call(officeApi.makeStatement, { body: statement });
    const place = await placeOf(2);
    expect(place.services.rekam).toMatchObject({
      condition: 'stopped',
      cause: 'power',
      note: statement.note,
    });
    const { key } = place.conflicts[0]!;
    const settling = { key, settledFor: 'derived' as const, reason: 'Loketnya merekam, sudah dilihat.' };
    await office.head.call(officeApi.settleConflict, { body: settling });
    expect((await placeOf(2)).services.rekam.condition).toBe('open');
    const [made] = (await status()).statements;
    await office.head.call(officeApi.withdrawStatement, { params: { id: made!.id } });
    expect((await placeOf(2)).conflicts).toEqual([]);
    await expect(office.head.call(officeApi.withdrawStatement, { params: { id: made!.id } })).rejects.toThrow(
      'SERVICE_STATEMENT_GONE',
    );
  });

  it('SVC6 quota and address are the head’s to set', async () => {
    const { id } = stations[0]!.settings.place;
    const body = { quota: 50, address: 'Jl. Uji 1' };
    await office.head.call(officeApi.setPlaceService, { params: { id }, body });
    await stations[0]!.beat({ operatorId, begun: { day: '2026-11-24', count: 7 } });
    await settled();
    expect(await placeOf(0)).toMatchObject({ quota: 50, begunToday: 7 });
  });
});
