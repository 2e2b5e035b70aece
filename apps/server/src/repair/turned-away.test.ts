import { type Instant, makeId, type PlainDate } from '@rekam/domain';
import { repairApi } from '@rekam/protocol';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import type { NoteOf, StationNote } from '@rekam/protocol/sync/station-note.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';
import { countTaps } from './store.ts';

let office: TestOffice;
let station: BareStation;
const nowMs = Date.UTC(2026, 5, 10, 3);
let made = 0;

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
});
afterAll(() => office.close());
beforeEach(async () => {
  await office.database.query('delete from turned_away');
  station = await office.addStation();
});

const at = (ms: number) => new Date(ms).toISOString() as Instant;
const officerId = makeId('officer', 1, new Uint8Array(10));
const base = () => ({
  version: 1 as const,
  id: makeId('turned-away', nowMs, Buffer.from(`tap-${String(++made).padStart(6, '0')}`)),
  stationId: station.settings.stationId,
  at: at(nowMs),
  clockTrusted: true,
  officerId,
});
type Tap = NoteOf<'turned-away'>;
const tapOf = (change: Partial<Tap> = {}): Tap => ({
  ...base(),
  kind: 'turned-away',
  service: 'rekam',
  cause: 'device',
  ...change,
});
const tell = (note: StationNote) => station.tellNote(signValue('rekam/note/1', note, station.key));
const listed = () => office.head.call(repairApi.listTurnedAway, { query: { days: 30 } });
const forLetter = async () =>
  (
    await countTaps(office.database, { places: 'all', since: at(0), zone: 'Asia/Makassar', letter: true })
  ).reduce((sum, { residents }) => sum + residents, 0);

describe('residents turned away at a counter', () => {
  it('RPR21 count once however often they are told, as of when they were tapped', async () => {
    const placeId = station.settings.place.id;
    const yesterday = tapOf({ at: at(nowMs - 86_400_000) });
    const answers = await Promise.all(Array.from({ length: 8 }, () => tell(yesterday)));
    expect(answers.filter(({ taken }) => taken === 'now')).toHaveLength(1);
    await tell(tapOf({ at: at(nowMs + 86_400_000) }));
    expect(await listed()).toEqual([
      { placeId, on: '2026-06-10' as PlainDate, residents: 1 },
      { placeId, on: '2026-06-09' as PlainDate, residents: 1 },
    ]);
  });

  it('RPR22 a letter about broken equipment counts recording and its equipment alone, and taps that name nothing', async () => {
    for (const cause of ['device', 'power', 'line', 'blanks', 'staff', 'quota', 'other'] as const)
      await tell(tapOf({ cause }));
    await tell(tapOf({ service: 'cetak', cause: 'device' }));
    expect(await forLetter()).toBe(3);
    await office.head.call(repairApi.countTurnedAway, { body: { placeId: station.settings.place.id } });
    expect(await forLetter()).toBe(4);
    expect((await listed()).reduce((sum, { residents }) => sum + residents, 0)).toBe(9);
  });

  it('RPR20 is taken back by the same person within ten minutes, also when both are told late', async () => {
    const early = tapOf({ at: at(nowMs - 7_200_000) });
    const back = (change: object = {}): StationNote => ({
      ...base(),
      at: at(nowMs - 7_200_000 + 600_000),
      kind: 'turned-away-withdrawn',
      of: early.id,
      ...change,
    });
    await expect(tell(back())).rejects.toThrow('REPAIR_TAP_NOT_YOURS');
    await tell(early);
    await expect(tell(back({ at: at(nowMs - 7_200_000 + 600_001) }))).rejects.toThrow('REPAIR_TAP_NOT_YOURS');
    await expect(tell(back({ officerId: makeId('officer', 2, new Uint8Array(10)) }))).rejects.toThrow(
      'REPAIR_TAP_NOT_YOURS',
    );
    await tell(back());
    expect(await listed()).toEqual([]);
  });

  it('STA10 a forged one changes nothing', async () => {
    const other = await office.addStation();
    await expect(station.tellNote(signValue('rekam/note/1', tapOf(), other.key))).rejects.toThrow(
      'NOTE_FORGED',
    );
    expect(await listed()).toEqual([]);
  });
});
