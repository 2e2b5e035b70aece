import {
  dayAt,
  decideGone,
  decideOpenRepair,
  decideRepaired,
  deriveDue,
  type EquipmentFact,
  type EquipmentPolicy,
  type Fault,
  type Outcome,
  type PlainDate,
  type Repair,
  type RepairDays,
  type RepairFact,
  type RepairId,
  type SelfTest,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import { type By, theOffice } from '../audit/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { recordRepairs } from './record.ts';
import { findOpenRepairOf, findRepair, listOpenRepairs } from './store.ts';

export interface RepairDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly today: () => Promise<PlainDate>;
  readonly timeZone: () => Promise<TimeZoneName>;
  /** Waits until nobody else changes equipment. */
  readonly lock: (tx: Queryable) => Promise<void>;
  readonly getFault: (tx: Queryable, id: string) => Promise<Fault>;
  readonly getComponent: (tx: Queryable, id: string) => Promise<Parameters<typeof decideOpenRepair>[2]>;
  readonly policyOn: (tx: Queryable, today: PlainDate) => Promise<EquipmentPolicy>;
}

export type Repairs = ReturnType<typeof makeRepairs>;

/** Everything that can be done about repairs. */
export function makeRepairs(deps: RepairDeps) {
  const { database, clock, today, timeZone, lock, getFault, getComponent, policyOn } = deps;

  return {
    today,
    /** Takes up a fault. @returns the repair's id */
    open: (faultId: string, by: By): Promise<RepairId> =>
      database.transact(async (tx) => {
        await lock(tx);
        const fault = await getFault(tx, faultId);
        const component = await getComponent(tx, fault.componentId);
        const open = (await findOpenRepairOf(tx, faultId)) ?? null;
        const id = newId('repair', clock);
        const fact = getValue(decideOpenRepair(id, fault, component, open, await today()));
        await recordRepairs(tx, nowOf(clock), [fact], by);
        return id;
      }),

    /** One step of a repair, as `decide` sees fit. */
    step: (
      id: string,
      decide: (repair: Repair, days: RepairDays) => Outcome<RepairFact>,
      by: By,
    ): Promise<void> =>
      database.transact(async (tx) => {
        await lock(tx);
        const repair = await getRepair(tx, id);
        const fact = getValue(decide(repair, await daysOf(tx, repair)));
        await recordRepairs(tx, nowOf(clock), [fact], by);
      }),

    /** Closes repairs of which the equipment's facts say that there is nothing left to mend. */
    react: async (tx: Queryable, facts: readonly EquipmentFact[], by: By): Promise<void> => {
      const tests = new Map(
        facts.flatMap((fact) => (fact.kind === 'set-tested' ? [[fact.test.id, fact.test] as const] : [])),
      );
      for (const fact of facts) {
        if (fact.kind !== 'fault-closed') continue;
        const repair = await findOpenRepairOf(tx, fact.faultId);
        if (!repair) continue;
        const closed = await decideClosed(tx, repair, fact.closing, tests);
        if (closed) await recordRepairs(tx, nowOf(clock), [closed], by);
      }
    },

    /** Climbs and reminds where it is due today; done again it changes nothing. @returns what was done */
    chase: async (): Promise<readonly RepairFact[]> => {
      const open = await listOpenRepairs(database);
      if (open.length === 0) return [];
      return database.transact(async (tx) => {
        await lock(tx);
        const day = await today();
        const policy = await policyOn(tx, day);
        const due = (await listOpenRepairs(tx)).flatMap((repair) => deriveDue(repair, policy, day) ?? []);
        await recordRepairs(tx, nowOf(clock), due, { actor: theOffice, permittedBy: null });
        return due;
      });
    },
  };

  async function daysOf(tx: Queryable, { faultId }: Repair): Promise<RepairDays> {
    const { since } = await getFault(tx, faultId);
    return { faultBegan: dayAt(since, timeZones[await timeZone()].offsetMinutes), today: await today() };
  }

  async function decideClosed(
    tx: Queryable,
    repair: Repair,
    closing: (EquipmentFact & { kind: 'fault-closed' })['closing'],
    tests: ReadonlyMap<string, SelfTest>,
  ): Promise<RepairFact | null> {
    if (closing.kind === 'component-gone')
      return getValue(decideGone(repair, await getComponent(tx, repair.componentId)));
    const test = closing.kind === 'self-test' ? tests.get(closing.selfTestId) : undefined;
    return test ? getValue(decideRepaired(repair, await getFault(tx, repair.faultId), test)) : null;
  }
}

/** @throws Refused REPAIR_NOT_FOUND */
export async function getRepair(database: Queryable, id: string): Promise<Repair> {
  const repair = await findRepair(database, id);
  if (!repair) throw new Refused('REPAIR_NOT_FOUND');
  return repair;
}
