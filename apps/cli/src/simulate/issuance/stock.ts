import { officeApi } from '@rekam/protocol';
import { type ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import type { PieceAt } from './judge.ts';

const prefix = 'KP';
const digits = 8;
const consumables = ['ribbon', 'film'] as const;

export interface Consignment {
  readonly pieces: readonly string[];
  /** Consignments that were refused: the same serials again, and some that overlap. */
  readonly overlapsRefused: number;
}

const serial = (number: number): string => `${prefix}${String(number).padStart(digits, '0')}`;

/** A consignment of blanks arrives, two that overlap it are refused, and all of it goes to the desk, with ribbon and film. */
export async function receiveBlanks(
  storekeeper: ApiClient,
  desk: string,
  count: number,
): Promise<Consignment> {
  const all = { first: serial(1), last: serial(count) };
  const receive = (range: { first: string; last: string }, paper: string) =>
    storekeeper.call(officeApi.moveBlanks, {
      body: {
        ranges: [range],
        from: { kind: 'centre' },
        to: { kind: 'store' },
        paper,
        counterpart: 'Ditjen Dukcapil',
      },
    });
  await receive(all, '470/1/BAST/2026');
  let overlapsRefused = 0;
  for (const last of [all.last, serial(count + 100)])
    await receive({ first: serial(count), last }, '470/2/BAST/2026').catch((error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      overlapsRefused += 1;
    });
  await storekeeper.call(officeApi.moveBlanks, {
    body: { ranges: [all], from: { kind: 'store' }, to: { kind: 'desk', place: desk } },
  });
  for (const item of consumables) {
    const prints = { item, prints: count, paper: 'DO/17', counterpart: 'CV Contoh' };
    await storekeeper.call(officeApi.movePrints, {
      body: { ...prints, from: { kind: 'supplier' }, to: { kind: 'store' } },
    });
    await storekeeper.call(officeApi.movePrints, {
      body: { ...prints, from: { kind: 'store' }, to: { kind: 'desk', place: desk } },
    });
  }
  return { pieces: Array.from({ length: count }, (_, index) => serial(index + 1)), overlapsRefused };
}

export interface Book {
  /** Whether the office's own balance holds. */
  readonly balanced: boolean;
  readonly pieces: ReadonlyMap<string, PieceAt>;
  /** Prints left of each consumable. */
  readonly printsLeft: readonly number[];
}

/** Where the office has each piece, by its book and its cards. */
export async function readBook(
  storekeeper: ApiClient,
  officer: ApiClient,
  niks: readonly string[],
): Promise<Book> {
  const stock = await storekeeper.call(officeApi.blankStock, {});
  const pieces = new Map<string, PieceAt>();
  /** What the book has at two places is at neither. */
  const put = (piece: string, at: PieceAt): void => {
    const before = pieces.get(piece);
    pieces.set(piece, before === undefined ? at : `${before} + ${at}`);
  };
  for (const { where, ranges } of stock.pieces)
    for (const piece of ranges.flatMap(serialsOf)) put(piece, where.kind);
  for (const nik of niks)
    for (const { id, state, piece } of (await officer.call(officeApi.searchCards, { body: { nik } })).rows)
      if (piece !== null) put(piece, `${state === 'handed-over' ? 'resident' : 'card'}:${id}`);
  return {
    balanced: stock.balance.balanced,
    pieces,
    printsLeft: consumables.map((item) =>
      stock.prints.reduce((sum, one) => sum + (one.item === item ? one.left : 0), 0),
    ),
  };
}

/** A range as the office tells it: `KP00000001–KP00000027`, or one serial. */
function serialsOf(range: string): string[] {
  const [first, last = first] = range.split('–') as [string, string?];
  const numberOf = (text: string): number => Number(text.slice(prefix.length));
  const from = numberOf(first);
  return Array.from({ length: numberOf(last) - from + 1 }, (_, index) => serial(from + index));
}
