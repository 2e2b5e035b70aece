/** What the fault harness and its station without screens say to each other, in lines of JSON. */
import type { EnrolmentId, PacketId, StationId } from '@rekam/domain';
import type { SignedReceipt } from '../http/sync-api.ts';

/** An enrolled station, as the harness enrolled it. */
export interface AgentIdentity {
  readonly officeUrl: string;
  readonly stationId: StationId;
  /** PKCS #8. */
  readonly keyPem: string;
  /** Raw, base64. */
  readonly receiptPublicKey: string;
  readonly recipients: readonly string[];
}

/** Stations built wrong on purpose, which the harness must notice. */
export const stationSabotages = ['acknowledged-before-fsync', 'no-folder-fsync'] as const;
export type StationSabotage = (typeof stationSabotages)[number];

/** A recording of an invented resident, small enough to make hundreds of. */
export interface SyntheticRecording {
  readonly packetId: PacketId;
  readonly enrolmentId: EnrolmentId;
  /** 16 digits; the same number is the same resident. */
  readonly nik: string;
  /** Bytes of its one sample. */
  readonly bytes: number;
}

export interface OpenCommand {
  readonly do: 'open';
  readonly folder: string;
  readonly identity: AgentIdentity;
  /** What happened before: nothing, a death of the process, or a power cut with the seed of its die. */
  readonly after: 'nothing' | 'death' | number;
  readonly sabotage: StationSabotage | null;
}

export type AgentCommand =
  | OpenCommand
  | { readonly do: 'seal'; readonly recording: SyntheticRecording }
  | { readonly do: 'send'; readonly rounds: number }
  | { readonly do: 'list' }
  | { readonly do: 'disk'; readonly full: boolean }
  | { readonly do: 'die-in'; readonly operations: number }
  | { readonly do: 'clock'; readonly offsetMs: number }
  | { readonly do: 'resend'; readonly how: 'again' | 'reordered' | 'twice-at-once' }
  | { readonly do: 'office'; readonly packetIds: readonly PacketId[] };

/** A packet as the agent sees it; `whole` only when its bytes were read and match. */
export interface AgentPacket {
  readonly packetId: PacketId;
  readonly state: string;
  readonly whole: boolean;
  readonly receipt: SignedReceipt | null;
  readonly problem: string | null;
}
