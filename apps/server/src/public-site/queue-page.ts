/** PUB23: the print queue without anybody's name, and how often somebody was moved up in it. */
import { leastPaceDays, type PrintClass, paceRange } from '@rekam/domain';
import type { PublishedQueue } from '../card/index.ts';
import { type Html, html } from '../page/index.ts';
import type { Language } from './language.ts';
import { stockWords } from './stock-words.ts';

interface QueueWords {
  readonly heading: string;
  readonly noRule: string;
  readonly waiting: (n: string) => string;
  readonly left: (n: string) => string;
  readonly printing: (n: string) => string;
  readonly rule: (basis: string) => string;
  readonly columns: readonly [string, string];
  readonly classes: Readonly<Record<PrintClass, string>>;
  readonly movesHeading: string;
  readonly moves: (n: number) => string;
  readonly paceHeading: string;
  readonly pace: (slow: string, good: string, days: number) => string;
  readonly noPace: string;
  readonly mine: string;
  readonly data: string;
}

export const queueWords: Readonly<Record<Language, QueueWords>> = {
  id: {
    heading: 'Antrean cetak KTP-el',
    noRule: 'Belum ada aturan urutan cetak yang berlaku, jadi belum ada kartu yang dicetak menurut urutan.',
    waiting: (n) => `${n} menunggu gilirannya dalam urutan cetak.`,
    left: (n) => `${n} belum dapat dicetak, misalnya karena belum 17 tahun atau belum siap di pusat.`,
    printing: (n) => `${n} sedang di alat cetak.`,
    rule: (basis) =>
      `Urutan menurut ${basis}: kelompok demi kelompok, di dalamnya yang paling lama menunggu dahulu.`,
    columns: ['Kelompok', 'Menunggu'],
    classes: {
      beginner: 'Pemula',
      disaster: 'Korban bencana',
      'first-card': 'Kartu pertama',
      lost: 'Hilang',
      damaged: 'Rusak',
      'data-changed': 'Perubahan data',
      'region-renamed': 'Perubahan nama wilayah',
    },
    movesHeading: 'Yang didahulukan',
    moves: (n) =>
      `Dalam 30 hari terakhir ${n === 0 ? 'tidak ada kartu' : `${n} kartu`} yang didahulukan. Setiap kali perlu alasan tertulis dan persetujuan petugas kedua.`,
    paceHeading: 'Kecepatan cetak',
    pace: (slow, good, days) =>
      `Pada hari kerja yang lambat ${slow}, pada hari yang baik ${good} kartu (${days} hari kerja terakhir yang diamati).`,
    noPace: `Belum diketahui: pencetakan baru diamati kurang dari ${leastPaceDays} hari kerja.`,
    mine: 'Lihat urutan dan perkiraan kartu Anda',
    data: 'Urutan lengkap tanpa nama, untuk diperiksa siapa saja',
  },
  en: {
    heading: 'Print queue for cards',
    noRule: 'No rule of the print order is in force, so no card is printed by order yet.',
    waiting: (n) => `${n} wait for their turn in the print order.`,
    left: (n) => `${n} cannot be printed yet, for instance below the age of 17 or not ready at the centre.`,
    printing: (n) => `${n} are at a card printer.`,
    rule: (basis) =>
      `The order follows ${basis}: group by group, and within a group who has waited longest first.`,
    columns: ['Group', 'Waiting'],
    classes: {
      beginner: 'Beginners',
      disaster: 'Victims of disasters',
      'first-card': 'First cards',
      lost: 'Lost',
      damaged: 'Damaged',
      'data-changed': 'Changed data',
      'region-renamed': 'Renamed regions',
    },
    movesHeading: 'Moved up',
    moves: (n) =>
      `In the last 30 days ${n === 0 ? 'no card was' : n === 1 ? '1 card was' : `${n} cards were`} moved up. Each time it takes a written reason and the consent of a second officer.`,
    paceHeading: 'Pace of printing',
    pace: (slow, good, days) =>
      `On a slow working day ${slow}, on a good one ${good} cards (the last ${days} working days observed).`,
    noPace: `Not known yet: printing was observed for less than ${leastPaceDays} working days.`,
    mine: 'See the place and the estimate of your card',
    data: 'The whole order without names, for anybody to check',
  },
};

const figure = (n: number, language: Language): string => n.toLocaleString(language === 'id' ? 'id' : 'en');

export function queueBody(queue: PublishedQueue, language: Language): Html {
  const w = queueWords[language];
  const { basis, residents, movesOfMonth } = queue;
  const data = html`<p>${w.data}: <a href="/api/public/cards/order.json">JSON</a>, <a href="/api/public/cards/order.csv">CSV</a></p>`;
  const moved = html`<h2>${w.movesHeading}</h2><p>${w.moves(movesOfMonth)}</p>`;
  const waiting =
    residents !== null &&
    html`<p class="lead"><strong>${stockWords[language].waiting(residents)}</strong></p>${sharesOf(queue, language)}`;
  const order =
    basis === null
      ? html`<p>${w.noRule}</p>`
      : html`<p><a href="/rekaman">${w.mine}</a></p><p>${w.rule(basis)}</p>${groupTable(queue, language)}`;
  return html`${waiting}${order}${moved}<h2>${w.paceHeading}</h2><p>${paceText(queue, language)}</p>${data}`;
}

/** Of those who wait: in the order, not yet printable, at a printer; what nobody does is left out. */
function sharesOf({ waiting, left, printing }: PublishedQueue, language: Language): Html | null {
  const w = queueWords[language];
  const shares = [
    [waiting, w.waiting],
    [left, w.left],
    [printing, w.printing],
  ] as const;
  const said = shares.filter(([n]) => n > 0);
  if (said.length === 0) return null;
  return html`<ul>${said.map(([n, say]) => html`<li>${say(figure(n, language))}</li>`)}</ul>`;
}

function groupTable({ groups }: PublishedQueue, language: Language): Html {
  const w = queueWords[language];
  const rows = groups.map(
    ({ classes, waiting }, index) =>
      html`<tr><th scope="row">${index + 1}. ${classes.map((one) => w.classes[one]).join(', ')}</th><td>${figure(waiting, language)}</td></tr>`,
  );
  return html`<table class="ranks"><thead><tr>${w.columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}

function paceText({ printedPerDay }: PublishedQueue, language: Language): string {
  const w = queueWords[language];
  const pace = paceRange(printedPerDay);
  if (pace === null) return w.noPace;
  return w.pace(figure(pace.slow, language), figure(pace.good, language), printedPerDay.length);
}
