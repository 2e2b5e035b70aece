/** Finished answers in memory: made once for each status, looked up for each view. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { changesAtom } from './atom.ts';
import { statusCsv, statusJson } from './feeds.ts';
import { bringPage, cityPage, notFoundPage, placePage, type Site, wherePage } from './pages.ts';
import type { Language } from './words.ts';

export interface Answer {
  readonly status: 200 | 404;
  readonly mediaType: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

export interface PublicSite {
  /** Takes over a new status; pages that it does not change stay as they are. */
  readonly update: (site: Site) => void;
  /** The answer for a path behind `/layanan` and its query; null before the office was set up. */
  readonly find: (path: string, query: URLSearchParams) => Answer | null;
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
      const asked = `${path}?${kelurahanIn(path, query, site) ?? ''}`;
      const known = answers.get(asked);
      if (known) return known;
      const made = makeAnswer(site, path, kelurahanIn(path, query, site));
      // Wrong addresses are many; only real ones are kept.
      if (made.status === 200) answers.set(asked, made);
      return made;
    },
  };
}

/** Rule PUB2: what a reader would see change, the minute included. */
const keyOf = ({ snapshot: { at, ...rest }, history, officeName, past }: Site): string =>
  createHash('sha256')
    .update(`${officeName} ${past?.title} ${at.slice(0, 16)} ${history.length}`)
    .update(JSON.stringify(rest))
    .digest('base64');

const kelurahanIn = (path: string, query: URLSearchParams, { kelurahan }: Site): string | null => {
  if (!path.endsWith('/ke-mana')) return null;
  const code = query.get('kelurahan');
  return kelurahan.some((one) => one.code === code) ? code : null;
};

function makeAnswer(site: Site, path: string, kelurahan: string | null): Answer {
  if (path === '/status.json') return finish(200, 'application/json; charset=utf-8', statusJson(site));
  if (path === '/status.csv') return finish(200, 'text/csv; charset=utf-8', statusCsv(site));
  const english = path === '/en' || path.startsWith('/en/');
  const language: Language = english ? 'en' : 'id';
  const inLanguage = english ? path.slice(3) : path;
  if (inLanguage === '/perubahan.atom')
    return finish(200, 'application/atom+xml; charset=utf-8', changesAtom(site, language));
  const page = findPage(site, language, inLanguage, kelurahan);
  const media = 'text/html; charset=utf-8';
  return page === null ? finish(404, media, notFoundPage(site, language)) : finish(200, media, page);
}

function findPage(site: Site, language: Language, path: string, kelurahan: string | null): string | null {
  if (path === '' || path === '/') return cityPage(site, language);
  if (path === '/ke-mana') return wherePage(site, language, kelurahan);
  if (path === '/syarat') return bringPage(site, language);
  const place = /^\/tempat\/([a-z0-9-]{1,120})$/.exec(path);
  return place ? placePage(site, language, place[1]!) : null;
}

function finish(status: 200 | 404, mediaType: string, text: string): Answer {
  const body = Buffer.from(text);
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  return { status, mediaType, body, gzipped: gzipSync(body, { level: 9 }), etag };
}
