/** Wires a death: what of its resident ends in the same transaction. */
import { dayAt, type TimeZoneName, timeZones } from '@rekam/domain';
import type { CardPieces } from '../blank/index.ts';
import { cardAtDeath, endCardForDeath } from '../card/index.ts';
import { endLetter, findValidLetter, holdValidLetter } from '../letter/index.ts';
import { listOfficers } from '../officer/index.ts';
import type { Papers } from '../paper/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { type DeathDeps, deathRoutes } from '../resident/death/index.ts';

export interface DeathSurroundings {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly pieces: CardPieces;
  readonly papers: Papers;
}

export function composeDeaths({ database, clock, timeZone, pieces, papers }: DeathSurroundings) {
  const today = async () => dayAt(nowOf(clock), timeZones[await timeZone()].offsetMinutes);
  const deps: DeathDeps = {
    database,
    clock,
    timeZone,
    endings: async (now, nik) => ({
      letter: (await findValidLetter(now, nik, await today()))?.number ?? null,
      card: await cardAtDeath(now, nik),
    }),
    // The cards first, as in a hand-over: who holds them in the other order waits for ever.
    end: async (tx, by, nik) => {
      const on = await today();
      const card = await endCardForDeath(tx, { clock, pieces }, by, nik);
      const letter = await holdValidLetter(tx, nik, on);
      if (letter) await endLetter(tx, { clock }, by, letter, { reason: 'death', on });
      return { letter: letter?.number ?? null, card };
    },
  };
  const officerNames = async () => new Map((await listOfficers(database)).map(({ id, name }) => [id, name]));
  return {
    deps,
    handlers: deathRoutes({
      ...deps,
      officerNames,
      readPaper: papers.read,
      refuseUnknownPapers: papers.refuseUnknown,
    }),
  };
}
