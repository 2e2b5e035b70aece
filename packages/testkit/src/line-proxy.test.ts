import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type LineProxy, type LineQuality, openLineProxy } from './line-proxy.ts';

const perfect: LineQuality = {
  bitsPerSecond: 256_000,
  chunkBytes: 1000,
  lossRate: 0,
  stallRate: 0,
  stallMs: 0,
  cutEveryBytes: null,
  speed: 1e6,
  random: () => 0.5,
};
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A far end that keeps what it hears. */
async function farEnd(): Promise<{ url: string; heard: () => number }> {
  let heard = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('data', (piece) => {
      heard += piece.length;
    });
    socket.on('end', () => socket.end(`heard ${heard}`));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, heard: () => heard };
}

/** Says `bytes` bytes into the line. @returns what came back, or the error's code */
function speak(line: LineProxy, bytes: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(line.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (piece) => {
      answer += piece.toString();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    socket.on('close', () => resolve(answer));
    socket.end(Buffer.alloc(bytes, 1));
  });
}

async function lineTo(url: string, quality: Partial<LineQuality>): Promise<LineProxy> {
  const line = await openLineProxy(url, { ...perfect, ...quality });
  closers.push(() => line.close());
  return line;
}

describe('a line', () => {
  it('carries everything and takes the time of its rate', async () => {
    const far = await farEnd();
    const line = await lineTo(far.url, {});
    expect(await speak(line, 64_000)).toBe('heard 64000');
    expect(line.tally).toMatchObject({ up: 64_000, losses: 0, cuts: 0, stalls: 0 });
    // 64,000 bytes of 8 bits over 256 kbit/s are two seconds of the line; the answer takes a little more.
    expect(line.tally.elapsedMs).toBeGreaterThanOrEqual(2000);
    expect(line.tally.elapsedMs).toBeLessThan(2010);
  });

  it('breaks the connection at a lost chunk and lets through what came before', async () => {
    const far = await farEnd();
    let chunk = 0;
    const line = await lineTo(far.url, {
      lossRate: 0.1,
      random: () => (Math.ceil(++chunk / 2) === 6 ? 0 : 0.5),
    });
    expect(['ECONNRESET', '']).toContain(await speak(line, 20_000));
    expect(line.tally.losses).toBe(1);
    expect(line.tally.up).toBe(5000);
    await expect.poll(far.heard).toBe(5000);
  });

  it('is cut after so many bytes, and stands still where it is told to', async () => {
    const far = await farEnd();
    const line = await lineTo(far.url, { cutEveryBytes: 9000, stallRate: 0.6, stallMs: 5000 });
    expect(['ECONNRESET', '']).toContain(await speak(line, 20_000));
    expect(line.tally).toMatchObject({ cuts: 1, up: 9000, stalls: 10 });
    expect(line.tally.elapsedMs).toBeGreaterThan(50_000);
  });
});
