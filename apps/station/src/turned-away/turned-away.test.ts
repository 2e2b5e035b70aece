import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { timeZones } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TimeSource } from '../clock/station-clock.ts';
import { signIn } from '../testing/hands.ts';
import { prepareFolder, startCounter, type TestCounter } from '../testing/test-counter.ts';
import { makeResident, makeTestOffice, type TestOffice } from '../testing/test-office.ts';

let office: TestOffice;
let counter: TestCounter | undefined;
/** Past the next midnight where it is near: a day must not end within a test. */
const beginMs = isDayAboutToEnd(Date.now()) ? 30 * 60_000 : 0;
let laterMs = beginMs;
const time: TimeSource = {
  unixMs: () => Date.now() + laterMs,
  monotonicMs: () => performance.now() + laterMs,
};

beforeAll(async () => {
  office = await makeTestOffice();
});
afterEach(async () => {
  laterMs = beginMs;
  await counter?.stop();
  counter = undefined;
});

function isDayAboutToEnd(nowMs: number): boolean {
  const msOfDay = (nowMs + timeZones.WITA.offsetMinutes * 60_000) % 86_400_000;
  return msOfDay > 86_400_000 - 30 * 60_000;
}

async function start(dataDir: string) {
  await counter?.stop();
  counter = await startCounter(dataDir, undefined, time);
  await signIn(counter.api, office.operator);
  return counter.api;
}
const named = { service: 'rekam', cause: 'device' } as const;
const notesIn = (dataDir: string) =>
  readdirSync(join(dataDir, 'notes')).map(
    (name) => JSON.parse(readFileSync(join(dataDir, 'notes', name), 'utf8')).value,
  );

describe('residents turned away at this counter', () => {
  it('RPR21 are counted without the office, kept over a restart, and wait for it one by one', async () => {
    const dataDir = await prepareFolder({ office, residents: [makeResident(1)] });
    const api = await start(dataDir);
    for (let n = 1; n <= 3; n++)
      expect((await api.call(counterApi.countTurnedAway, { body: named })).today).toBe(n);
    const again = await start(dataDir);
    expect(await again.call(counterApi.getTurnedAway, {})).toEqual({ today: 3 });
    const notes = notesIn(dataDir);
    expect(notes).toHaveLength(3);
    expect(new Set(notes.map(({ id }) => id)).size).toBe(3);
    expect(notes[0]).toMatchObject({ kind: 'turned-away', ...named, officerId: office.operator.id });
  });

  it('RPR20 the last is taken back once, by the same person, within ten minutes', async () => {
    const dataDir = await prepareFolder({ office, residents: [makeResident(1)] });
    const api = await start(dataDir);
    const withdraw = (id: string) => api.call(counterApi.withdrawTurnedAway, { params: { id } });
    const one = await api.call(counterApi.countTurnedAway, { body: named });
    expect(await withdraw(one.id)).toEqual({ today: 0 });
    await expect(withdraw(one.id)).rejects.toThrow('REPAIR_TAP_NOT_YOURS');
    expect(
      notesIn(dataDir)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['turned-away', 'turned-away-withdrawn']);

    const two = await api.call(counterApi.countTurnedAway, { body: named });
    await signIn(api, office.colleague);
    await expect(withdraw(two.id)).rejects.toThrow('REPAIR_TAP_NOT_YOURS');
    await signIn(api, office.operator);
    laterMs += 10 * 60_000 + 1000;
    await expect(withdraw(two.id)).rejects.toThrow('REPAIR_TAP_NOT_YOURS');
    expect(await api.call(counterApi.getTurnedAway, {})).toEqual({ today: 1 });
  });
});
