/** What one would say without a model: how often it happened before, asked in several honest ways. */
import type { Horizon } from '@rekam/domain';

/** A place or a city that recorded on a day, and whether it stopped within the horizon. */
export interface Case {
  readonly scope: 'place' | 'city';
  readonly city: string;
  /** Working counters on the day, as the office knew them; at least 1. */
  readonly working: number;
  readonly horizon: Horizon;
  readonly now: number;
  readonly event: boolean;
}

interface Count {
  cases: number;
  events: number;
}

/** So many cases' worth is the general rate believed for a particular one. */
const weight = 20;

/**
 * Learns from what truly happened in all cities together, which no office could know; and only from cases that were over on the
 * day it is asked.
 * `persistence`: what works goes on working. `climatology`: how often it happened. `byCounters`: to those with as many
 * counters. `ofCity`: in the same city with as many counters, drawn towards `byCounters`.
 */
export class BaseRates {
  readonly #counts = new Map<string, Count>();
  #waiting: Case[] = [];

  add(one: Case): void {
    this.#waiting.push(one);
  }

  learnUntil(now: number): void {
    const over = this.#waiting.filter((one) => one.now + one.horizon <= now);
    this.#waiting = this.#waiting.filter((one) => one.now + one.horizon > now);
    for (const one of over)
      for (const key of keysOf(one)) {
        const count = this.#counts.get(key) ?? { cases: 0, events: 0 };
        count.cases += 1;
        count.events += Number(one.event);
        this.#counts.set(key, count);
      }
  }

  of(one: Case): Record<'persistence' | 'climatology' | 'byCounters' | 'ofCity', number> {
    const [all, alike, ofCity] = keysOf(one);
    const climatology = this.#rate(all, 0.5, 1);
    const byCounters = this.#rate(alike, climatology, weight);
    return { persistence: 0, climatology, byCounters, ofCity: this.#rate(ofCity, byCounters, weight) };
  }

  #rate(key: string, before: number, worth: number): number {
    const { cases, events } = this.#counts.get(key) ?? { cases: 0, events: 0 };
    return (events + worth * before) / (cases + worth);
  }
}

function keysOf({ scope, city, working, horizon }: Case): [all: string, alike: string, ofCity: string] {
  const all = `${scope} ${horizon}`;
  const alike = `${all} ${Math.min(working, 6)}`;
  return [all, alike, `${alike} ${city}`];
}
