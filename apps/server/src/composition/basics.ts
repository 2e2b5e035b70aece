/** What nearly every noun of the office is given: its hour, its rules in force, its keys, and whether it is set up. */
import { dayAt, policyOn, type TimeZoneName, timeZones } from '@rekam/domain';
import { findOffice, getOffice, makeSetUpKey } from '../office/index.ts';
import { keysDirOf } from '../office-keys/index.ts';
import { makeSessions } from '../officer/index.ts';
import { enrolmentRules } from '../policy/index.ts';
import { nowOf } from '../ports/clock.ts';
import { getValue } from '../ports/refused.ts';
import type { Surroundings } from './composed-office.ts';
import { composeKeys } from './keys.ts';

export type Basics = Awaited<ReturnType<typeof composeBasics>>;

export async function composeBasics({ dataDir, database, clock, emit }: Surroundings) {
  const keysDir = keysDirOf(dataDir);
  const keys = await composeKeys({ keysDir, database, clock, emit });
  // Never changes once the office is set up.
  let knownZone: TimeZoneName | undefined;
  const timeZone = async (): Promise<TimeZoneName> => {
    knownZone ??= (await getOffice(database)).timeZone;
    return knownZone;
  };
  const offsetMinutes = async (): Promise<number> => timeZones[await timeZone()].offsetMinutes;
  const policyInForce = async () => {
    const today = dayAt(nowOf(clock), await offsetMinutes());
    return getValue(policyOn(await enrolmentRules.list(database), today));
  };
  let setUpKey: string | null = (await findOffice(database)) ? null : makeSetUpKey();
  return {
    keysDir,
    keys,
    keyring: keys.keyring,
    sessions: makeSessions(database, clock),
    timeZone,
    offsetMinutes,
    policyInForce,
    setUp: {
      key: (): string | null => setUpKey,
      isDone: (): boolean => setUpKey === null,
      done: (): void => {
        setUpKey = null;
      },
    },
  };
}
