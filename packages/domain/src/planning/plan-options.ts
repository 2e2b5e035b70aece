/** Three plans to choose from: with one's own parts, with what neighbours would lend, with what could be bought besides. */
import { type ComponentKind, componentKinds } from '../equipment/component.ts';
import type { PlainDate } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { PlanningPolicy } from './planning-policy.ts';
import type { PlanRefusalCode } from './refusals.ts';
import { lackedBy, provinceOf, type Spare, type Stock } from './stock.ts';

export const planUses = ['moves', 'loans', 'purchases'] as const;
export type PlanUse = (typeof planUses)[number];

/** A part that another office of the province would lend, as somebody there said. */
export interface LoanOffer {
  readonly id: string;
  readonly kind: ComponentKind;
  /** Make, model, who was asked: what the driver must know. */
  readonly label: string;
  /** Regency or city that lends it, `53.01`. */
  readonly lender: string;
  /** Kilometres by road from that Disdukcapil to ours; null: not known. */
  readonly km: number | null;
  /** The last day of the offer; null: no day was named. */
  readonly until: PlainDate | null;
}

/** What the office says of money and neighbours. Money in thousands of rupiah. */
export interface PlanningSettings {
  /** What may be spent on parts; null: nobody said, so any sum is counted. */
  readonly budget: number | null;
  /** Price of a new part; a kind not named is not for sale. */
  readonly prices: Readonly<Partial<Record<ComponentKind, number>>>;
  readonly offers: readonly LoanOffer[];
}

const mostMoney = 10_000_000;
const mostKm = 3_000;

/** Settings that can be planned with (PLN15, PLN16). @param city the office's own, `53.71` */
export function checkPlanningSettings(
  settings: PlanningSettings,
  city: string,
): Outcome<PlanningSettings, PlanRefusalCode> {
  const sums = [settings.budget ?? 0, ...Object.values(settings.prices)];
  if (sums.some((sum) => !Number.isInteger(sum) || sum < 0 || sum > mostMoney))
    return refuse('PLAN_MONEY', { most: mostMoney });
  for (const { lender, label, km } of settings.offers) {
    if (lender === city || provinceOf(lender) !== provinceOf(city)) return refuse('PLAN_LENDER', { lender });
    if (label.trim().length < 3) return refuse('PLAN_OFFER_UNNAMED');
    if (km !== null && !(km >= 0 && km <= mostKm)) return refuse('PLAN_OFFER_KM', { most: mostKm });
  }
  const offers = settings.offers.map((offer) => ({
    ...offer,
    label: offer.label.replace(/\s+/g, ' ').trim(),
  }));
  return succeed({ ...settings, offers });
}

/** The place at which what `lender` lends is fetched. */
export const lenderPlaceId = (lender: string): string => `lender ${lender}`;

/** The stock with what is offered on that day lying at its lenders; each lends it at its own door. */
export function withOffers(stock: Stock, offers: readonly LoanOffer[], today: PlainDate): Stock {
  const open = offers.filter(({ until }) => until === null || until >= today);
  const lenders = [...new Set(open.map(({ lender }) => lender))];
  const kmOf = (lender: string): number | null =>
    open.find((offer) => offer.lender === lender && offer.km !== null)?.km ?? null;
  return {
    ...stock,
    cities: [
      ...stock.cities,
      ...lenders.map((code) => ({
        code,
        position: null,
        budget: 0,
        kmByRoad: kmOf(code),
        handoverPlaceId: lenderPlaceId(code),
      })),
    ],
    places: [
      ...stock.places,
      ...lenders.map((city) => ({
        id: lenderPlaceId(city),
        city,
        unrecorded: 0,
        kmToNext: 0,
        position: null,
      })),
    ],
    spares: [
      ...stock.spares,
      ...open.map(
        ({ id, kind, lender }): Spare => ({
          id,
          kind,
          works: true,
          mayMove: true,
          mayBeLent: true,
          placeId: lenderPlaceId(lender),
        }),
      ),
    ],
  };
}

/** One plan to be found. */
export interface OptionQuestion {
  readonly use: PlanUse;
  readonly stock: Stock;
  readonly policy: PlanningPolicy;
}

/** The questions behind the three options (PLN15): each may use what the one before may, and more. */
export function optionQuestions(
  stock: Stock,
  policy: PlanningPolicy,
  settings: PlanningSettings,
  today: PlainDate,
): readonly OptionQuestion[] {
  const unsold = { ...policy, prices: {} };
  const priced = { ...policy, prices: settings.prices };
  const lent = withOffers(stock, settings.offers, today);
  const everything = stock.sets
    .flatMap(lackedBy)
    .reduce((sum, kind) => sum + (settings.prices[kind] ?? 0), 0);
  const spendable = (kept: Stock): Stock => ({
    ...kept,
    cities: kept.cities.map((city, i) =>
      i === 0 ? { ...city, budget: settings.budget ?? everything } : city,
    ),
  });
  return [
    { use: 'moves', stock, policy: unsold },
    ...(lent.spares.length > stock.spares.length
      ? [{ use: 'loans' as const, stock: lent, policy: unsold }]
      : []),
    ...(componentKinds.some((kind) => settings.prices[kind] !== undefined)
      ? [{ use: 'purchases' as const, stock: spendable(lent), policy: priced }]
      : []),
  ];
}
