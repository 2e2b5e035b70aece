/** The page on which a resident asks how far the recording is: plain HTML, whole without JavaScript, in the words of the counter. */

import { type CentreStage, storyOf } from '@rekam/domain';
import { shortDate } from '@rekam/protocol/words/dates.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { both, type Html, html, smallPage } from '../page/index.ts';
import { type ReceiptProblem, receiptFields, receiptProblems, type TypedReceipt } from './by-receipt.ts';
import type { AskedRecording } from './store.ts';

export type PageAnswer =
  | { readonly kind: ReceiptProblem }
  | {
      readonly kind: 'found';
      readonly recording: AskedRecording;
      /** How it stands with the card, the headline first; null: none was asked for here. */
      readonly card: readonly Sentence[] | null;
      /** Whether who waits for the card can leave a contact. */
      readonly noticeOffered: boolean;
    };

export interface RecordingPage {
  readonly office: string;
  readonly answer: PageAnswer | null;
  /** What was typed, to be corrected instead of typed again; empty once it was answered. */
  readonly typed: TypedReceipt;
  /** `26-11-2026 10.15 WITA`. */
  readonly asOf: string;
}

export const recordingPageHtml = ({ office, answer, typed, asOf }: RecordingPage): string =>
  smallPage({
    officeName: office,
    heading: { id: 'Sampai mana rekaman KTP-el saya?', en: 'How far is my e-KTP recording?' },
    body: html`${answer && answered(answer, asOf)}<form action="/rekaman" method="post">${receiptFields(typed)}<button>Tanyakan <span lang="en">Ask</span></button></form><p class="small">${both(privacy)}</p>`,
    readers: 'residents',
  });

const privacy: Sentence = {
  id: 'Halaman ini tidak menampilkan nama atau NIK. Bila bukti hilang, datang ke kantor dengan KK.',
  en: 'This page shows neither name nor NIK. If the receipt is lost, come to the office with your family card.',
};

const nothingToDo: Sentence = {
  id: 'Anda tidak perlu melakukan apa pun.',
  en: 'There is nothing you need to do.',
};

/** What each stage means, and what to do about it. */
const stages: Readonly<Record<CentreStage, readonly [(since: string) => Sentence, Sentence]>> = {
  'not-recorded': [
    (since) => ({
      id: `Sejak ${since} pusat belum mencatat rekaman Anda.`,
      en: `Since ${since} the centre has no recording of yours.`,
    }),
    {
      id: 'Tanyakan ke kantor apakah perlu direkam lagi.',
      en: 'Ask the office whether you must be recorded again.',
    },
  ],
  sending: [
    (since) => ({
      id: `Rekaman Anda menunggu dikirim ke pusat sejak ${since}.`,
      en: `Your recording has been waiting to be sent to the centre since ${since}.`,
    }),
    nothingToDo,
  ],
  sent: [
    (since) => ({
      id: `Rekaman Anda dikirim ke pusat pada ${since}. Pusat dapat memerlukan beberapa minggu.`,
      en: `Your recording was sent to the centre on ${since}. The centre may need some weeks.`,
    }),
    nothingToDo,
  ],
  checking: [
    (since) => ({
      id: `Rekaman Anda sedang diperiksa ketunggalannya di pusat sejak ${since}.`,
      en: `Your recording has been checked for uniqueness at the centre since ${since}.`,
    }),
    nothingToDo,
  ],
  'searching-again': [
    (since) => ({
      id: `Pemeriksaan ketunggalan di pusat belum berhasil sejak ${since} dan akan diulang oleh pusat.`,
      en: `The check for uniqueness has not succeeded since ${since}; the centre will repeat it.`,
    }),
    nothingToDo,
  ],
  undecided: [
    (since) => ({
      id: `Rekaman Anda sedang ditelaah petugas ahli di pusat sejak ${since}.`,
      en: `An expert at the centre has been looking at your recording since ${since}.`,
    }),
    {
      id: 'Bila lebih dari sebulan, tanyakan ke kantor.',
      en: 'If this takes more than a month, ask the office.',
    },
  ],
  failed: [
    (since) => ({
      id: `Rekaman Anda tidak dapat dipakai pusat (per ${since}).`,
      en: `The centre could not use your recording (${since}).`,
    }),
    {
      id: 'Datang ke tempat perekaman untuk direkam ulang. Bawa bukti ini dan KK.',
      en: 'Come to a recording place to be recorded again. Bring this receipt and your family card.',
    },
  ],
  doubled: [
    (since) => ({
      id: `Pusat menemukan rekaman lain yang sama dengan rekaman Anda (per ${since}).`,
      en: `The centre found another recording that is the same as yours (${since}).`,
    }),
    {
      id: 'Datang ke kantor dengan KK; petugas membantu menyelesaikannya.',
      en: 'Come to the office with your family card; the staff will help to settle it.',
    },
  ],
  ready: [
    (since) => ({
      id: `Data Anda dinyatakan tunggal sejak ${since}. Kartu siap dicetak dan menunggu giliran.`,
      en: `Your record has been found unique since ${since}. The card is ready to print and waits its turn.`,
    }),
    {
      id: 'Lihat keadaan layanan cetak di halaman layanan sebelum datang.',
      en: 'Look at how printing stands on the services page before you come.',
    },
  ],
  printing: [
    (since) => ({
      id: `Kartu Anda dalam antrean cetak sejak ${since}.`,
      en: `Your card has been in the print queue since ${since}.`,
    }),
    nothingToDo,
  ],
  printed: [
    (since) => ({
      id: `Kartu Anda sudah dicetak (per ${since}).`,
      en: `Your card has been printed (${since}).`,
    }),
    {
      id: 'Datang sendiri untuk mengambilnya. Bawa bukti ini dan KK.',
      en: 'Come in person to fetch it. Bring this receipt and your family card.',
    },
  ],
  issued: [
    (since) => ({
      id: `Kartu Anda tercatat sudah diserahkan (per ${since}).`,
      en: `Your card was handed over (${since}).`,
    }),
    {
      id: 'Bila Anda belum menerimanya, segera beri tahu kantor.',
      en: 'If you have not received it, tell the office at once.',
    },
  ],
};

const states = {
  received: [
    {
      id: 'Rekaman Anda sudah tiba di kantor dan sedang dibuka.',
      en: 'Your recording has reached the office and is being opened.',
    },
    nothingToDo,
  ],
  counted: [
    {
      id: 'Rekaman Anda tersimpan di kantor. Belum ada keterangan dari pusat.',
      en: 'The office has your recording. The centre has not been heard yet.',
    },
    nothingToDo,
  ],
  held: [
    {
      id: 'Rekaman Anda sudah di kantor, dan petugas masih memeriksanya.',
      en: 'Your recording is at the office, and an officer is still looking at it.',
    },
    {
      id: 'Bila lebih dari seminggu, tanyakan ke kantor.',
      en: 'If this takes more than a week, ask the office.',
    },
  ],
  'set-aside': [
    {
      id: 'Rekaman dengan bukti ini tidak dipakai; rekaman lain yang berlaku, atau perlu direkam ulang.',
      en: 'The recording of this receipt is not used: another one counts, or a new one is needed.',
    },
    { id: 'Datang ke kantor dengan KK.', en: 'Come to the office with your family card.' },
  ],
} as const satisfies Record<AskedRecording['state'], readonly [Sentence, Sentence]>;

/** Stages in which the recording is done with and the card is what is waited for. */
const ofTheCard: ReadonlySet<CentreStage> = new Set(['ready', 'printing', 'printed', 'issued']);

function answered(answer: PageAnswer, asOf: string): Html {
  if (answer.kind !== 'found')
    return html`<section class="bad" role="alert"><p><strong>${both(receiptProblems[answer.kind])}</strong></p></section>`;
  const { recording, card, noticeOffered } = answer;
  const { state, receivedAt: _receivedAt, words } = recording;
  const story = storyOf(words);
  // Of its own cards the office knows more than the centre's last word.
  if (card && story && ofTheCard.has(story.stage)) {
    const [where, ...more] = card;
    const asked = { id: `Keadaan per ${asOf}.`, en: `As of ${asOf}.` };
    return html`<section class="good" role="status"><h2>${both(where!)}</h2>${more.map((one) => html`<p>${both(one)}</p>`)}<p class="small">${both(asked)}</p>${noticeOffered && tellMe}<p class="small"><a href="/layanan/antrean">Antrean cetak kantor ini <span lang="en">The print queue of this office</span></a></p></section>`;
  }
  const [what, toDo] =
    story && state === 'counted'
      ? [stages[story.stage][0](shortDate(story.since)), stages[story.stage][1]]
      : states[state];
  const seen = story
    ? {
        id: `Keterangan pusat per ${shortDate(story.asOf)}.`,
        en: `As the centre was seen to say on ${shortDate(story.asOf)}.`,
      }
    : { id: `Keadaan per ${asOf}.`, en: `As of ${asOf}.` };
  return html`<section class="good" role="status"><h2>${both(what)}</h2><p>${both(toDo)}</p><p class="small">${both(seen)}</p></section>`;
}

const tellMe = html`<p><a href="/kabari/kartu">Kabari saya bila kartu siap diambil <span lang="en">Tell me when the card can be fetched</span></a></p>`;
