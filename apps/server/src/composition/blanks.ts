/** Wires the book of blanks: whose places, whose photos, who waits. */
import type { TimeZoneName } from '@rekam/domain';
import {
  blankRoutes,
  type CardPieces,
  makeBlanks,
  makeCardPieces,
  makePublishedStock,
  type PublishedStock,
} from '../blank/index.ts';
import { countPrintReady } from '../centre/index.ts';
import { getOffice } from '../office/index.ts';
import type { Papers } from '../paper/index.ts';
import { findRegency, getPlace, listEveryPlace } from '../place/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';

interface Deps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly papers: Papers;
}

export interface ComposedBlanks {
  readonly handlers: ReturnType<typeof blankRoutes>;
  /** For those who print and hand over. */
  readonly cardPieces: CardPieces;
  /** What the public hears of the stock; null while the book has not begun. */
  readonly published: () => Promise<PublishedStock | null>;
}

export function composeBlanks({ database, clock, timeZone, papers }: Deps): ComposedBlanks {
  const blanks = makeBlanks({
    database,
    clock,
    timeZone,
    getPlace: (id) => getPlace(database, id),
    refuseUnknownPapers: papers.refuseUnknown,
  });
  return {
    handlers: blankRoutes({
      database,
      clock,
      timeZone,
      blanks,
      placeNames: async () => new Map((await listEveryPlace(database)).map(({ id, name }) => [id, name])),
      waiting: () => countPrintReady(database),
      regency: async () => {
        const { regionCode, name } = await getOffice(database);
        return findRegency(regionCode)?.name ?? name;
      },
      readPhoto: async (id) => (await papers.read(id)).content,
    }),
    cardPieces: makeCardPieces({ clock, timeZone }),
    published: makePublishedStock({ clock, timeZone }, database),
  };
}
