import type { Readable } from 'node:stream';
import { type Description, normaliseSerial, type PlaceId, type Whereabouts } from '@rekam/domain';
import type { ComponentRow, EquipmentImport } from '@rekam/protocol';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import type { By } from '../../audit/index.ts';
import { csvCell } from '../../ports/csv-cell.ts';
import type { Database, Queryable } from '../../ports/database.ts';
import { Refused } from '../../ports/refused.ts';
import type { Equipment } from '../commands.ts';
import { findComponentBySerial, listSets, type PlacedComponent } from '../store.ts';
import { columns, descriptionIn, type Line, lineOf, whereaboutsIn } from './columns.ts';
import { readLines } from './lines.ts';

interface ImportDeps {
  readonly database: Database;
  readonly equipment: Equipment;
  readonly places: () => Promise<readonly { readonly id: PlaceId; readonly name: string }[]>;
  readonly by: By;
}

/** Ends the transaction of an import that was only looked at, or in which lines were refused. */
class NotApplied extends Error {}

/**
 * Reads a register. Everything is done as it would be and undone again, unless it is to be applied and no line is bad:
 * what is shown is what happens.
 */
export async function importComponents(
  deps: ImportDeps,
  file: Readable,
  apply: boolean,
): Promise<EquipmentImport> {
  const lines = await readLines(file);
  const result: EquipmentImport = {
    applied: false,
    lines: lines.length,
    unchanged: 0,
    added: [],
    changed: [],
    bad: [],
  };
  const placeIds = new Map((await deps.places()).map(({ id, name }) => [name.toLowerCase(), id]));
  const firstLine = new Map<string, number>();
  try {
    await deps.database.transact(async (tx) => {
      for (const { number, content } of lines) {
        try {
          if (content instanceof Refused) throw content;
          await takeLine(deps, tx, { number, line: content, placeIds, firstLine, result });
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          const sentence = sentenceOf(error.code, error.details);
          result.bad.push({ line: number, code: error.code, sentence });
        }
      }
      if (!apply || result.bad.length > 0) throw new NotApplied();
      result.applied = true;
    });
  } catch (error) {
    if (!(error instanceof NotApplied)) throw error;
  }
  return result;
}

interface Taking {
  readonly number: number;
  readonly line: Line;
  readonly placeIds: ReadonlyMap<string, PlaceId>;
  /** Line on which a kind and serial stood first. */
  readonly firstLine: Map<string, number>;
  readonly result: EquipmentImport;
}

async function takeLine(deps: ImportDeps, tx: Queryable, taking: Taking): Promise<void> {
  const { number, line, placeIds, firstLine, result } = taking;
  const description = descriptionIn(line);
  const serial = normaliseSerial(description.serial);
  const key = `${description.kind} ${serial}`;
  const first = firstLine.get(key);
  if (first !== undefined) throw new Refused('EQUIPMENT_CSV_DOUBLED', { serial, first });
  firstLine.set(key, number);
  const placeId = placeIds.get((line.tempat ?? '').toLowerCase());
  if (placeId === undefined)
    throw new Refused('EQUIPMENT_CSV_PLACE', { place: (line.tempat ?? '').slice(0, 60) });
  const known = await findComponentBySerial(tx, description.kind, serial);
  if (known) return change(deps, tx, { known, description, line, placeId, number, result });
  const where = await whereIn(deps, tx, line, placeId);
  await deps.equipment.register({ description, where }, deps.by, tx);
  const setName = where.at === 'set' ? `${line.set?.trim()}, ` : '';
  result.added.push({ line: number, kind: description.kind, serial, where: `${setName}${line.tempat}` });
}

interface Changing {
  readonly known: PlacedComponent;
  readonly description: Description;
  readonly line: Line;
  readonly placeId: PlaceId;
  readonly number: number;
  readonly result: EquipmentImport;
}

/** A file corrects what is written about a component; where it is changes by a move with its paper, never by a file. */
async function change(deps: ImportDeps, tx: Queryable, changing: Changing): Promise<void> {
  const { known, description, line, placeId, number, result } = changing;
  const { component } = known;
  const sets = await listSets(tx, 'all');
  const setName =
    component.where.at === 'set'
      ? sets.find(({ id }) => id === (component.where as { setId: string }).setId)?.name
      : '';
  const sameSpot =
    component.where.at === whereaboutsIn(line) &&
    (known.placeId ?? placeId) === placeId &&
    (setName ?? '').toLowerCase() === (line.set ?? '').toLowerCase();
  if (!sameSpot) throw new Refused('EQUIPMENT_CSV_MOVES', { serial: component.serial });
  const { kind: _, ...fields } = description;
  try {
    await deps.equipment.describe(component.id, fields, deps.by, tx);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'EQUIPMENT_NOTHING_CHANGES') throw error;
    result.unchanged += 1;
    return;
  }
  const after = await findComponentBySerial(tx, description.kind, component.serial);
  const changes = Object.keys(fields).flatMap((field) => {
    const from = component[field as keyof typeof component];
    const to = after?.component[field as keyof typeof component];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, from: said(from), to: said(to) }];
  });
  result.changed.push({
    line: number,
    componentId: component.id,
    kind: component.kind,
    serial: component.serial,
    changes,
  });
}

const said = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  return typeof value === 'object' ? Object.values(value).filter(Boolean).join(', ') : String(value);
};

/** Where a new component goes; a set that is not there yet is added. */
async function whereIn(deps: ImportDeps, tx: Queryable, line: Line, placeId: PlaceId): Promise<Whereabouts> {
  const at = whereaboutsIn(line);
  if (at === 'store') return { at, placeId };
  if (at !== 'set') throw new Refused('EQUIPMENT_CSV_NOT_HERE', { value: line.keberadaan ?? '' });
  if ((line.set ?? '').trim() === '') throw new Refused('EQUIPMENT_CSV_SET');
  const name = line.set!.trim();
  const found = (await listSets(tx, 'all')).find(
    (set) => !set.retired && set.placeId === placeId && set.name.toLowerCase() === name.toLowerCase(),
  );
  const setId = found?.id ?? (await deps.equipment.addSet({ placeId, name, stationId: null }, deps.by, tx));
  return { at: 'set', setId };
}

/** The register as CSV: separated by semicolons, as spreadsheets here expect it. */
export function exportComponents(rows: readonly ComponentRow[]): Buffer {
  const lines = rows.map((row) => {
    const line = lineOf(row);
    return columns.map((column) => csvCell(line[column])).join(';');
  });
  return Buffer.from(`\ufeff${[columns.join(';'), ...lines].join('\r\n')}\r\n`, 'utf8');
}
