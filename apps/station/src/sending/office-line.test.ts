import { X509Certificate } from 'node:crypto';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { openSimulatedKeys } from '@rekam/devices/simulated/keys.ts';
import { makeId, type StationId } from '@rekam/domain';
import { syncApi } from '@rekam/protocol/http/sync-api.ts';
import { problemOf } from '@rekam/protocol/refusals/index.ts';
import { verifySession } from '@rekam/protocol/sync/session-proof.ts';
import { makeSigningKey, privateKeyToPem, publicKeyOf } from '@rekam/protocol/sync/signing-key.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeOfficeClient } from './office-client.ts';
import { type OfficeLine, openOfficeLine } from './office-line.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listening(server: Server, scheme: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const serve = (listener: RequestListener) => listening(createHttp(listener), 'http');
const lineTo = (url: string, pin: string | null = null, patienceMs = 5000): OfficeLine => {
  const line = openOfficeLine({ url, pinnedCertificateSha256: pin, patienceMs });
  closers.push(() => line.close());
  return line;
};
const json =
  (status: number, value: unknown): RequestListener =>
  (_, answer) => {
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
const stationId = makeId('station', 1, new Uint8Array(10)) as StationId;
const challenge = { nonce: Buffer.alloc(32, 1).toString('base64'), officeTime: '2026-02-03T01:00:00.000Z' };

describe('a line to the office', () => {
  it('gives answers that keep to their contract, and refusals by their code', async () => {
    const good = lineTo(await serve(json(200, challenge)));
    expect(await good.call(syncApi.challenge, { body: { stationId } })).toEqual({
      ok: true,
      value: challenge,
    });
    const refusing = lineTo(await serve(json(429, problemOf('ACCESS_THROTTLED', { seconds: 60 }))));
    expect(await refusing.call(syncApi.challenge, { body: { stationId } })).toEqual({
      ok: false,
      code: 'ACCESS_THROTTLED',
      details: { seconds: 60 },
    });
  });

  it.each([
    [200, { nonce: 5 }, 'LINE_ANSWER_STRANGE'],
    [404, '<html>', 'LINE_ANSWER_STRANGE'],
    [502, '<html>', 'LINE_UNREACHABLE'],
  ])('calls %i %j %s', async (status, body, code) => {
    const line = lineTo(await serve(json(status, body)));
    expect(await line.call(syncApi.challenge, { body: { stationId } })).toMatchObject({ ok: false, code });
  });

  it('SND3 says when nobody answers, when it is cut, and when nothing moves', async () => {
    const url = await serve((request) => request.socket.destroy());
    const body = { stationId };
    expect(await lineTo(url).call(syncApi.challenge, { body })).toEqual({
      ok: false,
      code: 'LINE_UNREACHABLE',
      details: { error: 'ECONNRESET' },
    });
    const half = await serve((request, answer) => {
      answer.writeHead(200, { 'content-length': 1000 }).write('{');
      setTimeout(() => request.socket.destroy(), 20);
    });
    expect(await lineTo(half).call(syncApi.challenge, { body })).toMatchObject({ code: 'LINE_UNREACHABLE' });
    const silent = await serve(() => undefined);
    expect(await lineTo(silent, null, 100).call(syncApi.challenge, { body })).toMatchObject({
      code: 'LINE_TIMED_OUT',
    });
    expect(await lineTo('http://127.0.0.1:1').call(syncApi.challenge, { body })).toMatchObject({
      code: 'LINE_UNREACHABLE',
    });
  });
});

describe('a kept connection that the office has closed', () => {
  it('SND4 is noticed: what is small is said again, megabytes are not', async () => {
    const requestsOf = new Map<object, number>();
    const seen: string[] = [];
    const url = await serve((request, answer) => {
      const before = requestsOf.get(request.socket) ?? 0;
      requestsOf.set(request.socket, before + 1);
      seen.push(`${request.method} ${before}`);
      if (before > 0) return request.socket.destroy();
      request.resume();
      return answer.end(JSON.stringify(challenge));
    });
    const line = lineTo(url);
    const body = { stationId };
    expect(await line.call(syncApi.challenge, { body })).toMatchObject({ ok: true });
    expect(await line.call(syncApi.challenge, { body })).toMatchObject({ ok: true });
    const params = { packetId: makeId('packet', 1, new Uint8Array(10)) };
    const upload = await line.call(syncApi.upload, {
      params,
      query: { offset: 0 },
      bytes: Buffer.alloc(1000),
    });
    expect(upload).toMatchObject({ ok: false, code: 'LINE_UNREACHABLE' });
    expect(seen).toEqual(['POST 0', 'POST 1', 'POST 0', 'PUT 1']);
  });
});

describe('a pinned certificate', () => {
  let pem: { key: string; cert: string };
  let pin: string;
  beforeAll(async () => {
    const made = await (await openSimulatedKeys(undefined)).deviceKey('KANTOR');
    const cert = `-----BEGIN CERTIFICATE-----\n${made.certificate.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`;
    pem = { key: privateKeyToPem(made.privateKey), cert };
    pin = new X509Certificate(pem.cert).fingerprint256.replaceAll(':', '').toLowerCase();
  });

  it('SND6 is what the station goes by', async () => {
    const url = await listening(createHttps(pem, json(200, challenge)), 'https');
    const line = lineTo(url, pin);
    for (let time = 0; time < 2; time++)
      expect(await line.call(syncApi.challenge, { body: { stationId } })).toMatchObject({ ok: true });
    expect(line.certificateSha256()).toBe(pin);
    const learning = lineTo(url);
    expect(learning.certificateSha256()).toBeNull();
    expect(await learning.call(syncApi.challenge, { body: { stationId } })).toMatchObject({ ok: true });
    expect(learning.certificateSha256()).toBe(pin);
  });

  it('SND6 a different one gets not a single byte of a request', async () => {
    let requests = 0;
    const url = await listening(
      createHttps(pem, (_, answer) => {
        requests += 1;
        answer.end();
      }),
      'https',
    );
    const line = lineTo(url, '0'.repeat(64));
    expect(await line.call(syncApi.challenge, { body: { stationId }, token: 'secret' })).toEqual({
      ok: false,
      code: 'STATION_OFFICE_CERTIFICATE_CHANGED',
    });
    expect(requests).toBe(0);
  });
});

describe('the office client', () => {
  it('TIE7 opens one session and a new one only when the office has forgotten it', async () => {
    const key = makeSigningKey();
    const tokens: string[] = [];
    const seen: string[] = [];
    const url = await serve((request, answer) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        seen.push(request.url ?? '');
        const reply = (status: number, value: unknown) => answer.writeHead(status).end(JSON.stringify(value));
        if (request.url === syncApi.challenge.path) return reply(200, challenge);
        if (request.url === syncApi.session.path) {
          const { nonce, signature } = JSON.parse(Buffer.concat(pieces).toString()) as Record<string, string>;
          expect(verifySession(nonce!, signature!, publicKeyOf(key))).toBe(true);
          tokens.push(`token-${tokens.length}`);
          return reply(200, { token: tokens.at(-1), expiresInMs: 3_600_000 });
        }
        if (request.headers.authorization !== `Bearer ${tokens.at(-1)}`)
          return reply(401, problemOf('STATION_SESSION_NEEDED'));
        return reply(200, { rows: [], lastRevision: 7, more: false, pins: [] });
      });
    });
    let nowMs = 0;
    const client = makeOfficeClient(lineTo(url), { stationId, key }, () => nowMs);
    for (let time = 0; time < 3; time++) expect(await client.directory(0, 10)).toMatchObject({ ok: true });
    expect(tokens.length).toBe(1);
    tokens.push('forgotten');
    expect(await client.directory(0, 10)).toMatchObject({ ok: true, value: { lastRevision: 7 } });
    expect(tokens.length).toBe(3);
    nowMs = 3_590_000;
    await client.directory(5, 10);
    expect(tokens.length).toBe(4);
    expect(seen.filter((path) => path.includes('directory')).at(-1)).toBe('/sync/directory?after=5&limit=10');
  });

  it('an office that never accepts a session is asked twice, not for ever', async () => {
    let calls = 0;
    const url = await serve((request, answer) => {
      calls += 1;
      if (request.url === syncApi.challenge.path) return answer.end(JSON.stringify(challenge));
      if (request.url === syncApi.session.path)
        return answer.end(JSON.stringify({ token: 'x', expiresInMs: 3_600_000 }));
      return answer.writeHead(401).end(JSON.stringify(problemOf('STATION_SESSION_NEEDED')));
    });
    const client = makeOfficeClient(lineTo(url), { stationId, key: makeSigningKey() });
    expect(await client.directory(0, 10)).toMatchObject({ code: 'STATION_SESSION_NEEDED' });
    expect(calls).toBe(6);
  });
});
