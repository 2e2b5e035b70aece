/** How it stands with a card, in sentences for its holder. */
import type { CardRefusalCode, PrintEstimate, Refusal } from '@rekam/domain';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import type { CardStanding } from './waiting.ts';

/** The first sentence says where the card is, the others what to expect and to do. */
export function sayStanding(standing: CardStanding): readonly [Sentence, ...Sentence[]] {
  if (standing.kind === 'left') return sayLeft(standing.reason);
  if (standing.kind !== 'queued') return said[standing.kind];
  const { place, waiting, estimate } = standing;
  const where = {
    id: `Kartu Anda di urutan ${place} dari ${waiting} dalam antrean cetak.`,
    en: `Your card is number ${place} of ${waiting} in the print queue.`,
  };
  return [where, ...(estimate.ok ? sayEstimate(estimate.value) : [sayNoEstimate(estimate)])];
}

const said: Readonly<
  Record<Exclude<CardStanding['kind'], 'queued' | 'left'>, readonly [Sentence, ...Sentence[]]>
> = {
  new: [
    { id: 'Kartu Anda baru masuk antrean cetak.', en: 'Your card has just come into the print queue.' },
    { id: 'Tanyakan urutannya lagi dalam beberapa menit.', en: 'Ask for its place again in a few minutes.' },
  ],
  printing: [
    { id: 'Kartu Anda sedang dicetak.', en: 'Your card is being printed.' },
    { id: 'Anda tidak perlu melakukan apa pun.', en: 'There is nothing you need to do.' },
  ],
  printed: [
    {
      id: 'Kartu Anda sudah dicetak dan sedang diperiksa.',
      en: 'Your card is printed and is being checked.',
    },
    { id: 'Tunggu sampai kartu siap diambil.', en: 'Wait until it can be fetched.' },
  ],
  checked: [
    { id: 'Kartu Anda siap diambil.', en: 'Your card is ready to be fetched.' },
    {
      id: 'Datang sendiri untuk mengambilnya. Bawa bukti ini, KK, dan kartu atau surat yang lama.',
      en: 'Come in person to fetch it. Bring this receipt, your family card, and the old card or letter.',
    },
  ],
  'handed-over': [
    { id: 'Kartu Anda tercatat sudah diserahkan.', en: 'Your card is recorded as handed over.' },
    {
      id: 'Bila Anda belum menerimanya, segera beri tahu kantor.',
      en: 'If you have not received it, tell the office at once.',
    },
  ],
};

/** Refusals whose sentence a resident can act on; the others speak of the office's own work. */
const forResidents: ReadonlySet<CardRefusalCode> = new Set([
  'CARD_TOO_YOUNG',
  'CARD_CLASS_NOT_NAMED',
  'CARD_NOT_PRINT_READY',
]);

function sayLeft({ code, details }: Refusal<CardRefusalCode>): readonly [Sentence, ...Sentence[]] {
  const waits = { id: 'Kartu Anda belum dapat dicetak.', en: 'Your card cannot be printed yet.' };
  const ask = { id: 'Tanyakan ke kantor apa yang kurang.', en: 'Ask the office what is missing.' };
  return [waits, forResidents.has(code) ? sentenceOf(code, details) : ask];
}

const sayNoEstimate = ({ code, details }: Refusal<CardRefusalCode>): Sentence =>
  code === 'CARD_STOCK_UNKNOWN'
    ? {
        id: 'Kapan dicetak belum dapat diperkirakan: kantor belum mencatat jumlah blangkonya.',
        en: 'When it is printed cannot be estimated yet: the office has not counted its blanks.',
      }
    : {
        id: `Kapan dicetak belum dapat diperkirakan: kecepatan cetak baru diamati kurang dari ${details?.days} hari kerja.`,
        en: `When it is printed cannot be estimated yet: the pace of printing was observed for less than ${details?.days} working days.`,
      };

function sayEstimate({ earliest, latest, farEndLacks }: PrintEstimate): Sentence[] {
  if (earliest === null)
    return [
      {
        id: 'Kapan dicetak belum dapat diperkirakan: akhir-akhir ini hampir tidak ada kartu yang dicetak.',
        en: 'When it is printed cannot be estimated: hardly any card was printed lately.',
      },
    ];
  const how = {
    id: 'Dihitung dari kecepatan cetak hari-hari terakhir dan blangko yang ada; bukan janji.',
    en: 'Worked out from the pace of the last days and the blanks in stock; no promise.',
  };
  if (latest !== null) return [sayRange(earliest, latest), how];
  const why =
    farEndLacks === 'blanks'
      ? {
          id: 'blangko yang ada tidak cukup sampai giliran Anda.',
          en: 'the blanks in stock do not last until your turn.',
        }
      : {
          id: 'pada hari yang lambat, antrean di depan Anda tidak berkurang.',
          en: 'on slow days the queue ahead of you does not get shorter.',
        };
  return [
    {
      id: `Paling cepat ${earliest} hari kerja lagi; paling lambat belum diketahui: ${why.id}`,
      en: `At the earliest in ${inDays(earliest)}; at the latest is not known: ${why.en}`,
    },
    how,
  ];
}

const sayRange = (earliest: number, latest: number): Sentence =>
  earliest === latest
    ? {
        id: `Diperkirakan dicetak ${earliest} hari kerja lagi.`,
        en: `Expected to be printed in ${inDays(earliest)}.`,
      }
    : {
        id: `Diperkirakan dicetak ${earliest} sampai ${latest} hari kerja lagi.`,
        en: `Expected to be printed in ${earliest} to ${latest} working days.`,
      };

const inDays = (days: number): string => (days === 1 ? '1 working day' : `${days} working days`);
