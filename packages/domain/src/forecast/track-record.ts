/**
 * Learning from one's own misses: forecasts made before are held against what then happened, and later ones are drawn towards
 * that. Whatever the model does not know (late reports, a season, a bad batch) shows here without a name.
 */
import type { Random } from './chance.ts';
import type { Chance, Forecast, ForecastEffort, Outlook } from './forecast.ts';
import { forecastOffice } from './forecast.ts';
import { type Horizon, horizons } from './horizon.ts';
import { asKnownOn, happensWithin, type OfficeHistory, timesWithout } from './office-history.ts';
import type { ReliabilityPrior } from './reliability-prior.ts';

type Scope = 'place' | 'city';

/** A forecast about what worked then, and what is known of it now. */
export interface PastForecast {
  readonly scope: Scope;
  readonly horizon: Horizon;
  /** Working counters on the day it was made. */
  readonly working: number;
  /** As it came from the model, before any shift. */
  readonly said: number;
  readonly happened: boolean;
}

/** Windows that overlap tell the same story more than once; so many days are one story. */
const stepDays = 30;
/** So many stories' worth is the model believed against the office's own frequency. */
const modelStories = 20;
/** More working counters than this are counted as this many. */
const mostCounters = 6;

/** How often it happened to those with as many working counters, drawn towards what the model had said of them. */
interface Frequency {
  /** In log-odds, and how surely it is known. */
  readonly odds: number;
  readonly deviation: number;
}

function frequencyOf(
  record: readonly PastForecast[],
  horizon: Horizon,
  working: number,
): Frequency | undefined {
  const alike = (counters: number): boolean =>
    Math.min(counters, mostCounters) === Math.min(working, mostCounters);
  const own = record.filter(
    (past) => past.scope === 'place' && past.horizon === horizon && alike(past.working),
  );
  if (own.length === 0) return undefined;
  const said = own.reduce((sum, past) => sum + past.said, 0) / own.length;
  const happened = own.filter((past) => past.happened).length;
  const share = (happened + modelStories * said) / (own.length + modelStories);
  const stories = own.length * Math.min(1, stepDays / horizon) + modelStories;
  return { odds: logOdds(share), deviation: 1 / Math.sqrt(stories * share * (1 - share)) };
}

/**
 * How much of a chance is the model's and how much the record's. No model knows everything, and no record knows what changed
 * since; half and half was found on simulated years whose seed no reported figure uses.
 */
const modelShare = 0.5;

/**
 * The forecast, the chances of places drawn towards what the record tells. What has stopped stays certain, and the city keeps the
 * model's word: it stops too rarely for its record to say much.
 */
export function applyRecord(forecast: Forecast, record: readonly PastForecast[]): Forecast {
  const moved = (outlook: Outlook): Outlook => {
    if (outlook.stopped) return outlook;
    const at = (horizon: Horizon): Chance =>
      drawTowards(outlook.within[horizon], frequencyOf(record, horizon, outlook.working));
    return { ...outlook, within: { 30: at(30), 90: at(90) } };
  };
  return {
    city: forecast.city,
    places: new Map([...forecast.places].map(([id, outlook]) => [id, moved(outlook)])),
  };
}

function drawTowards(chance: Chance, frequency: Frequency | undefined): Chance {
  if (frequency === undefined) return chance;
  const share = modelShare;
  const { likely, low, high } = chance;
  const at = share * logOdds(likely) + (1 - share) * frequency.odds;
  const reach = (bound: number): number =>
    Math.hypot(share * (logOdds(bound) - logOdds(likely)), (1 - share) * 1.645 * frequency.deviation);
  return { likely: logistic(at), low: logistic(at - reach(low)), high: logistic(at + reach(high)) };
}

/** Days after a horizon's end until late reports have come in and what happened is taken as known. */
const settlingDays = 60;

/** Forecasts as they would have been made every 30 days of the last three years, from what was known on each. */
export function replayRecord(
  history: OfficeHistory,
  prior: ReliabilityPrior,
  random: Random,
  effort: ForecastEffort,
): PastForecast[] {
  const record: PastForecast[] = [];
  const first = Math.max(history.observedFrom + 365, history.now - 3 * 365);
  for (let day = first; day + horizons[0] + settlingDays <= history.now; day += stepDays)
    record.push(...judge(forecastOffice(asKnownOn(history, day), prior, random, effort), day, history));
  return record;
}

/** What became of a forecast, of its horizons that are over and settled. */
export function judge(forecast: Forecast, day: number, history: OfficeHistory): PastForecast[] {
  const spansOf = (places: (id: string) => boolean) =>
    timesWithout(
      history.components,
      history.sets.filter((set) => places(set.placeId)),
    );
  const one = (scope: Scope, outlook: Outlook, spans: ReturnType<typeof spansOf>): PastForecast[] =>
    outlook.stopped
      ? []
      : horizons
          .filter((horizon) => day + horizon + settlingDays <= history.now)
          .map((horizon) => ({
            scope,
            horizon,
            working: outlook.working,
            said: outlook.within[horizon].likely,
            happened: happensWithin(spans, day, horizon),
          }));
  return [
    ...one(
      'city',
      forecast.city,
      spansOf(() => true),
    ),
    ...[...forecast.places].flatMap(([id, outlook]) =>
      one(
        'place',
        outlook,
        spansOf((place) => place === id),
      ),
    ),
  ];
}

const logOdds = (share: number): number => Math.log(share / (1 - share));
const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));
