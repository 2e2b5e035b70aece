import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import {
  type Contract,
  equipmentApi,
  officeApi,
  paperApi,
  planningApi,
  repairApi,
  syncApi,
} from '@rekam/protocol';
import { startProgram } from '@rekam/protocol/process/running-program.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';
import { findOddAnswers } from '@rekam/testkit/wrong-requests.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OfficeProcess, officeProgram, startOfficeProcess } from '../testing/office-process.ts';

let office: OfficeProcess;
let head: ApiClient;
let station: BareStation;

beforeAll(async () => {
  office = await startOfficeProcess();
  head = office.head;
  const [place] = await head.call(officeApi.listPlaces, {});
  const { code } = await head.call(officeApi.makeStationCode, {
    body: { placeId: place!.id, name: 'Loket' },
  });
  station = await BareStation.enrol(office.url, code);
});
afterAll(() => office?.stop());

const contracts: Contract[] = [officeApi, syncApi, equipmentApi, repairApi, paperApi, planningApi];

const counts = async () => (await head.call(officeApi.listEnrolments, { query: { limit: 1 } })).counts;
/** Asks until the office, whose database may be just starting, answers as wanted. */
const opened = async (counted: number) => {
  for (let seen = -1; seen < counted; ) {
    seen = await counts().then(
      (answer) => answer.counted,
      () => -1,
    );
    if (seen < counted) await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('an office as a process', () => {
  it('OFF1 a second start on the same folder says where the first one is', async () => {
    const second = startProgram(officeProgram, ['--data', office.data, '--port', '0'], {
      errors: 'ignore',
    });
    const event = await second.waitFor((e) => e.event === 'refused' || e.event === 'listening');
    expect(event).toMatchObject({ event: 'refused', code: 'OFFICE_ALREADY_RUNNING', url: office.url });
    expect(await second.ended).toBe(75);
  });

  it('OFF2 killed in the middle of an upload it keeps what it acknowledged, and goes on with the rest', async () => {
    const before = await makePacket({
      settings: station.settings,
      stationKey: station.key,
      serial: 1,
      sampleBytes: 50_000,
    });
    const receipt = (await station.send(before)).receipt;
    const cut = await makePacket({
      settings: station.settings,
      stationKey: station.key,
      serial: 2,
      sampleBytes: 2_000_000,
    });
    await sendHalf(cut);
    await office.kill();
    const { setupKey } = await office.start();
    expect(setupKey).toBeNull();
    const again = await station.send(before);
    expect(again.receipt).toEqual(receipt);
    expect((await station.send(cut)).state).toBe('received');
    await opened(2);
    expect(await counts()).toEqual({ received: 0, counted: 2, held: 0, 'set-aside': 0 });
  });

  it('OFF3 whose PostgreSQL is killed serves again by itself and has lost nothing', async () => {
    const packet = await makePacket({
      settings: station.settings,
      stationKey: station.key,
      serial: 3,
      sampleBytes: 50_000,
    });
    const receipt = (await station.send(packet)).receipt;
    process.kill(
      Number(readFileSync(join(office.data, 'pg/postmaster.pid'), 'utf8').split('\n')[0]),
      'SIGKILL',
    );
    let answer: unknown;
    for (let tries = 0; tries < 200 && !answer; tries++) {
      answer = await station.send(packet).catch(() => undefined);
      if (!answer) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(answer).toMatchObject({ state: 'received', receipt });
    await opened(3);
  });

  it('SHL8 neither its own lines nor the database’s log carry a resident', async () => {
    await head.call(officeApi.searchEnrolments, { body: { q: 'WARGA UJI' } });
    await fetch(`${office.url}/api/enrolments/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: office.url },
      body: '{"q":"5371041508700001',
    });
    const said: string[] = [];
    office.program.onEvent((event) => said.push(JSON.stringify(event)));
    const log = readFileSync(join(office.data, 'log/postgres.log'), 'utf8') + said.join('\n');
    expect(log.length).toBeGreaterThan(100);
    expect(log).not.toMatch(/537104|WARGA/);
  });

  it('OFF4 asked to stop it stops in order, database too', async () => {
    const pid = Number(readFileSync(join(office.data, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
    office.program.child.kill('SIGTERM');
    expect(await office.program.ended).toBe(0);
    expect(() => process.kill(pid, 0)).toThrow();
    await office.start();
    await opened(3);
    expect((await counts()).counted).toBe(3);
  });

  it('OFF5 describes its whole API as OpenAPI', async () => {
    const document = (await (await fetch(`${office.url}/api/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const expected = contracts
      .flatMap((operations) => Object.values(operations))
      .map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
    expect(Object.keys(document.paths).sort()).toEqual([...new Set(expected)].sort());
  });

  it('OFF6 answers problem details with security headers, and never a page for an unknown API address', async () => {
    const answer = await fetch(`${office.url}/api/tidak-ada`, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(((await answer.json()) as { code: string }).code).toBe('REQUEST_NOT_FOUND');
  });

  it('SHL14 refuses in our words what no operation can be asked, whichever it is', async () => {
    expect(await findOddAnswers(office.url, contracts)).toEqual([]);
    const { status, headers } = await fetch(`${office.url}${officeApi.listPlaces.path}`, {
      method: 'DELETE',
      headers: { origin: office.url },
    });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });
});

/** Announces a packet, sends its first half and leaves the connection open. */
async function sendHalf(packet: Awaited<ReturnType<typeof makePacket>>): Promise<void> {
  const headers = { authorization: `Bearer ${station.token}`, 'content-type': 'application/json' };
  const { packetId, sha256, sealedAt, bytes } = packet;
  await fetch(office.url + syncApi.announce.path, {
    method: 'POST',
    headers,
    body: JSON.stringify({ packetId, sha256, bytes: bytes.length, sealedAt }),
  });
  const call = request(`${office.url}/sync/packets/${packetId}/bytes?offset=0`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/octet-stream', 'content-length': bytes.length },
  });
  call.on('error', () => undefined);
  await new Promise<void>((resolve) => call.write(bytes.subarray(0, bytes.length / 2), () => resolve()));
}
