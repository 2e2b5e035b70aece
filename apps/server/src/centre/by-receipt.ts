/** Asking about one's own recording: by the code on its receipt and the date of birth together (CTR31, CTR32). */
import { findPlainDate, parseReceiptCode } from '@rekam/domain';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { type Html, html } from '../page/index.ts';
import { makeAskLimit } from '../ports/ask-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { askPace } from './ask-pace.ts';
import { type AskedRecording, findByReceipt } from './store.ts';

/** Fields of the form as they were typed. */
export type TypedReceipt = Readonly<Record<'kode' | 'tanggal' | 'bulan' | 'tahun', string>>;

export const nothingTyped: TypedReceipt = { kode: '', tanggal: '', bulan: '', tahun: '' };

export function typedReceiptIn(form: URLSearchParams): TypedReceipt {
  const field = (name: keyof TypedReceipt): string => (form.get(name) ?? '').trim().slice(0, 40);
  return { kode: field('kode'), tanggal: field('tanggal'), bulan: field('bulan'), tahun: field('tahun') };
}

/** `not-found`: nothing here answers to that code and date together. */
export type ReceiptProblem = 'mistyped' | 'day-missing' | 'not-found' | 'limited';

export type AskedByReceipt =
  | { readonly kind: ReceiptProblem }
  | { readonly kind: 'found'; readonly nik: string | null; readonly recording: AskedRecording };

export type ByReceipt = (typed: TypedReceipt, remoteAddress: string) => Promise<AskedByReceipt>;

/** Every page that asks so shares one pace: asking in two places is no way to ask more. */
export function makeByReceipt({
  database,
  clock,
}: {
  readonly database: Queryable;
  readonly clock: Clock;
}): ByReceipt {
  const mayAsk = makeAskLimit(askPace);
  return async ({ kode, tanggal, bulan, tahun }, remoteAddress) => {
    if (!mayAsk(remoteAddress, clock())) return { kind: 'limited' };
    const code = parseReceiptCode(kode);
    if (!code.ok) return { kind: 'mistyped' };
    const birthDate = findPlainDate(`${tahun}-${bulan.padStart(2, '0')}-${tanggal.padStart(2, '0')}`);
    if (!birthDate) return { kind: 'day-missing' };
    const found = await findByReceipt(database, code.value, birthDate);
    if (!found) return { kind: 'not-found' };
    const { nik, ...recording } = found;
    return { kind: 'found', nik, recording };
  };
}

export const receiptProblems = {
  mistyped: {
    id: 'Kode salah ketik. Periksa sepuluh hurufnya pada bukti, lalu ketik lagi.',
    en: 'The code is mistyped. Check its ten characters on the receipt and type it again.',
  },
  'day-missing': {
    id: 'Tanggal lahir ini tidak ada. Isi tanggal, bulan, dan tahun dengan angka.',
    en: 'There is no such date of birth. Enter day, month and year in digits.',
  },
  'not-found': {
    id: 'Tidak ada rekaman dengan kode dan tanggal lahir ini. Periksa keduanya. Rekaman dari kecamatan atau layanan keliling dapat tiba di kantor beberapa hari kemudian.',
    en: 'No recording has this code and date of birth. Check both. A recording from a sub-district or a mobile unit may reach the office some days later.',
  },
  limited: {
    id: 'Terlalu banyak pertanyaan. Tunggu satu menit, lalu coba lagi.',
    en: 'Too many questions. Wait a minute, then try again.',
  },
} as const satisfies Record<ReceiptProblem, Sentence>;

export const receiptFields = (typed: TypedReceipt): Html =>
  html`<label for="kode">Kode pada bukti perekaman <span lang="en">Code on the receipt</span></label><input id="kode" name="kode" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="XXXXX-XXXXX" value="${typed.kode}"><fieldset><legend>Tanggal lahir <span lang="en">Date of birth</span></legend><div class="day">${part('tanggal', typed, 'Tanggal', 'Day', 2)}${part('bulan', typed, 'Bulan', 'Month', 2)}${part('tahun', typed, 'Tahun', 'Year', 4)}</div></fieldset>`;

const part = (
  name: keyof TypedReceipt,
  typed: TypedReceipt,
  label: string,
  english: string,
  digits: number,
): Html =>
  html`<div><label for="${name}">${label} <span lang="en">${english}</span></label><input id="${name}" name="${name}" required inputmode="numeric" pattern="[0-9]{1,${digits}}" maxlength="${digits}" size="${digits}" autocomplete="off" value="${typed[name]}"></div>`;
