/** Wires equipment, repairs, papers and labels, which know each other better than the rest of the office knows them. */
import {
  deriveSlotNeeds,
  type EnrolmentPolicy,
  type PlaceId,
  type PlainDate,
  type RepairNews,
  type TimeZoneName,
  tellRepair,
} from '@rekam/domain';
import type { equipmentApi, paperApi, repairApi } from '@rekam/protocol';
import type { FastifyInstance } from 'fastify';
import { type PrinterSaid, sayComplaint } from '../card/index.ts';
import {
  type Equipment,
  type EquipmentQueries,
  equipmentPolicyOn,
  equipmentRoutes,
  type FaultThere,
  getComponent,
  getFault,
  labelPages,
  lockEquipment,
  makeEquipment,
  makeEquipmentQueries,
  makePrinterReports,
  makeReporting,
  type PrinterReports,
} from '../equipment/index.ts';
import { getOffice } from '../office/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { listOfficers, makeThrottle } from '../officer/index.ts';
import { makePapers, type Papers, paperRoutes } from '../paper/index.ts';
import { findRegency, getPlace, listEveryPlace, listPlaces } from '../place/index.ts';
import type { Handlers } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import {
  findOpenRepairOf,
  listOpenRepairs,
  makeLetters,
  makeRepairQueries,
  makeRepairs,
  makeTurnedAway,
  repairIdsOf,
  repairRoutes,
  type TurnedAway,
} from '../repair/index.ts';
import { findStation, listStations } from '../station/index.ts';

interface Deps {
  readonly database: Database;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly keyring: () => Keyring;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly policyInForce: () => Promise<EnrolmentPolicy>;
  /** How a card printer says it stands now; null where its address is not known. */
  readonly askPrinter: (componentId: string) => Promise<PrinterSaid | null>;
}

export interface ComposedEquipment {
  readonly equipment: Equipment;
  readonly equipmentQueries: EquipmentQueries;
  readonly papers: Papers;
  readonly turnedAway: TurnedAway;
  /** For what card printers say of themselves. */
  readonly printerReports: PrinterReports;
  readonly equipmentHandlers: Handlers<typeof equipmentApi>;
  readonly repairHandlers: Handlers<typeof repairApi>;
  readonly paperHandlers: Handlers<typeof paperApi>;
  /** Pages outside the API. */
  readonly labelPages: (app: FastifyInstance) => Promise<void>;
  /** By fault, the day on which its repair is promised; without those that were not kept. */
  readonly promises: () => Promise<ReadonlyMap<string, PlainDate>>;
  /** By place, what is broken there and who has it in hand, as everybody may know (RPR30). */
  readonly repairNews: () => Promise<ReadonlyMap<PlaceId, readonly RepairNews[]>>;
  /** Lets repairs climb and remind; at most once a minute, for it goes by days. */
  readonly chase: () => Promise<void>;
}

const chaseEveryMs = 60_000;

export function composeEquipment(deps: Deps): ComposedEquipment {
  const { database, clock, dataDir, keyring, timeZone, policyInForce } = deps;
  const papers = makePapers(database, clock, keyring, dataDir);
  const officeName = async () => (await getOffice(database)).name;
  const equipment: Equipment = makeEquipment({
    database,
    clock,
    timeZone,
    isUnderRepair: async (tx, faultId) => (await findOpenRepairOf(tx, faultId)) !== undefined,
    checkPlace: async (tx, id) => void (await getPlace(tx, id)),
    stationPlace: async (tx, id) => {
      const station = await findStation(tx, id);
      return station?.state === 'active' ? station.place.id : undefined;
    },
    react: (tx, facts, by) => repairs.react(tx, facts, by),
  });
  const { today } = equipment;
  const repairs = makeRepairs({
    database,
    clock,
    today,
    timeZone,
    lock: lockEquipment,
    getFault,
    getComponent: async (tx, id) => (await getComponent(tx, id)).component,
    policyOn: equipmentPolicyOn,
  });
  const equipmentQueries = makeEquipmentQueries({
    database,
    today,
    places: () => listEveryPlace(database),
    stationNames: async () =>
      new Map((await listStations(database, 'all')).map(({ id, name }) => [id, name])),
    officerNames: async () => new Map((await listOfficers(database)).map(({ id, name }) => [id, name])),
    slotNeeds: async () =>
      deriveSlotNeeds(await policyInForce(), await equipmentPolicyOn(database, await today())),
    openRepairs: async () =>
      new Map((await listOpenRepairs(database)).map(({ id, faultId }) => [faultId, id])),
    repairsOf: (faultIds) => repairIdsOf(database, faultIds),
    sayOfPrinter: sayComplaint,
  });
  const turnedAway = makeTurnedAway({ database, clock, timeZone, today });
  const letters = makeLetters({
    database,
    today,
    office: async () => {
      const { regionCode, timeZone: zone, name } = await getOffice(database);
      const regency = findRegency(regionCode);
      const head = (await listOfficers(database)).find(
        ({ active, roles }) =>
          active && roles.some(({ role, placeId }) => role === 'head' && placeId === null),
      );
      return {
        regency: regency?.name ?? name,
        province: regency?.province ?? '',
        timeZone: zone,
        headName: head?.name ?? null,
      };
    },
    componentRow: equipmentQueries.row,
    getFault: (id) => getFault(database, id),
    sets: () => equipmentQueries.overview(),
    turnedAway,
  });
  const reporting = makeReporting({
    database,
    clock,
    equipment,
    queries: equipmentQueries,
    papers,
    throttle: makeThrottle(database, clock),
    passKey: () => keyring().sessionKey,
  });
  let chasedAt = Number.NEGATIVE_INFINITY;

  return {
    equipment,
    equipmentQueries,
    papers,
    turnedAway,
    printerReports: makePrinterReports(database, equipment, (reason) => sayComplaint(reason).id),
    equipmentHandlers: equipmentRoutes({
      database,
      clock,
      equipment,
      queries: equipmentQueries,
      papers,
      officeName,
      askPrinter: deps.askPrinter,
      places: () => listPlaces(database),
    }),
    repairHandlers: repairRoutes({
      database,
      clock,
      repairs,
      queries: makeRepairQueries({ database, today, componentRow: equipmentQueries.row }),
      turnedAway,
      letters,
      papers,
      placeOfComponent: async (id): Promise<PlaceId | null> => (await getComponent(database, id)).placeId,
      componentOfFault: async (id) => (await getFault(database, id)).componentId,
    }),
    paperHandlers: paperRoutes(papers),
    labelPages: labelPages(reporting, officeName),
    promises: async () => {
      const day = await today();
      const open = await listOpenRepairs(database);
      return new Map(
        open.flatMap(({ faultId, promisedOn }) =>
          promisedOn !== null && promisedOn >= day ? [[faultId, promisedOn]] : [],
        ),
      );
    },
    repairNews: async () => {
      const day = await today();
      const repairOf = new Map((await listOpenRepairs(database)).map((repair) => [repair.faultId, repair]));
      const faults = (await equipmentQueries.faultsThere()).toSorted((a, b) =>
        a.fault.since.localeCompare(b.fault.since),
      );
      const atPlace = Map.groupBy(faults, ({ placeId }) => placeId);
      const told = ({ kind, fault }: FaultThere) =>
        tellRepair(kind, fault, repairOf.get(fault.id) ?? null, day);
      return new Map([...atPlace].map(([placeId, there]) => [placeId, there.map(told)]));
    },
    chase: async () => {
      if (clock() - chasedAt < chaseEveryMs) return;
      await repairs.chase();
      await equipment.chaseLoans(equipmentPolicyOn);
      chasedAt = clock();
    },
  };
}
