/** The office's side of a recording: received, then counted or held, once. */
import type { Contender } from '../dedup/rivals.ts';
import { areRivals, firstReceived } from '../dedup/rivals.ts';
import type { EnrolmentId, OfficerId, PacketId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import { meansRecorded, recordedByRekam } from '../resident/recorded.ts';
import type { Biodata, DirectoryEntry } from '../resident/resident.ts';
import type { HeldReason, UnreadableReason } from './held.ts';
import { heldChoices } from './held.ts';
import type { EnrolmentRefusalCode } from './refusals.ts';

export const receivedStates = ['received', 'counted', 'held', 'set-aside'] as const;
export type ReceivedState = (typeof receivedStates)[number];

/** `displace`: a recording received earlier was opened later and takes the place of this one. */
export type ReceivedCommandKind = 'open' | 'displace' | 'count' | 'set-aside' | 'open-again';

/** What may be done with a recording at the office in which state. */
export const receivedTransitions = {
  received: {
    open: 'allowed',
    displace: 'ENROLMENT_NOT_HELD',
    count: 'ENROLMENT_NOT_HELD',
    'set-aside': 'ENROLMENT_NOT_HELD',
    'open-again': 'ENROLMENT_NOT_HELD',
  },
  counted: {
    open: 'ENROLMENT_NOT_WAITING',
    displace: 'allowed',
    count: 'ENROLMENT_NOT_HELD',
    'set-aside': 'ENROLMENT_NOT_HELD',
    'open-again': 'ENROLMENT_NOT_HELD',
  },
  held: {
    open: 'ENROLMENT_NOT_WAITING',
    displace: 'ENROLMENT_NOT_WAITING',
    count: 'allowed',
    'set-aside': 'allowed',
    'open-again': 'allowed',
  },
  'set-aside': {
    open: 'ENROLMENT_NOT_WAITING',
    displace: 'ENROLMENT_NOT_WAITING',
    count: 'ENROLMENT_NOT_HELD',
    'set-aside': 'ENROLMENT_NOT_HELD',
    'open-again': 'allowed',
  },
} as const satisfies Record<ReceivedState, Record<ReceivedCommandKind, 'allowed' | EnrolmentRefusalCode>>;

/** What deserves a second look although the recording counts. */
export type CountedFlag = 'resident-unknown' | 'biodata-differs' | 'recorded-again';

interface About {
  readonly packetId: PacketId;
}
export type ReceivedFact = Readonly<
  About &
    (
      | { kind: 'recording-counted'; flags: readonly CountedFlag[] }
      /** `rivalId`: packet of the recording that counts instead; null where it was recorded before Rekam, or for other reasons. */
      | { kind: 'recording-held'; reason: HeldReason; rivalId: PacketId | null }
      | { kind: 'held-recording-counted'; reason: string; by: OfficerId }
      /** `supersededBy`: packet that a supervisor let count in its place. */
      | { kind: 'recording-set-aside'; reason: string; by: OfficerId; supersededBy: PacketId | null }
      | { kind: 'recording-opened-again'; reason: string; by: OfficerId }
    )
>;
export type ReceivedFactKind = ReceivedFact['kind'];

/** What opening a packet showed: readable in full, or the first thing that was wrong. */
export type PacketReading =
  | { readonly readable: false; readonly problem: UnreadableReason }
  | {
      readonly readable: true;
      readonly enrolmentId: EnrolmentId;
      readonly biodata: Biodata;
      /** Whether a supervisor at the station let a recorded resident be recorded again. */
      readonly reopened: boolean;
    };

/** The counted recording of the same NIK, as far as it matters here. */
export interface CountedRecording extends Contender {
  /** True when a supervisor, not the order of arrival, let it count. */
  readonly decided: boolean;
}

export interface OpenedRecording {
  readonly recording: Omit<Contender, 'nik'> & { readonly state: ReceivedState };
  readonly reading: PacketReading;
  readonly stationState: 'active' | 'revoked' | 'unknown';
  /** The recording of this NIK that counts now; null when there is none. */
  readonly earlier: CountedRecording | null;
  /** The office's own entry of this NIK; null when it has none. */
  readonly resident: DirectoryEntry | null;
}

/**
 * What an opened packet becomes. Facts may speak of the earlier recording, too (`packetId` says of which); all of them
 * belong into one transaction.
 */
export function decideOpened(
  opened: OpenedRecording,
): Outcome<readonly ReceivedFact[], EnrolmentRefusalCode> {
  const { recording, reading, stationState, earlier, resident } = opened;
  const allowed = receivedTransitions[recording.state].open;
  if (allowed !== 'allowed') return refuse(allowed);
  const { packetId } = recording;
  const hold = (reason: HeldReason, rivalId: PacketId | null = null) =>
    succeed([{ packetId, kind: 'recording-held', reason, rivalId }] as const);

  if (stationState === 'unknown') return hold('HELD_STATION_UNKNOWN');
  if (!reading.readable) return hold(reading.problem);
  if (stationState === 'revoked') return hold('HELD_STATION_REVOKED');
  const counted: ReceivedFact = {
    packetId,
    kind: 'recording-counted',
    flags: flagsOf(reading, resident, earlier),
  };
  const here: Contender = { packetId, receivedAt: recording.receivedAt, nik: reading.biodata.nik };
  if (earlier && areRivals(here, earlier)) {
    if (earlier.decided || firstReceived<Contender>(here, earlier) === earlier)
      return hold('HELD_SAME_RESIDENT', earlier.packetId);
    const displaced: ReceivedFact = {
      packetId: earlier.packetId,
      kind: 'recording-held',
      reason: 'HELD_SAME_RESIDENT',
      rivalId: packetId,
    };
    return succeed([displaced, counted]);
  }
  if (recordedBefore(resident) && !reading.reopened) return hold('HELD_SAME_RESIDENT');
  return succeed([counted]);
}

/** Recorded before Rekam or elsewhere; a recording counted here is found as `earlier`, not by its status. */
const recordedBefore = (resident: DirectoryEntry | null): boolean =>
  resident !== null &&
  resident.recorded !== null &&
  resident.recorded.status !== recordedByRekam &&
  meansRecorded(resident.recorded);

function flagsOf(
  reading: PacketReading & { readable: true },
  resident: DirectoryEntry | null,
  earlier: CountedRecording | null,
): CountedFlag[] {
  if (resident === null) return ['resident-unknown'];
  const flags: CountedFlag[] = [];
  const compared = ['name', 'birthDate', 'sex'] as const;
  if (compared.some((field) => reading.biodata[field] !== resident.biodata[field]))
    flags.push('biodata-differs');
  // With an earlier one that counted here, the centre's word is about that one.
  if (earlier === null && recordedBefore(resident)) flags.push('recorded-again');
  return flags;
}

export interface HeldDecision {
  readonly decision: 'count' | 'set-aside' | 'open-again';
  readonly reason: string;
  readonly by: OfficerId;
  /** Packet of the recording of the same NIK that counts now; null when there is none. */
  readonly rivalId: PacketId | null;
}

/** What a supervisor's decision about a held recording leads to. Letting it count sets its rival aside: one counts. */
export function decideHeld(
  held: { readonly packetId: PacketId; readonly state: ReceivedState; readonly reason: HeldReason | null },
  { decision, reason, by, rivalId }: HeldDecision,
): Outcome<readonly ReceivedFact[], EnrolmentRefusalCode> {
  const allowed = receivedTransitions[held.state][decision];
  if (allowed !== 'allowed') return refuse(allowed);
  const said = reason.trim();
  if (said.length < 5) return refuse('ENROLMENT_REASON_MISSING');
  const { packetId } = held;
  const choices = held.reason === null ? { count: false, openAgain: true } : heldChoices[held.reason];
  switch (decision) {
    case 'set-aside':
      return succeed([{ packetId, kind: 'recording-set-aside', reason: said, by, supersededBy: null }]);
    case 'open-again':
      if (!choices.openAgain) return refuse('ENROLMENT_HELD_NOT_OPENABLE');
      return succeed([{ packetId, kind: 'recording-opened-again', reason: said, by }]);
    case 'count': {
      if (!choices.count) return refuse('ENROLMENT_HELD_NOT_COUNTABLE');
      const counted: ReceivedFact = { packetId, kind: 'held-recording-counted', reason: said, by };
      if (rivalId === null || rivalId === packetId) return succeed([counted]);
      const aside: ReceivedFact = {
        packetId: rivalId,
        kind: 'recording-set-aside',
        reason: said,
        by,
        supersededBy: packetId,
      };
      return succeed([aside, counted]);
    }
  }
}

/** The state a fact leaves a recording in. */
export const stateAfter = {
  'recording-counted': 'counted',
  'recording-held': 'held',
  'held-recording-counted': 'counted',
  'recording-set-aside': 'set-aside',
  'recording-opened-again': 'received',
} as const satisfies Record<ReceivedFactKind, ReceivedState>;
