/** PUB20, PUB21: the stock of blanks, day by day, as a page, as JSON and as CSV. */

import type { StockDay } from '@rekam/domain';
import { longDate, shortDate } from '@rekam/protocol/words/dates.ts';
import type { PublishedStock } from '../blank/index.ts';
import { type Html, html } from '../page/index.ts';
import { csvCell } from '../ports/csv-cell.ts';
import { rootOf } from './frame.ts';
import type { Language } from './language.ts';
import type { Site } from './pages.ts';
import { stockWords } from './stock-words.ts';
import { momentText } from './wording.ts';

/** Days on the page; the data hold all. */
const daysShown = 30;
const colours = { empty: 'stopped', few: 'limited', enough: 'open' } as const;

const figure = (n: number, language: Language): string => n.toLocaleString(language === 'id' ? 'id' : 'en');

export function stockBody({ stock, snapshot, queue: { residents } }: Site, language: Language): Html {
  const w = stockWords[language];
  const links = html`<p>${w.data}: <a href="/layanan/blangko.json">JSON</a>, <a href="/layanan/blangko.csv">CSV</a></p>`;
  const queue =
    residents !== null && html`<p><a href="${rootOf(language)}/antrean">${w.waiting(residents)}</a></p>`;
  if (!stock) return html`<p class="lead">${w.notBegun}</p>${queue}${links}<p>${w.free}</p>`;
  const { pieces, standing, asOf, outlook, days } = stock;
  const lasts = outlook
    ? outlook.daysLeft > 0
      ? html`<p>${w.lasts(outlook.daysLeft, longDate(outlook.runsOutOn, language))}</p>`
      : null
    : html`<p>${w.lastsUnknown}</p>`;
  return html`<p class="lead"><strong>${w.pieces(figure(pieces, language))}</strong> · <span class="tag ${colours[standing]}">${w.standings[standing]}</span></p><p class="soft">${w.asOf(momentText(asOf, snapshot.offsetMinutes, language))}</p>${lasts}${queue}<p>${w.free}</p><h2>${w.days}</h2>${dayTable(days.slice(-daysShown), language)}${links}`;
}

function dayTable(days: readonly StockDay[], language: Language): Html {
  const w = stockWords[language];
  const { day, received, printed, spoiled, closing } = w.columns;
  const head = [closing, received, printed, spoiled].map((name) => html`<th scope="col">${name}</th>`);
  const rows = days.toReversed().map((one, index) => {
    const figures = [one.closing, one.received, one.printed, one.spoiled];
    return html`<tr><th scope="row">${index === 0 ? w.today : shortDate(one.day)}</th>${figures.map((n) => html`<td>${figure(n, language)}</td>`)}</tr>`;
  });
  return html`<div class="wide" tabindex="0" role="region" aria-label="${w.days}"><table><thead><tr><th scope="col">${day}</th>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

export const stockJson = ({ officeName, stock, queue }: Site): string =>
  JSON.stringify({
    office: officeName,
    waitingForCards: queue.residents,
    known: stock !== null,
    ...(stock ? toldOf(stock) : {}),
  });

const toldOf = ({ pieces, standing, asOf, outlook, days }: PublishedStock) => ({
  asOf,
  pieces,
  standing,
  daysLeft: outlook?.daysLeft ?? null,
  runsOutOn: outlook?.runsOutOn ?? null,
  days,
});

export function stockCsv({ stock }: Site): string {
  const lines = (stock?.days ?? []).map(({ day, received, printed, spoiled, closing }) =>
    [day, received, printed, spoiled, closing].map(csvCell).join(','),
  );
  return `${['tanggal,diterima,dicetak,rusak,sisa', ...lines].join('\r\n')}\r\n`;
}
