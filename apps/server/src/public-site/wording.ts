/** Facts of a status as sentences: what, why, since when, until when, by whom. */
import {
  dayAt,
  type Instant,
  isDeviceCause,
  type Opening,
  type ServiceCause,
  type ServiceState,
  type StatusDay,
  serviceConditions,
  timeZones,
  type WeekHours,
} from '@rekam/domain';
import { longDate, weekdayName, weekdays } from '@rekam/protocol/words/dates.ts';
import { type Html, html } from '../page/index.ts';
import type { Language } from './language.ts';
import { publicWords } from './words.ts';

/** `08.00` in Indonesian, `08:00` in English. */
export const clockText = (time: string, language: Language): string =>
  language === 'id' ? time.replace(':', '.') : time;

/** `10.02 WITA, Selasa 24 November 2026`. */
export function momentText(at: Instant, offsetMinutes: number, language: Language): string {
  const day = dayAt(at, offsetMinutes);
  const time = new Date(Date.parse(at) + offsetMinutes * 60_000).toISOString().slice(11, 16);
  const zone =
    Object.entries(timeZones).find(([, known]) => known.offsetMinutes === offsetMinutes)?.[0] ?? '';
  return `${clockText(time, language)} ${zone}, ${weekdayName(day, language)} ${longDate(day, language)}`;
}

/** How a service stands for who would go there: closed outside the hours (STS2), else as it is. */
export const stateTag = (opening: Opening, state: ServiceState, language: Language): Html =>
  opening.isOpen ? tag(state, language) : closedTag(language);

export const closedTag = (language: Language): Html =>
  html`<span class="tag unknown">${publicWords[language].closed}</span>`;

/** Records tell days, which begin at midnight; an hour that nobody told is not said. */
export const beginningText = (at: Instant, offsetMinutes: number, language: Language): string => {
  const atMidnight = (Date.parse(at) + offsetMinutes * 60_000) % 86_400_000 === 0;
  return atMidnight ? longDate(dayAt(at, offsetMinutes), language) : momentText(at, offsetMinutes, language);
};

export const tag = ({ condition }: ServiceState, language: Language): Html =>
  html`<span class="tag ${condition}">${publicWords[language].conditions[condition]}</span>`;

/** Cause, since, expected end and source of a state; nothing of it for one that is simply open. */
export function reasons(state: ServiceState, offsetMinutes: number, language: Language): Html | null {
  const w = publicWords[language];
  const { condition, cause, missing, since, expectedUntil, note } = state;
  if (condition === 'open' || cause === null) {
    const from = state.source === 'centre' ? sourceText(state, offsetMinutes, language) : null;
    const said = [note, from].filter((part) => part !== null).join(' ');
    return said === '' ? null : html`<p class="soft">${said}</p>`;
  }
  const why = capital(causeSentence(cause, missing, language));
  const ends =
    expectedUntil !== null
      ? w.until(longDate(expectedUntil, language))
      : condition === 'unknown'
        ? null
        : w.untilUnknown;
  const beginning =
    since === null || cause === 'not-known-yet'
      ? null
      : `${w.since} ${beginningText(since, offsetMinutes, language)}.`;
  const about = [beginning, ends, sourceText(state, offsetMinutes, language)].filter((part) => part !== null);
  return html`<p>${why}${note !== null && ` ${note}`}</p>${about.length > 0 && html`<p class="soft">${about.join(' ')}</p>`}`;
}

/** Why, in a sentence; devices by their names where they are known. */
export function causeSentence(cause: ServiceCause, missing: readonly string[], language: Language): string {
  const w = publicWords[language];
  const names = [...new Set(missing.map((kind) => w.missing[kind] ?? kind))].join(', ');
  return names !== '' && isDeviceCause(cause) ? w.deviceSentences[cause](names) : w.causes[cause];
}

/** Sources that speak of a moment of their own; the others are as of the page. */
const datedSources: readonly ServiceState['source'][] = ['book', 'centre', 'officer'];

/** Who says so, as of when; null where nobody does. */
function sourceText(state: ServiceState, offsetMinutes: number, language: Language): string | null {
  const w = publicWords[language];
  const { source, reference, asOf } = state;
  if (source === 'nobody') return null;
  const named = source === 'officer' || source === 'letters' ? reference : null;
  const from = named === null ? w.sources[source] : `${w.sources[source]} (${named})`;
  const when = asOf !== null && datedSources.includes(source);
  return `${w.source}: ${from}${when ? `, ${w.per} ${beginningText(asOf, offsetMinutes, language)}` : ''}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether one can go there now, and when otherwise. */
export function openingText({ isOpen, today, special, next, day }: Opening, language: Language): string {
  const w = publicWords[language];
  const reason = special === null ? '' : `${special}. `;
  if (isOpen && today) return reason + w.openNow(clockText(today.closes, language));
  const when = nextText({ next, day }, language);
  return reason + (when === null ? w.closedToday : w.opensAt(when));
}

/** When it opens next; null where nobody knows. */
export function nextText({ next, day }: Pick<Opening, 'next' | 'day'>, language: Language): string | null {
  if (!next) return null;
  const time = clockText(next.opens, language);
  return next.day === day
    ? time
    : `${weekdayName(next.day, language)} ${longDate(next.day, language)}, ${time}`;
}

/** Days with the same hours together: `Senin–Jumat 08.00–16.00`. */
export function weekText(week: WeekHours, language: Language): string {
  const names = weekdays[language];
  const spans: { from: number; to: number; text: string }[] = [];
  for (const [index, hours] of week.entries()) {
    if (!hours) continue;
    const text = `${clockText(hours.opens, language)}–${clockText(hours.closes, language)}`;
    const last = spans.at(-1);
    if (last && last.to === index - 1 && last.text === text) last.to = index;
    else spans.push({ from: index, to: index, text });
  }
  return spans
    .map(({ from, to, text }) => `${from === to ? names[from] : `${names[from]}–${names[to]}`} ${text}`)
    .join(', ');
}

/** Height of a day's bar, tenths: told apart without colour. */
const heights = { stopped: 10, limited: 7, unknown: 2, open: 4, closed: 1 } as const;

/** Ninety days as a picture and as words. */
export function historyOf(days: readonly StatusDay[], language: Language): Html {
  const w = publicWords[language];
  const known = days.filter(({ condition }) => condition !== null && condition !== 'closed');
  if (known.every(({ condition }) => condition === 'unknown'))
    return html`<p class="soft">${w.historyNone}</p>`;
  const counts = serviceConditions
    .map((condition) => [condition, known.filter((day) => day.condition === condition).length] as const)
    .filter(([, count]) => count > 0)
    .map(([condition, count]) => `${w.conditions[condition].toLowerCase()} ${w.days(count)}`)
    .join(', ');
  return html`<svg viewBox="0 0 ${days.length} 10" preserveAspectRatio="none" aria-hidden="true">${barsOf(days)}</svg><p class="soft">${w.historyOf(counts)}</p>`;
}

/** Neighbouring days of one condition are one bar. */
function barsOf(days: readonly StatusDay[]): Html[] {
  const bars: { x: number; width: number; condition: keyof typeof heights }[] = [];
  for (const [x, { condition }] of days.entries()) {
    if (condition === null) continue;
    const last = bars.at(-1);
    if (last && last.condition === condition && last.x + last.width === x) last.width++;
    else bars.push({ x, width: 1, condition });
  }
  return bars.map(
    ({ x, width, condition }) =>
      html`<rect class="${condition}" x="${x}" y="${10 - heights[condition]}" width="${width}" height="${heights[condition]}"/>`,
  );
}
