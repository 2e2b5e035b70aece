import {
  type BlankDocument,
  blankDocumentNumber,
  type Consumable,
  type ConsumableMovement,
  type ConsumablePlace,
  type CountedPlace,
  dayAt,
  decideCount,
  decideCountPrints,
  decideMovePieces,
  decideMovePrints,
  decideRequest,
  documentOfMovement,
  type Instant,
  namesTheirPaper,
  type PieceMovement,
  type PiecePlace,
  type PlaceId,
  type PlainDate,
  parseSerialRange,
  type SerialRange,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import type { By } from '../audit/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getValue } from '../ports/refused.ts';
import { recordBlank } from './record.ts';
import {
  findPrintsLeft,
  listHoldingsAt,
  listHoldingsCounted,
  listOverlapping,
  lockBook,
  nextDocument,
} from './store.ts';

export interface BlankDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  /** @throws Refused when there is no such place */
  readonly getPlace: (id: PlaceId) => Promise<unknown>;
  /** @throws Refused PAPER_NOT_FOUND when one of them is not there */
  readonly refuseUnknownPapers: (ids: readonly string[]) => Promise<void>;
}

/** First and last serial as typed. */
export interface TypedRange {
  readonly first: string;
  readonly last: string;
}

export type PiecesRequest = Omit<PieceMovement, 'ranges'> & { readonly ranges: readonly TypedRange[] };

export type Blanks = ReturnType<typeof makeBlanks>;

/** Everything that is done by hand in the book of blanks. Each act is one transaction that holds the whole book. */
export function makeBlanks(deps: BlankDeps) {
  const { database, getPlace, refuseUnknownPapers } = deps;

  /** Writes with the book held. @returns number of the paper that was made */
  const write = (
    work: (tx: Queryable, now: Moment) => Promise<BlankDocument | null>,
  ): Promise<BlankDocument> =>
    database.transact(async (tx) => {
      await lockBook(tx);
      const document = await work(tx, await momentOf(deps));
      if (!document) throw new Error('an act by hand always makes a paper');
      return document;
    });
  const refuseUnknownDesks = async (
    ...places: readonly (PiecePlace | CountedPlace | ConsumablePlace)[]
  ): Promise<void> => {
    for (const place of places) if (place.kind === 'desk') await getPlace(place.place);
  };

  return {
    movePieces: async (request: PiecesRequest, by: By): Promise<BlankDocument> => {
      await refuseUnknownDesks(request.from, request.to);
      await refuseUnknownPapers(request.photos);
      const ranges = readRanges(request.ranges);
      return write((tx, now) => movePieces(tx, now, { ...request, ranges }, by));
    },

    movePrints: async (movement: ConsumableMovement, by: By): Promise<BlankDocument> => {
      await refuseUnknownDesks(movement.from, movement.to);
      return write(async (tx, now) => {
        const { document, paper } = await paperOf(tx, now, movement);
        const left = await findPrintsLeft(tx, movement.item, movement.from);
        const decided = getValue(decideMovePrints(left, { ...movement, paper }, now.today));
        await recordBlank(
          tx,
          now.at,
          subjectOf(document),
          { kind: 'prints-moved', movement: decided, document },
          by,
        );
        return document;
      });
    },

    /** BLK8, BLK9: compares with the book, which stays as it is. */
    countPieces: async (
      where: CountedPlace,
      found: readonly TypedRange[],
      explanation: string | null,
      by: By,
    ): Promise<BlankDocument> => {
      await refuseUnknownDesks(where);
      const ranges = readRanges(found);
      return write(async (tx, { at, year }) => {
        const count = getValue(decideCount(await listHoldingsCounted(tx, where), where, ranges, explanation));
        const document = await nextDocument(tx, 'count', year);
        await recordBlank(
          tx,
          at,
          subjectOf(document),
          { kind: 'pieces-counted', where, count, document },
          by,
        );
        return document;
      });
    },

    /** BLK21: writes the letter to the centre down. @param asked as the book stands */
    request: (asked: Parameters<typeof decideRequest>[0], by: By): Promise<BlankDocument> =>
      write(async (tx, { at, year }) => {
        const request = getValue(decideRequest(asked));
        const document = await nextDocument(tx, 'request', year);
        await recordBlank(tx, at, subjectOf(document), { kind: 'blanks-requested', request, document }, by);
        return document;
      }),

    countPrints: async (
      where: ConsumablePlace,
      item: Consumable,
      counted: number,
      explanation: string | null,
      by: By,
    ): Promise<BlankDocument> => {
      await refuseUnknownDesks(where);
      return write(async (tx, { at, year }) => {
        const count = getValue(
          decideCountPrints(await findPrintsLeft(tx, item, where), counted, explanation),
        );
        const document = await nextDocument(tx, 'count', year);
        await recordBlank(
          tx,
          at,
          subjectOf(document),
          { kind: 'prints-counted', where, item, count, document },
          by,
        );
        return document;
      });
    },
  };
}

/** The moment of an act, by the office's clock and in its zone. */
export interface Moment {
  readonly at: Instant;
  readonly today: PlainDate;
  readonly year: number;
}

export async function momentOf({ clock, timeZone }: Pick<BlankDeps, 'clock' | 'timeZone'>): Promise<Moment> {
  const at = nowOf(clock);
  const today = dayAt(at, timeZones[await timeZone()].offsetMinutes);
  return { at, today, year: Number(today.slice(0, 4)) };
}

/**
 * Moves pieces in a transaction that holds the book.
 * @param subjectId the card it is about; absent: the paper that it makes
 * @returns the paper; null where only a card moves
 * @throws Refused
 */
export async function movePieces(
  tx: Queryable,
  now: Moment,
  proposed: PieceMovement,
  by: By,
  subjectId?: string,
): Promise<BlankDocument | null> {
  const { document, paper } = await paperOf(tx, now, proposed);
  const { ranges, to } = proposed;
  const ledger = [
    ...(await listOverlapping(tx, ranges)),
    ...(to.kind === 'card' ? await listHoldingsAt(tx, to) : []),
  ];
  const movement = getValue(decideMovePieces(ledger, { ...proposed, paper }, now.today));
  const fact = { kind: 'pieces-moved', movement, document } as const;
  await recordBlank(tx, now.at, subjectId ?? subjectOf(document), fact, by);
  return document;
}

/** BLK15: the paper that a movement makes, and the number that it names: theirs as typed, or its own. */
async function paperOf(
  tx: Queryable,
  { year }: Moment,
  movement: Pick<PieceMovement | ConsumableMovement, 'from' | 'to' | 'paper'>,
) {
  const kind = documentOfMovement(movement);
  const document = kind && (await nextDocument(tx, kind, year));
  const paper = namesTheirPaper(movement.from) || !document ? movement.paper : blankDocumentNumber(document);
  return { document, paper };
}

const subjectOf = (document: BlankDocument | null): string =>
  document ? blankDocumentNumber(document) : 'book';

const readRanges = (ranges: readonly TypedRange[]): SerialRange[] =>
  ranges.map(({ first, last }) => getValue(parseSerialRange(first, last)));
