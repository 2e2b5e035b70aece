/** Places over HTTP on a real database: renamed, put on the map, retired once nothing stands there, used again. */
import { equipmentApi, officeApi } from '@rekam/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice({ jobs: false });
});
afterAll(() => office.close());

const refusal = (code: string) => expect.objectContaining({ code });

describe('a place', () => {
  it('PLC6 is renamed and put on the map, and no two in use share a name', async () => {
    const { head } = office;
    const [, one, other] = await head.call(officeApi.listPlaces, {});
    const params = { id: one!.id };
    const position = { latitude: -10.158301, longitude: 123.607 };
    const after = await head.call(officeApi.changePlace, {
      params,
      body: { name: ' Kantor  Baru ', position },
    });
    expect(after.find(({ id }) => id === one!.id)).toMatchObject({
      name: 'Kantor Baru',
      position: { latitude: -10.1583, longitude: 123.607 },
      retiredAt: null,
    });
    await expect(
      head.call(officeApi.changePlace, { params, body: { name: other!.name.toUpperCase() } }),
    ).rejects.toEqual(refusal('PLACE_NAME_TAKEN'));
    await expect(
      head.call(officeApi.changePlace, { params, body: { position: { latitude: 52, longitude: 13 } } }),
    ).rejects.toEqual(refusal('PLACE_POSITION'));
  });

  it('PLC7, PLC8 is retired when nothing stands there, takes nothing afterwards, and may be used again', async () => {
    const { head } = office;
    const body = { kind: 'school', name: 'SMA Negeri 9' } as const;
    const { id } = await head.call(officeApi.addPlace, { body });
    const params = { id };
    const retire = { params, body: { reason: 'perekaman selesai' } };
    const set = await head.call(equipmentApi.addSet, {
      body: { placeId: id, name: 'Set 1', stationId: null },
    });
    await expect(head.call(officeApi.retirePlace, retire)).rejects.toEqual(refusal('PLACE_IN_USE'));
    await head.call(equipmentApi.retireSet, { params: { id: set.id }, body: { reason: 'dibawa pulang' } });
    const kept = await head.call(officeApi.retirePlace, retire);
    expect(kept.at(-1)).toMatchObject({ id, sets: 0, retiredAt: expect.any(String) });
    expect((await head.call(officeApi.listPlaces, {})).map((place) => place.id)).not.toContain(id);
    await expect(
      head.call(equipmentApi.addSet, { body: { placeId: id, name: 'Set 2', stationId: null } }),
    ).rejects.toEqual(refusal('PLACE_NOT_FOUND'));
    await expect(
      head.call(officeApi.makeStationCode, { body: { placeId: id, name: 'Loket' } }),
    ).rejects.toEqual(refusal('PLACE_NOT_FOUND'));
    // The set that stood there keeps the name of its place.
    const gone = await head.call(equipmentApi.getSet, { params: { id: set.id } });
    expect(gone.place.name).toBe('SMA Negeri 9');
    const again = await head.call(officeApi.addPlace, { body });
    await expect(head.call(officeApi.usePlaceAgain, { params })).rejects.toEqual(refusal('PLACE_NAME_TAKEN'));
    await head.call(officeApi.changePlace, { params: { id: again.id }, body: { name: 'SMA Negeri 10' } });
    await head.call(officeApi.usePlaceAgain, { params });
    expect((await head.call(officeApi.listPlaces, {})).map((place) => place.id)).toContain(id);
  });

  it('ACC53 is changed by the head and the administrator alone', async () => {
    const [, one] = await office.head.call(officeApi.listPlaces, {});
    const technician = await office.signedInAs('teknisi9', [{ role: 'technician', placeId: null }]);
    const asked = { params: { id: one!.id }, body: { name: 'Lain' } };
    await expect(technician.call(officeApi.changePlace, asked)).rejects.toEqual(refusal('ACCESS_DENIED'));
  });
});
