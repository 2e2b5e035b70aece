import {
  type Consumable,
  type ConsumablePlace,
  type CountedPlace,
  consumables,
  deriveLoans,
  deriveStockOutlook,
  type Holding,
  joinRanges,
  type PiecePlace,
  type PlainDate,
  piecesInAll,
  placeKey,
  type SerialRange,
  tellRange,
} from '@rekam/domain';
import type { BlankStockView, BlankWhere } from '@rekam/protocol/http/blank-api.ts';
import type { Queryable } from '../ports/database.ts';
import { type BlankDeps, momentOf } from './commands.ts';
import { balanceOf, findBegun, listLoanMovements, usedPerDay } from './journal.ts';
import { listHoldingsAtHand, listPrints, type PrintsAt } from './store.ts';

/** Days looked back at for the use of each day. */
const observedDays = 28;

export interface BlankQueryDeps extends Pick<BlankDeps, 'clock' | 'timeZone'> {
  readonly database: Queryable;
  readonly placeNames: () => Promise<ReadonlyMap<string, string>>;
  /** Residents whom the centre calls print-ready. */
  readonly waiting: () => Promise<number>;
}

export type NameWhere = (where: PiecePlace | CountedPlace | ConsumablePlace) => BlankWhere;

/** How a place of the book is told. */
export const namedBy =
  (names: ReadonlyMap<string, string>): NameWhere =>
  (where) => ({
    kind: where.kind,
    placeId: 'place' in where ? where.place : null,
    name:
      'place' in where ? (names.get(where.place) ?? where.place) : 'office' in where ? where.office : null,
  });

/** What the book says now. */
export async function stockOf(deps: BlankQueryDeps): Promise<BlankStockView> {
  const { database } = deps;
  const { today } = await momentOf(deps);
  const name = namedBy(await deps.placeNames());
  const { asOf, begunOn } = await findBegun(database);
  const holdings = await listHoldingsAtHand(database);
  const prints = await listPrints(database);
  const balance = await balanceOf(database);
  const inStock = piecesInAll(holdings.filter(({ where }) => isStock(where)).map(({ range }) => range));
  const usedPieces = await usedSince(database, 'piece', begunOn, today);
  const outlookOf = async (item: Consumable) =>
    deriveStockOutlook(printsInStock(prints, item), await usedSince(database, item, begunOn, today), today);
  return {
    begun: begunOn !== null,
    asOf,
    pieces: byPlace(holdings).map(({ where, ranges }) => ({
      where: name(where),
      pieces: piecesInAll(ranges),
      ranges: joinRanges(ranges).map(tellRange),
    })),
    prints: prints
      .filter(({ where }) => !['used', 'spoiled'].includes(where.kind))
      .map(({ item, where, left }) => ({ item, where: name(where), left })),
    balance: {
      ...balance,
      inStock,
      // The left side comes from the journal, the right from where each piece lies.
      balanced:
        balance.received - balance.givenBack ===
        balance.issued +
          balance.onCards +
          balance.spoiled +
          balance.destroyed +
          balance.lent +
          balance.lost +
          inStock,
    },
    outlook: {
      piece: begunOn ? deriveStockOutlook(inStock, usedPieces, today) : null,
      ribbon: await outlookOf('ribbon'),
      film: await outlookOf('film'),
      'cleaning-kit': await outlookOf('cleaning-kit'),
    },
    usedPerDay: meanOf(usedPieces),
    waiting: await deps.waiting(),
    loans: await loansOf(database),
  };
}

const isStock = ({ kind }: PiecePlace | ConsumablePlace): boolean => kind === 'store' || kind === 'desk';

const printsInStock = (prints: readonly PrintsAt[], item: Consumable): number =>
  prints.reduce((sum, one) => sum + (one.item === item && isStock(one.where) ? one.left : 0), 0);

function byPlace(holdings: readonly Holding[]): { where: PiecePlace; ranges: readonly SerialRange[] }[] {
  // Cards that came back lie together, whosever they are.
  const groups = Map.groupBy(holdings, ({ where }) =>
    where.kind === 'returned' ? where.kind : placeKey(where),
  );
  return [...groups.values()].map((those) => ({
    where: those[0]!.where,
    ranges: those.map(({ range }) => range),
  }));
}

/** Use of each of the last days before today, none before the book began. */
export async function usedSince(
  database: Queryable,
  item: 'piece' | Consumable,
  begunOn: PlainDate | null,
  today: PlainDate,
): Promise<number[]> {
  if (begunOn === null) return [];
  const days = Math.min(observedDays, Math.round((Date.parse(today) - Date.parse(begunOn)) / 86_400_000));
  if (days <= 0) return [];
  const used = await usedPerDay(database, item, days, today);
  return Array.from({ length: days }, (_, index) => used[index] ?? 0);
}

const meanOf = (days: readonly number[]): number | null =>
  days.length < 5 ? null : days.reduce((sum, day) => sum + day, 0) / days.length;

async function loansOf(database: Queryable): Promise<BlankStockView['loans']> {
  const loans = [];
  for (const item of ['piece', ...consumables] as const)
    for (const loan of deriveLoans(await listLoanMovements(database, item))) loans.push({ item, ...loan });
  return loans;
}
