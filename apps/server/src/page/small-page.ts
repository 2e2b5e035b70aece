/** The small pages for people without an account: one question, one answer; complete without JavaScript, Indonesian first and English beside it. */
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { type Html, html, styleTag } from './html.ts';
import { smallStyle } from './small-style.ts';
import { style } from './style.ts';

export interface SmallPage {
  readonly officeName: string | null;
  readonly heading: Sentence;
  readonly body: Html;
  /** Behind the page: the page works without it. */
  readonly script?: string;
  /** Whose page it is: residents are led on to the services, staff are not. */
  readonly readers: 'residents' | 'staff';
}

export const both = ({ id, en }: Sentence): Html => html`${id} <span lang="en">${en}</span>`;

export function smallPage({ officeName, heading, body, script, readers }: SmallPage): string {
  const title = [heading.id, officeName ?? 'Rekam'].join(' · ');
  return html`<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>${styleTag(style, smallStyle)}</head><body><a class="skip" href="#isi">Langsung ke isi</a><header><p>${officeName ?? 'Rekam'}</p></header><main id="isi"><h1>${both(heading)}</h1>${body}</main>${readers === 'residents' && services}${script !== undefined && html`<script type="module" src="${script}"></script>`}</body></html>`
    .text;
}

const services = html`<footer><p><a href="/layanan">Layanan hari ini</a> · <a href="/layanan/en" lang="en">Services today</a></p></footer>`;
