/** `bin/rekam bench forecast`: ten simulated years of a hundred cities, the forecast beside honest base rates. */
import {
  applyRecord,
  asKnownOn,
  type Chance,
  defaultReliabilityPrior,
  type Forecast,
  forecastOffice,
  type Horizon,
  happensWithin,
  horizons,
  judge,
  type OfficeHistory,
  type PastForecast,
  timesWithout,
  worksOn,
} from '@rekam/domain';
import { seededRandom } from '@rekam/testkit/demo-city/seeded-random.ts';
import {
  type SimulatedCity,
  type SimulatedYears,
  simulateYears,
  wholeHistory,
} from '@rekam/testkit/equipment/simulated-years.ts';
import { numberOption, readOptions } from '../options.ts';
import { BaseRates, type Case } from './base-rates.ts';
import { brierOf, calibrationOf, drawCalibration } from './scores.ts';

/** Forecasts are made on the first of each such span, after three years of history. */
const everyDays = 30;
const historyDays = 3 * 365;
const effort = { draws: 24, futures: 25 };

export interface Judged extends Case {
  readonly horizon: Horizon;
  readonly chance: Chance;
  readonly baseRates: Readonly<Record<string, number>>;
}

export async function benchForecast(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    json: { type: 'boolean' },
    seed: { type: 'string' },
    cities: { type: 'string' },
  });
  const seed = values.seed ?? '1';
  const world = simulateYears(seed, numberOption('cities', values.cities, 100, 2, 1000));
  const judged = judgeAll(world, seed);
  const report = {
    seed,
    cities: world.cities.length,
    place: scoresOf(judged.filter(({ scope }) => scope === 'place')),
    city: scoresOf(judged.filter(({ scope }) => scope === 'city')),
  };
  const { brier, baseRateBrier, calibration } = report.place;
  const held = [report.place, report.city].every((scores) =>
    horizons.every((horizon) => scores.brier[horizon] < scores.baseRateBrier[horizon]),
  );
  for (const scope of ['place', 'city'] as const) tell(scope, report[scope]);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ brier, baseRateBrier, calibration, ...report, held })}\n`);
  return held ? 0 : 1;
}

/** Every forecast of the years, in the order of time, so that base rates and records know only what was past. */
function judgeAll(world: SimulatedYears, seed: string): Judged[] {
  const random = seededRandom(`forecast ${seed}`);
  const rates = new BaseRates();
  const offices = world.cities.map((city) => new Office(city, world, () => random.fraction()));
  const all: Judged[] = [];
  for (let now = world.firstDay + 365; now + 90 <= world.lastDay; now += everyDays) {
    rates.learnUntil(now);
    for (const office of offices) {
      const { forecast, open } = office.look(now);
      for (const { scope, id, spans } of office.truths) {
        const working = open.get(id) ?? 0;
        if (working === 0) continue;
        for (const horizon of horizons) {
          const event = happensWithin(spans, now, horizon);
          const one: Case = { scope, city: office.name, working, horizon, now, event };
          const outlook = scope === 'city' ? forecast.city : forecast.places.get(id)!;
          if (now >= world.firstDay + historyDays)
            all.push({ ...one, chance: outlook.within[horizon], baseRates: rates.of(one) });
          rates.add(one);
        }
      }
    }
  }
  return all;
}

/** One city's office through the years: it forecasts from what it has heard, and keeps a record of how that turned out. */
class Office {
  readonly name: string;
  readonly truths: readonly { scope: 'place' | 'city'; id: string; spans: ReturnType<typeof timesWithout> }[];
  readonly #whole: OfficeHistory;
  readonly #random: () => number;
  readonly #said: { day: number; forecast: Forecast }[] = [];

  constructor(city: SimulatedCity, world: SimulatedYears, random: () => number) {
    this.name = city.name;
    this.#whole = wholeHistory(city, world);
    this.#random = random;
    const spans = (keeps: (placeId: string) => boolean) =>
      timesWithout(
        city.lives,
        city.sets.filter((set) => keeps(set.placeId)),
      );
    this.truths = [
      { scope: 'city', id: city.name, spans: spans(() => true) },
      ...[...new Set(city.sets.map((set) => set.placeId))].map((id) => ({
        scope: 'place' as const,
        id,
        spans: spans((one) => one === id),
      })),
    ];
  }

  look(now: number): { forecast: Forecast; open: Map<string, number> } {
    const history = asKnownOn(this.#whole, now);
    const raw = forecastOffice(history, defaultReliabilityPrior, this.#random, effort);
    const record = this.#said.flatMap(({ day, forecast }): PastForecast[] => judge(forecast, day, history));
    this.#said.push({ day: now, forecast: raw });
    return { forecast: applyRecord(raw, record), open: countersOf(history) };
  }
}

/** Working counters as the office knows them, by place and for the city under its name. */
function countersOf(history: OfficeHistory): Map<string, number> {
  const broken = new Set(
    history.components
      .filter((life) => life.goneOn === null && !worksOn(life, history.now))
      .map((life) => life.setId),
  );
  const counts = new Map<string, number>();
  for (const set of history.sets) {
    if (broken.has(set.id)) continue;
    for (const key of [set.placeId, set.placeId.split(',')[0]!]) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function scoresOf(judged: readonly Judged[]) {
  const at = <T>(score: (cases: readonly Judged[]) => T): Record<Horizon, T> => ({
    30: score(judged.filter(({ horizon }) => horizon === 30)),
    90: score(judged.filter(({ horizon }) => horizon === 90)),
  });
  const names = Object.keys(judged[0]!.baseRates);
  const baseRates = Object.fromEntries(
    names.map((name) => [name, at((cases) => brierOf(cases, (one) => one.baseRates[name]!))]),
  );
  const least = (horizon: Horizon): number =>
    Math.min(baseRates.persistence![horizon], baseRates.climatology![horizon]);
  return {
    forecasts: at((cases) => cases.length),
    happened: at((cases) => cases.filter(({ event }) => event).length),
    brier: at((cases) => brierOf(cases, (one) => one.chance.likely)),
    /** How often it happened in all cities together, or that nothing changes: whichever is better. */
    baseRateBrier: { 30: least(30), 90: least(90) },
    baseRates,
    calibration: horizons.flatMap((horizon) =>
      calibrationOf(judged.filter((one) => one.horizon === horizon)).map((bin) => ({ horizon, ...bin })),
    ),
  };
}

function tell(scope: string, scores: ReturnType<typeof scoresOf>): void {
  for (const horizon of horizons) {
    const rates = Object.entries(scores.baseRates).map(
      ([name, brier]) => `${name} ${brier[horizon].toFixed(5)}`,
    );
    const gain = 100 * (1 - scores.brier[horizon] / scores.baseRateBrier[horizon]);
    process.stderr.write(
      `${scope}, ${horizon} days: ${scores.happened[horizon]} of ${scores.forecasts[horizon]} stopped; Brier ${scores.brier[horizon].toFixed(5)}, ${gain.toFixed(1)} % below the base rate (${rates.join(', ')})\n` +
        drawCalibration(scores.calibration.filter((bin) => bin.horizon === horizon)),
    );
  }
}
