import {
  type Chronicle,
  daysLater,
  type HistoricalStatement,
  momentOf,
  type Place,
  type PlainDate,
} from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol';
import { appendFact, type By } from '../audit/index.ts';
import { type Equipment, importHistory } from '../equipment/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { bringInStatement } from '../service-status/index.ts';
import { insertChronicle } from './store.ts';

export interface BringInDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly equipment: Equipment;
  readonly components: () => Promise<readonly ComponentRow[]>;
  readonly places: () => Promise<readonly Place[]>;
  readonly offsetMinutes: () => Promise<number>;
}

/**
 * Brings a chronicle in, all of it or nothing: its faults and statements become facts like any others, each with where it
 * is written.
 * @throws Refused PLACE_NOT_FOUND or EQUIPMENT_COMPONENT_NOT_FOUND for what the office does not have; SERVICE_STATEMENT_…
 */
export async function bringInChronicle(deps: BringInDeps, chronicle: Chronicle, by: By): Promise<void> {
  const { database, clock, equipment, components } = deps;
  const offsetMinutes = await deps.offsetMinutes();
  const places = await deps.places();
  const rows = await components();
  await database.transact(async (tx) => {
    await importHistory(tx, { equipment, components: rows, offsetMinutes }, chronicle.faults, by);
    for (const told of chronicle.statements) await bringIn(tx, told);
    const at = nowOf(clock);
    await insertChronicle(tx, chronicle, at);
    const { title, tellsFrom, tellsUntil } = chronicle;
    const details = { tellsFrom, tellsUntil };
    await appendFact(tx, {
      at,
      noun: 'chronicle',
      subjectId: title,
      kind: 'chronicle-brought-in',
      ...by,
      details,
    });
  });

  /** Rule CHR3. */
  async function bringIn(
    tx: Queryable,
    { place, since, until, ...told }: HistoricalStatement,
  ): Promise<void> {
    const placeId = place === null ? null : places.find(({ name }) => name === place)?.id;
    if (placeId === undefined) throw new Refused('PLACE_NOT_FOUND');
    const moment = (day: PlainDate) => momentOf(day, '00:00', offsetMinutes);
    const span = { since: moment(since), endedAt: moment(until ?? daysLater(chronicle.tellsUntil, 1)) };
    await bringInStatement(tx, clock, { ...told, placeId }, span, by);
  }
}
