import {
  dayAt,
  decideHeld,
  type Instant,
  type PacketId,
  type PlaceId,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import { appendFact, byOf } from '../audit/index.ts';
import {
  asFact,
  findCounted,
  lockResident,
  orderOpening,
  type PacketFiles,
  writeFacts,
} from '../packet/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import { permit } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import type { Residents } from '../ports/residents.ts';
import { deleteRecordingKey, findRecording, lockRecording, type Recording } from './store.ts';

export interface DecidingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly residents: Residents;
  readonly timeZone: () => Promise<TimeZoneName>;
}

/** @throws Refused RECORDING_NOT_FOUND */
export async function getRecording(database: Queryable, id: string): Promise<Recording> {
  const recording = await findRecording(database, id);
  if (!recording) throw new Refused('RECORDING_NOT_FOUND');
  return recording;
}

/** A supervisor's word on a held recording; the recording it replaces is set aside in the same transaction. */
export async function decideAboutHeld(
  { database, clock, residents, timeZone }: DecidingDeps,
  officer: SignedInOfficer | null,
  id: string,
  request: { readonly decision: 'count' | 'set-aside' | 'open-again'; readonly reason: string },
): Promise<void> {
  const { packetId } = await getRecording(database, id);
  const zone = await timeZone();
  await database.transact(async (tx) => {
    await lockRecording(tx, packetId);
    const recording = await getRecording(tx, packetId);
    const { officer: by, permittedBy } = permit(
      officer,
      'enrolment.decide-held',
      recording.placeId as PlaceId,
    );
    if (recording.nik !== null) await lockResident(tx, recording.nik);
    const rival = recording.nik === null ? null : await findCounted(tx, recording.nik);
    const facts = getValue(
      decideHeld(
        { packetId: packetId as PacketId, state: recording.state, reason: recording.heldReason },
        { ...request, by: by.id, rivalId: rival?.packetId ?? null },
      ),
    );
    const at = nowOf(clock);
    await writeFacts(
      tx,
      facts.map((fact) => asFact(fact, at, permittedBy)),
    );
    if (request.decision === 'open-again') await orderOpening(tx, packetId);
    if (request.decision === 'count' && recording.nik !== null) {
      const recordedOn = dayAt((recording.recordedAt ?? at) as Instant, timeZones[zone].offsetMinutes);
      await residents.recordingChanged(tx, recording.nik, { recordedOn, at });
    }
  });
}

/** A look is a fact; looking again within this time is the same look. */
const sameLookMs = 5 * 60_000;

/** Writes down that somebody looked at a recording or at one of its samples. */
export async function noteLook(
  database: Database,
  clock: Clock,
  officer: SignedInOfficer,
  permittedBy: string,
  packetId: string,
  sampleName: string | null,
): Promise<void> {
  const kind = sampleName === null ? 'recording-viewed' : 'sample-viewed';
  const { rowCount } = await database.query(
    `select 1 from fact where subject_id = $1 and kind = $2 and actor_id = $3 and at > $4
       and details ->> 'sampleName' is not distinct from $5 limit 1`,
    [packetId, kind, officer.id, new Date(clock() - sameLookMs).toISOString(), sampleName],
  );
  if (rowCount > 0) return;
  await appendFact(database, {
    at: nowOf(clock),
    noun: 'enrolment',
    subjectId: packetId,
    kind,
    ...byOf({ officer, permittedBy }),
    details: sampleName === null ? {} : { sampleName },
  });
}

/**
 * Destroys the samples of a recording: their key, their file, and the sealed packet they came in. What is left says that
 * they were there. Backups keep their copies until they are thrown away themselves.
 */
export async function destroySamples(
  database: Database,
  clock: Clock,
  files: Pick<PacketFiles, 'samplesOf' | 'packetOf'>,
  removeFile: (file: string) => Promise<void>,
  packetId: string,
  reason: string,
): Promise<void> {
  await database.transact(async (tx) => {
    await deleteRecordingKey(tx, packetId);
    await appendFact(tx, {
      at: nowOf(clock),
      noun: 'enrolment',
      subjectId: packetId,
      kind: 'samples-destroyed',
      actor: { kind: 'office', id: null },
      details: { reason },
    });
  });
  await removeFile(files.samplesOf(packetId));
  await removeFile(files.packetOf(packetId));
}
