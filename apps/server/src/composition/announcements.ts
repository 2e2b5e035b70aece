/** Wires what the office says to everybody: drafts from the status, pages under `/pengumuman`, pictures. */
import { type Announcement, type Instant, isOnFirstPage } from '@rekam/domain';
import {
  type AnnouncementDeps,
  announcementRoutes,
  listAnnouncements,
  makeAnnouncementSite,
  type PictureOrder,
  turnDrafts,
} from '../announcement/index.ts';
import { getOffice } from '../office/index.ts';
import { findRegency } from '../place/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { makeThreadPool } from '../ports/thread-pool.ts';
import { answersUnder, type Headline, type PublicSite } from '../public-site/index.ts';
import type { Snapshot } from '../service-status/index.ts';

interface Deps {
  readonly database: Database;
  readonly clock: Clock;
  /** Address of the public site; null: not set. */
  readonly publicUrl: string | null;
  readonly status: () => { readonly site: PublicSite; readonly refresh: () => Promise<void> };
  readonly emit: (event: string, facts?: Readonly<Record<string, unknown>>) => void;
}

const mostPauseMs = 60_000;

export function composeAnnouncements({ database, clock, publicUrl, status, emit }: Deps) {
  const drawing = makeThreadPool<PictureOrder, Uint8Array>({
    file: new URL('../announcement/picture-thread.ts', import.meta.url),
    size: 1,
  });
  let known: readonly Announcement[] | null = null;
  let snapshot: Snapshot | null = null;
  let drafted = { key: '', atMs: 0 };
  let cityName = '';
  const announcements = async (): Promise<readonly Announcement[]> => {
    known ??= await listAnnouncements(database);
    return known;
  };
  const deps: AnnouncementDeps = {
    database,
    clock,
    situation: () => snapshot && { ...snapshot, cityName },
  };

  /** Rule PRS1: the status stands, whatever becomes of the drafts. */
  const turn = async (next: Snapshot): Promise<void> => {
    try {
      if (cityName === '') {
        const { name, regionCode } = await getOffice(database);
        cityName = findRegency(regionCode)?.name ?? name;
      }
      snapshot = next;
      const { at, ...rest } = next;
      const key = JSON.stringify(rest);
      const atMs = Date.parse(at);
      // Of what stands as it did only time can make something new.
      if (key === drafted.key && atMs - drafted.atMs < mostPauseMs) return;
      await turnDrafts(deps);
      drafted = { key, atMs };
    } catch (error) {
      emit('job-failed', { task: 'announcement', code: (error as Error).name });
    }
  };

  const find = makeAnnouncementSite({
    current: () => status().site.current(),
    announcements: () => known ?? [],
    publicUrl,
    draw: drawing.ask,
  });
  return {
    turn,
    /** What the first page of the public site names. */
    headlines: async (now: Instant): Promise<Headline[]> => {
      const all = await announcements();
      return all
        .filter((one) => isOnFirstPage(one, all, now))
        .map(({ number, words, publishedAt }) => ({
          number,
          publishedAt,
          titles: { id: words.id.title, en: words.en.title },
        }));
    },
    pages: answersUnder(
      '/pengumuman',
      async (path) =>
        (await find(path)) ??
        status()
          .refresh()
          .then(() => find(path)),
    ),
    handlers: announcementRoutes({
      ...deps,
      publicUrl,
      officeName: async () => (await getOffice(database)).name,
      draw: drawing.ask,
      refresh: () => status().refresh(),
      announced: async () => {
        known = await listAnnouncements(database);
        drafted = { key: '', atMs: 0 };
        await status().refresh();
      },
    }),
    close: drawing.close,
  };
}
