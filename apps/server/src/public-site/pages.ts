/** The pages themselves: each a function of the status and a language. */
import {
  type ChronicleDays,
  daysOf,
  type Instant,
  type PlaceId,
  remainingOf,
  type Service,
  type ServiceState,
  type StatusSpan,
  type Suggestion,
  services,
  weekOn,
  whereToGo,
} from '@rekam/domain';
import type { PublishedStock } from '../blank/index.ts';
import type { PublishedQueue } from '../card/index.ts';
import { type Html, html } from '../page/index.ts';
import type { Kelurahan } from '../place/index.ts';
import { type HistoryRow, historyDays, type PlaceSnapshot, type Snapshot } from '../service-status/index.ts';
import { announcementsRoot, frameOf, rootOf } from './frame.ts';
import type { Language } from './language.ts';
import { queueBody, queueWords } from './queue-page.ts';
import { repairList } from './repair-list.ts';
import { stockBody } from './stock-page.ts';
import { stockWords } from './stock-words.ts';
import {
  closedTag,
  historyOf,
  momentText,
  nextText,
  openingText,
  reasons,
  stateTag,
  tag,
  weekText,
} from './wording.ts';
import { publicWords } from './words.ts';

/** What all pages are made of. */
export interface Site {
  readonly officeName: string;
  readonly snapshot: Snapshot;
  readonly history: readonly HistoryRow[];
  readonly kelurahan: readonly Kelurahan[];
  /** Whether residents can ask to be told when recording works again. */
  readonly noticesOpen: boolean;
  /** What the office publishes of its blanks; null while its book has not begun. */
  readonly stock: PublishedStock | null;
  /** What the office publishes of its print queue. */
  readonly queue: PublishedQueue;
  /** Days of the past that can be looked at; null for an office whose past nobody brought in. */
  readonly past: ChronicleDays | null;
  /** What the office has said and what still stands, the newest first. */
  readonly headlines: readonly Headline[];
}

/** An announcement as the first page names it. */
export interface Headline {
  readonly number: number;
  readonly titles: Readonly<Record<Language, string>>;
  readonly publishedAt: Instant;
}

/** `kecamatan-kelapa-lima`: the address of a place. */
export const slugOf = ({ name }: Pick<PlaceSnapshot, 'name'>): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'tempat';

interface Page {
  readonly site: Pick<Site, 'officeName' | 'past' | 'snapshot'>;
  readonly language: Language;
  /** Behind the root of the section, `/ke-mana`; the same in both languages. */
  readonly path: string;
  readonly section?: (language: Language) => string;
  /** For whoever shows a link to the page. */
  readonly meta?: Html;
  readonly heading: string;
  readonly body: Html;
}

/** A page that speaks of now. */
export function frameOfNow({ site, ...page }: Page): string {
  const { officeName, past, snapshot } = site;
  const asOf = momentText(snapshot.at, snapshot.offsetMinutes, page.language);
  return frameOf({ ...page, officeName, past, lead: publicWords[page.language].asOf(asOf) });
}

const works = ({ condition }: ServiceState): boolean => condition === 'open' || condition === 'limited';
/** Places where residents could be recorded at all. */
const served = ({ places }: Snapshot): readonly PlaceSnapshot[] =>
  places.filter(({ status, kind }) => status.counters.length > 0 || kind === 'kecamatan');

export function cityPage(site: Site, language: Language): string {
  const w = publicWords[language];
  const { city, offsetMinutes } = site.snapshot;
  const places = served(site.snapshot);
  const summary = summaryOf(places, city.rekam, language);
  const body = html`<p class="lead">${summary}</p>${headlinesOf(site, language)}${whereForm(site, language, null)}<h2>${w.fiveServices}</h2><ul class="cards">${services.map((service) => serviceCard(service, city[service], site, language))}</ul><h2>${w.places}</h2><ul class="cards">${places.map((place) => placeCard(place, offsetMinutes, language))}</ul>`;
  return frameOfNow({ site, language, path: '', heading: w.cityHeading, body });
}

/** More are behind the link of the menu. */
const mostHeadlines = 5;

const headlinesOf = ({ headlines, snapshot }: Site, language: Language): Html | null =>
  headlines.length === 0
    ? null
    : html`<h2>${publicWords[language].nav.announcements}</h2><ul>${headlines
        .slice(0, mostHeadlines)
        .map(
          ({ number, titles, publishedAt }) =>
            html`<li><a href="${announcementsRoot(language)}/${number}">${titles[language]}</a> <span class="soft">${momentText(publishedAt, snapshot.offsetMinutes, language)}</span></li>`,
        )}</ul>`;

/** How recording stands, in one sentence; at night that everybody is closed, and who opens first. */
function summaryOf(places: readonly PlaceSnapshot[], rekam: ServiceState, language: Language): string {
  const w = publicWords[language];
  if (places.length > 0 && !places.some(({ opening }) => opening.isOpen)) {
    const first = firstToOpen(places.filter((place) => works(place.rekam))) ?? firstToOpen(places);
    const when = first && nextText(first.opening, language);
    return first && when ? w.summaryClosed(first.name, when) : w.summaryAllClosed;
  }
  const open = places.filter((place) => works(place.rekam) && place.opening.isOpen).length;
  if (open > 0) return w.summary(open, places.length);
  return rekam.condition === 'stopped' ? w.summaryNone : w.summaryUnknown;
}

function firstToOpen(places: readonly PlaceSnapshot[]): PlaceSnapshot | undefined {
  const moment = ({ opening: { next } }: PlaceSnapshot) => (next ? `${next.day} ${next.opens}` : '9');
  return [...places].sort((a, b) => moment(a).localeCompare(moment(b)))[0];
}

const serviceCard = (
  service: Service,
  state: ServiceState,
  { snapshot, queue }: Site,
  language: Language,
): Html => {
  const w = publicWords[language];
  const { name, what } = w.services[service];
  const nobodyIsThere =
    served(snapshot).length > 0 && !served(snapshot).some(({ opening }) => opening.isOpen);
  if (nobodyIsThere && (service === 'rekam' || isGivenByHand(service, state)))
    return html`<li><div class="head"><h3>${name}</h3>${closedTag(language)}</div><p class="soft">${what}</p></li>`;
  const partly = state.condition === 'limited' && service === 'rekam';
  const why = partly ? placesWithout(snapshot, language) : reasons(state, snapshot.offsetMinutes, language);
  return html`<li><div class="head"><h3>${name}</h3>${tag(state, language)}</div><p class="soft">${what}</p>${why}${service === 'cetak' && waitingText(queue, language)}</li>`;
};

/** A letter is handed out by somebody who sits there; what stops it is told at night too. */
const isGivenByHand = (service: Service, state: ServiceState): boolean => service === 'suket' && works(state);

/** PUB22: how many wait for a card, where the office keeps its queue here. */
const waitingText = ({ residents }: PublishedQueue, language: Language): Html | null =>
  residents === null
    ? null
    : html`<p><a href="${rootOf(language)}/antrean">${stockWords[language].waiting(residents)}</a></p>`;

/** Where recording is not simply open; each says why itself, further down. */
const placesWithout = (snapshot: Snapshot, language: Language): Html => {
  const ailing = served(snapshot).filter(({ rekam }) => rekam.condition !== 'open');
  return html`<p>${publicWords[language].notOpenAt(ailing.map(({ name }) => name).join(', '))}</p>`;
};

const placeCard = (place: PlaceSnapshot, offsetMinutes: number, language: Language): Html =>
  html`<li><div class="head"><h3><a href="${rootOf(language)}/tempat/${slugOf(place)}">${place.name}</a></h3>${stateTag(place.opening, place.rekam, language)}</div><p class="soft">${openingText(place.opening, language)}${quotaText(place, language)}</p>${whyOf(place, offsetMinutes, language)}</li>`;

/** Why recording is not simply open; of a place that is closed, how it stood when it last was not. */
function whyOf({ opening, rekam }: PlaceSnapshot, offsetMinutes: number, language: Language): Html | null {
  const why = reasons(rekam, offsetMinutes, language);
  if (opening.isOpen || rekam.condition === 'open') return why;
  return html`<p>${publicWords[language].whenOpen}: ${tag(rekam, language)}</p>${why}`;
}

function quotaText(place: PlaceSnapshot | Suggestion['place'], language: Language): string {
  const w = publicWords[language];
  const left = remainingOf(place);
  if (left === null || place.quota === null || place.opening.today === null || !works(place.rekam)) return '';
  return ` · ${left === 0 ? w.full : w.remaining(left, place.quota)}`;
}

/** @returns null when there is no such place */
export function placePage(site: Site, language: Language, slug: string): string | null {
  const w = publicWords[language];
  const place = site.snapshot.places.find((one) => slugOf(one) === slug);
  if (!place) return null;
  const { offsetMinutes } = site.snapshot;
  const { status, calendar, address } = place;
  const closedToday = !place.opening.isOpen && place.opening.special !== null;
  const instead = works(place.rekam) && !closedToday ? null : insteadOf(site, place, language);
  const body = html`${address !== '' && html`<p>${address}</p>`}<p>${openingText(place.opening, language)}${quotaText(place, language)}<br>${w.hours}: ${weekText(weekOn(calendar, site.snapshot.today), language)}</p>${instead}<h2>${w.fiveServices}</h2><ul class="cards">${services.map(
    (service) => {
      const { name, what } = w.services[service];
      const state = status.services[service];
      const why =
        service === 'kirim'
          ? legsOf(place, offsetMinutes, language)
          : service === 'rekam'
            ? whyOf(place, offsetMinutes, language)
            : reasons(state, offsetMinutes, language);
      const isHere = service === 'rekam' || isGivenByHand(service, state);
      return html`<li><div class="head"><h3>${name}</h3>${isHere ? stateTag(place.opening, state, language) : tag(state, language)}</div><p class="soft">${what}</p>${why}${historyOf(spansOf(site, place, service), language)}</li>`;
    },
  )}</ul>${repairList(place, offsetMinutes, language)}<p><a href="${rootOf(language)}">${w.back}</a></p>`;
  return frameOfNow({ site, language, path: `/tempat/${slug}`, heading: place.name, body });
}

const legsOf = ({ status }: PlaceSnapshot, offsetMinutes: number, language: Language): Html[] =>
  status.legs.map(
    (leg, index) =>
      html`<p>${publicWords[language].legs[index]}: ${tag(leg, language)}</p>${reasons(leg, offsetMinutes, language)}`,
  );

function spansOf({ snapshot, history }: Site, { placeId, calendar }: PlaceSnapshot, service: Service) {
  const spans: readonly StatusSpan[] = history.filter(
    (row) => row.placeId === (placeId as PlaceId) && row.service === service,
  );
  return daysOf(spans, calendar, snapshot.today, historyDays, snapshot.at);
}

function insteadOf({ snapshot, noticesOpen }: Site, place: PlaceSnapshot, language: Language): Html {
  const w = publicWords[language];
  const going = whereToGo(snapshot.places, place.regionCode).filter(
    (one) => one.place.placeId !== place.placeId,
  );
  return html`<h2>${w.instead}</h2>${going.length === 0 ? html`<p>${w.insteadNone}</p>` : goingList(going.slice(0, 4), language)}${noticesOpen && html`<p><a href="/kabari?tempat=${place.placeId}">${w.tellMe}</a></p>`}`;
}

const goingList = (going: readonly Suggestion[], language: Language): Html => {
  const w = publicWords[language];
  return html`<ol class="go">${going.map(
    ({ place, kilometres, own }) =>
      html`<li><a href="${rootOf(language)}/tempat/${slugOf(place)}">${place.name}</a>${own && html` (${w.ownPlace})`}: ${stateTag(place.opening, place.rekam, language)}<br><span class="soft">${openingText(place.opening, language)}${quotaText(place, language)}${kilometres !== null && ` · ${w.kilometres(kilometres.toFixed(kilometres < 10 ? 1 : 0))}`}</span></li>`,
  )}</ol>`;
};

function whereForm({ kelurahan }: Site, language: Language, chosen: string | null): Html {
  const w = publicWords[language];
  const kecamatan = [...new Set(kelurahan.map(({ kecamatanName }) => kecamatanName))];
  return html`<form action="${rootOf(language)}/ke-mana" method="get"><label for="kelurahan">${w.whereHeading} ${w.yourKelurahan}</label><select id="kelurahan" name="kelurahan" required><option value="">${w.choose}</option>${kecamatan.map(
    (name) =>
      html`<optgroup label="${name}">${kelurahan
        .filter(({ kecamatanName }) => kecamatanName === name)
        .map(
          ({ code, name: own }) =>
            html`<option value="${code}"${code === chosen && html` selected`}>${own}</option>`,
        )}</optgroup>`,
  )}</select> <button>${w.show}</button></form>`;
}

/** @param code of the resident's kelurahan; null or unknown: only asks for it */
export function wherePage(site: Site, language: Language, code: string | null): string {
  const w = publicWords[language];
  const own = site.kelurahan.find((one) => one.code === code);
  const going = own ? whereToGo(site.snapshot.places, own.kecamatanCode) : [];
  const answer = own
    ? html`<h2>${w.whereFor(own.name, own.kecamatanName)}</h2>${going.length === 0 ? nowhere(site, own, language) : goingList(going, language)}`
    : html`<p>${w.whereLead}</p>`;
  const body = html`${answer}${whereForm(site, language, own?.code ?? null)}`;
  return frameOfNow({ site, language, path: '/ke-mana', heading: w.whereHeading, body });
}

/** Nobody records today: why at the own kecamatan, what can be had meanwhile, and how to hear of the end. */
function nowhere({ snapshot, noticesOpen }: Site, { kecamatanCode }: Kelurahan, language: Language): Html {
  const w = publicWords[language];
  const own = snapshot.places.find(({ regionCode }) => regionCode === kecamatanCode);
  const why =
    own && html`<p><a href="${rootOf(language)}/tempat/${slugOf(own)}">${w.whyThere(own.name)}</a></p>`;
  const mayAsk = noticesOpen && own !== undefined && !works(own.rekam);
  return html`<p>${w.nowhere}</p>${works(snapshot.city.suket) && html`<p>${w.letterMeanwhile}</p>`}${why}${mayAsk && html`<p><a href="/kabari?tempat=${own.placeId}">${w.tellMe}</a></p>`}`;
}

export const queuePage = (site: Site, language: Language): string =>
  frameOfNow({
    site,
    language,
    path: '/antrean',
    heading: queueWords[language].heading,
    body: queueBody(site.queue, language),
  });

export const stockPage = (site: Site, language: Language): string =>
  frameOfNow({
    site,
    language,
    path: '/blangko',
    heading: stockWords[language].heading,
    body: stockBody(site, language),
  });

export function bringPage(site: Site, language: Language): string {
  const w = publicWords[language];
  const body = html`${w.bring.map(
    ({ heading, items }) => html`<h2>${heading}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`,
  )}`;
  return frameOfNow({ site, language, path: '/syarat', heading: w.bringHeading, body });
}

export function notFoundPage(site: Page['site'], language: Language): string {
  const w = publicWords[language];
  const body = html`<p><a href="${rootOf(language)}">${w.notFoundLead}</a></p>`;
  return frameOfNow({ site, language, path: '', heading: w.notFound, body });
}
