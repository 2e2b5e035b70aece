import { equipmentApi, officeApi } from '@rekam/protocol';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
import { goneDevice, soundDevice, soundHeartbeat } from '@rekam/testkit/sound-heartbeat.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

let office: TestOffice;
let station: BareStation;
let nowMs = Date.now();
beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
});
beforeEach(async () => {
  station = await office.addStation();
});
afterAll(() => office.close());

const sound = ['finger', 'iris', 'face'] as const;
const without = (kind: (typeof sound)[number]) =>
  sound.map((one) => (one === kind ? goneDevice(one) : soundDevice(one)));
const troubles = async () =>
  (await office.head.call(officeApi.listTroubles, {})).filter(
    ({ stationId }) => stationId === station.settings.stationId,
  );
/** Well for so many heartbeats, half a minute apart. */
const wellFor = async (beats: number) => {
  for (let i = 0; i < beats; i++) {
    nowMs += 30_000;
    await station.beat();
  }
};

describe('heartbeats at the office', () => {
  it('HEA1 one signed by somebody else, or about another station, is refused and changes nothing', async () => {
    await station.beat();
    const other = await office.addStation();
    const value = { ...soundHeartbeat(station.settings.stationId, 50), devices: without('finger') };
    const forged = signValue('rekam/heartbeat/1', value, other.key);
    await expect(station.sendBeat(forged)).rejects.toThrow('HEARTBEAT_FORGED');
    const ofAnother = signValue(
      'rekam/heartbeat/1',
      { ...value, stationId: other.settings.stationId },
      station.key,
    );
    await expect(station.sendBeat(ofAnother)).rejects.toThrow('HEARTBEAT_FORGED');
    const changed = {
      ...signValue('rekam/heartbeat/1', value, station.key),
      value: { ...value, sequence: 51 },
    };
    await expect(station.sendBeat(changed)).rejects.toThrow('HEARTBEAT_FORGED');
    expect(await troubles()).toEqual([]);
  });

  it('HEA1 one sent again is refused, and so is an older one', async () => {
    const of = (sequence: number) =>
      signValue('rekam/heartbeat/1', soundHeartbeat(station.settings.stationId, sequence), station.key);
    await station.sendBeat(of(7));
    await expect(station.sendBeat(of(7))).rejects.toThrow('HEARTBEAT_REPLAYED');
    await expect(station.sendBeat(of(6))).rejects.toThrow('HEARTBEAT_REPLAYED');
    await station.sendBeat(of(8));
  });
});

describe('troubles', () => {
  it('HEA3 opens once, closes once with its duration, each with a fact', async () => {
    await station.beat();
    nowMs += 30_000;
    await station.beat({ devices: without('finger') });
    nowMs += 30_000;
    await station.beat({ devices: without('finger') });
    expect(await troubles()).toMatchObject([
      {
        kind: 'finger',
        track: 'function',
        symptom: 'vanished',
        closedAt: null,
        serialNo: 'RKMFINGER00000001',
      },
    ]);
    await wellFor(3);
    const [closed] = await troubles();
    expect(closed?.closedAt).not.toBeNull();
    expect(Date.parse(closed!.endedAt!) - Date.parse(closed!.since)).toBe(75_000);
    const { rows } = await office.database.query<{ kind: string; details: { durationMs?: number } }>(
      "select kind, details from fact where noun = 'health' and subject_id = $1 order by seq",
      [closed!.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['trouble-opened', 'trouble-closed']);
    expect(rows[1]!.details.durationMs).toBe(75_000);
  });

  it('HEA4 is a fault of the component that the register knows, and ends with it', async () => {
    const scanner = await office.head.call(equipmentApi.registerComponent, {
      body: makeComponent({
        kind: 'fingerprint-scanner',
        serial: soundDevice('finger').serialNo!,
        where: { at: 'store', placeId: station.settings.place.id },
      }),
    });
    const faults = async () =>
      (await office.head.call(equipmentApi.getComponent, { params: { id: scanner.id } })).faults;
    await station.beat();
    nowMs += 30_000;
    for (let beat = 0; beat < 2; beat++) {
      nowMs += 30_000;
      await station.beat({ devices: without('finger') });
    }
    expect(await faults()).toMatchObject([{ reports: [{ symptom: 'not-detected' }], closing: null }]);
    await wellFor(3);
    expect(await faults()).toMatchObject([{ closing: 'healed' }]);
  });

  it('HEA2 ten heartbeats at once open one trouble', async () => {
    await station.beat();
    nowMs += 30_000;
    const beats = Array.from({ length: 10 }, () =>
      station.beat({ devices: without('iris') }).catch(() => null),
    );
    await Promise.all(beats);
    expect(await troubles()).toHaveLength(1);
  });

  it('HLT7 a silent station is silent, and its devices are neither broken nor well', async () => {
    await station.beat();
    nowMs += 10 * 60_000;
    const rows = (await office.head.call(officeApi.listDeviceHealth, {})).filter(
      ({ stationId }) => stationId === station.settings.stationId,
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ hearing: 'silent', troubles: [] });
    expect(await troubles()).toEqual([]);
  });

  it('HEA5 the glass is cleaned by somebody at the place; elsewhere it is refused', async () => {
    const visits = Array.from(
      { length: 12 },
      (_, i) => [i + 1, 70, 900, 0] as [number, number, number, number],
    );
    const more = (n: number, score: number) =>
      visits.map(([i, , ms, r]) => [i + n, score, ms, r] as (typeof visits)[0]);
    for (const told of [visits, more(12, 70), more(24, 35)])
      await station.beat({ devices: [soundDevice('finger', { visits: told })] });
    expect(await troubles()).toMatchObject([{ track: 'quality', symptom: 'quality-drift' }]);
    const { id } = station.settings.place;
    const stranger = await office.signedInAs('orang', [
      { role: 'operator', placeId: (await office.head.call(officeApi.listPlaces, {}))[3]!.id },
    ]);
    const clean = { params: { id: station.settings.stationId }, body: { kind: 'finger' as const } };
    await expect(stranger.call(officeApi.noteCleaned, clean)).rejects.toThrow('ACCESS_DENIED');
    const operator = await office.signedInAs('pembersih', [{ role: 'operator', placeId: id }]);
    await operator.call(officeApi.noteCleaned, clean);
    await station.beat({ devices: [soundDevice('finger', { visits: more(24, 35) })] });
    expect((await troubles())[0]?.closedAt).not.toBeNull();
  });
});
