import {
  asKnownOn,
  defaultReliabilityPrior,
  type Forecast,
  forecastOffice,
  type Instant,
} from '@rekam/domain';
import { historyOf } from './office-history.ts';
import type { Register } from './office-stock.ts';
import { randomOf } from './random-of-day.ts';

/** What a forecast of an earlier moment would have said, from what the office knew then (FRC1). */
export function forecastAt(known: Register, at: Instant): Forecast {
  const history = asKnownOn(historyOf(known, Date.parse(at)), Date.parse(at) / 86_400_000);
  return forecastOffice(history, defaultReliabilityPrior, randomOf(history.now));
}
