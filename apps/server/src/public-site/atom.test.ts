import { makeId, toInstant } from '@rekam/domain';
import { describe, expect, it } from 'vitest';
import type { HistoryRow } from '../service-status/index.ts';
import { changesAtom } from './atom.ts';
import type { Site } from './pages.ts';

const at = (minutes: number) => toInstant(Date.UTC(2017, 2, 30, 1, minutes));
const change = (since: number, until: number | null, condition: HistoryRow['condition']): HistoryRow => ({
  placeId: '',
  service: 'rekam',
  condition,
  cause: null,
  since: at(since),
  until: until === null ? null : at(until),
});
const siteWith = (history: readonly HistoryRow[]): Site =>
  ({
    officeName: 'Disdukcapil Kota Kupang',
    snapshot: { at: at(59), offsetMinutes: 480, places: [] },
    history,
    kelurahan: [],
    noticesOpen: false,
  }) as unknown as Site;
const titlesIn = (feed: string): string[] =>
  [...feed.matchAll(/<entry>.*?<title>(.*?)<\/title>/g)].map((match) => match[1]!);

describe('the feed of changes', () => {
  it('PUB9 leaves out what was overtaken in the same moment, and what happened at a place no longer kept', () => {
    const gone = { ...change(5, null, 'stopped'), placeId: makeId('place', 1, new Uint8Array(10)) };
    const feed = changesAtom(
      siteWith([change(10, 10, 'stopped'), change(10, 20, 'limited'), change(20, null, 'open'), gone]),
      'id',
    );
    expect(titlesIn(feed)).toEqual(['Rekam, Seluruh kota: Dibuka', 'Rekam, Seluruh kota: Dibatasi']);
  });

  it('PUB9 names a change alike for ever, and no two changes alike', () => {
    const idsOf = (history: readonly HistoryRow[]) =>
      changesAtom(siteWith(history), 'id').match(/(?<=<entry><id>)[^<]+/g)!;
    const first = change(10, 20, 'stopped');
    const [second, again] = idsOf([first, change(20, null, 'stopped')]);
    expect(again).toBe(idsOf([first])[0]);
    expect(second).not.toBe(again);
  });
});
