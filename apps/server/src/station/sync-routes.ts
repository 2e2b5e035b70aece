import { type StationId, toInstant } from '@rekam/domain';
import type { syncApi } from '@rekam/protocol';
import { type Heartbeat, parseHeartbeat } from '@rekam/protocol/sync/heartbeat.ts';
import { verifySession } from '@rekam/protocol/sync/session-proof.ts';
import { type Signed, type SigningContext, verifySigned } from '@rekam/protocol/sync/signed.ts';
import { parsePublicKey, publicKeyToBase64 } from '@rekam/protocol/sync/signing-key.ts';
import { parseStationNote, type StationNote } from '@rekam/protocol/sync/station-note.ts';
import type { Handlers } from '../ports/call.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { StationCaller } from '../ports/people.ts';
import { getStation } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { enrolStation } from './commands.ts';
import { type SessionTokens, sessionMs } from './session-tokens.ts';
import { makeSettings, type SettingsSources } from './settings.ts';
import { findStation, rememberNote, type Station, takeStatus } from './store.ts';

export interface StationSyncDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly tokens: () => SessionTokens;
  readonly settings: SettingsSources;
  readonly directoryRevision: () => Promise<number>;
  /** Which of these packets a backup of the office holds. */
  readonly backedUp: (packetIds: readonly string[]) => Promise<string[]>;
  /** What the station says of its devices, in the transaction that takes its heartbeat. */
  readonly takeReports: (
    tx: Queryable,
    station: StationCaller,
    heartbeat: Pick<Heartbeat, 'devices' | 'run'>,
  ) => Promise<void>;
  /** Called where a station was revoked and is one again at another place, in the same transaction. */
  readonly onMoved: (tx: Queryable, id: StationId) => Promise<void>;
  /** What a note means, in the transaction that remembers it. */
  readonly takeNote: (tx: Queryable, station: StationCaller, note: StationNote) => Promise<void>;
  /** Called after a heartbeat or a note was taken. */
  readonly onHeard: () => void;
}

type Names = 'enrol' | 'challenge' | 'session' | 'settings' | 'heartbeat' | 'takeNote';

/** Wrong codes are slowed down: at most so many a minute from one address. */
const codesPerMinute = 20;

export function stationSyncRoutes(deps: StationSyncDeps): Handlers<typeof syncApi, Names> {
  const { database, clock, tokens, settings, directoryRevision, backedUp } = deps;
  const wrongCodes = makeFloodGate(clock, codesPerMinute);

  const getKnown = async (id: string): Promise<Station> => {
    const station = await findStation(database, id);
    if (!station) throw new Refused('STATION_NOT_FOUND');
    if (station.state === 'revoked') throw new Refused('STATION_REVOKED');
    return station;
  };

  /** Whether the station signed exactly this for this use (HEA1, STA10). */
  const isSignedBy = async (
    { id }: StationCaller,
    context: SigningContext,
    body: Signed<Record<string, unknown>>,
  ): Promise<boolean> =>
    verifySigned(context, body, getValue(parsePublicKey((await getKnown(id)).publicKey)));

  const believeHeartbeat = async (
    caller: StationCaller,
    body: Signed<Record<string, unknown>>,
  ): Promise<Heartbeat> => {
    if (!(await isSignedBy(caller, 'rekam/heartbeat/1', body))) throw new Refused('HEARTBEAT_FORGED');
    const heartbeat = getValue(parseHeartbeat(body.value));
    if (heartbeat.stationId !== caller.id) throw new Refused('HEARTBEAT_FORGED');
    return heartbeat;
  };

  const believeNote = async (
    caller: StationCaller,
    body: Signed<Record<string, unknown>>,
  ): Promise<StationNote> => {
    if (!(await isSignedBy(caller, 'rekam/note/1', body))) throw new Refused('NOTE_FORGED');
    const note = getValue(parseStationNote(body.value));
    if (note.stationId !== caller.id) throw new Refused('NOTE_FORGED');
    return note;
  };

  return {
    enrol: async ({ body, remoteAddress }) => {
      wrongCodes.check(remoteAddress);
      const station = await enrolStation(database, clock, body, deps.onMoved).catch((error: unknown) => {
        if (error instanceof Refused && error.code === 'STATION_CODE_WRONG') wrongCodes.count(remoteAddress);
        throw error;
      });
      if (station.state === 'revoked') throw new Refused('STATION_REVOKED');
      const { receiptKey, receiptKeyId } = settings.keyring();
      return {
        stationId: station.id,
        receiptKey: { keyId: receiptKeyId, publicKey: publicKeyToBase64(receiptKey) },
        settings: await makeSettings(database, settings, station, nowOf(clock)),
      };
    },
    challenge: async ({ body }) => {
      await getKnown(body.stationId);
      return { nonce: tokens().makeNonce(body.stationId, clock()), officeTime: toInstant(clock()) };
    },
    session: async ({ body }) => {
      const station = await getKnown(body.stationId);
      const key = getValue(parsePublicKey(station.publicKey));
      const fresh = tokens().isNonce(body.nonce, station.id, clock());
      if (!fresh || !verifySession(body.nonce, body.signature, key))
        throw new Refused('STATION_SIGNATURE_INVALID');
      return { token: tokens().makeToken(station.id, clock()), expiresInMs: sessionMs };
    },
    settings: async ({ station }) =>
      makeSettings(database, settings, await getKnown(getStation(station).id), nowOf(clock)),
    heartbeat: async ({ station, body }) => {
      const caller = getStation(station);
      const {
        sentPackets,
        settingsVersion: _,
        directoryRevision: __,
        ...heartbeat
      } = await believeHeartbeat(caller, body);
      await database.transact(async (tx) => {
        if (!(await takeStatus(tx, caller.id, nowOf(clock), heartbeat)))
          throw new Refused('HEARTBEAT_REPLAYED');
        await deps.takeReports(tx, caller, heartbeat);
      });
      deps.onHeard();
      return {
        officeTime: toInstant(clock()),
        settingsVersion: (await settings.office(database)).settingsVersion,
        directoryRevision: await directoryRevision(),
        backedUp: await backedUp(sentPackets),
      };
    },
    takeNote: async ({ station, body }) => {
      const caller = getStation(station);
      const note = await believeNote(caller, body);
      const isNew = await database.transact(async (tx) => {
        const first = await rememberNote(tx, note, nowOf(clock));
        if (first) await deps.takeNote(tx, caller, note);
        return first;
      });
      if (isNew) deps.onHeard();
      return { taken: isNew ? 'now' : 'before' };
    },
  };
}

interface FloodGate {
  /** @throws Refused ACCESS_THROTTLED for an address that was counted too often this minute */
  readonly check: (address: string) => void;
  readonly count: (address: string) => void;
}

function makeFloodGate(clock: Clock, perMinute: number): FloodGate {
  let minute = 0;
  let counts = new Map<string, number>();
  const current = (): Map<string, number> => {
    const now = Math.floor(clock() / 60_000);
    if (now !== minute) [minute, counts] = [now, new Map()];
    return counts;
  };
  return {
    check: (address) => {
      if ((current().get(address) ?? 0) >= perMinute) throw new Refused('ACCESS_THROTTLED', { seconds: 60 });
    },
    count: (address) => {
      current().set(address, (current().get(address) ?? 0) + 1);
    },
  };
}
