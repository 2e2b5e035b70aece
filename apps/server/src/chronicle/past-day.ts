import {
  type ComponentId,
  type ComponentKind,
  type CounterPolicy,
  derivePastDay,
  type Forecast,
  momentOf,
  type PastDay,
  type PastSet,
  type Place,
  type PlainDate,
} from '@rekam/domain';
import { forecastAt, type Register } from '../planning/index.ts';
import type { Database } from '../ports/database.ts';
import { listSettlements, listStatementsAt } from '../service-status/index.ts';

export interface PastDeps {
  readonly database: Database;
  readonly places: () => Promise<readonly Place[]>;
  readonly register: () => Promise<Register>;
  readonly policy: () => Promise<CounterPolicy>;
  readonly offsetMinutes: () => Promise<number>;
}

/** A day of the past with what a forecast of that noon would have said; null where no set recorded any more. */
export interface PastView {
  readonly past: PastDay;
  readonly places: readonly Place[];
  readonly forecast: Forecast | null;
  /** Faults that the forecast had heard of. */
  readonly faultsHeard: number;
  readonly offsetMinutes: number;
}

/** The day as the facts tell it now (CHR2). */
export async function readPastDay(deps: PastDeps, day: PlainDate): Promise<PastView> {
  const { database } = deps;
  const [places, register, policy, offsetMinutes] = await Promise.all([
    deps.places(),
    deps.register(),
    deps.policy(),
    deps.offsetMinutes(),
  ]);
  const noon = momentOf(day, '12:00', offsetMinutes);
  const past = derivePastDay({
    day,
    noon,
    places: places.map(({ id }) => id),
    sets: setsOf(register),
    faults: register.faults,
    statements: await listStatementsAt(database, noon),
    settlements: await listSettlements(database),
    needs: register.needs,
    policy,
  });
  return {
    past,
    places,
    forecast: past.reserve.working === 0 ? null : forecastAt(register, noon),
    faultsHeard: register.faults.filter(({ since }) => since <= noon).length,
    offsetMinutes,
  };
}

function setsOf({ sets, components }: Register): PastSet[] {
  return sets
    .filter(({ retired }) => !retired)
    .map(({ id, placeId, name }) => {
      const slots: Partial<Record<ComponentKind, ComponentId>> = {};
      for (const { component } of components)
        if (component.where.at === 'set' && component.where.setId === id)
          slots[component.kind] = component.id;
      return { placeId, name, slots };
    });
}
