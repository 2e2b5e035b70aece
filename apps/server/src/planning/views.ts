/** What the domain answers, with the names people know. */
import {
  type Carried,
  type Component,
  type ComponentKind,
  type Forecast,
  type LoanOffer,
  lenderPlaceId,
  listStops,
  type OptionQuestion,
  type Outlook,
  type Part,
  type PastForecast,
  type SmallestStops,
  type Standing,
} from '@rekam/domain';
import type { ForecastView, NamedPart, PlanOption, StandingView } from '@rekam/protocol';
import type { BestPlan } from './find-best-plan.ts';
import type { Register } from './office-stock.ts';

/** Looks names up in a register, and among what neighbours offer. */
export class Names {
  readonly #places: Map<string, string>;
  readonly #sets: ReadonlyMap<string, { readonly name: string; readonly placeId: string }>;
  readonly #components: ReadonlyMap<string, { component: Component; placeId: string | null }>;
  readonly #offers: ReadonlyMap<string, LoanOffer>;

  constructor(
    { places, sets, components }: Register,
    offers: readonly LoanOffer[] = [],
    regencyName: (code: string) => string = (code) => code,
  ) {
    this.#places = new Map(places.map(({ id, name }) => [id, name]));
    for (const { lender } of offers)
      this.#places.set(lenderPlaceId(lender), `Disdukcapil ${regencyName(lender)}`);
    this.#sets = new Map(sets.map((set) => [set.id, set]));
    this.#components = new Map(components.map((placed) => [placed.component.id, placed]));
    this.#offers = new Map(offers.map((offer) => [offer.id, offer]));
  }

  place = (id: string): string => this.#places.get(id) ?? id;

  set = (id: string): string => {
    const set = this.#sets.get(id);
    return set ? `${this.place(set.placeId)}, ${set.name}` : id;
  };

  part = (id: string): NamedPart => {
    const offer = this.#offers.get(id);
    if (offer)
      return {
        id,
        kind: offer.kind,
        label: offer.label,
        placeName: this.place(lenderPlaceId(offer.lender)),
        setName: null,
      };
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

/** One option as people read it: what it brings, the driver's way, what is lent and bought. */
export function optionOf(
  names: Names,
  { use, stock, policy }: OptionQuestion,
  { plan, worth, gap }: BestPlan,
  offers: readonly LoanOffer[],
): PlanOption {
  const carried = ({ partId, toSetId }: Carried) => ({
    part: names.part(partId),
    toSetName: names.set(toSetId),
  });
  const untilOf = new Map(offers.map(({ id, until }) => [id, until]));
  const { value: _, ...said } = worth;
  const positions = new Map(stock.places.map((place) => [place.id, place.position]));
  let onMap = stock.cities[0]?.position ?? null;
  /** What nobody entered is not said, though the plan has to count something. */
  const known = (placeId: string, km: number): number | null => {
    const [from, to] = [onMap, positions.get(placeId) ?? null];
    onMap = to;
    return from === null || to === null ? null : km;
  };
  return {
    use,
    worth: said,
    gap,
    stops: listStops(stock, policy, plan, stock.cities[0]?.position ?? null).map(
      ({ placeId, km, here, takeAway, putIn }) => ({
        placeName: names.place(placeId),
        km: known(placeId, km),
        here: here.map(carried),
        takeAway: takeAway.map(carried),
        putIn: putIn.map(carried),
      }),
    ),
    loans: plan.steps.flatMap((step) => {
      if (step.step !== 'loan') return [];
      const part = names.part(step.partId);
      const until = untilOf.get(step.partId) ?? null;
      return [{ part, lender: part.placeName, until, toSetName: names.set(step.toSetId) }];
    }),
    purchases: plan.steps.flatMap((step) =>
      step.step === 'purchase'
        ? [{ kind: step.kind, price: policy.prices[step.kind]!, toSetName: names.set(step.toSetId) }]
        : [],
    ),
  };
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
