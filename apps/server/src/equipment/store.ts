import type {
  Component,
  ComponentId,
  EquipmentPolicy,
  Fault,
  FaultId,
  Instant,
  PlaceId,
  RecordingSet,
  SelfTest,
  SetId,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** Any number, the same in every transaction that changes equipment: they are few, and go one after the other. */
const equipmentLock = 0x616c6174;

export async function lockEquipment(tx: Queryable): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [equipmentLock]);
}

/** A component with the place it is at, or was at last. */
export interface PlacedComponent {
  readonly component: Component;
  readonly placeId: PlaceId | null;
  readonly labelled: boolean;
}

const selectComponent = `select c.body as component, c.place_id as "placeId",
    exists (select 1 from label l where l.component_id = c.id and l.revoked_at is null) as labelled
  from component c`;

export async function findComponent(
  database: Queryable,
  id: ComponentId | string,
): Promise<PlacedComponent | undefined> {
  return (await database.query<PlacedComponent>(`${selectComponent} where c.id = $1`, [id])).rows[0];
}

export async function findComponentBySerial(
  database: Queryable,
  kind: string,
  serial: string,
): Promise<PlacedComponent | undefined> {
  return (
    await database.query<PlacedComponent>(`${selectComponent} where c.kind = $1 and c.serial = $2`, [
      kind,
      serial,
    ])
  ).rows[0];
}

export async function findComponentInSlot(
  database: Queryable,
  setId: SetId | string,
  kind: string,
): Promise<PlacedComponent | undefined> {
  return (
    await database.query<PlacedComponent>(`${selectComponent} where c.set_id = $1 and c.kind = $2`, [
      setId,
      kind,
    ])
  ).rows[0];
}

export async function listComponentsInSet(
  database: Queryable,
  setId: SetId | string,
): Promise<PlacedComponent[]> {
  return (
    await database.query<PlacedComponent>(`${selectComponent} where c.set_id = $1 order by c.kind`, [setId])
  ).rows;
}

/** Those whose place is among `places`; where they have none, only for `'all'`. */
export async function listComponents(
  database: Queryable,
  places: readonly PlaceId[] | 'all',
): Promise<PlacedComponent[]> {
  return (
    await database.query<PlacedComponent>(
      `${selectComponent} where $1::text[] is null or c.place_id = any($1) order by c.kind, c.serial`,
      [places === 'all' ? null : places],
    )
  ).rows;
}

export async function putComponent(
  tx: Queryable,
  component: Component,
  placeId: PlaceId | null,
): Promise<void> {
  const { id, kind, serial, where } = component;
  await tx.query(
    `insert into component (id, kind, serial, at, set_id, place_id, body) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set serial = $3, at = $4, set_id = $5, place_id = $6, body = $7`,
    [id, kind, serial, where.at, where.at === 'set' ? where.setId : null, placeId, JSON.stringify(component)],
  );
}

const selectSet = `select id, place_id as "placeId", name, station_id as "stationId", retired from recording_set`;

export async function findSet(database: Queryable, id: SetId | string): Promise<RecordingSet | undefined> {
  return (await database.query<RecordingSet>(`${selectSet} where id = $1`, [id])).rows[0];
}

export async function listSets(
  database: Queryable,
  places: readonly PlaceId[] | 'all',
): Promise<RecordingSet[]> {
  return (
    await database.query<RecordingSet>(
      `${selectSet} where $1::text[] is null or place_id = any($1) order by retired, place_id, name`,
      [places === 'all' ? null : places],
    )
  ).rows;
}

/** Writes a set down; its components are at its place. */
export async function putSet(tx: Queryable, set: RecordingSet): Promise<void> {
  await tx.query(
    `insert into recording_set (id, place_id, name, station_id, retired) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set place_id = $2, name = $3, station_id = $4, retired = $5`,
    [set.id, set.placeId, set.name, set.stationId, set.retired],
  );
  await tx.query('update component set place_id = $2 where set_id = $1', [set.id, set.placeId]);
}

export async function findFault(database: Queryable, id: FaultId | string): Promise<Fault | undefined> {
  return (await database.query<{ body: Fault }>('select body from fault where id = $1', [id])).rows[0]?.body;
}

export async function findOpenFault(database: Queryable, componentId: string): Promise<Fault | undefined> {
  return (
    await database.query<{ body: Fault }>(
      'select body from fault where component_id = $1 and closed_at is null',
      [componentId],
    )
  ).rows[0]?.body;
}

export async function listOpenFaults(database: Queryable): Promise<Fault[]> {
  const { rows } = await database.query<{ body: Fault }>('select body from fault where closed_at is null');
  return rows.map(({ body }) => body);
}

/** Every fault there was, oldest first; of one component where it is named. */
export async function listFaults(database: Queryable, componentId: string | null = null): Promise<Fault[]> {
  const { rows } = await database.query<{ body: Fault }>(
    'select body from fault where $1::text is null or component_id = $1 order by opened_at, id',
    [componentId],
  );
  return rows.map(({ body }) => body);
}

export async function putFault(tx: Queryable, fault: Fault): Promise<void> {
  await tx.query(
    `insert into fault (id, component_id, opened_at, closed_at, body) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set closed_at = $4, body = $5`,
    [fault.id, fault.componentId, fault.openedAt, fault.closedAt, JSON.stringify(fault)],
  );
}

export async function putSelfTest(tx: Queryable, test: SelfTest): Promise<void> {
  await tx.query(
    'insert into self_test (id, set_id, at, body) values ($1, $2, $3, $4) on conflict (id) do nothing',
    [test.id, test.setId, test.at, JSON.stringify(test)],
  );
}

/** Newest first. */
export async function listSelfTests(database: Queryable, setId: string, limit: number): Promise<SelfTest[]> {
  const { rows } = await database.query<{ body: SelfTest }>(
    'select body from self_test where set_id = $1 order by at desc limit $2',
    [setId, limit],
  );
  return rows.map(({ body }) => body);
}

/** The last self-test of each set. */
export async function listLastTests(database: Queryable): Promise<SelfTest[]> {
  const { rows } = await database.query<{ body: SelfTest }>(
    'select distinct on (set_id) body from self_test order by set_id, at desc',
  );
  return rows.map(({ body }) => body);
}

/** All versions, newest first. */
export async function listEquipmentPolicies(database: Queryable): Promise<EquipmentPolicy[]> {
  const { rows } = await database.query<{ body: EquipmentPolicy }>(
    'select body from equipment_policy order by version desc',
  );
  return rows.map(({ body }) => body);
}

export async function insertEquipmentPolicy(
  tx: Queryable,
  policy: EquipmentPolicy,
  at: Instant,
): Promise<void> {
  await tx.query(
    'insert into equipment_policy (version, effective_from, body, added_at) values ($1, $2, $3, $4)',
    [policy.version, policy.effectiveFrom, JSON.stringify(policy), at],
  );
}
