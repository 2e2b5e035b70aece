/** Two recordings of one resident: which of them counts. */
import type { Instant } from '../kernel/calendar.ts';
import type { PacketId } from '../kernel/ids.ts';

/** What must be known of a recording to weigh it against another. */
export interface Contender {
  readonly packetId: PacketId;
  /** The NIK in the packet's biodata, 16 digits. */
  readonly nik: string;
  /** When the office held the whole packet durably, by the office's clock. */
  readonly receivedAt: Instant;
}

/** Two different packets about one NIK. The NIK alone decides; whether two NIKs are one person is the centre's to say. */
export const areRivals = (a: Contender, b: Contender): boolean =>
  a.packetId !== b.packetId && a.nik === b.nik;

/** The recording that counts: received first, and of two in one millisecond the one with the smaller packet id. */
export function firstReceived<C extends Contender>(a: C, b: C): C {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? a : b;
  return a.packetId <= b.packetId ? a : b;
}
