import {
  dayAt,
  type Instant,
  type Action as Permitted,
  type PlainDate,
  type TimeZoneName,
  timeZones,
  toInstant,
} from '@rekam/domain';
import type { Session } from '@rekam/protocol/http/session-api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import { formatMoment } from '../parts/format.ts';
import { sessionKey } from './asking.ts';

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('SessionProvider is missing around this screen');
  return session;
}

/** Takes over a session that an act answered with; what was read under another one is forgotten. */
export function useAdoptSession(): (session: Session) => void {
  const client = useQueryClient();
  return useCallback(
    (session) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
      client.setQueryData([...sessionKey, 'GET', null], session);
    },
    [client],
  );
}

/** Whether the officer may do something at one place at least. */
export function useMay(): (action: Permitted) => boolean {
  const { actions } = useSession();
  return (action) => actions.includes(action);
}

/** Minutes east of Greenwich where the office stands; WITA until it is set up. */
export function useZone(): { readonly name: TimeZoneName; readonly offsetMinutes: number } {
  const name = useSession().office.timeZone ?? 'WITA';
  return { name, offsetMinutes: timeZones[name].offsetMinutes };
}

/** The day it is at the office, by this computer's clock. */
export function useToday(): PlainDate {
  const { offsetMinutes } = useZone();
  return dayAt(toInstant(Date.now()), offsetMinutes);
}

/** What was typed into a field of day and hour, by the clock on the office's wall; null where nothing was. */
export function useTypedMoment(): (typed: string) => Instant | null {
  const { offsetMinutes } = useZone();
  return (typed) => {
    const wallMs = Date.parse(`${typed}:00Z`);
    return Number.isNaN(wallMs) ? null : toInstant(wallMs - offsetMinutes * 60_000);
  };
}

/** Day and clock time in the office's zone; `–` for never. */
export function useMoment(): (instant: string | null) => string {
  const { offsetMinutes } = useZone();
  return (instant) => (instant === null ? '–' : formatMoment(instant, offsetMinutes));
}
