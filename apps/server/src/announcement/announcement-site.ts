/** Finished answers under `/pengumuman`: made once for each status or announcement, looked up for each view. */
import { type Announcement, standingOf } from '@rekam/domain';
import { type Answer, finish, type Language, notFoundPage, type PublicSite } from '../public-site/index.ts';
import { announcementsAtom, announcementsCsv, announcementsJson } from './feeds.ts';
import { type AnnouncementPages, announcementPage, listPage } from './pages.ts';
import type { PictureOrder } from './picture.ts';
import { pictureOrderOf } from './picture-order.ts';
import type { PictureShape } from './picture-shapes.ts';

export interface AnnouncementSiteParts {
  /** What the pages of the status are made of. */
  readonly current: PublicSite['current'];
  /** All of them, the newest first. */
  readonly announcements: () => readonly Announcement[];
  readonly publicUrl: string | null;
  readonly draw: (order: PictureOrder) => Promise<Uint8Array>;
}

/** @returns the answer for a path behind `/pengumuman`; null before the office was set up */
export type FindAnnouncement = (path: string) => Promise<Answer | null>;

/** Pictures kept, some 150 kB each; one that is asked for again later is drawn again. */
const mostPictures = 80;

export function makeAnnouncementSite(parts: AnnouncementSiteParts): FindAnnouncement {
  let answers = new Map<string, Answer>();
  let key = '';
  const pictures = new Map<string, Promise<Answer>>();

  const picture = (one: Announcement, shape: PictureShape, language: Language, pages: AnnouncementPages) => {
    const { is } = standingOf(one, pages.all);
    const name = [one.number, shape, language, is].join(' ');
    const known = pictures.get(name);
    if (known) return known;
    const stamp = is === 'current' ? null : is;
    const around = { ...pages, offsetMinutes: pages.snapshot.offsetMinutes };
    const drawn = parts
      .draw(pictureOrderOf({ ...one, stamp }, shape, language, around))
      .then((bytes) => finish(200, 'image/png', Buffer.from(bytes)));
    pictures.set(name, drawn);
    drawn.catch(() => pictures.delete(name));
    for (const oldest of pictures.keys()) if (pictures.size > mostPictures) pictures.delete(oldest);
    return drawn;
  };

  return async (path) => {
    const current = parts.current();
    if (!current) return null;
    const all = parts.announcements();
    const nextKey = `${current.key} ${all.length} ${all.filter(({ withdrawn }) => withdrawn).length}`;
    if (nextKey !== key) [answers, key] = [new Map(), nextKey];
    const { officeName, past, snapshot } = current.site;
    const pages: AnnouncementPages = { officeName, past, snapshot, all, publicUrl: parts.publicUrl };
    const [language, inLanguage] = languageIn(path);
    const pictured = /^\/(\d{1,9})\/(persegi|lebar)\.png$/.exec(inLanguage);
    const one = pictured && all.find(({ number }) => number === Number(pictured[1]));
    if (one) return picture(one, pictured[2] === 'persegi' ? 'square' : 'wide', language, pages);
    const known = answers.get(path);
    if (known) return known;
    const made = makeAnswer(pages, language, inLanguage);
    // Wrong addresses are many; only real ones are kept.
    if (made.status === 200) answers.set(path, made);
    return made;
  };
}

const languageIn = (path: string): readonly [Language, string] =>
  path === '/en' || path.startsWith('/en/') ? ['en', path.slice(3)] : ['id', path];

function makeAnswer(pages: AnnouncementPages, language: Language, path: string): Answer {
  if (path === '/pengumuman.json')
    return finish(200, 'application/json; charset=utf-8', announcementsJson(pages));
  if (path === '/pengumuman.csv') return finish(200, 'text/csv; charset=utf-8', announcementsCsv(pages));
  if (path === '/pengumuman.atom')
    return finish(200, 'application/atom+xml; charset=utf-8', announcementsAtom(pages, language));
  const page = findPage(pages, language, path);
  const media = 'text/html; charset=utf-8';
  return page === null ? finish(404, media, notFoundPage(pages, language)) : finish(200, media, page);
}

function findPage(pages: AnnouncementPages, language: Language, path: string): string | null {
  if (path === '') return listPage(pages, language);
  const number = /^\/([1-9]\d{0,8})$/.exec(path)?.[1];
  const one = pages.all.find((known) => String(known.number) === number);
  return one ? announcementPage(one, pages, language) : null;
}
