/** The page on which anybody checks a letter: plain HTML, complete without JavaScript; its script adds the camera. */
import { shortDate } from '@rekam/protocol/words/dates.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { both, type Html, html, smallPage } from '../page/index.ts';
import type { PublicAnswer } from './status-list.ts';

export interface CheckPage {
  readonly office: string;
  /** What was asked, as it was typed; null: nothing yet. */
  readonly asked: string | null;
  /** `limited`: too many questions from there; null: nothing was asked. */
  readonly answer: PublicAnswer | 'limited' | null;
  /** `25 November 2026 14.05 WITA`. */
  readonly asOf: string;
  /** Whether the office can remind a holder before the letter ends. */
  readonly reminds: boolean;
}

export const checkPageHtml = ({ office, asked, answer, asOf, reminds }: CheckPage): string =>
  smallPage({
    officeName: office,
    heading: { id: 'Periksa surat keterangan', en: 'Check a substitute letter' },
    body: html`${answer === 'limited' ? limited : answer && verdict(asked ?? '', answer, asOf, reminds)}<div id="pindai"></div>${oneNumber(asked)}${manyNumbers}<p class="small">${both(privacy)}</p>`,
    script: '/surat/check.js',
    readers: 'residents',
  });

const oneNumber = (asked: string | null): Html =>
  html`<form action="/surat" method="get"><label for="nomor">${both({ id: 'Nomor surat', en: 'Number of the letter' })}</label><input id="nomor" name="nomor" required minlength="3" maxlength="100" autocomplete="off" autocapitalize="characters" value="${asked}" placeholder="471.13/…/DISDUKCAPIL/…"><button>${both({ id: 'Periksa', en: 'Check' })}</button></form>`;

const manyNumbers = html`<details><summary>${both({ id: 'Periksa banyak nomor sekaligus', en: 'Check many numbers at once' })}</summary><form action="/surat/daftar" method="post"><label for="daftar">${both({ id: 'Satu nomor per baris, atau isi berkas CSV', en: 'One number a line, or the content of a CSV' })}</label><textarea id="daftar" name="daftar" required rows="6" autocomplete="off" spellcheck="false"></textarea><button>${both({ id: 'Unduh jawabannya (CSV)', en: 'Download the answer' })}</button></form></details>`;

const privacy: Sentence = {
  id: 'Kantor hanya menjawab inisial, tidak pernah NIK atau nama. Isi kode QR dibaca oleh telepon ini sendiri; hanya nomornya yang ditanyakan.',
  en: 'The office answers initials only, never NIK or name. The phone reads the QR code itself and asks nothing but the number.',
};

const limited = html`<section class="doubt" role="status" data-answered><h2>${both({ id: 'Terlalu banyak pertanyaan', en: 'Too many questions' })}</h2><p>${both({ id: 'Tunggu satu menit, lalu coba lagi.', en: 'Wait a minute, then try again.' })}</p></section>`;

const verdicts = {
  valid: { look: 'good', id: 'Masih berlaku', en: 'Valid' },
  expired: { look: 'bad', id: 'Sudah habis masa berlakunya', en: 'Expired' },
  replaced: { look: 'bad', id: 'Sudah diganti surat yang lebih baru', en: 'Replaced by a newer letter' },
  voided: { look: 'bad', id: 'Sudah dibatalkan', en: 'Voided' },
  unknown: { look: 'bad', id: 'Tidak ada surat dengan nomor ini', en: 'There is no letter of this number' },
} as const;

function verdict(asked: string, answer: PublicAnswer, asOf: string, reminds: boolean): Html {
  const heading = verdicts[answer.state];
  const facts: readonly (readonly [Sentence, string | null])[] = [
    [{ id: 'Nomor', en: 'Number' }, asked],
    [{ id: 'Inisial pemegang', en: 'Initials of the holder' }, answer.initials],
    [{ id: 'Berlaku sampai', en: 'Valid until' }, answer.validUntil && shortDate(answer.validUntil)],
    [{ id: 'Berakhir sejak', en: 'Ended on' }, answer.endedOn && shortDate(answer.endedOn)],
  ];
  const rows = facts.map(
    ([label, value]) => value !== null && html`<dt>${both(label)}</dt><dd>${value}</dd>`,
  );
  const seen = { id: `Keadaan per ${asOf}.`, en: 'As of that moment.' };
  return html`<section class="${heading.look}" role="status" data-answered><h2>${both(heading)}</h2><dl>${rows}</dl><p>${both(advice(answer.state))}</p>${reminds && answer.state === 'valid' && reminder(asked)}<p class="small">${both(seen)}</p></section>`;
}

const reminder = (number: string): Html =>
  html`<p><a href="/kabari/surat?nomor=${encodeURIComponent(number)}">${both({ id: 'Surat Anda sendiri? Kami ingatkan sebelum habis.', en: 'Your own letter? We remind you before it ends.' })}</a></p>`;

function advice(state: PublicAnswer['state']): Sentence {
  if (state === 'valid')
    return {
      id: 'Cocokkan inisial, foto, dan nomor pada kertas. Bila berbeda, jangan terima suratnya.',
      en: 'Compare initials, photo and number with the paper. If they differ, do not accept the letter.',
    };
  if (state === 'unknown')
    return {
      id: 'Periksa ketikan. Bila nomor di kertas memang demikian, surat itu bukan dari kantor ini.',
      en: 'Check the typing; otherwise the letter is not from this office.',
    };
  return {
    id: 'Jangan terima surat ini. Pemegangnya dapat datang ke Disdukcapil.',
    en: 'Do not accept this letter; its holder may come to the registry office.',
  };
}
