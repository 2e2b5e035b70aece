import { describe, expect, it } from 'vitest';
import type { ComponentKind } from '../equipment/component.ts';
import { drawGamma, logGamma } from './chance.ts';
import { type ForecastEffort, forecastOffice, isSmall, smallChance } from './forecast.ts';
import { learnReliability } from './learn-reliability.ts';
import {
  asKnownOn,
  type ComponentLife,
  happensWithin,
  type OfficeHistory,
  timesWithout,
} from './office-history.ts';
import { defaultReliabilityPrior as prior } from './reliability-prior.ts';
import { applyRecord, judge, type PastForecast } from './track-record.ts';

const kinds: readonly ComponentKind[] = ['computer', 'camera'];
const effort: ForecastEffort = { draws: 40, futures: 60 };
const year = 365.25;

/** Numbers that come again (Park and Miller). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const life = (placeId: string, kind: ComponentKind, part: Partial<ComponentLife> = {}): ComponentLife => ({
  kind,
  placeId,
  setId: `set of ${placeId}`,
  bornOn: 0,
  goneOn: null,
  faults: [],
  ...part,
});
const fault = (from: number, to: number | null, heardOn = from) => ({
  from,
  to,
  heardOn,
  cause: 'wear' as const,
});

function office(components: readonly ComponentLife[], now = 3 * year): OfficeHistory {
  const places = [...new Set(components.map(({ placeId }) => placeId))];
  const sets = places.map((placeId) => ({ id: `set of ${placeId}`, placeId, needs: kinds }));
  return { now, observedFrom: 0, sets, components };
}
const twoPlaces = (part: Partial<ComponentLife> = {}): ComponentLife[] => [
  ...kinds.map((kind) => life('alak', kind, part)),
  ...kinds.map((kind) => life('oebobo', kind)),
];
const at = (history: OfficeHistory, place = 'alak') =>
  forecastOffice(history, prior, numbers(7), effort).places.get(place)!.within;

describe('forecasts', () => {
  it('FRC1 what nobody had heard of does not enter', () => {
    const heardLate = office(twoPlaces({ faults: [fault(100, null, 900)] }));
    const history = asKnownOn(heardLate, 800);
    expect(history.components.every(({ faults }) => faults.length === 0)).toBe(true);
    expect(asKnownOn(heardLate, 900).components[0]!.faults).toHaveLength(1);
  });

  it('FRC2 a place whose components broke more is expected to go on so', () => {
    const broke = [200, 500, 800].map((day) => fault(day, day + 20));
    const [often, never] = [office(twoPlaces({ faults: broke })), office(twoPlaces())];
    expect(at(often)[90].likely).toBeGreaterThan(1.5 * at(never)[90].likely);
    expect(at(often)[90].likely).toBeGreaterThan(at(often, 'oebobo')[90].likely);
  });

  it('FRC2 what wears out is likelier to break when it is old, and two sets stop later than one', () => {
    const old = office(twoPlaces({ bornOn: -7 * year, faults: [fault(900, 920)] }));
    expect(at(old)[90].likely).toBeGreaterThan(at(old, 'oebobo')[90].likely);
    const forecast = forecastOffice(office(twoPlaces()), prior, numbers(3), effort);
    expect(forecast.city.within[90].likely).toBeLessThan(forecast.places.get('alak')!.within[90].likely);
  });

  it('FRC2 repairs that took long are expected to take long', () => {
    const slow = office(twoPlaces({ faults: [fault(100, 500), fault(600, 1000)] }));
    const quick = office(twoPlaces({ faults: [fault(100, 103), fault(600, 603)] }));
    const rate = (history: OfficeHistory) =>
      learnReliability(history, prior).repairs.map(({ shape, rate: days }) => shape / days);
    expect(rate(slow)[0]).toBeLessThan(rate(quick)[0]!);
  });

  it('FRC8 an office that hears of its faults late is likelier to have one that it does not know', () => {
    const heardAfter = (days: number) =>
      at(
        office(
          twoPlaces({
            faults: [200, 500, 800].map((day) => fault(day, day + 70, day + days)),
          }),
        ),
      )[30].likely;
    expect(heardAfter(60)).toBeGreaterThan(1.2 * heardAfter(0));
  });

  it('FRC9 blows that fell on places together are foretold for the city, whoever knew their cause', () => {
    const struck = (days: readonly number[], cause: 'lightning' | 'unknown' = 'lightning') => ({
      faults: days.map((day) => ({ ...fault(day, day + 60), cause })),
    });
    const cityOf = (alak: readonly number[], oebobo: readonly number[], cause?: 'unknown') =>
      forecastOffice(
        office([
          ...kinds.map((kind) => life('alak', kind, struck(alak, cause))),
          ...kinds.map((kind) => life('oebobo', kind, struck(oebobo, cause))),
        ]),
        prior,
        numbers(13),
        { draws: 60, futures: 100 },
      ).city.within[90].likely;
    const apart = cityOf([200, 500, 800], [350, 650, 950]);
    expect(cityOf([200, 500, 800], [201, 501, 801])).toBeGreaterThan(1.5 * apart);
    expect(cityOf([200, 500, 800], [201, 501, 801], 'unknown')).toBeGreaterThan(1.5 * apart);
  });

  it('FRC3 chances lie in their interval, and the longer horizon is the likelier', () => {
    for (const place of ['alak', 'oebobo']) {
      const within = at(office(twoPlaces({ faults: [fault(300, 320)] })), place);
      for (const { low, likely, high } of [within[30], within[90]]) {
        expect(0 < low && low <= likely && likely <= high && high < 1).toBe(true);
      }
      expect(within[90].likely).toBeGreaterThan(within[30].likely);
    }
  });

  it('FRC4 what has stopped is certain, and is in no record', () => {
    const history = office(twoPlaces({ faults: [fault(1000, null)] }));
    const forecast = forecastOffice(history, prior, numbers(5), effort);
    expect(forecast.places.get('alak')).toMatchObject({ stopped: true, within: { 30: { likely: 1 } } });
    const record = judge(forecast, history.now, { ...history, now: history.now + 400 });
    expect(record.map(({ scope }) => scope).sort()).toEqual(['city', 'city', 'place', 'place']);
  });

  it('FRC5 the same numbers give the same forecast', () => {
    const history = office(twoPlaces({ faults: [fault(300, 320)] }));
    const once = () => forecastOffice(history, prior, numbers(11), effort);
    expect(once()).toEqual(once());
  });

  it('FRC6 a record that saw more stops than were foretold raises the chance, and one without leaves it', () => {
    const forecast = forecastOffice(office(twoPlaces()), prior, numbers(2), effort);
    const past = (happened: boolean): PastForecast => ({
      scope: 'place',
      horizon: 30,
      working: 1,
      said: 0.05,
      happened,
    });
    const often = Array.from({ length: 40 }, (_, i) => past(i % 2 === 0));
    const before = forecast.places.get('alak')!.within[30];
    const after = applyRecord(forecast, often).places.get('alak')!.within[30];
    expect(after.likely).toBeGreaterThan(before.likely);
    expect(applyRecord(forecast, [])).toEqual(forecast);
  });
});

describe('small chances', () => {
  it('FRC7 below 2 % are told as less than 5 %, and never the other way round', () => {
    const chance = (likely: number) => ({ likely, low: 0, high: 1 });
    expect([0, 0.0199, 0.02, 0.3].map((likely) => isSmall(chance(likely)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(smallChance.toldAs).toBeGreaterThan(smallChance.below);
  });
});

describe('spans without a working set', () => {
  it('FRC1 are those in which every set has a fault', () => {
    const history = office([
      ...kinds.map((kind) => life('alak', kind, { faults: [fault(10, 30)] })),
      ...kinds.map((kind) => life('oebobo', kind, { faults: [fault(20, 40)] })),
    ]);
    const spans = timesWithout(history.components, history.sets);
    expect(spans.every(([from, to]) => from === 20 && to === 30)).toBe(true);
    expect([happensWithin(spans, 5, 10), happensWithin(spans, 5, 20), happensWithin(spans, 30, 90)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('chance', () => {
  it('draws a Gamma distribution with its mean and spread', () => {
    const random = numbers(9);
    for (const gamma of [
      { shape: 0.5, rate: 2 },
      { shape: 6, rate: 3 },
    ]) {
      const drawn = Array.from({ length: 20_000 }, () => drawGamma(gamma, random));
      const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
      const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / drawn.length;
      expect(mean).toBeCloseTo(gamma.shape / gamma.rate, 1);
      expect(variance).toBeCloseTo(gamma.shape / gamma.rate ** 2, 1);
    }
  });

  it('knows the logarithm of factorials', () => {
    expect(logGamma(6)).toBeCloseTo(Math.log(120), 10);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 10);
  });
});
