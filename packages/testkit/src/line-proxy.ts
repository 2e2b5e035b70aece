/**
 * A bad line between a station and its office, in user space: a TCP proxy with a rate, stalls, cuts and losses.
 *
 * The line keeps time of its own. A byte over 256 kbit/s takes its share of that time, a stall takes whole seconds of
 * it, and real time passes `speed` times faster, so an evening on a bad line fits in a test.
 */
import { connect, createServer, type Socket } from 'node:net';

export interface LineQuality {
  /** Bits a second in each direction. */
  readonly bitsPerSecond: number;
  /** Bytes that travel, are lost or stall together. */
  readonly chunkBytes: number;
  /** Share of chunks that are lost, 0–1; on TCP a loss that is never repaired is a broken connection. */
  readonly lossRate: number;
  /** Share of chunks before which the line stands still, 0–1, and for how long, ms of the line's time. */
  readonly stallRate: number;
  readonly stallMs: number;
  /** The line is cut after so many bytes, again and again; null: never. */
  readonly cutEveryBytes: number | null;
  /** Milliseconds of the line's time in one of real time. */
  readonly speed: number;
  /** 0 ≤ value < 1; seeded, so that a test is the same every time. */
  readonly random: () => number;
}

export interface LineTally {
  /** Bytes that came through to the office. */
  up: number;
  /** Bytes that a station gave to the line and that did not arrive. */
  lostUp: number;
  connections: number;
  losses: number;
  cuts: number;
  stalls: number;
  /** The line's own time so far, ms. */
  elapsedMs: number;
}

export interface LineProxy {
  readonly url: string;
  readonly tally: LineTally;
  close(): Promise<void>;
}

/** Opens a line to the office at `targetUrl` (`http://127.0.0.1:PORT`). */
export async function openLineProxy(targetUrl: string, quality: LineQuality): Promise<LineProxy> {
  const target = new URL(targetUrl);
  const tally: LineTally = { up: 0, lostUp: 0, connections: 0, losses: 0, cuts: 0, stalls: 0, elapsedMs: 0 };
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    tally.connections += 1;
    const far = connect({ port: Number(target.port), host: target.hostname, allowHalfOpen: true });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        const other = socket === near ? far : near;
        if (socket.bytesWritten > 0 || socket.bytesRead > 0) other.end();
        else other.destroy();
      });
    }
    void carry(near, far, quality, tally, true);
    void carry(far, near, quality, tally, false);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    tally,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function carry(
  from: Socket,
  to: Socket,
  quality: LineQuality,
  tally: LineTally,
  up: boolean,
): Promise<void> {
  const { chunkBytes, lossRate, stallRate, stallMs, cutEveryBytes, random } = quality;
  let sinceCut = 0;
  try {
    for await (const piece of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < piece.length; at += chunkBytes) {
        const chunk = piece.subarray(at, at + chunkBytes);
        if (random() < stallRate) {
          tally.stalls += 1;
          await pass(stallMs, quality, tally);
        }
        await pass((chunk.length * 8000) / quality.bitsPerSecond, quality, tally);
        sinceCut += chunk.length;
        const cut = cutEveryBytes !== null && sinceCut > cutEveryBytes;
        if (cut || random() < lossRate) {
          tally[cut ? 'cuts' : 'losses'] += 1;
          if (up) tally.lostUp += piece.length - at;
          // What came through before stays with whoever got it.
          from.resetAndDestroy();
          to.end();
          return;
        }
        if (up) tally.up += chunk.length;
        if (!to.write(chunk)) await drained(to);
      }
    }
    to.end();
  } catch {
    to.destroy();
  }
}

/** Lets time of the line pass; the shortest real pause gathers until it is worth a timer. */
async function pass(ms: number, { speed }: LineQuality, tally: LineTally): Promise<void> {
  const before = Math.floor(tally.elapsedMs / speed);
  tally.elapsedMs += ms;
  const due = Math.floor(tally.elapsedMs / speed) - before;
  if (due >= 1) await new Promise((resolve) => setTimeout(resolve, due));
}

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', () => resolve());
  });
