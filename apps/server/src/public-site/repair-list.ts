/** PUB24: what is broken at a place, why, and who has the repair in hand: for residents, the press and the Ombudsman. */
import type { RepairNews } from '@rekam/domain';
import { longDate } from '@rekam/protocol/words/dates.ts';
import { type Html, html } from '../page/index.ts';
import { csvCell } from '../ports/csv-cell.ts';
import type { PlaceSnapshot, Snapshot } from '../service-status/index.ts';
import type { Language } from './language.ts';
import { repairWords } from './repair-words.ts';
import { beginningText } from './wording.ts';
import { publicWords } from './words.ts';

/** @returns null where nothing is broken */
export function repairList(
  { repairs }: PlaceSnapshot,
  offsetMinutes: number,
  language: Language,
): Html | null {
  if (repairs.length === 0) return null;
  const w = repairWords[language];
  return html`<h2>${w.heading}</h2><ul>${repairs.map(({ kind, effect, cause, since, repair }) => {
    const when = beginningText(since, offsetMinutes, language);
    const what = html`<strong>${kind === null ? w.set : w.kinds[kind]}</strong>: ${w.since(effect, when)}`;
    return html`<li>${what} ${w.cause(cause)} ${repairText(repair, language)}</li>`;
  })}</ul><p class="soft">${publicWords[language].data}: <a href="/layanan/perbaikan.csv">CSV</a></p>`;
}

function repairText(repair: RepairNews['repair'], language: Language): string {
  const w = repairWords[language];
  if (repair === null) return w.noRepair;
  const { rung, rungSince, letter, answeredOn, promisedOn, promiseBroken } = repair;
  const date = (day: Parameters<typeof longDate>[0]) => longDate(day, language);
  const answer = answeredOn === null ? w.unanswered : w.answered(date(answeredOn));
  const promise =
    promisedOn === null
      ? w.nothingPromised
      : (promiseBroken ? w.promiseBroken : w.promised)(date(promisedOn));
  return [
    w.inHand(rung, date(rungSince)),
    letter && w.asked(letter.to, letter.number, date(letter.date), answer),
    promise,
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

const columns =
  'tempat,alat,akibat,sebab,sejak,diurus,diurus_sejak,surat,tanggal_surat,kepada,dijawab,dijanjikan,janji_lewat';

export function repairsCsv({ places }: Snapshot): string {
  const lines = places.flatMap(({ name, repairs }) =>
    repairs.map(({ kind, effect, cause, since, repair }) =>
      [
        name,
        kind,
        effect,
        cause,
        since,
        repair?.rung,
        repair?.rungSince,
        repair?.letter?.number,
        repair?.letter?.date,
        repair?.letter?.to,
        repair?.answeredOn,
        repair?.promisedOn,
        repair && (repair.promiseBroken ? 'ya' : 'tidak'),
      ]
        .map((value) => csvCell(value ?? null))
        .join(','),
    ),
  );
  return `${[columns, ...lines].join('\r\n')}\r\n`;
}
