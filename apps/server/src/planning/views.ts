/** What the domain answers, with the names people know. */
import {
  type Carried,
  type Component,
  type ComponentKind,
  type Forecast,
  listStops,
  type Outlook,
  type Part,
  type PastForecast,
  type Plan,
  type PlanningPolicy,
  type SmallestStops,
  type Standing,
  type Stock,
} from '@rekam/domain';
import type { ForecastView, NamedPart, PlanView, StandingView } from '@rekam/protocol';
import type { Register } from './office-stock.ts';

/** Looks names up in a register. */
export class Names {
  readonly #places: ReadonlyMap<string, string>;
  readonly #sets: ReadonlyMap<string, { readonly name: string; readonly placeId: string }>;
  readonly #components: ReadonlyMap<string, { component: Component; placeId: string | null }>;

  constructor({ places, sets, components }: Register) {
    this.#places = new Map(places.map(({ id, name }) => [id, name]));
    this.#sets = new Map(sets.map((set) => [set.id, set]));
    this.#components = new Map(components.map((placed) => [placed.component.id, placed]));
  }

  place = (id: string): string => this.#places.get(id) ?? id;

  set = (id: string): string => {
    const set = this.#sets.get(id);
    return set ? `${this.place(set.placeId)}, ${set.name}` : id;
  };

  part = (id: string): NamedPart => {
    const { component, placeId } = this.#components.get(id)!;
    const { kind, make, model, serial, where } = component;
    return {
      id,
      kind,
      label: `${make} ${model} · ${serial}`,
      placeName: placeId === null ? '–' : this.place(placeId),
      setName: where.at === 'set' ? (this.#sets.get(where.setId)?.name ?? null) : null,
    };
  };
}

const stopsView = (names: Names, { faults, cuts, more }: SmallestStops): StandingView['stops'] => ({
  faults,
  cuts: cuts.map((cut: readonly Part[]) => cut.map(({ id }) => names.part(id))),
  more,
});

export const standingOf = (names: Names, { sets, working, spares, stops }: Standing) => ({
  sets,
  working,
  spares: Object.entries(spares).map(([kind, count]) => ({ kind: kind as ComponentKind, count })),
  stops: stopsView(names, stops),
});

export function stopsOfDriver(
  names: Names,
  stock: Stock,
  policy: PlanningPolicy,
  plan: Plan,
): PlanView['stops'] {
  const carried = ({ partId, toSetId }: Carried) => ({
    part: names.part(partId),
    toSetName: names.set(toSetId),
  });
  return listStops(stock, policy, plan, null).map(({ placeId, here, takeAway, putIn }) => ({
    placeName: names.place(placeId),
    here: here.map(carried),
    takeAway: takeAway.map(carried),
    putIn: putIn.map(carried),
  }));
}

const outlookView = ({ working, stopped, within }: Outlook) => ({
  working,
  stopped,
  within30: within[30],
  within90: within[90],
});

export function forecastViewOf(
  names: Names,
  forecast: Forecast,
  record: readonly PastForecast[],
  asOf: ForecastView['asOf'],
): ForecastView {
  const judged = record.filter(({ scope, horizon }) => scope === 'place' && horizon === 90);
  const mean = (of: (past: PastForecast) => number): number =>
    judged.reduce((sum, past) => sum + of(past), 0) / Math.max(1, judged.length);
  return {
    city: outlookView(forecast.city),
    places: [...forecast.places]
      .map(([id, outlook]) => ({ id, name: names.place(id), ...outlookView(outlook) }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    record: {
      forecasts: judged.length,
      said: mean(({ said }) => said),
      happened: mean(({ happened }) => Number(happened)),
    },
    asOf,
  };
}
