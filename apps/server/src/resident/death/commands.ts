/** Writing a death down and taking it back, with what ends in the same transaction (RES15–RES17). */
import {
  type Death,
  dayAt,
  decideDeath,
  decideDeathTakenBack,
  type PlainDate,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import { notesOf } from '../../audit/index.ts';
import { type Clock, newId, nowOf } from '../../ports/clock.ts';
import type { Database, Queryable } from '../../ports/database.ts';
import type { Permitted } from '../../ports/permit.ts';
import { getValue, Refused } from '../../ports/refused.ts';
import { findResident, holdForDeath, markChanged } from '../store.ts';
import { insertDeath, listDeaths, type NotedDeath, setTakenBack } from './store.ts';

/** A wish for a card that a death leaves behind: ended, or where the card lies that is given to nobody. */
export type CardAtDeath = 'none' | 'ended' | 'at-printer' | 'printed';

/** What ends with a resident, or would. */
export interface EndsAtDeath {
  /** Number of the letter; null: none was active. */
  readonly letter: string | null;
  readonly card: CardAtDeath;
}

export interface DeathDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  /** What a death of this resident would end now. */
  readonly endings: (database: Queryable, nik: string) => Promise<EndsAtDeath>;
  /** Ends it. */
  readonly end: (tx: Queryable, by: Permitted, nik: string) => Promise<EndsAtDeath>;
}

/** RES15, RES17. @throws Refused */
export const noteDeath = (
  deps: DeathDeps,
  by: Permitted,
  nik: string,
  death: Death & Pick<NotedDeath, 'scan'>,
): Promise<EndsAtDeath> =>
  deps.database.transact(async (tx) => {
    await holdForDeath(tx, [nik]);
    const resident = await findResident(tx, nik);
    if (!resident) throw new Refused('RESIDENT_UNKNOWN');
    return writeDeath(deps, tx, by, { nik, ...death, fileSha256: null }, resident.biodata.birthDate);
  });

/**
 * The same in a transaction that is open already and holds the resident for it (`holdForDeath`).
 * @param birthDate null where the register does not know the resident
 * @throws Refused
 */
export async function writeDeath(
  deps: DeathDeps,
  tx: Queryable,
  by: Permitted,
  { nik, fileSha256, scan, ...said }: Death & Pick<NotedDeath, 'nik' | 'fileSha256' | 'scan'>,
  birthDate: PlainDate | null,
): Promise<EndsAtDeath> {
  const { clock, timeZone } = deps;
  const [known = null] = await listDeaths(tx, [nik]);
  const today = dayAt(nowOf(clock), timeZones[await timeZone()].offsetMinutes);
  const death = getValue(decideDeath(said, known, { birthDate, today }));
  const id = newId('death', clock);
  const notedAt = nowOf(clock);
  const written = await insertDeath(tx, {
    ...death,
    id,
    nik,
    fileSha256,
    scan,
    notedAt,
    notedBy: by.officer.id,
  });
  if (!written) throw new Refused('RESIDENT_DEATH_KNOWN', { on: death.diedOn });
  await markChanged(tx, [nik]);
  const leaves = await deps.endings(tx, nik);
  // Locks for each of a whole city's dead are more than PostgreSQL holds; who leaves nothing behind needs none.
  const ended = leavesNothing(leaves) ? leaves : await deps.end(tx, by, nik);
  await note(tx, deps, by, id, 'death-noted', { ...death, ...ended, scanned: scan !== null });
  return ended;
}

const leavesNothing = ({ letter, card }: EndsAtDeath): boolean => letter === null && card === 'none';

/** RES16. @throws Refused */
export const takeDeathBack = (deps: DeathDeps, by: Permitted, nik: string, reason: string): Promise<void> =>
  deps.database.transact(async (tx) => {
    const [known = null] = await listDeaths(tx, [nik]);
    const because = getValue(decideDeathTakenBack(known, reason));
    const at = nowOf(deps.clock);
    await setTakenBack(tx, known!.id, { at, by: by.officer.id, because });
    await markChanged(tx, [nik]);
    await note(tx, deps, by, known!.id, 'death-taken-back', { reason: because });
  });

/** A fact about a death: its day and paper, never whose. */
export const note = notesOf('resident');
