/** One connection at a time brings the bytes of a packet; one that has gone silent gives way to the next. */
import type { Readable } from 'node:stream';

/** A connection that brought nothing for so long gives way to a new one for the same packet. */
const yieldAfterMs = 5_000;
/** How often whoever waits looks again whether the other has gone silent. */
const lookEveryMs = 500;

interface Turn {
  readonly ended: Promise<void>;
  readonly cut: () => void;
  lastByteAtMs: number;
}

export interface Turns {
  readonly isTaken: (packetId: string) => boolean;
  /**
   * Waits for its turn, works, and reads `body` to its end: what nobody wants any more must not hold the connection.
   * @param work says by `heard` that bytes have come
   */
  readonly take: <T>(packetId: string, body: Readable, work: (heard: () => void) => Promise<T>) => Promise<T>;
}

export function makeTurns(): Turns {
  const turns = new Map<string, Turn>();

  const waitFor = async (packetId: string): Promise<void> => {
    for (let other = turns.get(packetId); other; other = turns.get(packetId)) {
      if (performance.now() - other.lastByteAtMs > yieldAfterMs) other.cut();
      const timer = Promise.withResolvers<void>();
      const handle = setTimeout(timer.resolve, lookEveryMs);
      await Promise.race([other.ended, timer.promise]);
      clearTimeout(handle);
    }
  };

  return {
    isTaken: (packetId) => turns.has(packetId),
    take: async (packetId, body, work) => {
      try {
        await waitFor(packetId);
        const { promise: ended, resolve: end } = Promise.withResolvers<void>();
        const mine: Turn = { ended, cut: () => body.destroy(), lastByteAtMs: performance.now() };
        turns.set(packetId, mine);
        try {
          return await work(() => {
            mine.lastByteAtMs = performance.now();
          });
        } finally {
          turns.delete(packetId);
          end();
        }
      } finally {
        body.resume();
      }
    },
  };
}
