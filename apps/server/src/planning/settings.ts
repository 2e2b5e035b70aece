/** What the office says of money and neighbours, for its plans. */
import {
  checkPlanningSettings,
  defaultPlanningPolicy,
  type PlanningSettings,
  provinceOf,
} from '@rekam/domain';
import type { PlanningSettingsView } from '@rekam/protocol';
import { type Actor, appendFact } from '../audit/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getValue } from '../ports/refused.ts';

export interface Neighbour {
  readonly code: string;
  readonly name: string;
}

/** What an office starts with: no budget named, our estimate of prices, no offers. */
const noneYet: PlanningSettings = { budget: null, prices: defaultPlanningPolicy.prices, offers: [] };

export async function getPlanningSettings(database: Queryable): Promise<PlanningSettings> {
  const { rows } = await database.query<{ body: PlanningSettings }>('select body from planning_settings');
  return rows[0]?.body ?? noneYet;
}

/** An offer that is new, and so without an id. */
type AskedSettings = Omit<PlanningSettings, 'offers'> & {
  readonly offers: readonly (Omit<PlanningSettings['offers'][number], 'id'> & {
    readonly id: string | null;
  })[];
};

export async function setPlanningSettings(
  database: Database,
  clock: Clock,
  asked: AskedSettings,
  { city, actor, permittedBy }: { city: string; actor: Actor; permittedBy: string },
): Promise<void> {
  const offers = asked.offers.map((offer) => ({ ...offer, id: offer.id ?? newId('loan-offer', clock) }));
  const settings = getValue(checkPlanningSettings({ ...asked, offers }, city));
  await database.transact(async (tx) => {
    await tx.query(
      'insert into planning_settings (body) values ($1) on conflict (one) do update set body = $1',
      [JSON.stringify(settings)],
    );
    await appendFact(tx, {
      at: nowOf(clock),
      noun: 'planning',
      subjectId: city,
      kind: 'planning-settings-set',
      actor,
      permittedBy,
      details: { ...settings },
    });
  });
}

/** The settings with who could lend: the other regencies and cities of the province. */
export const settingsView = (
  settings: PlanningSettings,
  city: string,
  regencies: readonly Neighbour[],
): PlanningSettingsView => ({
  budget: settings.budget,
  prices: { ...settings.prices },
  offers: [...settings.offers],
  neighbours: regencies
    .filter(({ code }) => code !== city && provinceOf(code) === provinceOf(city))
    .map(({ code, name }) => ({ code, name })),
});
