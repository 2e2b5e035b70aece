/** Loans between regencies that are past their day, as the office chases them. */
import { equipmentApi, officeApi } from '@rekam/protocol';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestOffice, type TestOffice, testPassword } from '../testing/test-office.ts';
import { rebuildEquipment } from './record.ts';

const dayMs = 86_400_000;
let nowMs = Date.parse('2026-11-02T02:00:00Z');
let office: TestOffice;
let placeId: string;
const today = (after = 0) => new Date(nowMs + after * dayMs + 8 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
  placeId = (await office.head.call(officeApi.listPlaces, {}))[1]!.id;
});
afterAll(() => office.close());

let made = 0;
const register = (said: Partial<Parameters<typeof makeComponent>[0]> = {}) =>
  office.head.call(equipmentApi.registerComponent, {
    body: makeComponent({
      kind: 'iris-scanner',
      serial: `IR-${++made}`,
      where: { at: 'store', placeId },
      ...said,
    }),
  });
const lend = (id: string, dueOn: string | null) =>
  office.head.call(equipmentApi.moveComponent, {
    params: { id },
    body: {
      from: { at: 'store', placeId },
      to: { at: 'loan', to: 'Disdukcapil Kabupaten TTS', dueOn },
      paper: { number: 'BA/1', date: today(), fileId: null },
      note: '',
    },
  });
const passDays = async (days: number) => {
  for (let n = 0; n < days; n++) {
    nowMs += dayMs;
    await office.upkeep();
  }
  await office.head.call(officeApi.signIn, { body: { username: 'kepala', password: testPassword } });
};
const overdue = () => office.head.call(equipmentApi.listOverdueLoans, {});

it('EQP8 a loan without a day says what is missing, and nothing has moved', async () => {
  const { id } = await register();
  await expect(lend(id, null)).rejects.toMatchObject({ code: 'EQUIPMENT_LOAN_DAY_MISSING', status: 422 });
  expect((await office.head.call(equipmentApi.getComponent, { params: { id } })).where.at).toBe('store');
});

it('EQP60 EQP61 EQP62 what is lent and what is borrowed climbs past its day, is told, and ends when it is back', async () => {
  const { id } = await register();
  await lend(id, today(2));
  const ours = await register({
    owner: { kind: 'lent', by: 'Disdukcapil Kabupaten Belu', dueOn: today(4) },
  });
  await passDays(2);
  expect(await overdue()).toEqual([]);
  await passDays(12);
  expect((await overdue()).map(({ id: one, overdueLoan }) => [one, overdueLoan])).toEqual([
    [id, expect.objectContaining({ loan: 'lent-out', days: 12, rung: 'province' })],
    [ours.id, expect.objectContaining({ loan: 'borrowed', days: 10, rung: 'province' })],
  ]);
  const { timeline, where } = await office.head.call(equipmentApi.getComponent, { params: { id } });
  expect(timeline.map(({ kind }) => kind)).toEqual([
    'component-registered',
    'component-moved',
    'loan-escalated',
    'loan-escalated',
    'loan-escalated',
  ]);
  expect(timeline.at(-1)).toMatchObject({ actor: null, details: { from: 'secretary', to: 'province' } });
  await office.database.transact((tx) => rebuildEquipment(tx));
  expect(await overdue()).toHaveLength(2);
  await office.head.call(equipmentApi.moveComponent, {
    params: { id },
    body: {
      from: where,
      to: { at: 'store', placeId },
      paper: { number: 'BA/2', date: today(), fileId: null },
      note: '',
    },
  });
  expect((await overdue()).map(({ id: one }) => one)).toEqual([ours.id]);
});
