import {
  type Component,
  type ComponentId,
  type Description,
  type Destination,
  dayAt,
  decideCause,
  decideDescribe,
  decideHealed,
  decideMistaken,
  decideMove,
  decideRecordedEnd,
  decideRegister,
  decideReport,
  decideTested,
  deriveLoanDue,
  type EquipmentFact,
  type EquipmentPolicy,
  type Fault,
  type FaultCause,
  type FaultId,
  type FaultReport,
  findOverdueLoan,
  type Instant,
  type Move,
  normaliseSerial,
  type OfficerId,
  type Paper,
  type PlaceId,
  type PlainDate,
  provesWorking,
  type SelfTest,
  type StationId,
  type TimeZoneName,
  timeZones,
  type Whereabouts,
} from '@rekam/domain';
import { type By, theOffice } from '../audit/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { placeOf, recordEquipment } from './record.ts';
import { getSet, makeSetCommands } from './set-commands.ts';
import {
  findComponent,
  findComponentBySerial,
  findComponentInSlot,
  findFault,
  findOpenFault,
  findSet,
  listComponents,
  listOpenFaults,
  lockEquipment,
  type PlacedComponent,
} from './store.ts';

export interface EquipmentDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  /** Whether a fault has a repair under way. */
  readonly isUnderRepair: (tx: Queryable, faultId: FaultId) => Promise<boolean>;
  /** Refuses a place that is not there or is used no more. */
  readonly checkPlace: (tx: Queryable, id: PlaceId) => Promise<void>;
  /** Where a station stands; undefined where there is none in use. */
  readonly stationPlace: (tx: Queryable, id: StationId) => Promise<PlaceId | undefined>;
  /** Carries what happened on, in the same transaction: a passed test closes a repair, too. */
  readonly react: (tx: Queryable, facts: readonly EquipmentFact[], by: By) => Promise<void>;
}

export type Equipment = ReturnType<typeof makeEquipment>;

/** Everything that can be done with equipment: load, decide, write down, in one transaction that others wait for. */
export function makeEquipment(deps: EquipmentDeps) {
  const { database, clock, timeZone, isUnderRepair, checkPlace, stationPlace, react } = deps;

  const today = async (): Promise<PlainDate> =>
    dayAt(nowOf(clock), timeZones[await timeZone()].offsetMinutes);

  const record = async (tx: Queryable, facts: readonly EquipmentFact[], by: By): Promise<void> => {
    await recordEquipment(tx, nowOf(clock), facts, by);
    await react(tx, facts, by);
  };

  /** Runs `work` alone; joins the caller's transaction where there is one. */
  const alone = <T>(tx: Queryable | null, work: (tx: Queryable) => Promise<T>): Promise<T> => {
    const run = async (inner: Queryable): Promise<T> => {
      await lockEquipment(inner);
      return work(inner);
    };
    return tx === null ? database.transact(run) : run(tx);
  };

  const register = (
    asked: { readonly description: Description; readonly where: Whereabouts; readonly paper?: Paper | null },
    by: By,
    outer: Queryable | null = null,
  ): Promise<ComponentId> =>
    alone(outer, async (tx) => {
      const { description, where, paper = null } = asked;
      const id = newId('component', clock);
      const serialTaken = (await findSameSerial(tx, description)) !== undefined;
      const destination = await destinationOf(tx, description.kind, where);
      if (where.at === 'store') await checkPlace(tx, where.placeId);
      const known = { serialTaken, destination, today: await today() };
      await record(tx, [getValue(decideRegister(id, description, where, known, paper))], by);
      return id;
    });

  const describe = (
    id: string,
    description: Omit<Description, 'kind'>,
    by: By,
    outer: Queryable | null = null,
  ): Promise<void> =>
    alone(outer, async (tx) => {
      const { component } = await getComponent(tx, id);
      const same = await findSameSerial(tx, { ...description, kind: component.kind });
      const serialTaken = same !== undefined && same.component.id !== id;
      const fact = getValue(decideDescribe(component, description, { serialTaken, today: await today() }));
      await record(tx, [fact], by);
    });

  const move = (id: string, asked: Move, by: By, outer: Queryable | null = null): Promise<void> =>
    alone(outer, async (tx) => {
      const { component } = await getComponent(tx, id);
      if (asked.to.at === 'store') await checkPlace(tx, asked.to.placeId);
      const known = {
        destination: await destinationOf(tx, component.kind, asked.to),
        fromPlaceId: await placeOf(tx, component.where),
        toPlaceId: await placeOf(tx, asked.to),
        today: await today(),
      };
      const facts: EquipmentFact[] = [getValue(decideMove(component, asked, known))];
      const fault = asked.to.at === 'written-off' ? await findOpenFault(tx, id) : undefined;
      if (fault) facts.push(goneFact(fault));
      await record(tx, facts, by);
    });

  const report = (
    componentId: string,
    asked: Omit<FaultReport, 'since'> & { readonly since?: FaultReport['since'] | undefined },
    by: By,
    outer: Queryable | null = null,
  ): Promise<FaultId> =>
    alone(outer, async (tx) => {
      const { component } = await getComponent(tx, componentId);
      const open = (await findOpenFault(tx, componentId)) ?? null;
      const now = nowOf(clock);
      const full: FaultReport = { ...asked, since: asked.since ?? now };
      const fact = getValue(decideReport(component, open, full, newId('fault', clock), now));
      await record(tx, [fact], by);
      return fact.faultId;
    });

  const heal = (
    faultId: string,
    stationId: StationId | null,
    by: By,
    outer: Queryable | null = null,
  ): Promise<void> =>
    alone(outer, async (tx) => {
      const fault = await getFault(tx, faultId);
      const underRepair = await isUnderRepair(tx, fault.id);
      await record(tx, [getValue(decideHealed(fault, stationId, underRepair))], by);
    });

  const closeMistaken = (faultId: string, reason: string, officerId: OfficerId, by: By): Promise<void> =>
    alone(null, async (tx) => {
      const fault = await getFault(tx, faultId);
      if (await isUnderRepair(tx, fault.id)) throw new Refused('EQUIPMENT_FAULT_UNDER_REPAIR');
      await record(tx, [getValue(decideMistaken(fault, reason, officerId))], by);
    });

  const establishCause = (
    faultId: string,
    asked: { readonly cause: FaultCause; readonly evidence: string },
    officerId: OfficerId,
    by: By,
  ): Promise<void> =>
    alone(null, async (tx) => {
      const fault = await getFault(tx, faultId);
      await record(tx, [getValue(decideCause(fault, asked.cause, asked.evidence, officerId))], by);
    });

  const endByRecord = (
    faultId: string,
    reference: string,
    at: Instant,
    by: By,
    outer: Queryable | null = null,
  ): Promise<void> =>
    alone(outer, async (tx) => {
      const fault = await getFault(tx, faultId);
      await record(tx, [getValue(decideRecordedEnd(fault, reference, at, nowOf(clock)))], by);
    });

  /** Writes a self-test down and closes every fault that it proves over. */
  const test = (result: SelfTest, by: By, outer: Queryable | null = null): Promise<void> =>
    alone(outer, async (tx) => {
      await getSet(tx, result.setId);
      const over = (await listOpenFaults(tx)).filter((fault) => provesWorking(fault, result));
      const closed = over.map((fault) => getValue(decideTested(fault, result)));
      await record(tx, [{ kind: 'set-tested', setId: result.setId, test: result }, ...closed], by);
    });

  /** Lets loans past their day climb and remind; done again it changes nothing. */
  const chaseLoans = async (policyOn: (tx: Queryable, today: PlainDate) => Promise<EquipmentPolicy>) => {
    const day = await today();
    const isOwed = ({ component }: PlacedComponent) => findOverdueLoan(component, day) !== null;
    if (!(await listComponents(database, 'all')).some(isOwed)) return;
    await alone(null, async (tx) => {
      const policy = await policyOn(tx, day);
      const due = (await listComponents(tx, 'all')).flatMap(
        ({ component }) => deriveLoanDue(component, policy, day) ?? [],
      );
      await record(tx, due, { actor: theOffice, permittedBy: null });
    });
  };

  return {
    today,
    chaseLoans,
    register,
    describe,
    move,
    report,
    heal,
    closeMistaken,
    establishCause,
    endByRecord,
    test,
    ...makeSetCommands({ clock, today, alone, record, checkPlace, stationPlace }),
  };
}

const goneFact = (fault: Fault): EquipmentFact => ({
  kind: 'fault-closed',
  faultId: fault.id,
  componentId: fault.componentId,
  closing: { kind: 'component-gone' },
});

const findSameSerial = (
  tx: Queryable,
  { kind, serial }: Pick<Description, 'kind' | 'serial'>,
): Promise<PlacedComponent | undefined> => findComponentBySerial(tx, kind, normaliseSerial(serial));

async function destinationOf(tx: Queryable, kind: Component['kind'], to: Whereabouts): Promise<Destination> {
  if (to.at !== 'set') return { set: null, occupantId: null };
  const occupant = await findComponentInSlot(tx, to.setId, kind);
  return { set: (await findSet(tx, to.setId)) ?? null, occupantId: occupant?.component.id ?? null };
}

/** @throws Refused EQUIPMENT_COMPONENT_NOT_FOUND */
export async function getComponent(database: Queryable, id: string): Promise<PlacedComponent> {
  const found = await findComponent(database, id);
  if (!found) throw new Refused('EQUIPMENT_COMPONENT_NOT_FOUND');
  return found;
}

/** @throws Refused EQUIPMENT_FAULT_NOT_FOUND */
export async function getFault(database: Queryable, id: string): Promise<Fault> {
  const fault = await findFault(database, id);
  if (!fault) throw new Refused('EQUIPMENT_FAULT_NOT_FOUND');
  return fault;
}
