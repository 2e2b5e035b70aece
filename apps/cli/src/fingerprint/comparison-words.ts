import { type Doubt, falseMatchRateAt } from '@rekam/biometrics';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import type { ComparedPrints } from './compared-prints.ts';

const doubts: Partial<Record<Doubt, Sentence>> = {
  'too-few-points': {
    id: 'terlalu sedikit minutia untuk mengatakan beda; ambil lagi',
    en: 'too few minutiae to say different; capture again',
  },
  between: {
    id: 'skor di antara keduanya; ambil lagi',
    en: 'the score lies between the two; capture again',
  },
};

export function describeVerdict({ verdict, reason }: ComparedPrints): Sentence {
  if (verdict === 'same') return { id: 'Jari yang sama', en: 'Same finger' };
  if (verdict === 'different') return { id: 'Jari yang berbeda', en: 'Different fingers' };
  const doubt = reason ? doubts[reason] : undefined;
  return {
    id: `Tidak pasti${doubt ? ` (${doubt.id})` : ''}`,
    en: `Inconclusive${doubt ? ` (${doubt.en})` : ''}`,
  };
}

/** Beyond one in ten thousand the engine's error was not measured, so no rarer one is claimed in words. */
const rarestMeasured = 10_000;

export function wordOfRate(score: number): Sentence {
  const oneIn = 1 / falseMatchRateAt(score);
  if (oneIn > rarestMeasured)
    return {
      id: 'pasangan jari berbeda mencapainya lebih jarang dari 1 dalam 10.000',
      en: 'fewer than 1 in 10,000 pairs of different fingers reach it',
    };
  if (oneIn < 1.5)
    return {
      id: 'hampir setiap pasangan jari berbeda mencapainya',
      en: 'nearly every pair of different fingers reaches it',
    };
  const [id, en] = ['id', 'en'].map((language) => wholeNumber(oneIn, language));
  return {
    id: `1 dalam ${id} pasangan jari berbeda mencapainya`,
    en: `1 in ${en} pairs of different fingers reaches it`,
  };
}

/** Two digits say as much as is known of a rate. */
export const wholeNumber = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: 2, maximumFractionDigits: 0 }).format(
    value < 10 ? Math.round(value) : value,
  );

export function countPairs(count: number): Sentence {
  if (count === 0) return { id: 'tidak ada pasangan minutia', en: 'no pairs of minutiae' };
  return {
    id: `${count} pasang minutia`,
    en: count === 1 ? '1 pair of minutiae' : `${count} pairs of minutiae`,
  };
}
