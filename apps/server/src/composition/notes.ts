/** What a note of a station means to the nouns of the office. */
import { componentOfPart, type Instant, isWatched, type OfficerId, type SelfTestId } from '@rekam/domain';
import type { NoteOf, StationNote } from '@rekam/protocol/sync/station-note.ts';
import { makeStationReports } from '../equipment/index.ts';
import { learnAnew } from '../health/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { StationCaller } from '../ports/people.ts';
import { Refused } from '../ports/refused.ts';
import type { ComposedEquipment } from './equipment.ts';

interface Deps {
  readonly clock: Clock;
  readonly devices: ComposedEquipment;
}

export type TakeNote = (tx: Queryable, station: StationCaller, note: StationNote) => Promise<void>;

export function composeNotes({ clock, devices }: Deps): TakeNote {
  const register = makeStationReports(devices.equipment);
  const { turnedAway } = devices;
  const by = ({ id }: StationCaller) => ({ actor: { kind: 'station', id } as const, permittedBy: null });

  /** A passed device's usual quality is learnt anew (HLT9), and the result belongs to the station's set (EQP53). */
  const takeSelfTest = async (
    tx: Queryable,
    station: StationCaller,
    { id, clockTrusted, officerId, occasion, parts }: NoteOf<'self-test'>,
    at: Instant,
  ): Promise<void> => {
    const passed = parts
      .filter(({ outcome }) => outcome === 'passed')
      .map(({ device }) => device)
      .filter(isWatched);
    // Devices before components, as heartbeats lock them; the screen's own devices are followed by nobody.
    await learnAnew(tx, clock, station.id, passed, { kind: 'self-test-passed', ...by(station) }).catch(
      unlessUnknown,
    );
    await register.test(tx, {
      id: id as SelfTestId,
      stationId: station.id,
      occasion,
      at,
      clockTrusted,
      by: officerId as OfficerId,
      parts: parts.map(({ device, serialNo, outcome, detail, by: foundBy }) => ({
        kind: componentOfPart[device],
        serial: serialNo,
        outcome: outcome === 'skipped' ? 'not-tested' : outcome,
        detail,
        by: foundBy,
      })),
    });
  };

  return async (tx, station, note) => {
    // Told late it counts as of when it was made, never as of later than it was told (EQP54, RPR21).
    const now = nowOf(clock);
    const at = (note.at as Instant) <= now ? (note.at as Instant) : now;
    if (note.kind === 'self-test') return takeSelfTest(tx, station, note, at);
    const { id: noteId, officerId } = note;
    if (note.kind === 'turned-away') {
      const named = { noteId, service: note.service, cause: note.cause };
      const tap = { placeId: station.placeId, at, officerId, named };
      return void (await turnedAway.countTold(tx, tap, by(station)));
    }
    await turnedAway.withdrawTold(tx, note.of, officerId, at, by(station));
  };
}

function unlessUnknown(error: unknown): void {
  if (!(error instanceof Refused && error.code === 'HEALTH_DEVICE_UNKNOWN')) throw error;
}
