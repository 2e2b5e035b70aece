import type { FingerprintTemplate } from '@rekam/biometrics';
import { comparePrints } from '@rekam/biometrics/fingerprint/comparison/compare.ts';
import {
  type PreparedTemplate,
  prepareTemplate,
} from '@rekam/biometrics/fingerprint/comparison/prepared-template.ts';

export interface Print {
  readonly finger: number;
  readonly impression: number;
  /** Absent where nothing could be extracted; it then scores 0 against everything. */
  readonly prepared?: PreparedTemplate;
}

export interface Pair {
  readonly set: string;
  readonly a: Print;
  readonly b: Print;
  readonly score: number;
}

export const printOf = (
  finger: number,
  impression: number,
  template: FingerprintTemplate | undefined,
): Print => ({ finger, impression, ...(template && { prepared: prepareTemplate(template) }) });

/** Every print of a set with every other, once. */
export const comparePairs = (set: string, prints: readonly Print[]): Pair[] =>
  prints.flatMap((a, i) => prints.slice(i + 1).map((b) => ({ set, a, b, score: scoreOf(a, b) })));

export const scoreOf = (a: Print, b: Print): number =>
  a.prepared && b.prepared ? comparePrints(a.prepared, b.prepared).score : 0;

export const isGenuine = ({ a, b }: Pair): boolean => a.finger === b.finger;

export function splitScores(pairs: readonly Pair[]): { genuine: number[]; impostor: number[] } {
  const scores = (wanted: boolean) =>
    pairs.filter((pair) => isGenuine(pair) === wanted).map((pair) => pair.score);
  return { genuine: scores(true), impostor: scores(false) };
}
