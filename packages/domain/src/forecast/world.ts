/** One way the equipment may be, drawn from what is believed of it. */
import { drawBeta, drawGamma, drawIndex, type Random } from './chance.ts';
import type { Reliability } from './learn-reliability.ts';
import { yearDays } from './office-history.ts';
import type { Scene } from './scene.ts';

/** How soon something ends, by how long it has lasted. */
export type EndRates = readonly { readonly untilDay: number; readonly perDay: number }[];

export interface World {
  /** By part: shape and rate of ageing. */
  readonly wear: readonly AgeingRate[];
  /** Blows a day, by place. */
  readonly blows: readonly number[];
  /** Blows a day to several places of the city at once. */
  readonly storms: number;
  /** Share of the places that a storm hits, and of the parts that any blow hits there. */
  readonly placeShare: number;
  readonly hitShare: number;
  readonly repairs: EndRates;
  /** How soon a fault is heard of. */
  readonly hearing: EndRates;
}

/** Faults of a part of age t come at rate·shape·t^(shape−1) a year. */
export interface AgeingRate {
  readonly shape: number;
  readonly rate: number;
}

export function drawWorld(scene: Scene, reliability: Reliability, random: Random): World {
  const wear = new Map(
    [...new Set(scene.parts.map((part) => part.life.kind))].map((kind) => {
      const shapes = reliability.wear[kind];
      const weights = shapes.map(({ weight }) => weight);
      const { shape, rate } = shapes[drawIndex(weights, random)]!;
      return [kind, { shape, rate: drawGamma(rate, random) }];
    }),
  );
  const ofPlace = new Map([...reliability.ofPlace].map(([id, gamma]) => [id, drawGamma(gamma, random)]));
  const rates = (ends: Reliability['repairs']): EndRates =>
    ends.map(({ untilDay, ...gamma }) => ({ untilDay, perDay: drawGamma(gamma, random) }));
  return {
    wear: scene.parts.map(({ life }) => {
      const { shape, rate } = wear.get(life.kind)!;
      const own = drawGamma(reliability.ofLife.get(life)!, random);
      return { shape, rate: rate * own * ofPlace.get(life.placeId)! };
    }),
    blows: scene.placeIds.map((id) => {
      const gamma = reliability.blows.get(id);
      return gamma ? drawGamma(gamma, random) / yearDays : 0;
    }),
    storms: drawGamma(reliability.storms, random) / yearDays,
    placeShare: drawBeta(reliability.placesHit, reliability.placesMissed, random),
    hitShare: drawBeta(reliability.hit, reliability.missed, random),
    repairs: rates(reliability.repairs),
    hearing: rates(reliability.hearing),
  };
}
