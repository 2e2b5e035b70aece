import { type PlaceId, type TimeZoneName, timeZones } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import { appendFact } from '../audit/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { type PacketFiles, readSample } from '../packet/index.ts';
import type { Handlers } from '../ports/call.ts';
import { nowOf } from '../ports/clock.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import { type DecidingDeps, decideAboutHeld, getRecording, noteLook } from './commands.ts';
import { findPicture } from './picture.ts';
import { detailFor, readSought, rowFor } from './queries.ts';
import { countByState, findRecordingKey, listRecordings, searchRecordings } from './store.ts';

export interface EnrolmentDeps extends DecidingDeps {
  readonly keyring: () => Keyring;
  readonly files: PacketFiles;
}

type Names = 'listEnrolments' | 'searchEnrolments' | 'getEnrolment' | 'getSample' | 'decideHeld';

const mostFound = 50;

export function enrolmentRoutes(deps: EnrolmentDeps): Handlers<typeof officeApi, Names> {
  const { database, clock, keyring, files, timeZone } = deps;

  const seen = async (officer: Parameters<typeof permit>[0], id: string) => {
    const recording = await getRecording(database, id);
    return { recording, ...permit(officer, 'enrolment.view', recording.placeId as PlaceId) };
  };

  return {
    listEnrolments: async ({ officer, query }) => {
      const places = permittedPlaces(officer, 'enrolment.view');
      const zone = await timeZone();
      const recordings = await listRecordings(
        database,
        {
          places,
          state: query.state,
          placeId: query.placeId,
          stationId: query.stationId,
          from: query.from && midnight(query.from, zone, 0),
          until: query.until && midnight(query.until, zone, 1),
          forcedOnly: query.forced === 'yes',
          after: query.cursor === undefined ? undefined : readCursor(query.cursor),
        },
        query.limit,
      );
      const last = recordings.length === query.limit ? recordings.at(-1) : undefined;
      return {
        rows: recordings.map((recording) => rowFor(officer!, recording)),
        nextCursor: last ? writeCursor(last) : null,
        counts: await countByState(database, places),
      };
    },
    searchEnrolments: async ({ officer, body }) => {
      const places = permittedPlaces(officer, 'enrolment.view');
      const sought = readSought(body.q);
      const found = await searchRecordings(database, sought, places, mostFound);
      await appendFact(database, {
        at: nowOf(clock),
        noun: 'enrolment',
        subjectId: officer!.id,
        kind: 'recordings-searched',
        actor: { kind: 'officer', id: officer!.id },
        details: { by: sought.by, found: found.length },
      });
      return { rows: found.map((recording) => rowFor(officer!, recording)) };
    },
    getEnrolment: async ({ officer, params }) => {
      const { recording, officer: by, permittedBy } = await seen(officer, params.id);
      await noteLook(database, clock, by, permittedBy, recording.packetId, null);
      return detailFor(database, by, recording);
    },
    getSample: async ({ officer, params }) => {
      const recording = await getRecording(database, params.id);
      const { packetId, placeId } = recording;
      const { officer: by, permittedBy } = permit(officer, 'enrolment.view-samples', placeId as PlaceId);
      const key = await findRecordingKey(database, packetId);
      if (!key)
        throw new Refused(
          recording.openedAt === null ? 'RECORDING_SAMPLE_NOT_FOUND' : 'RECORDING_SAMPLES_DESTROYED',
        );
      const plainKey = keyring().unwrap(key.kekVersion, key.wrapped);
      const sample = await readSample(files.samplesOf(packetId), packetId, params.name, plainKey);
      if (!sample) throw new Refused('RECORDING_SAMPLE_NOT_FOUND');
      const picture = await findPicture(sample);
      if (!picture) throw new Refused('RECORDING_SAMPLE_NOT_SHOWN');
      // The look is written down before anything is shown.
      await noteLook(database, clock, by, permittedBy, packetId, params.name);
      return picture;
    },
    decideHeld: async ({ officer, params, body }) => {
      await decideAboutHeld(deps, officer, params.id, body);
      const { recording, officer: by } = await seen(officer, params.id);
      return detailFor(database, by, recording);
    },
  };
}

/** The moment a day begins in the office's zone, `days` days later. */
function midnight(day: string, zone: TimeZoneName, days: number): string {
  const utc = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  return new Date(utc - timeZones[zone].offsetMinutes * 60_000).toISOString();
}

const writeCursor = ({ receivedAt, packetId }: { receivedAt: string; packetId: string }): string =>
  Buffer.from(`${receivedAt} ${packetId}`).toString('base64url');

/** @throws Refused for a cursor that was not ours */
function readCursor(cursor: string): { receivedAt: string; packetId: string } {
  const [receivedAt, packetId] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!receivedAt || !packetId || Number.isNaN(Date.parse(receivedAt)))
    throw new Refused('REQUEST_MALFORMED', { field: 'cursor' });
  return { receivedAt, packetId };
}
