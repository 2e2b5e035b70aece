/** Puts a station together. What nouns do to each other stands here and nowhere else. */
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { BiometricDevices } from '@rekam/devices';
import { type DirectoryEntry, type EnrolmentDraft, timeZones } from '@rekam/domain';
import { getValue, Refused } from '@rekam/protocol/refusals/refused.ts';
import { openClock, type StationClock, type TimeSource } from './clock/station-clock.ts';
import { type DeviceWatch, makeDeviceWatch } from './devices/device-watch.ts';
import { type Directory, openDirectory } from './directory/directory.ts';
import { type OwnRecordings, openOwnRecordings } from './directory/own-recordings.ts';
import { openDrafts } from './drafts/drafts.ts';
import { makeBegin } from './enrolment/begin.ts';
import { makeCaptures } from './enrolment/captures.ts';
import { type Desk, type DeskParts, makeDesk, nameOf } from './enrolment/desk.ts';
import { makeFlow } from './enrolment/flow.ts';
import { finishSealed, makeSeal, type SealAnswer } from './enrolment/sealing.ts';
import { type Handovers, makeHandovers } from './handover/handover.ts';
import { type Connection, openConnection } from './health/connection.ts';
import { openDayCount } from './health/day-count.ts';
import { type DeviceLog, makeDeviceLog } from './health/device-log.ts';
import { todayOf } from './health/heartbeat.ts';
import { recipientsOf } from './health/office-link.ts';
import { findPolicy } from './health/state.ts';
import { type IdentityStore, openIdentity } from './identity/identity.ts';
import { approve } from './operators/approve.ts';
import { makeSeat, type OperatorSession, type Seat } from './operators/session.ts';
import { type SlowHash, startSlowHash } from './operators/slow-hash.ts';
import { openThrottle, type Throttle } from './operators/throttle.ts';
import type { Emit } from './ports/events.ts';
import { makeReceipt, type Receipt } from './receipts/receipt.ts';
import { makeSelfTests, type SelfTests } from './self-test/self-test.ts';
import type { FileSystemPort } from './storage/file-system.ts';
import { makeTurns, type Turns } from './storage/turns.ts';
import { makeTurnedAway, type TurnedAway } from './turned-away/turned-away.ts';

export interface StationParts {
  readonly fs: FileSystemPort;
  readonly dataDir: string;
  readonly time: TimeSource;
  readonly emit: Emit;
  readonly makeDevices: (settings: DeviceSettings) => BiometricDevices;
  readonly softwareVersion: string;
  readonly demo: boolean;
}

/** What the office says of devices; asked at every use, so that new settings count at once. */
export interface DeviceSettings {
  readonly trustedPem: () => readonly string[];
  readonly allowUnsigned: () => boolean;
}

/** A recording that became a packet in this session: shown until its operator leaves. */
export interface SealedHere {
  readonly answer: SealAnswer;
  readonly receipt: Receipt | null;
}

export interface Station {
  readonly identity: IdentityStore;
  readonly clock: StationClock;
  readonly directory: Directory;
  readonly watch: DeviceWatch;
  readonly devices: BiometricDevices;
  readonly seat: Seat;
  readonly throttle: Throttle;
  readonly slowHash: SlowHash;
  readonly turns: Turns;
  readonly desk: Desk;
  readonly begin: ReturnType<typeof makeBegin>;
  readonly flow: ReturnType<typeof makeFlow>;
  readonly captures: ReturnType<typeof makeCaptures>;
  readonly seal: ReturnType<typeof makeSeal>;
  readonly selfTests: SelfTests;
  readonly turnedAway: TurnedAway;
  readonly handovers: Handovers;
  readonly sealedHere: ReadonlyMap<string, SealedHere>;
  /** The office and the spool; null before the station was enrolled. */
  readonly connection: () => Connection | null;
  /** Opens spool and office of a station that has just become one. */
  readonly connect: () => Promise<void>;
  /** The entry with what this station itself has recorded since. */
  readonly withOwnRecording: (entry: DirectoryEntry) => DirectoryEntry;
  readonly openForSession: (session: OperatorSession) => Promise<void>;
  readonly freeBytes: () => Promise<number>;
  readonly parts: StationParts;
  readonly stop: () => Promise<void>;
}

export async function composeStation(parts: StationParts): Promise<Station> {
  const { fs, dataDir, time, emit } = parts;
  const identity = await openIdentity(fs, dataDir);
  const clock: StationClock = await openClock(fs, dataDir, time, () =>
    findPolicy(identity.find(), plainClock(time)),
  );
  const throttle = await openThrottle(fs, dataDir, () => clock.seenAt() ?? clock.now());
  const slowHash = startSlowHash();
  const turns = makeTurns();
  const drafts = await openDrafts(fs, join(dataDir, 'drafts'));
  const directory = openDirectory(fs, join(dataDir, 'directory'));
  const devices = parts.makeDevices({
    trustedPem: () => identity.find()?.settings.deviceTrustPem ?? [],
    allowUnsigned: () => identity.find()?.settings.allowUnsignedDevices ?? false,
  });
  const watch = makeDeviceWatch(devices, time.monotonicMs);
  const log: DeviceLog = makeDeviceLog();
  const today = () => todayOf({ identity, clock });
  const begun = await openDayCount(fs, join(dataDir, 'begun.json'), today);
  const turnedAway = await openDayCount(fs, join(dataDir, 'turned-away.json'), today);
  const sealedHere = new Map<string, SealedHere>();
  const freeBytes = async () => {
    const { bavail, bsize } = await statfs(dataDir);
    return bavail * bsize;
  };
  let connection: Connection | null = null;
  let own: OwnRecordings | null = null;

  const getIdentity: DeskParts['getIdentity'] = () => {
    const found = identity.find();
    if (!found) throw new Refused('STATION_NOT_ENROLLED');
    return found;
  };
  const getConnection = (): Connection => {
    if (!connection) throw new Refused('STATION_NOT_ENROLLED');
    return connection;
  };
  const getOwnRecordings = (): OwnRecordings => {
    if (!own) throw new Refused('ACCESS_SIGN_IN_NEEDED');
    return own;
  };

  const seat = makeSeat(time.monotonicMs, () => {
    desk.close();
    sealedHere.clear();
    own = null;
    void directory.lock();
  });

  const deskParts: DeskParts = {
    drafts,
    clock,
    turns,
    getIdentity,
    getApproval: (consent, action) =>
      turns('pin', async () =>
        getValue(
          await approve(
            {
              ...consent,
              action,
              at: clock.reading(),
              settings: getIdentity().settings,
              pins: directory.pins(),
            },
            throttle,
            slowHash,
          ),
        ),
      ),
  };
  const desk: Desk = makeDesk(deskParts);

  const onSealed = (draft: EnrolmentDraft, answer: SealAnswer): void => {
    const found = getIdentity();
    const receipt = makeReceipt(draft, found.settings, nameOf(found, draft.officerId));
    sealedHere.set(draft.id, { answer, receipt });
    emit('sealed', { packetId: answer.packetId, bytes: answer.bytes });
    log.endVisits();
    connection?.sendSoon();
  };

  /** The office may trust other devices now. */
  const lookAgain = (): void => void watch.scan().catch(() => undefined);

  const connect = async (): Promise<void> => {
    const self = identity.find();
    if (!self) return;
    // After a new enrolment the old line and the old office's receipts no longer count.
    await connection?.stop();
    connection = await openConnection(
      {
        ...{ fs, dataDir, identity, clock, directory, watch, log, begun, seat, time, emit },
        softwareVersion: parts.softwareVersion,
        onSettings: async () => {
          await own?.rewrap(recipientsOf(identity));
          lookAgain();
        },
      },
      self,
    );
    const finished = await finishSealed(drafts, connection);
    if (finished > 0) emit('sealings-finished', { finished });
    connection.start();
    lookAgain();
  };
  await connect();

  return {
    identity,
    clock,
    directory,
    watch,
    devices,
    seat,
    throttle,
    slowHash,
    turns,
    desk,
    begin: makeBegin({
      ...deskParts,
      desk,
      directory,
      getOwnRecordings,
      unsent: () => getConnection().unsent(),
      freeBytes,
      onBegun: (enrolmentId) => begun.note(enrolmentId),
    }),
    flow: makeFlow({ ...deskParts, desk, directory }),
    captures: makeCaptures({ desk, devices, watch, log }),
    selfTests: makeSelfTests({
      clock,
      devices,
      watch,
      log,
      turns,
      policy: () => findPolicy(getIdentity(), clock),
      getConnection,
    }),
    handovers: makeHandovers({
      clock,
      devices,
      watch,
      log,
      turns,
      getPolicy: () => {
        const policy = findPolicy(getIdentity(), clock);
        if (!policy) throw new Refused('STATION_NOT_ENROLLED');
        return policy;
      },
      getSelf: getIdentity,
      getOffice: () => getConnection().office,
    }),
    turnedAway: makeTurnedAway({ clock, counted: turnedAway, getConnection }),
    seal: makeSeal({
      clock,
      getIdentity,
      desk,
      getOutbox: getConnection,
      getOwnRecordings,
      softwareVersion: parts.softwareVersion,
      onSealed,
    }),
    sealedHere,
    connection: () => connection,
    connect,
    withOwnRecording: (entry) => {
      const recorded = own?.find(entry.biodata.nik) ?? entry.recorded;
      return { ...entry, recorded };
    },
    openForSession: async (session) => {
      const { settings } = getIdentity();
      await directory.unlock(session.identity);
      own = await openOwnRecordings({
        fs,
        folder: join(dataDir, 'recorded'),
        identity: session.identity,
        recipients: recipientsOf(identity),
        hasPacket: (packetId) => connection?.has(packetId) ?? false,
        stationName: settings.stationName,
        offsetMinutes: timeZones[settings.timeZone].offsetMinutes,
      });
      connection?.refreshSoon();
    },
    freeBytes,
    parts,
    stop: async () => {
      watch.stop();
      seat.end();
      await connection?.stop();
      await slowHash.stop();
    },
  };
}

/** The machine's clock alone: which policy is in force must not depend on the policy. */
const plainClock = (time: TimeSource) => ({
  now: () => new Date(time.unixMs()).toISOString() as ReturnType<StationClock['now']>,
});
