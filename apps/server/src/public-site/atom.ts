/** Rule PUB9: what changed, newest first, for whoever follows the office with a feed reader. */
import { createHash } from 'node:crypto';
import type { Service } from '@rekam/domain';
import { type Html, html } from '../page/index.ts';
import type { HistoryRow } from '../service-status/index.ts';
import { rootOf } from './frame.ts';
import type { Language } from './language.ts';
import { type Site, slugOf } from './pages.ts';
import { momentText } from './wording.ts';
import { publicWords } from './words.ts';

/** Changes in the feed: some 15 kB, a week of a bad month. */
const newest = 50;

/** Name of the whole city in the address of a feed. */
export const wholeCitySlug = 'kota';

/** Of which place (its address, or the whole city) and of which service; null: of all. */
interface Wanted {
  readonly place: string | null;
  readonly service: Service | null;
}

export function changesAtom(
  site: Site,
  language: Language,
  wanted: Wanted = { place: null, service: null },
): string {
  const w = publicWords[language];
  const { officeName, snapshot, history } = site;
  const changes = history
    // What was overtaken in the same moment was never seen.
    .filter(({ since, until }) => since !== until)
    .filter(({ service }) => wanted.service === null || service === wanted.service)
    .flatMap((row) => {
      const where = whereOf(row, site, language);
      return where && (wanted.place === null || where.slug === wanted.place) ? [{ row, ...where }] : [];
    })
    .sort((one, other) => other.row.since.localeCompare(one.row.since))
    .slice(0, newest);
  const entries = changes.map(({ row, name, path }) => {
    const title = `${w.services[row.service].name}, ${name}: ${w.conditions[row.condition]}`;
    const why = row.cause === null ? '' : `${w.causes[row.cause]} `;
    const since = `${w.since} ${momentText(row.since, snapshot.offsetMinutes, language)}.`;
    return html`<entry><id>${feedId(officeName, language, row.placeId, row.service, row.condition, row.since)}</id><title>${title}</title><updated>${row.since}</updated><link href="${path}"/><summary>${why}${since}</summary></entry>`;
  });
  const filters = [wanted.place, wanted.service].flatMap((one) => one ?? []);
  return xml(
    html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${feedId(officeName, language, ...filters)}</id><title>${[w.title, ...filters, officeName].join(' · ')}</title><updated>${changes[0]?.row.since ?? snapshot.at}</updated><author><name>${officeName}</name></author><link rel="self" type="application/atom+xml" href="${rootOf(language)}/perubahan.atom${addressOf(wanted)}"/><link href="${rootOf(language)}"/>${entries}</feed>`,
  );
}

function addressOf({ place, service }: Wanted): string {
  const query = new URLSearchParams();
  if (place !== null) query.set('tempat', place);
  if (service !== null) query.set('layanan', service);
  return query.size === 0 ? '' : `?${query}`;
}

export const xml = ({ text }: Html): string => `<?xml version="1.0" encoding="utf-8"?>\n${text}\n`;

/** Name and page of where it changed; null for a place that the office no longer has. */
function whereOf({ placeId }: HistoryRow, { snapshot }: Site, language: Language) {
  const root = rootOf(language);
  if (placeId === '') return { name: publicWords[language].wholeCity, path: root, slug: wholeCitySlug };
  const place = snapshot.places.find((one) => one.placeId === placeId);
  if (!place) return null;
  const slug = slugOf(place);
  return { name: place.name, path: `${root}/tempat/${slug}`, slug };
}

/** The same for the same matter for ever, so that no reader shows one twice; a UUID of version 8 (RFC 9562). */
export function feedId(...about: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(about)).digest();
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `urn:uuid:${bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}
