/** Announcements for everybody: the list, and each with what became of it and how the service stands now. */
import { type Announcement, type AnnouncementText, isNewsOverdue, standingOf } from '@rekam/domain';
import { type Html, html } from '../page/index.ts';
import {
  announcementsRoot,
  frameOf,
  frameOfNow,
  type Language,
  momentText,
  publicWords,
  reasons,
  rootOf,
  type Site,
  slugOf,
  tag,
} from '../public-site/index.ts';
import type { Snapshot } from '../service-status/index.ts';
import { pageWords } from './page-words.ts';
import { pictureShapes } from './picture-shapes.ts';

/** What the pages are made of. */
export interface AnnouncementPages extends Pick<Site, 'officeName' | 'past'> {
  readonly snapshot: Snapshot;
  /** All of them, the newest first. */
  readonly all: readonly Announcement[];
  /** `https://dukcapil.kupangkota.go.id`; null where the office was not told its own address. */
  readonly publicUrl: string | null;
}

/** Behind the root of the language. */
export const pathOfPicture = (number: number, shape: keyof typeof pictureShapes): string =>
  `/${number}/${shape === 'square' ? 'persegi' : 'lebar'}.png`;

/** Older ones are in the data for the press. */
const mostListed = 60;

export function listPage(pages: AnnouncementPages, language: Language): string {
  const w = pageWords[language];
  const { all } = pages;
  const list =
    all.length === 0
      ? html`<p>${w.none}</p>`
      : html`<ul class="cards">${all.slice(0, mostListed).map((one) => listed(one, pages, language))}</ul>`;
  const body = html`<p>${w.lead}</p>${list}${dataLinks(language)}`;
  return frameOfNow({
    site: pages,
    language,
    path: '',
    section: announcementsRoot,
    heading: w.heading,
    body,
  });
}

function listed(one: Announcement, { all, snapshot }: AnnouncementPages, language: Language): Html {
  const w = pageWords[language];
  const { is } = standingOf(one, all);
  const when = momentText(one.publishedAt, snapshot.offsetMinutes, language);
  return html`<li><h2><a href="${announcementsRoot(language)}/${one.number}">${one.words[language].title}</a></h2><p class="soft">${w.numbered(one.number)}, ${when}${is !== 'current' && html` · <strong>${w.standings[is]}</strong>`}</p></li>`;
}

const dataLinks = (language: Language): Html => {
  const root = announcementsRoot(language);
  return html`<p>${pageWords[language].data}: <a href="/pengumuman/pengumuman.json">JSON</a>, <a href="/pengumuman/pengumuman.csv">CSV</a>, <a href="${root}/pengumuman.atom">Atom</a></p>`;
};

export function announcementPage(one: Announcement, pages: AnnouncementPages, language: Language): string {
  const w = pageWords[language];
  const { offsetMinutes } = pages.snapshot;
  const text = one.words[language];
  const root = announcementsRoot(language);
  const moment = (at: Announcement['publishedAt']) => momentText(at, offsetMinutes, language);
  const body = html`${whatBecame(one, pages, language)}${paragraphsOf(text).map((paragraph) => html`<p>${paragraph}</p>`)}<p><strong>${one.nextNewsAt === null ? w.noMoreNews : w.nextNews(moment(one.nextNewsAt))}</strong></p>${standsNow(one, pages, language)}<h2>${w.share}</h2><ul><li><a href="${root}${pathOfPicture(one.number, 'square')}">${w.square}</a></li><li><a href="${root}${pathOfPicture(one.number, 'wide')}">${w.wide}</a></li></ul><p><a href="${root}">${w.all}</a></p>`;
  return frameOf({
    ...pages,
    language,
    // Its words are of their hour, not of now.
    lead: `${w.numbered(one.number)}. ${w.published(moment(one.publishedAt))}`,
    path: `/${one.number}`,
    section: announcementsRoot,
    meta: metaOf(one, pages, language),
    heading: text.title,
    body,
  });
}

export const paragraphsOf = ({ what, why, still, instead }: AnnouncementText): readonly string[] =>
  [what, why, still, instead].filter((paragraph) => paragraph !== '');

function whatBecame(one: Announcement, { all, snapshot }: AnnouncementPages, language: Language): Html {
  const w = pageWords[language];
  const link = (number: number) =>
    html`<a href="${announcementsRoot(language)}/${number}">${w.numbered(number)}</a>`;
  const standing = standingOf(one, all);
  const corrects = one.corrects !== null && html`<p>${w.corrects} ${link(one.corrects)}.</p>`;
  if (one.withdrawn)
    return html`${corrects}<p class="stopped" role="note"><strong>${w.withdrawn(momentText(one.withdrawn.at, snapshot.offsetMinutes, language), '')}</strong> ${one.withdrawn.reason}</p>`;
  if (standing.is === 'corrected' || standing.is === 'followed')
    return html`${corrects}<p class="limited" role="note"><strong>${w[standing.is]} ${link(standing.by)}.</strong></p>`;
  return html`${corrects}${isNewsOverdue(one, all, snapshot.at) && html`<p class="limited" role="note"><strong>${w.overdue}</strong></p>`}`;
}

/** What was announced is of its hour; this is of now. */
function standsNow(
  { facts }: Announcement,
  { snapshot }: AnnouncementPages,
  language: Language,
): Html | null {
  const { service, placeId, placeName } = facts;
  const place = placeId === null ? null : snapshot.places.find((one) => one.placeId === placeId);
  const state = place === null ? snapshot.city[service] : place?.status.services[service];
  if (!state) return null;
  const w = publicWords[language];
  const where = placeName ?? w.wholeCity;
  const to = place ? `${rootOf(language)}/tempat/${slugOf(place)}` : rootOf(language);
  return html`<h2>${pageWords[language].now}</h2><p class="soft">${w.asOf(momentText(snapshot.at, snapshot.offsetMinutes, language))}</p><p>${w.services[service].name}, <a href="${to}">${where}</a>: ${tag(state, language)}</p>${reasons(state, snapshot.offsetMinutes, language)}`;
}

/** What messengers show of a link. Pictures and addresses must be whole there, so they need the office's own address. */
function metaOf(one: Announcement, { officeName, publicUrl }: AnnouncementPages, language: Language): Html {
  const text = one.words[language];
  const address = `${announcementsRoot(language)}/${one.number}`;
  const description = [text.what, text.instead].filter((part) => part !== '').join(' ');
  const [width, height] = pictureShapes.wide;
  const property = (name: string, content: string | number) =>
    html`<meta property="og:${name}" content="${content}">`;
  const whole =
    publicUrl !== null &&
    html`${property('url', publicUrl + address)}${property('image', `${publicUrl}${announcementsRoot(language)}${pathOfPicture(one.number, 'wide')}`)}${property('image:width', width)}${property('image:height', height)}${property('image:alt', text.title)}<meta name="twitter:card" content="summary_large_image">`;
  return html`${property('type', 'article')}${property('title', text.title)}${property('description', description)}${property('site_name', officeName)}${property('locale', language === 'id' ? 'id_ID' : 'en_GB')}${whole}`;
}
