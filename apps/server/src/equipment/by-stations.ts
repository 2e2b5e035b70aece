/** What stations notice by themselves, as faults of the components that the register knows. */
import {
  type ComponentKind,
  type FaultEffect,
  type Instant,
  normaliseSerial,
  type SelfTest,
  type SelfTestPart,
  type StationId,
  type Symptom,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';
import { Refused, unlessRefused } from '../ports/refused.ts';
import type { Equipment } from './commands.ts';
import {
  findComponentBySerial,
  findComponentInSlot,
  findOpenFault,
  listSets,
  lockEquipment,
  type PlacedComponent,
} from './store.ts';

/** A device as its station names it. */
export interface NoticedDevice {
  readonly stationId: StationId;
  readonly kind: ComponentKind;
  readonly serial: string | null;
}

export interface Noticed extends NoticedDevice {
  readonly symptom: Symptom;
  readonly effect: FaultEffect;
  /** What was measured, `vanished`. */
  readonly signal: string;
  readonly since: Instant;
}

/** A self-test as a station tells it: devices instead of components. */
export interface ToldTest extends Omit<SelfTest, 'setId' | 'stationId' | 'parts'> {
  readonly stationId: StationId;
  readonly parts: readonly (Omit<SelfTestPart, 'componentId'> & { readonly serial: string | null })[];
}

/** Devices that the register does not know, or has written off, are passed over: the office shows them as troubles all the same. */
export function makeStationReports(equipment: Equipment) {
  const by = (stationId: StationId) => ({
    actor: { kind: 'station', id: stationId } as const,
    permittedBy: null,
  });
  return {
    /** A station that is at another place from now on has left its set where it stands. */
    moved: async (tx: Queryable, stationId: StationId): Promise<void> => {
      const set = await findSetOf(tx, stationId);
      if (set) await equipment.changeSet(set.id, { stationId: null }, null, by(stationId), tx);
    },
    report: (
      tx: Queryable,
      { stationId, symptom, effect, signal, since, ...device }: Noticed,
    ): Promise<void> =>
      unlessRefused(async () => {
        await lockEquipment(tx);
        const found = await findNoticed(tx, { stationId, ...device });
        if (!found) return;
        const source = { kind: 'station', stationId, signal } as const;
        const report = { symptom, note: '', cause: 'unknown', effect, source, fileIds: [], since } as const;
        await equipment.report(found.component.id, { ...report, fileIds: [] }, by(stationId), tx);
      }),
    /** Ends the fault only where stations alone had reported it (EQP35). */
    heal: (tx: Queryable, device: NoticedDevice): Promise<void> =>
      unlessRefused(async () => {
        await lockEquipment(tx);
        const found = await findNoticed(tx, device);
        const fault = found && (await findOpenFault(tx, found.component.id));
        if (fault) await equipment.heal(fault.id, device.stationId, by(device.stationId), tx);
      }),
    /**
     * A self-test that the station took belongs to its set (EQP53).
     * @throws Refused EQUIPMENT_STATION_WITHOUT_SET
     */
    test: async (tx: Queryable, { stationId, parts: told, ...test }: ToldTest): Promise<void> => {
      await lockEquipment(tx);
      const set = await findSetOf(tx, stationId);
      if (!set) throw new Refused('EQUIPMENT_STATION_WITHOUT_SET');
      const parts: SelfTestPart[] = [];
      for (const { serial, ...part } of told) {
        const found = await findNoticed(tx, { stationId, kind: part.kind, serial });
        parts.push({ ...part, componentId: found?.component.id ?? null });
      }
      await equipment.test({ ...test, setId: set.id, stationId, parts }, by(stationId), tx);
    },
  };
}

/** By its serial, else what lies in the slot of the station's set. */
async function findNoticed(
  tx: Queryable,
  { stationId, kind, serial }: NoticedDevice,
): Promise<PlacedComponent | undefined> {
  const bySerial =
    serial === null ? undefined : await findComponentBySerial(tx, kind, normaliseSerial(serial));
  if (bySerial) return bySerial;
  const set = await findSetOf(tx, stationId);
  const inSlot = set && (await findComponentInSlot(tx, set.id, kind));
  // Another serial than the register's is another device: the register is behind, not the component broken.
  return inSlot && serial === null ? inSlot : undefined;
}

const findSetOf = async (tx: Queryable, stationId: StationId) =>
  (await listSets(tx, 'all')).find((one) => one.stationId === stationId && !one.retired);
