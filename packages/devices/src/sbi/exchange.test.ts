import { afterEach, describe, expect, it } from 'vitest';
import { listenRaw, type RawServer } from '../simulated/raw-server.ts';
import { type DeviceAnswer, exchange } from './exchange.ts';

const answers = {
  plain: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
  'without length': 'HTTP/1.0 200 OK\r\n\r\n{}',
  'announces too much': 'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{}',
  'sends too much': `HTTP/1.1 200 OK\r\n\r\n${' '.repeat(2000)}`,
  'ends early': 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}',
  'another status': 'HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}',
  'no HTTP': 'SSH-2.0-OpenSSH_9.2\r\n\r\n',
  'hangs up': '',
} as const;

describe('one call to a device', () => {
  let server: RawServer | undefined;
  afterEach(() => server?.close());

  const ask = async (
    answer: string,
    changes: { answerMs?: number; keepOpen?: boolean } = {},
  ): Promise<DeviceAnswer> => {
    server = await listenRaw(0, (_request, socket) => {
      if (changes.keepOpen) socket.write(answer);
      else socket.end(answer);
    });
    return exchange({
      port: server.port,
      verb: 'MOSIPDINFO',
      path: '/info',
      connectMs: 10_000,
      answerMs: changes.answerMs ?? 10_000,
      maxBytes: 1000,
    });
  };

  it.each([
    ['plain', 'ok'],
    ['without length', 'ok'],
    ['announces too much', 'oversize'],
    ['sends too much', 'oversize'],
    ['ends early', 'cut-body'],
    ['another status', 'malformed'],
    ['no HTTP', 'malformed'],
    ['hangs up', 'vanished'],
  ] as const)('an answer that %s is %s', async (name, verdict) => {
    const outcome = await ask(answers[name]);
    expect(outcome.ok ? 'ok' : outcome.failure.code).toBe(verdict);
    if (!outcome.ok) expect(outcome.sent).toBe(true);
  });

  it('a body that never ends runs into its time', async () => {
    const outcome = await ask(answers['ends early'], { answerMs: 100, keepOpen: true });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'timeout' } });
  });

  it('a port at which nobody listens has not seen the request', async () => {
    await ask(answers.plain);
    const { port } = server!;
    await server!.close();
    server = undefined;
    const call = {
      port,
      verb: 'RCAPTURE',
      path: '/capture',
      connectMs: 10_000,
      answerMs: 10_000,
      maxBytes: 1000,
    };
    expect(await exchange(call)).toMatchObject({ ok: false, sent: false, failure: { code: 'vanished' } });
  });

  it('a call that was given up before it began is not sent', async () => {
    const outcome = await exchange({
      port: 9,
      verb: 'RCAPTURE',
      path: '/capture',
      connectMs: 10_000,
      answerMs: 10_000,
      maxBytes: 1000,
      signal: AbortSignal.abort(),
    });
    expect(outcome).toMatchObject({ ok: false, sent: false, failure: { code: 'cancelled' } });
  });
});
