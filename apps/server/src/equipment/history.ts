import { type FaultId, type HistoricalFault, type Instant, type PlainDate, toInstant } from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol';
import type { By } from '../audit/index.ts';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import type { Equipment } from './commands.ts';

export interface HistoryDeps {
  readonly equipment: Equipment;
  readonly components: readonly ComponentRow[];
  /** Minutes east of Greenwich where the office stands. */
  readonly offsetMinutes: number;
}

const dating = { on: '', by: 'mulainya mungkin lebih awal', about: 'kira-kira' } as const;

/**
 * Brings faults of the past in, in order, as records that name where they are written. Each finds its component by place and
 * kind. Dates stand in these facts alone: without one of them the past looks otherwise.
 * @throws Refused EQUIPMENT_COMPONENT_NOT_FOUND
 */
export async function importHistory(
  tx: Queryable,
  { equipment, components, offsetMinutes }: HistoryDeps,
  faults: readonly HistoricalFault[],
  by: By,
): Promise<void> {
  const morning = (day: PlainDate): Instant => toInstant(Date.parse(day) - offsetMinutes * 60_000);
  for (const fault of [...faults].sort((a, b) => a.since.localeCompare(b.since))) {
    const row = components.find(
      ({ kind, place, where }) => kind === fault.kind && place?.name === fault.place && where.at === 'set',
    );
    if (!row) throw new Refused('EQUIPMENT_COMPONENT_NOT_FOUND');
    const { symptom, cause, effect, reference, until } = fault;
    const id: FaultId = await equipment.report(
      row.id,
      {
        symptom,
        cause,
        effect,
        note: noteOf(fault),
        since: morning(fault.since),
        source: { kind: 'record', reference, componentTold: fault.componentTold },
        fileIds: [],
      },
      by,
      tx,
    );
    if (until !== null) await equipment.endByRecord(id, reference, morning(until), by, tx);
  }
}

const noteOf = ({ note, sinceDating, componentTold }: HistoricalFault): string =>
  [note, dating[sinceDating], componentTold ? '' : 'komponennya tidak disebut sumber']
    .filter((part) => part !== '')
    .join('; ');
