/** A day of the past as a page of the public site, marked as what it is. */

import {
  type ChronicleDays,
  dayAt,
  type Fault,
  type FaultReport,
  type Forecast,
  horizons,
  isSmall,
  type Outlook,
  type PastDay,
  type PastPlace,
  type PlaceId,
  type PlainDate,
  type ServiceState,
  services,
  smallChance,
} from '@rekam/domain';
import { longDate, weekdayName } from '@rekam/protocol/words/dates.ts';
import { type Html, html } from '../page/index.ts';
import { frameOf, type Language, pastPath, publicWords, rootOf, tag } from '../public-site/index.ts';
import type { PastView } from './past-day.ts';
import { chronicleWords } from './words.ts';

export interface PastPage {
  readonly officeName: string;
  readonly chronicle: ChronicleDays;
  readonly language: Language;
}

const dayText = (day: PlainDate, language: Language): string =>
  `${weekdayName(day, language)}${language === 'id' ? ', ' : ' '}${longDate(day, language)}`;

/** A page that says why no day is shown: none was chosen, or the records tell nothing of it (CHR1). */
export function noDayPage({ officeName, chronicle, language }: PastPage, asked: PlainDate | null): string {
  const w = chronicleWords[language];
  const { tellsFrom, tellsUntil } = chronicle;
  const why =
    asked === null ? w.noDay : w.outside(longDate(tellsFrom, language), longDate(tellsUntil, language));
  return frameOf({
    officeName,
    past: chronicle,
    language,
    path: pastPath,
    heading: asked === null ? w.choose : w.heading(dayText(asked, language)),
    lead: why,
    body: dayForm(chronicle, language, asked),
  });
}

export function pastDayPage({ officeName, chronicle, language }: PastPage, view: PastView): string {
  const w = chronicleWords[language];
  const { past } = view;
  const name = nameIn(view);
  const body = html`${dayForm(chronicle, language, past.day)}<h2>${w.told}</h2>${toldOn(view, language)}<h2>${publicWords[language].fiveServices}</h2><ul class="cards">${services.map(
    (service) => {
      const { name: called, what } = publicWords[language].services[service];
      return html`<li><div class="head"><h3>${called}</h3>${tag(past.city[service], language)}</div><p class="soft">${what}</p>${service === 'rekam' ? html`<p>${w.counters(past.reserve.working, past.reserve.counters)}</p>` : statedWhy(past.city[service], view, language)}</li>`;
    },
  )}</ul><h2>${publicWords[language].places}</h2><ul class="cards">${past.places.map((place) => placeOf(place, view, language))}</ul>${conflictsOf(past, name, view, language)}<h2>${w.notKnown}</h2><ul>${w.notKnownItems.map((item) => html`<li>${item}</li>`)}</ul>`;
  return frameOf({
    officeName,
    past: chronicle,
    language,
    path: `${pastPath}/${past.day}`,
    heading: w.heading(dayText(past.day, language)),
    lead: w.lead,
    body,
  });
}

const nameIn =
  ({ places }: PastView) =>
  (placeId: PlaceId): string =>
    places.find(({ id }) => id === placeId)?.name ?? placeId;

function dayForm({ tellsFrom, tellsUntil }: ChronicleDays, language: Language, day: PlainDate | null): Html {
  const w = chronicleWords[language];
  return html`<form action="${rootOf(language)}${pastPath}" method="get"><label for="tanggal">${w.choose}</label><input type="date" id="tanggal" name="tanggal" min="${tellsFrom}" max="${tellsUntil}" value="${day}" required> <button>${w.show}</button></form>`;
}

/** Rule CHR5. */
function toldOn(view: PastView, language: Language): Html {
  const w = chronicleWords[language];
  const { past, forecast } = view;
  const { reserve, nextStop, needed, untold } = past;
  const name = nameIn(view);
  const level = reserve.level === 'calm' ? 'open' : reserve.level === 'warning' ? 'limited' : 'stopped';
  const kinds = needed.map((kind) => publicWords[language].missing[kind] ?? kind).join(', ');
  return html`<p class="lead"><span class="tag ${level}">${w.levels[reserve.level]}</span></p><p>${w.counters(reserve.working, reserve.counters)} ${nextStop.length === 0 ? w.stoppedNow : w.nextStop(nextStop.map(name))}${nextStop.length === 1 && ` ${w.anyOf(kinds)}`}</p>${untold.length > 0 && html`<p>${w.untold(untold.map(name).join(', '))}</p>`}${forecast && forecastOf(forecast, view, language)}`;
}

const percent = (share: number): string => (share < 0.01 ? '< 1' : String(Math.round(share * 100)));

function forecastOf({ city, places }: Forecast, view: PastView, language: Language): Html {
  const w = chronicleWords[language];
  const { past, faultsHeard } = view;
  const said = (name: string, { within }: Outlook): Html => {
    const chances = horizons.map((days) => {
      const { likely, low, high } = within[days];
      if (isSmall(within[days])) return w.small(days, smallChance.toldAs * 100);
      return w.chance(days, percent(likely), percent(low), percent(high));
    });
    return html`<li>${name}: ${chances.join('; ')}</li>`;
  };
  const working = [...new Set(past.nextStop)].map((id) => said(nameIn(view)(id), places.get(id)!));
  return html`<p>${w.forecast}</p><ul>${working}${said(w.wholeCity, city)}</ul><p class="soft">${w.forecastFrom(faultsHeard)}</p>`;
}

function placeOf(place: PastPlace, view: PastView, language: Language): Html {
  const { rekam } = place.status.services;
  const why =
    place.faults.length > 0
      ? place.faults.flatMap((fault) => recordsOf(fault, view, language))
      : statedWhy(rekam, view, language);
  return html`<li><div class="head"><h3>${nameIn(view)(place.placeId)}</h3>${tag(rekam, language)}</div>${why}</li>`;
}

/** What was written of a fault, with where; in the words of the source's country. */
function recordsOf({ reports }: Fault, { offsetMinutes }: PastView, language: Language): Html[] {
  return reports.map(({ since, note, source }) =>
    recordLine(dayAt(since, offsetMinutes), note, referenceOf(source), language),
  );
}

const referenceOf = (source: FaultReport['source']): string | null =>
  source.kind === 'record' ? source.reference : null;

function recordLine(day: PlainDate, note: string, reference: string | null, language: Language): Html {
  const w = chronicleWords[language];
  const indonesian = language === 'en' && html` lang="id"`;
  return html`<p>${w.since(longDate(day, language))} <span${indonesian}>${asSentence(note)}</span></p>${reference !== null && html`<p class="soft">${w.source}: <span${indonesian}>${reference}</span>.</p>`}`;
}

/** Sources are quoted in half sentences. */
const asSentence = (note: string): string =>
  note === '' ? '' : `${note.charAt(0).toUpperCase()}${note.slice(1)}${note.endsWith('.') ? '' : '.'}`;

/** Cause, words and source of what was stated; that nothing is known otherwise. */
function statedWhy(state: ServiceState, { offsetMinutes }: PastView, language: Language): Html {
  const { cause, since, note, reference, source } = state;
  const why = cause === null ? null : html`<p>${publicWords[language].causes[cause]}</p>`;
  if (source !== 'officer' || since === null) return html`${why}`;
  return html`${why}${recordLine(dayAt(since, offsetMinutes), note ?? '', reference, language)}`;
}

/** Rule CHR6. */
function conflictsOf(
  { places }: PastDay,
  name: (placeId: PlaceId) => string,
  view: PastView,
  language: Language,
): Html | null {
  const w = chronicleWords[language];
  const found = places.flatMap(({ placeId, status, faults }) =>
    status.conflicts.map(
      ({ derived, claimed }) =>
        html`<p>${w.conflict(name(placeId))}</p><ul>${faults.map((fault) => html`<li>${tag(derived, language)}${recordsOf(fault, view, language)}</li>`)}<li>${tag(claimed, language)}${statedWhy(claimed, view, language)}</li></ul>`,
    ),
  );
  return found.length === 0 ? null : html`<h2>${w.conflicts}</h2>${found}`;
}
