import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { problem } from '@rekam/protocol/http/parts.ts';
import { findOddAnswers } from '@rekam/testkit/wrong-requests.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../testing/hands.ts';
import { prepareFolder, startCounter, type TestCounter } from '../testing/test-counter.ts';
import { makeResident, makeTestOffice, type TestOffice } from '../testing/test-office.ts';
import { parseConfig } from './config.ts';
import { traceOf } from './events.ts';
import { handlersOf } from './handlers.ts';
import { makeServer } from './server.ts';

let office: TestOffice;
let counter: TestCounter;
const resident = makeResident(1);

beforeAll(async () => {
  office = await makeTestOffice();
  counter = await startCounter(await prepareFolder({ office, residents: [resident] }));
});
afterAll(() => counter.stop());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function ask({ method = 'GET', path = '/api/state', headers = {}, body = '' }: Asked) {
  const { port } = new URL(counter.url);
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const type = body ? { 'content-type': 'application/json' } : {};
      const call = request({ host: '127.0.0.1', port, method, path, headers: { ...type, ...headers } });
      call.on('error', reject);
      call.on('response', (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text }));
      });
      call.end(body);
    },
  );
}

describe('the loopback server', () => {
  it.each([
    ['another name for this computer', { headers: { host: 'rekam.example:8701' } }],
    [
      'a post from another page',
      { method: 'POST', path: '/api/sign-out', headers: { origin: 'http://evil.example' } },
    ],
    ['a picture asked for by another site', { headers: { 'sec-fetch-site': 'cross-site' } }],
  ])('refuses %s', async (_, asked) => {
    const answer = await ask(asked);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text).code).toBe('REQUEST_ORIGIN_FOREIGN');
  });

  it('answers a wrong request with problem details that name the field and quote nothing', async () => {
    const body = JSON.stringify({ nik: '537104650394000' });
    const answer = await ask({ method: 'POST', path: '/api/residents/search', body });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(problem.parse(JSON.parse(answer.text)).code).toBe('REQUEST_MALFORMED');
    expect(answer.text).not.toContain('537104650394000');
  });

  it('refuses in our words what no operation can be asked, whichever it is', async () => {
    expect(await findOddAnswers(counter.url, [counterApi])).toEqual([]);
  });

  it('asks for a sign-in before it shows residents, drafts, packets or pictures', async () => {
    const asked: Asked[] = [
      { method: 'POST', path: '/api/residents/search', body: JSON.stringify({ nik: resident.biodata.nik }) },
      { method: 'POST', path: '/api/enrolments', body: JSON.stringify({ nik: resident.biodata.nik }) },
      { path: '/api/enrolments' },
      { path: '/api/spool' },
      { path: '/api/stream/face' },
    ];
    for (const one of asked) {
      const answer = await ask(one);
      expect([one.path, answer.status, JSON.parse(answer.text).code]).toEqual([
        one.path,
        401,
        'ACCESS_SIGN_IN_NEEDED',
      ]);
    }
  });

  it('keeps pages of other origins from framing it and scripts of others from running', async () => {
    const { headers } = await ask({});
    expect(headers['content-security-policy']).toMatch(/default-src 'self'.*frame-ancestors 'self'/);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('a body longer than any honest one is refused', async () => {
    const body = JSON.stringify({ username: 'a'.repeat(300_000), password: 'b' });
    const answer = await ask({ method: 'POST', path: '/api/sign-in', body });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([413, 'REQUEST_TOO_LARGE']);
  });

  it('says what to do while the screens are not built, and gives every page the screens once they are', async () => {
    const missing = await ask({ path: '/', headers: { accept: 'text/html' } });
    expect(missing.status).toBe(503);
    expect(missing.text).toContain('npm start');
    const screens = mkdtempSync(join(tmpdir(), 'rekam-screens-'));
    mkdirSync(join(screens, 'assets'));
    writeFileSync(join(screens, 'counter.html'), '<title>Loket</title>');
    writeFileSync(join(screens, 'assets', 'a.js'), '1');
    const app = await makeServer({
      handlers: handlersOf(counter.station),
      findSession: () => null,
      screens,
      emit: () => undefined,
    }).catch(() => null);
    expect(app).not.toBeNull();
    const url = await app!.listen({ host: '127.0.0.1', port: 0 });
    const page = await fetch(`${url}/rekam/enr_1`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('Loket');
    expect((await fetch(`${url}/assets/a.js`)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${url}/assets/../counter.html`, { headers: { accept: '*/*' } })).status).toBe(404);
    expect((await fetch(`${url}/api/nothing`, { headers: { accept: 'text/html' } })).status).toBe(404);
    await app!.close();
  });

  it('the session cookie is out of reach of scripts and other sites, and one seat has one session', async () => {
    const body = JSON.stringify({ username: 'operator', password: office.operator.password });
    const answer = await ask({ method: 'POST', path: '/api/sign-in', body });
    const [cookie] = answer.headers['set-cookie'] as string[];
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const seen = async () =>
      JSON.parse((await ask({ headers: { cookie: cookie!.split(';')[0]! } })).text).operator;
    expect(await seen()).toMatchObject({ name: 'Oktavianus Operator' });
    await signIn(counter.api, office.colleague);
    expect(await seen()).toBeNull();
    await counter.api.call(counterApi.signOut, {});
  });

  it('writes neither names nor numbers of residents into its events', async () => {
    await signIn(counter.api, office.operator);
    await counter.api.call(counterApi.searchResidents, { body: { nik: resident.biodata.nik } });
    await counter.api.call(counterApi.beginEnrolment, { body: { nik: resident.biodata.nik } });
    const said = JSON.stringify(counter.events.all);
    expect(said).not.toContain(resident.biodata.nik);
    expect(said).not.toContain('ANASTASIA');
    const trace = JSON.stringify(traceOf(new Error(`no resident ${resident.biodata.nik}`)));
    expect(trace).not.toContain(resident.biodata.nik);
  });
});

describe('starting', () => {
  it.each([
    [['--port', '1'], /--data/],
    [['--data', 'd', '--port', '70000'], /--port/],
    [['--data', 'd', '--office', 'http://a'], /belong together/],
    [['--data', 'd', '--sbi-ports', '4600-4501'], /--sbi-ports/],
  ])('%j is explained', (argv, sentence) => {
    expect(parseConfig(argv)).toMatchObject({ problem: expect.stringMatching(sentence) });
  });
});
