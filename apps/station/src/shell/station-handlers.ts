/** State, enrolment of the station, signing in and out, residents, packets. */
import type { PlainDate } from '@rekam/domain';
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { StationState } from '@rekam/protocol/http/counter-views.ts';
import { getValue, Refused } from '@rekam/protocol/refusals/refused.ts';
import type { Station } from '../compose.ts';
import { isExpired } from '../directory/directory.ts';
import { noSpool } from '../health/connection.ts';
import { findPolicy, makeState } from '../health/state.ts';
import { enrolStation } from '../identity/enrol.ts';
import { askAtDoor } from '../identity/office-door.ts';
import { mayAtStation } from '../operators/approve.ts';
import type { OperatorSession } from '../operators/session.ts';
import { signIn } from '../operators/sign-in.ts';
import type { Handlers } from '../ports/call.ts';

type Names =
  | 'getState'
  | 'enrolStation'
  | 'signIn'
  | 'signOut'
  | 'searchResidents'
  | 'listKelurahan'
  | 'getTurnedAway'
  | 'countTurnedAway'
  | 'withdrawTurnedAway'
  | 'listSpool'
  | 'sendNow';

export function stationHandlers(station: Station): Pick<Handlers<typeof counterApi>, Names> {
  const { identity, seat, turns, clock, directory } = station;

  return {
    getState: ({ session }) => stateOf(station, session),

    enrolStation: ({ body, setSession }) =>
      turns('enrol', async () => {
        const softwareVersion = station.parts.softwareVersion;
        const forgetResidents = async () => {
          seat.end();
          await directory.forget();
        };
        getValue(await enrolStation({ ...body, softwareVersion }, identity, askAtDoor, forgetResidents));
        await station.connect();
        setSession(null);
        const state = await stateOf(station, null);
        station.parts.emit('enrolled', {
          stationId: state.station?.id,
          name: state.station?.name,
          place: state.station?.place.name,
        });
        return state;
      }),

    signIn: ({ body, setSession }) =>
      turns('password', async () => {
        const found = identity.find();
        if (!found) throw new Refused('STATION_NOT_ENROLLED');
        const { settings } = found;
        const request = { ...body, settings, now: clock.now() };
        const session = seat.begin(getValue(await signIn(request, station.throttle, station.slowHash)));
        await station.openForSession(session);
        setSession(session.token);
        return stateOf(station, session);
      }),

    signOut: async ({ session, setSession }) => {
      if (session) seat.end();
      setSession(null);
      return stateOf(station, null);
    },

    searchResidents: async ({ session, body }) => {
      requireSignedIn(session);
      requirePermission(station, session, 'resident.search');
      const policy = findPolicy(identity.find(), clock);
      const { refreshedAt } = directory.state();
      if (!policy || isExpired(refreshedAt, clock.now(), policy.directoryDays))
        return { matches: [], directoryExpired: true };
      const query = 'nik' in body ? body : { name: body.name, birthDate: body.birthDate as PlainDate };
      const matches = await directory.find(query);
      return { matches: matches.map((entry) => station.withOwnRecording(entry)), directoryExpired: false };
    },

    listKelurahan: async ({ session }) => {
      requireSignedIn(session);
      return identity.find()?.settings.kelurahan ?? [];
    },

    getTurnedAway: async ({ session }) => {
      requireSignedIn(session);
      return { today: station.turnedAway.today() };
    },

    countTurnedAway: async ({ session, body }) => {
      requireSignedIn(session);
      requirePermission(station, session, 'turned-away.count');
      const id = await station.turnedAway.count(session, body);
      return { id, today: station.turnedAway.today() };
    },

    withdrawTurnedAway: async ({ session, params }) => {
      requireSignedIn(session);
      await station.turnedAway.withdraw(session, params.id);
      return { today: station.turnedAway.today() };
    },

    listSpool: async ({ session }) => {
      requireSignedIn(session);
      return station.connection()?.listSpool() ?? [];
    },

    sendNow: async ({ session }) => {
      requireSignedIn(session);
      await station.connection()?.sendNow();
      return stateOf(station, session);
    },
  };
}

export function requireSignedIn(session: OperatorSession | null): asserts session is OperatorSession {
  if (!session) throw new Refused('ACCESS_SIGN_IN_NEEDED');
}

export function requirePermission(
  { identity }: Station,
  session: OperatorSession,
  action: Parameters<typeof mayAtStation>[2],
): void {
  const found = identity.find();
  if (!found) throw new Refused('STATION_NOT_ENROLLED');
  getValue(mayAtStation(found.settings, { id: session.operatorId, roles: session.roles }, action));
}

async function stateOf(station: Station, session: OperatorSession | null): Promise<StationState> {
  const { identity, clock, directory, watch, parts } = station;
  const connection = station.connection();
  const drafts = session ? await station.desk.summaries(session) : [];
  const states = drafts.flatMap(({ id, draft }) => (draft ? [{ id, draft }] : []));
  const open = states.filter(
    ({ draft }) =>
      (draft.state === 'open' || draft.state === 'sealing') && draft.officerId === session?.operatorId,
  );
  return makeState({
    identity: identity.find(),
    clock,
    directory,
    watch,
    link: connection?.link() ?? { state: 'unknown', problem: null },
    spool: connection?.spoolState() ?? noSpool,
    freeBytes: await station.freeBytes(),
    session,
    openEnrolmentId: open.at(-1)?.id ?? null,
    setAside: session
      ? states.filter(({ draft }) => draft.state === 'set-aside' || draft.state === 'stopped').length
      : await station.desk.countResting(),
    softwareVersion: parts.softwareVersion,
    demo: parts.demo,
  });
}
