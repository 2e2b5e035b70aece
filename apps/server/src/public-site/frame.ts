/** What stands around every page of the public site. */

import type { ChronicleDays } from '@rekam/domain';
import { longDate } from '@rekam/protocol/words/dates.ts';
import { type Html, html, style, styleTag } from '../page/index.ts';
import type { Language } from './language.ts';
import { publicWords } from './words.ts';

export const rootOf = (language: Language): string => (language === 'id' ? '/layanan' : '/layanan/en');

export const announcementsRoot = (language: Language): string =>
  language === 'id' ? '/pengumuman' : '/pengumuman/en';

export interface Frame {
  readonly officeName: string;
  readonly past: ChronicleDays | null;
  readonly language: Language;
  /** Behind the root of the section, `/ke-mana`; the same in both languages. */
  readonly path: string;
  /** The services, unless said otherwise. */
  readonly section?: (language: Language) => string;
  /** For whoever shows a link to the page. */
  readonly meta?: Html;
  readonly heading: string;
  /** As of when it speaks. */
  readonly lead: string;
  readonly body: Html;
}

export function frameOf(frame: Frame): string {
  const { officeName, past, language, path, section = rootOf, meta, heading, lead, body } = frame;
  const w = publicWords[language];
  const root = rootOf(language);
  const other = language === 'id' ? 'en' : 'id';
  const here = section(language) + path;
  const link = (to: string, name: string) =>
    html`<li><a href="${to}"${here === to && html` aria-current="page"`}>${name}</a></li>`;
  return html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${heading} · ${officeName}</title><meta name="description" content="${w.title}, ${officeName}">${meta}${styleTag(style)}</head><body><a class="skip" href="#isi">${w.skip}</a><header><p>${w.title} · ${officeName}</p><nav aria-label="${w.title}"><ul>${link(root, w.nav.city)}${link(`${root}/ke-mana`, w.nav.where)}${link(`${root}/syarat`, w.nav.bring)}${link(`${root}/blangko`, w.nav.stock)}${link(announcementsRoot(language), w.nav.announcements)}<li><a href="/rekaman">${w.nav.mine}</a></li><li><a href="${section(other)}${path}" lang="${other}" hreflang="${other}">${w.other}</a></li></ul></nav></header><main id="isi">${past !== null && pastNotice(past, language, path)}<h1>${heading}</h1><p class="soft">${lead}</p>${body}</main><footer><p>${w.footer}</p><p>${w.data}: <a href="/layanan/status.json">JSON</a>, <a href="/layanan/status.csv">CSV</a> · <a href="${root}/perubahan.atom">${w.changes} (Atom)</a> · <a href="/">Rekam</a></p></footer></body></html>`
    .text;
}

export const pastPath = '/hari';

/** Says whether a page shows the past or now, and leads to the days worth looking at. */
function pastNotice(past: ChronicleDays, language: Language, path: string): Html {
  const w = publicWords[language].past;
  const root = rootOf(language);
  const said = path.startsWith(pastPath)
    ? w.isPast(past.title)
    : w.isNow(past.title, longDate(past.tellsUntil, language));
  const links = past.highlights.map(
    (day) =>
      html`<li><a href="${root}${pastPath}/${day}"${path === `${pastPath}/${day}` && html` aria-current="page"`}>${longDate(day, language)}</a></li>`,
  );
  return html`<div class="past"><p>${said}</p><nav aria-label="${w.days}"><ul>${links}</ul></nav></div>`;
}
