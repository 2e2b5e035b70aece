/** Finished answers in memory: made once for each status, looked up for each view. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Service, services } from '@rekam/domain';
import { changesAtom, wholeCitySlug } from './atom.ts';
import { statusCsv, statusJson } from './feeds.ts';
import type { Language } from './language.ts';
import {
  bringPage,
  cityPage,
  notFoundPage,
  placePage,
  queuePage,
  type Site,
  slugOf,
  stockPage,
  wherePage,
} from './pages.ts';
import { repairsCsv } from './repair-list.ts';
import { stockCsv, stockJson } from './stock-page.ts';

export interface Answer {
  readonly status: 200 | 404;
  readonly mediaType: string;
  readonly body: Buffer;
  /** Null: compressing gains nothing. */
  readonly gzipped: Buffer | null;
  readonly etag: string;
}

export interface PublicSite {
  /** Takes over a new status; pages that it does not change stay as they are. */
  readonly update: (site: Site) => void;
  /** The answer for a path behind `/layanan` and its query; null before the office was set up. */
  readonly find: (path: string, query: URLSearchParams) => Answer | null;
  /** What the pages are made of, and a text that is another whenever they are; null before the office was set up. */
  readonly current: () => { readonly site: Site; readonly key: string } | null;
}

export function makePublicSite(): PublicSite {
  let site: Site | null = null;
  let key = '';
  let answers = new Map<string, Answer>();
  return {
    update: (next) => {
      const nextKey = keyOf(next);
      if (nextKey === key) return;
      [site, key, answers] = [next, nextKey, new Map()];
    },
    find: (path, query) => {
      if (!site) return null;
      const about = askedIn(path, query, site);
      const asked = `${path}?${Object.values(about).join('&')}`;
      const known = answers.get(asked);
      if (known) return known;
      const made = makeAnswer(site, path, about);
      // Wrong addresses are many; only real ones are kept.
      if (made.status === 200) answers.set(asked, made);
      return made;
    },
    current: () => site && { site, key },
  };
}

/** Rule PUB2: what a reader would see change, the minute included. */
const keyOf = ({
  snapshot: { at, ...rest },
  history,
  officeName,
  past,
  headlines,
  stock,
  queue,
}: Site): string =>
  createHash('sha256')
    .update(`${officeName} ${past?.title} ${at.slice(0, 16)} ${history.length}`)
    .update(JSON.stringify([rest, headlines, stock, queue]))
    .digest('base64');

/** What of a query is known and matters; anything else is left out, so that answers stay few. */
interface Asked {
  readonly kelurahan: string | null;
  /** Address of a place, `kota` for the whole city. */
  readonly place: string | null;
  readonly service: Service | null;
}

function askedIn(path: string, query: URLSearchParams, { kelurahan, snapshot }: Site): Asked {
  const known = (name: string, values: readonly string[]): string | null => {
    const value = query.get(name);
    return value !== null && values.includes(value) ? value : null;
  };
  const ofFeed = path.endsWith('/perubahan.atom');
  const where = path.endsWith('/ke-mana');
  return {
    kelurahan: where
      ? known(
          'kelurahan',
          kelurahan.map(({ code }) => code),
        )
      : null,
    place: ofFeed ? known('tempat', [wholeCitySlug, ...snapshot.places.map(slugOf)]) : null,
    service: ofFeed ? (known('layanan', services) as Service | null) : null,
  };
}

function makeAnswer(site: Site, path: string, { kelurahan, place, service }: Asked): Answer {
  if (path === '/status.json') return finish(200, 'application/json; charset=utf-8', statusJson(site));
  if (path === '/status.csv') return finish(200, 'text/csv; charset=utf-8', statusCsv(site));
  if (path === '/perbaikan.csv') return finish(200, 'text/csv; charset=utf-8', repairsCsv(site.snapshot));
  if (path === '/blangko.json') return finish(200, 'application/json; charset=utf-8', stockJson(site));
  if (path === '/blangko.csv') return finish(200, 'text/csv; charset=utf-8', stockCsv(site));
  const english = path === '/en' || path.startsWith('/en/');
  const language: Language = english ? 'en' : 'id';
  const inLanguage = english ? path.slice(3) : path;
  if (inLanguage === '/perubahan.atom')
    return finish(
      200,
      'application/atom+xml; charset=utf-8',
      changesAtom(site, language, { place, service }),
    );
  const page = findPage(site, language, inLanguage, kelurahan);
  const media = 'text/html; charset=utf-8';
  return page === null ? finish(404, media, notFoundPage(site, language)) : finish(200, media, page);
}

function findPage(site: Site, language: Language, path: string, kelurahan: string | null): string | null {
  if (path === '' || path === '/') return cityPage(site, language);
  if (path === '/ke-mana') return wherePage(site, language, kelurahan);
  if (path === '/blangko') return stockPage(site, language);
  if (path === '/antrean') return queuePage(site, language);
  if (path === '/syarat') return bringPage(site, language);
  const place = /^\/tempat\/([a-z0-9-]{1,120})$/.exec(path);
  return place ? placePage(site, language, place[1]!) : null;
}

/** @param content text, or bytes that are compressed already */
export function finish(status: 200 | 404, mediaType: string, content: string | Buffer): Answer {
  const body = Buffer.from(content);
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  const gzipped = typeof content === 'string' ? gzipSync(body, { level: 9 }) : null;
  return { status, mediaType, body, gzipped, etag };
}
