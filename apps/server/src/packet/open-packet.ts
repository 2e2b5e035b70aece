import { dirname } from 'node:path';
import {
  dayAt,
  decideOpened,
  type Instant,
  type PacketId,
  type PacketReading,
  type PlaceId,
  type ReceivedFact,
  type ReceivedState,
  type TimeZoneName,
  timeZones,
  toInstant,
} from '@rekam/domain';
import type { Manifest } from '@rekam/protocol/packet/manifest.ts';
import { appendFacts, type NewFact, theOffice } from '../audit/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getValue } from '../ports/refused.ts';
import type { Residents } from '../ports/residents.ts';
import { applyFacts } from './derive.ts';
import { makeFolder, type PacketFiles, syncFolder } from './files.ts';
import type { OpeningPool } from './opening-pool.ts';
import type { OpeningResult } from './opening-thread.ts';
import { orderForgottenOpenings } from './store.ts';

export interface OpeningDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly files: PacketFiles;
  readonly pool: OpeningPool;
  /** Whether packets pour in: a station waits for its receipt, nobody waits for the opening. */
  readonly isBusy: () => boolean;
  readonly residents: Residents;
  readonly timeZone: () => Promise<TimeZoneName>;
}

interface Waiting {
  readonly packetId: PacketId;
  readonly stationId: string;
  readonly placeId: PlaceId;
  readonly state: ReceivedState;
  readonly receivedAt: Instant;
  readonly stationKey: string | null;
  readonly stationState: 'active' | 'revoked' | null;
}

const waitingColumns = `r.packet_id as "packetId", r.station_id as "stationId", r.place_id as "placeId", r.state,
  r.received_at as "receivedAt", s.public_key as "stationKey", s.state as "stationState"`;
const waitingFrom = 'from recording r left join station s on s.id = r.station_id where r.packet_id = $1';

const findWaiting = async (database: Queryable, packetId: string): Promise<Waiting | undefined> =>
  (await database.query<Waiting>(`select ${waitingColumns} ${waitingFrom}`, [packetId], 'waiting')).rows[0];

/** The same, locked until the transaction ends, and the resident with it: openings of one resident take turns. */
const lockWaiting = async (
  tx: Queryable,
  packetId: string,
  nik: string | null,
): Promise<Waiting | undefined> =>
  (
    await tx.query<Waiting>(
      `select ${waitingColumns}, case when $2::text is not null then ${residentLock('$2')} end ${waitingFrom} for update of r`,
      [packetId, nik],
      'waiting-locked',
    )
  ).rows[0];

const residentLock = (nik: string): string => `pg_advisory_xact_lock(hashtextextended(${nik}, 7))`;

/**
 * Opens a received packet and decides whether it counts; a job that may run again at any time.
 * @throws for trouble of the machine, so that the job is tried again; a packet that is wrong is held
 */
export async function openReceived(deps: OpeningDeps, packetId: string): Promise<void> {
  if (inWork.has(packetId)) return;
  inWork.add(packetId);
  try {
    await openOnce(deps, packetId);
  } finally {
    inWork.delete(packetId);
  }
}

/** Packets that this process is opening now. */
const inWork = new Set<string>();

/** Openings that were forgotten are looked for among packets older than this: long after their first try began. */
const forgottenAfterMs = 15_000;

/** Orders again what lost its job when the database died. @returns how many */
export const rememberOpenings = ({
  database,
  clock,
}: Pick<OpeningDeps, 'database' | 'clock'>): Promise<number> =>
  orderForgottenOpenings(database, toInstant(clock() - forgottenAfterMs), [...inWork]);

async function openOnce(deps: OpeningDeps, packetId: string): Promise<void> {
  const { database, keyring, files, pool } = deps;
  const waiting = await findWaiting(database, packetId);
  if (waiting?.state !== 'received') return;
  await giveWay(deps, waiting.receivedAt);
  if (waiting.stationKey !== null) await makeFolder(dirname(files.samplesOf(packetId)), files.samples);
  const result: OpeningResult =
    waiting.stationKey === null
      ? { readable: false, problem: 'HELD_CANNOT_OPEN' }
      : await pool.ask({
          packetId,
          packetFile: files.packetOf(packetId),
          samplesFile: files.samplesOf(packetId),
          identities: keyring().officeKeys.map((key) => key.identity),
          stationKey: waiting.stationKey,
          stationId: waiting.stationId,
        });
  if (result.readable) {
    await syncFolder(dirname(files.samplesOf(packetId)));
  }
  const timeZone = await deps.timeZone();
  await database.transact((tx) => judge(tx, deps, packetId, result, timeZone));
}

/** The longest that opening waits for a rush of packets to be over. */
const longestGivingWayMs = 10_000;

async function giveWay({ clock, isBusy }: OpeningDeps, receivedAt: Instant): Promise<void> {
  while (isBusy() && clock() - Date.parse(receivedAt) < longestGivingWayMs)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

async function judge(
  tx: Queryable,
  { clock, keyring, residents }: OpeningDeps,
  packetId: string,
  result: OpeningResult,
  timeZone: TimeZoneName,
): Promise<void> {
  const nik = result.readable ? result.manifest.resident.biodata.nik : null;
  const waiting = await lockWaiting(tx, packetId, nik);
  if (waiting?.state !== 'received') return;
  const at = nowOf(clock);
  const facts = getValue(
    decideOpened({
      recording: { packetId: waiting.packetId, receivedAt: waiting.receivedAt, state: waiting.state },
      reading: readingOf(result),
      stationState: waiting.stationState ?? 'unknown',
      earlier: nik === null ? null : await findCounted(tx, nik),
      resident: nik === null ? null : await residents.find(tx, nik),
    }),
  );
  const judged = facts.map((fact) => asFact(fact, at));
  if (!result.readable || nik === null) return writeFacts(tx, judged);
  const { kekVersion, wrapped } = keyring().wrap(result.key);
  const isTaken = await keepContents(tx, packetId, result, kekVersion, wrapped);
  await writeFacts(tx, [openedFact(packetId, result.manifest, isTaken, at), ...judged]);
  if (facts.some((fact) => fact.kind === 'recording-counted')) {
    const recordedOn = dayAt(result.manifest.sealedAt.at, timeZones[timeZone].offsetMinutes);
    await residents.recordingChanged(tx, nik, { recordedOn, at });
  }
}

/** Those who open packets about one resident wait for each other until they have committed. */
export const lockResident = async (tx: Queryable, nik: string): Promise<void> => {
  await tx.query(`select ${residentLock('$1')}`, [nik]);
};

/** The recording of a resident that counts now. */
export async function findCounted(tx: Queryable, nik: string) {
  const { rows } = await tx.query<{ packetId: PacketId; nik: string; receivedAt: Instant; decided: boolean }>(
    `select packet_id as "packetId", nik, received_at as "receivedAt", decided from recording
     where nik = $1 and state = 'counted'`,
    [nik],
    'counted-of',
  );
  return rows[0] ?? null;
}

function readingOf(result: OpeningResult): PacketReading {
  if (!result.readable) return result;
  const { enrolmentId, resident, grounds } = result.manifest;
  return {
    readable: true,
    enrolmentId: enrolmentId as never,
    biodata: resident.biodata,
    reopened: grounds.reopening !== null,
  };
}

/** A domain fact about a received recording as it is written down. */
export function asFact(fact: ReceivedFact, at: Instant, permittedBy: string | null = null): NewFact {
  const { packetId, kind, ...details } = fact;
  const by = 'by' in details ? details.by : null;
  return {
    at,
    noun: 'enrolment',
    subjectId: packetId,
    kind,
    actor: by === null ? theOffice : { kind: 'officer', id: by },
    permittedBy,
    details,
  };
}

/** Appends facts about recordings and brings the derived table up to date. */
export async function writeFacts(tx: Queryable, facts: readonly NewFact[]): Promise<void> {
  const seqs = await appendFacts(tx, facts);
  await applyFacts(
    tx,
    seqs,
    facts.map((fact) => fact.kind),
  );
}

/** @param isTaken whether another packet bears the same enrolment's id already */
function openedFact(packetId: string, manifest: Manifest, isTaken: boolean, at: Instant): NewFact {
  const { biodata } = manifest.resident;
  return {
    at,
    noun: 'enrolment',
    subjectId: packetId,
    kind: 'packet-opened',
    actor: theOffice,
    recordedAt: manifest.sealedAt.at,
    clockTrusted: manifest.sealedAt.trusted,
    details: {
      id: isTaken ? packetId : manifest.enrolmentId,
      nik: biodata.nik,
      name: biodata.name,
      kelurahanCode: biodata.kelurahanCode,
      operatorId: manifest.operator.id,
      receiptCode: manifest.receiptCode,
      forced: manifest.captures.filter((capture) => capture.forced).length,
      exceptions: manifest.exceptions.length,
      owed: manifest.owed.length,
      totalMs: manifest.steps.reduce((sum, step) => sum + step.ms, 0),
      steps: manifest.steps.map(({ step, ms, attempts, outcome }) => [step, ms, attempts, outcome]),
    },
  };
}

/** Keeps what the station signed and the wrapped key. @returns whether another packet bears the enrolment's id already */
async function keepContents(
  tx: Queryable,
  packetId: string,
  result: OpeningResult & { readable: true },
  kekVersion: number,
  wrapped: Uint8Array,
): Promise<boolean> {
  const { rows } = await tx.query<{ taken: boolean }>(
    `with contents as (
       insert into manifest (packet_id, body, signed, signature) values ($1, $2, $3, $4)
       on conflict (packet_id) do update set body = $2, signed = $3, signature = $4),
     key as (
       insert into recording_key (packet_id, kek_version, wrapped) values ($1, $5, $6)
       on conflict (packet_id) do update set kek_version = $5, wrapped = $6)
     select exists (select from recording where id = $7 and packet_id <> $1) as taken`,
    [
      packetId,
      JSON.stringify(result.manifest),
      Buffer.from(result.manifestBase64, 'base64'),
      Buffer.from(result.signatureBase64, 'base64'),
      kekVersion,
      wrapped,
      result.manifest.enrolmentId,
    ],
    'keep-contents',
  );
  return rows[0]!.taken;
}
