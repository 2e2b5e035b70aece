/** Wires planning to the register whose pieces other nouns keep. */
import {
  dayAt,
  deriveSlotNeeds,
  type EnrolmentPolicy,
  type TimeZoneName,
  timeZones,
  toInstant,
} from '@rekam/domain';
import type { planningApi } from '@rekam/protocol';
import { equipmentPolicyOn, listComponents, listFaults, listSets } from '../equipment/index.ts';
import { getOffice } from '../office/index.ts';
import { findRegency, listKeptPlaces, listRegencies } from '../place/index.ts';
import {
  bornUntil,
  countWithoutRecording,
  getPlanningSettings,
  planningRoutes,
  type Register,
  solvePlan,
  sumUnrecorded,
} from '../planning/index.ts';
import type { Handlers } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';

interface Deps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly policyInForce: () => Promise<EnrolmentPolicy>;
}

export interface ComposedPlanning {
  /** The register as a plan sees it. */
  readonly register: () => Promise<Register>;
  readonly handlers: Handlers<typeof planningApi>;
  /** Solves a plan that was asked for. */
  readonly findPlan: (payload: unknown) => Promise<void>;
}

export function composePlanning({ database, clock, timeZone, policyInForce }: Deps): ComposedPlanning {
  const today = async () => dayAt(toInstant(clock()), timeZones[await timeZone()].offsetMinutes);
  const register = async (): Promise<Register> => {
    const day = await today();
    const [{ regionCode }, places, sets, components, faults, equipmentPolicy, counts] = await Promise.all([
      getOffice(database),
      listKeptPlaces(database),
      listSets(database, 'all'),
      listComponents(database, 'all'),
      listFaults(database),
      equipmentPolicyOn(database, day),
      countWithoutRecording(database, bornUntil(day)),
    ]);
    const needs = deriveSlotNeeds(await policyInForce(), equipmentPolicy);
    const unrecorded = sumUnrecorded(regionCode, counts);
    const inUse = places.filter(({ retiredAt }) => retiredAt === null);
    return { regionCode, places: inUse, sets, components, faults, needs, unrecorded };
  };
  return {
    register,
    handlers: planningRoutes({
      database,
      clock,
      register,
      officeName: async () => (await getOffice(database)).name,
      city: async () => (await getOffice(database)).regionCode,
      regencies: listRegencies,
      spoken: async (at) => {
        const zone = await timeZone();
        const format = { dateStyle: 'long', timeStyle: 'short', timeZone: timeZones[zone].iana } as const;
        return `${new Intl.DateTimeFormat('id-ID', format).format(Date.parse(at))} ${zone}`;
      },
    }),
    findPlan: (payload) =>
      solvePlan(
        {
          database,
          clock,
          today,
          register,
          settings: () => getPlanningSettings(database),
          regencyName: (code) => findRegency(code)?.name ?? code,
        },
        (payload as { planId: string }).planId,
      ),
  };
}
