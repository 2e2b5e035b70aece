import type { Instant, Outcome, PacketId } from '@rekam/domain';

/** Where sealed recordings lie until a backup of the office holds them. */
export interface Outbox {
  /** Returns a success only when the packet and its name are durable on this station. */
  readonly put: (packetId: PacketId, bytes: Uint8Array, sealedAt: Instant) => Promise<Outcome<unknown>>;
  /** Whether the packet lies on this station, sent or not. */
  readonly has: (packetId: string) => boolean;
}
