import { type Pair, type Print, splitScores } from '../bench/print-pairs.ts';

/** What an engine sees in a collection of prints, one number a print or a comparison. */
export interface PrintFigures {
  readonly prints: number;
  /** Prints that gave no template. */
  readonly failures: number;
  readonly minutiae: readonly number[];
  /** 0–100. */
  readonly quality: readonly number[];
  /** Skin with ridges. */
  readonly areaMm2: readonly number[];
  readonly genuine: readonly number[];
  readonly impostor: readonly number[];
}

const mmPerPixel = 25.4 / 500;

export function figuresOf(prints: readonly Print[], pairs: readonly Pair[]): PrintFigures {
  const templates = prints.flatMap(({ prepared }) => (prepared ? [prepared.template] : []));
  return {
    prints: prints.length,
    failures: prints.length - templates.length,
    minutiae: templates.map(({ minutiae }) => minutiae.count),
    quality: templates.map(({ quality }) => quality),
    areaMm2: templates.map(({ ridges }) => {
      const cells = ridges ? Array.from(ridges.period).filter((period) => period > 0).length : 0;
      return cells * ((ridges?.cell ?? 0) * mmPerPixel) ** 2;
    }),
    ...splitScores(pairs),
  };
}

/** Several collections as one. */
export function pooled(all: readonly PrintFigures[]): PrintFigures {
  const sum = (count: 'prints' | 'failures') => all.reduce((total, figures) => total + figures[count], 0);
  const [minutiae, quality, areaMm2, genuine, impostor] = lists.map((list) =>
    all.flatMap((one) => one[list]),
  );
  return {
    prints: sum('prints'),
    failures: sum('failures'),
    minutiae: minutiae!,
    quality: quality!,
    areaMm2: areaMm2!,
    genuine: genuine!,
    impostor: impostor!,
  };
}

const lists = ['minutiae', 'quality', 'areaMm2', 'genuine', 'impostor'] as const;

/** How far each distribution of one collection lies from that of another; see `farthestApart`. */
export const apartFrom = (other: PrintFigures, figures: PrintFigures) =>
  Object.fromEntries(
    lists.map((list) => [list, Math.round(1000 * farthestApart(figures[list], other[list])) / 1000]),
  );

/**
 * How far two distributions lie apart, 0 if they are the same to 1 if they do not touch: the largest difference
 * between the shares that lie at or below a value, whatever the value (Kolmogorov and Smirnov).
 */
export function farthestApart(a: readonly number[], b: readonly number[]): number {
  const [left, right] = [a, b].map((values) => [...values].sort((x, y) => x - y)) as [number[], number[]];
  let [i, j, most] = [0, 0, 0];
  while (i < left.length && j < right.length) {
    const value = Math.min(left[i]!, right[j]!);
    while (left[i]! <= value) i++;
    while (right[j]! <= value) j++;
    most = Math.max(most, Math.abs(i / left.length - j / right.length));
  }
  return most;
}

/** The score that names one false match in a thousand. */
const passing = 30;

/** The same in a few numbers: quantiles, and what one threshold would refuse and let pass. */
export function summaryOf({ prints, failures, ...lists }: PrintFigures) {
  const quantiles = (values: readonly number[], ...shares: number[]) => {
    const sorted = [...values].sort((a, b) => a - b);
    return Object.fromEntries(
      shares.map((share) => [
        `p${Math.round(share * 1000) / 10}`,
        round(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN),
      ]),
    );
  };
  const below = (values: readonly number[]) => values.filter((score) => score < passing).length;
  const { genuine, impostor } = lists;
  return {
    prints,
    failures,
    minutiae: quantiles(lists.minutiae, 0.05, 0.25, 0.5, 0.75, 0.95),
    quality: quantiles(lists.quality, 0.05, 0.25, 0.5, 0.75, 0.95),
    areaMm2: quantiles(lists.areaMm2, 0.05, 0.25, 0.5, 0.75, 0.95),
    genuine: quantiles(genuine, 0.05, 0.1, 0.25, 0.5, 0.75, 0.95),
    impostor: quantiles(impostor, 0.5, 0.9, 0.99, 0.999),
    genuineRefused: below(genuine) / genuine.length,
    impostorPassed: (impostor.length - below(impostor)) / impostor.length,
  };
}

export type PrintSummary = ReturnType<typeof summaryOf>;

const round = (value: number): number => Math.round(value * 10) / 10;
