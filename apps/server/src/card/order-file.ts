/** The print order as a file that anybody can check: what decides each place, and nothing that names anybody (CRD14). */
import { countMovesUp, type Instant, type PlainDate, type PrintClass, toInstant } from '@rekam/domain';
import { csvCell } from '../ports/csv-cell.ts';
import type { Queue } from './queue.ts';

interface OrderLine {
  readonly place: number;
  readonly card: string;
  readonly printClass: PrintClass;
  /** Of the rule, from 1. */
  readonly group: number;
  readonly movedUpAt: Instant | null;
  readonly letterIssuedOn: PlainDate | null;
  readonly requestedOn: PlainDate;
}

export interface OrderFile {
  readonly asOf: Instant;
  readonly basis: string | null;
  readonly groups: PrintClass[][];
  readonly order: OrderLine[];
  /** How many wait and cannot be printed, by the code of the reason. */
  readonly left: Record<string, number>;
  readonly movesOfMonth: number;
}

const monthMs = 30 * 86_400_000;

/** Moves up of the thirty days before. */
export const movesOfMonth = ({ moves }: Queue, nowMs: number): number =>
  countMovesUp(moves, toInstant(nowMs - monthMs), toInstant(nowMs + 1));

export function orderFile(queue: Queue, nowMs: number): OrderFile {
  const { policy, cards, order, moves } = queue;
  const groups = (policy?.groups ?? []).map((group) => [...group]);
  const movedAt = new Map(moves.map(({ cardId, at }) => [cardId, at]));
  const left: Record<string, number> = {};
  for (const { reason } of order.left) left[reason.code] = (left[reason.code] ?? 0) + 1;
  return {
    asOf: toInstant(nowMs),
    basis: policy?.basis ?? null,
    groups,
    order: order.queue.map(({ place, cardId, printClass }) => {
      const { letterIssuedOn, requestedOn } = cards.get(cardId)!.request;
      const group = groups.findIndex((one) => one.includes(printClass)) + 1;
      const movedUpAt = movedAt.get(cardId) ?? null;
      return { place, card: cardId, printClass, group, movedUpAt, letterIssuedOn, requestedOn };
    }),
    left,
    movesOfMonth: movesOfMonth(queue, nowMs),
  };
}

const header = [
  'tempat',
  'kartu',
  'golongan',
  'urutan_golongan',
  'didahulukan',
  'tanggal_suket',
  'tanggal_mohon',
];

/** Semicolons and a byte order mark, as spreadsheets set up for Indonesia open it by a double click. */
export function orderCsv({ order }: OrderFile): Buffer {
  const rows = order.map((line) => [
    line.place,
    line.card,
    line.printClass,
    line.group,
    line.movedUpAt,
    line.letterIssuedOn,
    line.requestedOn,
  ]);
  return Buffer.from(`\uFEFF${[header, ...rows].map((row) => `${row.map(csvCell).join(';')}\r\n`).join('')}`);
}
