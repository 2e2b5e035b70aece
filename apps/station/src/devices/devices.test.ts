import { get } from 'node:http';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../testing/hands.ts';
import {
  prepareFolder,
  startCounter,
  startTestDevices,
  type TestCounter,
  type TestDevices,
} from '../testing/test-counter.ts';
import { makeResident, makeTestOffice, type TestOffice } from '../testing/test-office.ts';

let office: TestOffice;
let devices: TestDevices;
let counter: TestCounter;

beforeAll(async () => {
  office = await makeTestOffice();
  devices = await startTestDevices();
  const dataDir = await prepareFolder({
    office,
    residents: [makeResident(1)],
    trustPem: devices.trustPem,
  });
  counter = await startCounter(dataDir, devices.ports);
});
afterAll(async () => {
  await counter.stop();
  await devices.stop();
});

const seen = async () => {
  await counter.station.watch.scan();
  const { devices: states } = await counter.api.call(counterApi.getState, {});
  return Object.fromEntries(states.map(({ kind, status, problem }) => [kind, problem?.code ?? status]));
};

describe('what the status bar says of devices', () => {
  it('DVC5 names what was found, what is missing and what the screen does itself', async () => {
    expect(await seen()).toEqual({ finger: 'ready', iris: 'ready', face: 'ready', signature: 'browser' });
    await devices.control.fault('Iris', { fault: 'vanish' });
    await devices.control.fault('Face', { fault: 'vanish' });
    expect(await seen()).toEqual({ finger: 'ready', iris: 'absent', face: 'browser', signature: 'browser' });
    await devices.control.clear();
    expect(await seen()).toMatchObject({ iris: 'ready', face: 'ready' });
  });

  it('DVC3 calls a device that the office does not trust untrusted, with the reason', async () => {
    const dataDir = await prepareFolder({ office, residents: [] });
    const wary = await startCounter(dataDir, devices.ports);
    const { devices: states } = await wary.api.call(counterApi.getState, {});
    expect(states.find(({ kind }) => kind === 'finger')).toMatchObject({
      status: 'untrusted',
      problem: { code: 'untrusted', group: 'open-incident' },
    });
    // The office trusts their maker from now on: the running counter needs no new start.
    const signed = office.settings({ version: 2, deviceTrustPem: [devices.trustPem] });
    expect(await wary.station.identity.acceptSettings(signed)).toMatchObject({ ok: true });
    await wary.station.watch.scan();
    const { devices: now } = await wary.api.call(counterApi.getState, {});
    expect(now.find(({ kind }) => kind === 'finger')).toMatchObject({ status: 'ready', problem: null });
    // And no longer: the next scan says so, whatever it was before.
    await wary.station.identity.acceptSettings(office.settings({ version: 3, deviceTrustPem: [] }));
    await wary.station.watch.scan();
    const { devices: later } = await wary.api.call(counterApi.getState, {});
    expect(later.find(({ kind }) => kind === 'finger')).toMatchObject({ status: 'untrusted' });
    await wary.stop();
  });
});

describe('the live picture', () => {
  it('DVC4 comes as a stream of JPEGs, and the device is left alone when the browser leaves', async () => {
    const answer = await fetch(`${counter.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'operator', password: office.operator.password }),
    });
    const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    const { type, first } = await new Promise<{ type: string; first: Buffer }>((resolve, reject) => {
      const call = get(`${counter.url}/api/stream/left-four`, { headers: { cookie } }, (reply) => {
        let bytes = Buffer.alloc(0);
        reply.on('data', (chunk: Buffer) => {
          bytes = Buffer.concat([bytes, chunk]);
          if (bytes.length < 1500) return;
          resolve({ type: String(reply.headers['content-type']), first: bytes });
          call.destroy();
        });
        reply.on('end', () => reject(new Error('ended')));
        reply.on('error', () => undefined);
      });
      call.on('error', () => undefined);
    });
    expect(type).toMatch(/^multipart\/x-mixed-replace; boundary=/);
    const head = first.indexOf('\r\n\r\n');
    expect(first.subarray(0, head).toString()).toContain('Content-Type: image/jpeg');
    expect([...first.subarray(head + 4, head + 6)]).toEqual([0xff, 0xd8]);
    // Left by the first browser, the device serves the next one.
    await signIn(counter.api, office.operator);
    expect(await seen()).toMatchObject({ finger: 'ready' });
  });

  it('without a device it is refused in words', async () => {
    await signIn(counter.api, office.operator);
    await devices.control.fault('Iris', { fault: 'vanish' });
    await counter.station.watch.scan();
    const asked = counter.api.bytes(counterApi.stream, { params: { slot: 'both-irises' } });
    await expect(asked).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
    await devices.control.clear();
  });
});
