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
    expect(titlesIn(feed)).toEqual(['Rekam, Seluruh wilayah: Dibuka', 'Rekam, Seluruh wilayah: Dibatasi']);
  });

  it('PUB10 is narrowed to a place, the whole city, or a service, with the same entries as in the whole feed', () => {
    const placeId = makeId('place', 2, new Uint8Array(10));
    const site = siteWith([
      { ...change(10, null, 'stopped'), placeId },
      { ...change(20, null, 'limited'), placeId, service: 'cetak' },
      change(30, null, 'limited'),
    ]);
    const named = {
      ...site,
      snapshot: { ...site.snapshot, places: [{ placeId, name: 'Kecamatan Oebobo' }] },
    } as unknown as Site;
    const feedOf = (place: string | null, service: 'rekam' | 'cetak' | null) =>
      changesAtom(named, 'id', { place, service });
    const ids = (feed: string) => [...feed.matchAll(/<entry><id>(.*?)</g)].map((match) => match[1]!);
    const whole = feedOf(null, null);
    expect(titlesIn(whole)).toHaveLength(3);
    expect(titlesIn(feedOf('kecamatan-oebobo', null))).toEqual([
      'Cetak, Kecamatan Oebobo: Dibatasi',
      'Rekam, Kecamatan Oebobo: Dihentikan sementara',
    ]);
    expect(titlesIn(feedOf('kota', null))).toEqual(['Rekam, Seluruh wilayah: Dibatasi']);
    expect(titlesIn(feedOf(null, 'cetak'))).toEqual(['Cetak, Kecamatan Oebobo: Dibatasi']);
    const both = feedOf('kecamatan-oebobo', 'rekam');
    expect(titlesIn(both)).toEqual(['Rekam, Kecamatan Oebobo: Dihentikan sementara']);
    expect(both).toContain('perubahan.atom?tempat=kecamatan-oebobo&amp;layanan=rekam');
    for (const id of ids(both)) expect(ids(whole)).toContain(id);
    const own = (feed: string) => /<id>(.*?)</.exec(feed)![1];
    expect(new Set([whole, both, feedOf('kota', null), feedOf(null, 'cetak')].map(own)).size).toBe(4);
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
