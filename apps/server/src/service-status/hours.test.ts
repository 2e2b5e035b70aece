import { type PlainDate, usualWeek } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

/** Tuesday 24 November 2026, ten in the morning in Kupang. */
let nowMs = Date.parse('2026-11-24T10:00:00+08:00');
const today = '2026-11-24' as PlainDate;
let office: TestOffice;
let station: BareStation;
let placeId: string;
let operator: ApiClient;

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
  station = await office.addStation(1);
  placeId = station.settings.place.id;
  operator = await office.signedInAs('operatorjam', [{ role: 'operator', placeId }]);
});
afterAll(() => office.close());

const week = () => usualWeek.map((day) => day && { ...day });
const place = async () =>
  (await office.head.call(officeApi.getServiceStatus, {})).places.find((row) => row.place.id === placeId)!;
const setHours = (body: { placeId: string | null; from: PlainDate; week: ReturnType<typeof week> | null }) =>
  office.head.call(officeApi.setServiceHours, { body });
const short = { opens: '08:00', closes: '09:30' };

describe('hours', () => {
  it('STS22 SVC6 hold from their day on, a place’s own before the office’s, and not from a day that is over', async () => {
    await setHours({ placeId: null, from: '2026-11-25' as PlainDate, week: Array(7).fill(short) });
    expect((await place()).opening).toMatchObject({ isOpen: true, today: { closes: '16:00' } });
    await setHours({ placeId, from: today, week: Array(7).fill({ opens: '07:00', closes: '12:00' }) });
    expect((await place()).opening).toMatchObject({
      isOpen: true,
      today: { opens: '07:00', closes: '12:00' },
    });
    await setHours({ placeId, from: today, week: null });
    expect((await place()).opening.today).toEqual({ opens: '08:00', closes: '16:00' });
    await expect(setHours({ placeId: null, from: '2026-11-23' as PlainDate, week: week() })).rejects.toThrow(
      'SERVICE_HOURS_PAST',
    );
    const backwards = Array(7).fill({ opens: '16:00', closes: '08:00' });
    await expect(setHours({ placeId: null, from: today, week: backwards })).rejects.toThrow(
      'SERVICE_HOURS_INVALID',
    );
    await expect(
      operator.call(officeApi.setServiceHours, { body: { placeId, from: today, week: week() } }),
    ).rejects.toThrow('ACCESS_DENIED');
  });

  it('STS23 a holiday closes every place, and a place’s own day goes before it', async () => {
    const day = { date: today, placeId: null, hours: null, name: 'Hari Uji' };
    const { specialDays } = await office.head.call(officeApi.setSpecialDay, { body: day });
    expect(specialDays).toEqual([day]);
    expect((await place()).opening).toMatchObject({ isOpen: false, special: 'Hari Uji', today: null });
    const own = { date: today, placeId, hours: { opens: '09:00', closes: '11:00' }, name: 'Tetap buka' };
    await office.head.call(officeApi.setSpecialDay, { body: own });
    expect((await place()).opening).toMatchObject({ isOpen: true, special: 'Tetap buka' });
    for (const { date, placeId: at } of [day, own])
      await office.head.call(officeApi.dropSpecialDay, { body: { date, placeId: at } });
    await expect(
      office.head.call(officeApi.dropSpecialDay, { body: { date: today, placeId: null } }),
    ).rejects.toThrow('SERVICE_DAY_GONE');
    for (const [wrong, code] of [
      [{ ...day, name: ' ' }, 'SERVICE_DAY_INVALID'],
      [{ ...day, date: '2062-12-25' as PlainDate }, 'SERVICE_DAY_FAR'],
      [{ ...day, hours: { opens: '9', closes: '10:00' } }, 'SERVICE_DAY_INVALID'],
    ] as const)
      await expect(office.head.call(officeApi.setSpecialDay, { body: wrong })).rejects.toThrow(code);
  });

  it('STS24 the operator closes the own place early, which is closed and not stopped, and takes it back', async () => {
    await station.beat({});
    const close = (closing: { closes: string | null; reason: string } | null, by = operator, id = placeId) =>
      by.call(officeApi.closeEarly, { params: { id }, body: { closing } });
    await close({ closes: '10:00', reason: 'Rapat di kantor kota' });
    const closed = await place();
    expect(closed.opening).toMatchObject({ isOpen: false, special: 'Rapat di kantor kota' });
    expect(closed.services.rekam.cause).not.toBe('no-operator');
    await expect(close({ closes: '16:30', reason: 'lebih lama' })).rejects.toThrow('SERVICE_CLOSING_TIME');
    await expect(close({ closes: '12:00', reason: ' ' })).rejects.toThrow('SERVICE_CLOSING_REASON');
    await close({ closes: null, reason: 'Kantor camat terendam' });
    expect((await place()).opening).toMatchObject({ isOpen: false, today: null });
    await close(null);
    expect((await place()).opening).toMatchObject({ isOpen: true, special: null });
    const other = (await office.head.call(officeApi.listPlaces, {}))[2]!.id;
    await expect(close({ closes: null, reason: 'Rapat' }, operator, other)).rejects.toThrow('ACCESS_DENIED');
    const [fact] = (
      await office.database.query<{ kind: string; permitted_by: string }>(
        "select kind, permitted_by from fact where kind = 'closing-taken-back'",
      )
    ).rows;
    expect(fact?.permitted_by).toMatch(/^ACC51 /);
    const holiday = { date: today, placeId: null, hours: null, name: 'Hari Uji' };
    await office.head.call(officeApi.setSpecialDay, { body: holiday });
    await expect(close({ closes: null, reason: 'Rapat' })).rejects.toThrow('SERVICE_CLOSING_CLOSED');
    await office.head.call(officeApi.dropSpecialDay, { body: { date: today, placeId: null } });
  });

  it('STS7 STS23 nobody is missed before a place opens on a day of its own hours', async () => {
    const late = { date: today, placeId, hours: { opens: '09:50', closes: '16:00' }, name: 'Buka siang' };
    await office.head.call(officeApi.setSpecialDay, { body: late });
    expect((await place()).services.rekam.cause).not.toBe('no-operator');
    nowMs += 25 * 60_000;
    await station.beat({});
    await office.head.call(officeApi.setSpecialDay, { body: late });
    expect((await place()).services.rekam).toMatchObject({ condition: 'stopped', cause: 'no-operator' });
    await office.head.call(officeApi.dropSpecialDay, { body: late });
  });
});

describe('holidays from a file', () => {
  const take = async (text: string, apply: 'yes' | 'no') =>
    office.head.upload(officeApi.takeSpecialDays, text, { apply });

  it('SVC7 are shown, then taken, with places and hours where the file has them', async () => {
    const { name } = station.settings.place;
    const file = `tanggal;nama;tempat;buka;tutup\n25/12/2026;Hari Natal;;;\n2026-12-26;Sabtu buka;${name};8.00;12.00\n`;
    const seen = await take(file, 'no');
    expect(seen).toMatchObject({ applied: false, bad: [] });
    expect(seen.days).toEqual([
      { date: '2026-12-25', placeId: null, hours: null, name: 'Hari Natal' },
      { date: '2026-12-26', placeId, hours: { opens: '08:00', closes: '12:00' }, name: 'Sabtu buka' },
    ]);
    expect((await office.head.call(officeApi.getServiceHours, {})).specialDays).toEqual([]);
    expect(await take(file, 'yes')).toMatchObject({ applied: true });
    expect((await office.head.call(officeApi.getServiceHours, {})).specialDays).toHaveLength(2);
  });

  it('SVC7 with one bad line nothing is taken, and each bad line says what is wrong', async () => {
    const file =
      'tanggal,nama,tempat\n2027-01-01,Tahun Baru,\n2027-13-01,Salah,\n2027-01-01,Lagi,\n2027-02-01,Imlek,Bulan\n2062-02-01,Jauh,\n';
    const seen = await take(file, 'yes');
    expect(seen.applied).toBe(false);
    expect(seen.bad.map(({ line, code }) => [line, code])).toEqual([
      [3, 'SERVICE_DAY_INVALID'],
      [4, 'SERVICE_DAY_TWICE'],
      [5, 'PLACE_NOT_FOUND'],
      [6, 'SERVICE_DAY_FAR'],
    ]);
    expect((await office.head.call(officeApi.getServiceHours, {})).specialDays).toHaveLength(2);
    await expect(take('hari,libur\n', 'no')).rejects.toThrow('SERVICE_DAY_COLUMNS');
    await expect(operator.upload(officeApi.takeSpecialDays, file, { apply: 'yes' })).rejects.toThrow(
      'ACCESS_DENIED',
    );
  });
});
