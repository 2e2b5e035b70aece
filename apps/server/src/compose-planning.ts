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
import { equipmentPolicyOn, listComponents, listFaults, listSets } from './equipment/index.ts';
import { getOffice } from './office/index.ts';
import { listPlaces } from './place/index.ts';
import {
  bornUntil,
  countWithoutRecording,
  planningRoutes,
  type Register,
  sumUnrecorded,
} from './planning/index.ts';
import type { Handlers } from './ports/call.ts';
import type { Clock } from './ports/clock.ts';
import type { Database } from './ports/database.ts';

interface Deps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly policyInForce: () => Promise<EnrolmentPolicy>;
}

export interface ComposedPlanning {
  readonly register: () => Promise<Register>;
  readonly handlers: Handlers<typeof planningApi>;
}

export function composePlanning({ database, clock, timeZone, policyInForce }: Deps): ComposedPlanning {
  const register = async (): Promise<Register> => {
    const today = dayAt(toInstant(clock()), timeZones[await timeZone()].offsetMinutes);
    const [{ regionCode }, places, sets, components, faults, equipmentPolicy, counts] = await Promise.all([
      getOffice(database),
      listPlaces(database),
      listSets(database, 'all'),
      listComponents(database, 'all'),
      listFaults(database),
      equipmentPolicyOn(database, today),
      countWithoutRecording(database, bornUntil(today)),
    ]);
    const needs = deriveSlotNeeds(await policyInForce(), equipmentPolicy);
    const unrecorded = sumUnrecorded(regionCode, counts);
    return { regionCode, places, sets, components, faults, needs, unrecorded };
  };
  const handlers = planningRoutes({
    clock,
    register,
    officeName: async () => (await getOffice(database)).name,
    spoken: async () => {
      const zone = await timeZone();
      const format = { dateStyle: 'long', timeStyle: 'short', timeZone: timeZones[zone].iana } as const;
      return `${new Intl.DateTimeFormat('id-ID', format).format(clock())} ${zone}`;
    },
  });
  return { register, handlers };
}
