import type { DeviceVisit } from './device-report.ts';

/**
 * A one-sided CUSUM (E. S. Page, Biometrika 1954) over visits: how far scores have sunk below this device's usual, in
 * deviations, less an allowance for chance.
 */
export interface QualityTrend {
  /** Visits behind the usual. */
  readonly visits: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly squares: number;
  readonly sunk: number;
  /** Visits in a row no worse than one deviation below the usual. */
  readonly usualInARow: number;
  readonly drifting: boolean;
}

export const newTrend: QualityTrend = {
  visits: 0,
  mean: 0,
  squares: 0,
  sunk: 0,
  usualInARow: 0,
  drifting: false,
};

/**
 * Tuned on simulated residents (deviation 8 between people, 5 between captures, five captures a visit, usual 68): one
 * false alarm in about 1,950 visits; a device that loses 3 points a visit is caught after 21 points at the median.
 */
const rules = {
  leastVisits: 20,
  /** Visits after which the usual is no longer learnt. */
  mostVisits: 400,
  leastDeviation: 4,
  /** One bad resident counts for no more, deviations. */
  mostDeviations: 3,
  allowance: 1,
  limit: 4,
  backToUsual: 3,
} as const;

/** The deviation of a usual visit, points. */
export const deviationOf = ({ visits, squares }: QualityTrend): number =>
  Math.max(rules.leastDeviation, visits > 1 ? Math.sqrt(squares / (visits - 1)) : 0);

/** Rules HLT8 and HLT9: the trend after one more visit. */
export function evolveTrend(trend: QualityTrend, { score }: Pick<DeviceVisit, 'score'>): QualityTrend {
  if (trend.visits < rules.leastVisits) return learn(trend, score);
  const below = (trend.mean - score) / deviationOf(trend);
  const sunk = Math.max(0, trend.sunk + Math.min(below, rules.mostDeviations) - rules.allowance);
  const usualInARow = below <= 1 ? trend.usualInARow + 1 : 0;
  if (trend.drifting) {
    const healed = usualInARow >= rules.backToUsual;
    return healed
      ? { ...trend, drifting: false, sunk: 0, usualInARow }
      : { ...trend, sunk: Math.max(sunk, rules.limit), usualInARow };
  }
  const next = { ...trend, sunk, usualInARow, drifting: sunk > rules.limit };
  return sunk <= 1 && trend.visits < rules.mostVisits ? learn(next, score) : next;
}

function learn(trend: QualityTrend, score: number): QualityTrend {
  const visits = trend.visits + 1;
  const apart = score - trend.mean;
  const mean = trend.mean + apart / visits;
  return { ...trend, visits, mean, squares: trend.squares + apart * (score - mean) };
}
