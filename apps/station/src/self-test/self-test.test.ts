import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { verifySigned } from '@rekam/protocol/sync/signed.ts';
import { publicKeyOf } from '@rekam/protocol/sync/signing-key.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openIdentity } from '../identity/identity.ts';
import { openNotes } from '../sending/notes.ts';
import { realFileSystem } from '../storage/real-file-system.ts';
import { signIn } from '../testing/hands.ts';
import {
  prepareFolder,
  startCounter,
  startTestDevices,
  type TestCounter,
  type TestDevices,
} from '../testing/test-counter.ts';
import { makeResident, makeTestOffice, type TestOffice } from '../testing/test-office.ts';
import { judgePower } from './surroundings-turn.ts';

let office: TestOffice;
let devices: TestDevices;
let counter: TestCounter | undefined;
let score = 85;

beforeAll(async () => {
  office = await makeTestOffice();
  devices = await startTestDevices(() => score);
});
afterAll(() => devices.stop());
afterEach(async () => {
  score = 85;
  await devices.control.clear();
  await counter?.stop();
  counter = undefined;
});

async function open(who = office.operator): Promise<{ dataDir: string; api: ApiClient }> {
  const dataDir = await prepareFolder({ office, residents: [makeResident(1)], trustPem: devices.trustPem });
  counter = await startCounter(dataDir, devices.ports);
  await signIn(counter.api, who);
  return { dataDir, api: counter.api };
}

const begin = (api: ApiClient) => api.call(counterApi.beginSelfTest, { body: { occasion: 'after-repair' } });
const scan = (api: ApiClient, kind: 'finger' | 'iris' | 'face') =>
  api.call(counterApi.takeSelfTestTurn, { params: { kind }, body: { with: 'device' } });
const line = (pointerType: 'pen' | 'keyboard', points = 20) => ({
  pointerType,
  pngBase64: png,
  strokes: [
    Array.from({ length: points }, (_, i) => [i / 100, 0.1, 0.5, i * 8] as [number, number, number, number]),
  ],
});
/** A white square of 20 pixels. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAABQAAAAUCAIAAAAC64paAAAAG0lEQVR42mP8//8/A7mAiYECMKp5VPOoZpI0AwBaVAMlyTvAdwAAAABJRU5ErkJggg==';
const draw = (api: ApiClient, drawing: ReturnType<typeof line>) =>
  api.call(counterApi.takeSelfTestTurn, { params: { kind: 'signature' }, body: { with: 'pad', drawing } });
const skip = (api: ApiClient, kind: 'line' | 'power') =>
  api.call(counterApi.takeSelfTestTurn, {
    params: { kind },
    body: { with: 'reason', reason: 'Kantor belum ada' },
  });
const sayPower = (api: ApiClient, works: boolean) =>
  api.call(counterApi.takeSelfTestTurn, { params: { kind: 'power' }, body: { with: 'hand', works } });
const turnOf = (view: Awaited<ReturnType<typeof begin>>, kind: string) =>
  view.turns.find((turn) => turn.kind === kind);

describe('the guided self-test of a counter', () => {
  it('EQP52 scanners pass by a verified capture, the pad by a line of a pen; the result is kept, signed, for the office', async () => {
    const { dataDir, api } = await open(office.technician);
    await begin(api);
    for (const kind of ['finger', 'iris', 'face'] as const)
      expect(turnOf(await scan(api, kind), kind)).toMatchObject({
        outcome: 'passed',
        score: 85,
        by: 'device',
      });
    expect(turnOf(await draw(api, line('keyboard')), 'signature')).toMatchObject({ outcome: 'failed' });
    expect(turnOf(await draw(api, line('pen', 2)), 'signature')).toMatchObject({ code: 'SELF_TEST_NO_LINE' });
    expect(turnOf(await draw(api, line('pen')), 'signature')).toMatchObject({ outcome: 'passed', tries: 3 });
    await skip(api, 'line');
    await sayPower(api, true);
    const ended = await api.call(counterApi.endSelfTest, {});
    expect(ended).toMatchObject({ told: 'waiting' });

    const [file, ...more] = readdirSync(join(dataDir, 'notes'));
    expect(more).toEqual([]);
    const note = JSON.parse(readFileSync(join(dataDir, 'notes', file!), 'utf8'));
    const { key } = (await openIdentity(realFileSystem, dataDir)).find()!;
    expect(verifySigned('rekam/note/1', note, publicKeyOf(key))).toBe(true);
    expect(verifySigned('rekam/heartbeat/1', note, publicKeyOf(key))).toBe(false);
    expect(note.value).toMatchObject({
      kind: 'self-test',
      occasion: 'after-repair',
      officerId: office.technician.id,
      clockTrusted: true,
    });
    expect(note.value.parts).toHaveLength(6);
    expect(note.value.parts).toContainEqual({
      device: 'finger',
      serialNo: expect.stringMatching(/^RKMSLAP/),
      outcome: 'passed',
      detail: '85/100',
      by: 'machine',
    });
    await expect(scan(api, 'finger')).rejects.toThrow('SELF_TEST_NOT_BEGUN');
  });

  it('EQP52 a device that fails says its code and what to try; poor pictures are no pass', async () => {
    const { api } = await open();
    await begin(api);
    await devices.control.fault('Iris', { fault: 'not-ready' });
    const dead = turnOf(await scan(api, 'iris'), 'iris');
    expect(dead).toMatchObject({ outcome: 'failed', code: 'sbi-110' });
    expect(dead?.sentence?.id).toContain('kabel');
    score = 12;
    expect(turnOf(await scan(api, 'finger'), 'finger')).toMatchObject({ code: 'SELF_TEST_POOR_QUALITY' });
    score = 85;
    await devices.control.clear();
    expect(turnOf(await scan(api, 'iris'), 'iris')).toMatchObject({ outcome: 'passed', tries: 2 });
  });

  it('EQP50 does not end while a device waits, and skips none without a reason', async () => {
    const { api } = await open();
    await expect(api.call(counterApi.endSelfTest, {})).rejects.toThrow('SELF_TEST_NOT_BEGUN');
    await begin(api);
    await expect(api.call(counterApi.endSelfTest, {})).rejects.toThrow('SELF_TEST_TURNS_LEFT');
    const skip = (reason: string) =>
      api.call(counterApi.takeSelfTestTurn, { params: { kind: 'iris' }, body: { with: 'reason', reason } });
    await expect(skip('     ')).rejects.toThrow('EQUIPMENT_REASON_MISSING');
    expect(turnOf(await skip('Alat sedang dipinjam'), 'iris')).toMatchObject({ outcome: 'skipped' });
  });

  it('EQP56 the line is not called good without an answer, and a person says of the UPS what no machine sees', async () => {
    const { api } = await open();
    await begin(api);
    const { params, body } = { params: { kind: 'line' as const }, body: { with: 'device' as const } };
    const dead = turnOf(await api.call(counterApi.takeSelfTestTurn, { params, body }), 'line');
    expect(dead).toMatchObject({ outcome: 'failed', ms: null });
    expect(dead!.sentence!.id).not.toBe('');
    const hand = { with: 'hand' as const, works: true };
    await expect(api.call(counterApi.takeSelfTestTurn, { params, body: hand })).rejects.toThrow(
      'SELF_TEST_DEVICE_NOT_ASKED',
    );
    expect(turnOf(await sayPower(api, false), 'power')).toMatchObject({
      outcome: 'failed',
      code: 'SELF_TEST_POWER_LOST',
      byHand: true,
    });
    expect(turnOf(await sayPower(api, true), 'power')).toMatchObject({ outcome: 'passed', byHand: true });
  });

  it('EQP56 power passes on a battery alone', () => {
    expect(judgePower({ source: 'battery', batteryPercent: 80 })).toMatchObject({ outcome: 'passed' });
    expect(judgePower({ source: 'mains', batteryPercent: 80 })).toMatchObject({
      code: 'SELF_TEST_STILL_ON_MAINS',
    });
    expect(judgePower({ source: 'unknown', batteryPercent: null })).toMatchObject({
      code: 'SELF_TEST_POWER_UNSEEN',
    });
  });

  it('belongs to who began it, and to nobody who is not signed in', async () => {
    const { api } = await open();
    await begin(api);
    await signIn(api, office.colleague);
    await expect(scan(api, 'finger')).rejects.toThrow('SELF_TEST_NOT_BEGUN');
    await api.call(counterApi.signOut, {});
    await expect(api.call(counterApi.getSelfTest, {})).rejects.toThrow('ACCESS_SIGN_IN_NEEDED');
  });
});

describe('notes for the office', () => {
  it('EQP55 wait over a restart and are told until they are taken; one refused holds no other', async () => {
    const { dataDir, api } = await open();
    for (let n = 0; n < 2; n++) {
      await begin(api);
      for (const kind of ['finger', 'iris', 'face'] as const) await scan(api, kind);
      await draw(api, line('pen'));
      await skip(api, 'line');
      await sayPower(api, true);
      await api.call(counterApi.endSelfTest, {});
    }
    const self = (await openIdentity(realFileSystem, dataDir)).find()!;
    const folder = join(dataDir, 'notes');
    const told: string[] = [];
    let refuses = true;
    const takeNote = async ({ value }: { value: Record<string, unknown> }) => {
      told.push(String(value.id));
      return refuses && told.length === 1
        ? ({ ok: false, code: 'EQUIPMENT_STATION_WITHOUT_SET' } as const)
        : ({ ok: true, value: { taken: 'now' } } as const);
    };
    const notes = await openNotes({ fs: realFileSystem, folder, self, office: { takeNote } });
    await notes.send();
    expect(new Set(told).size).toBe(2);
    expect(notes.findWaiting(told[0]!)).toEqual({ problem: 'EQUIPMENT_STATION_WITHOUT_SET' });
    expect(notes.findWaiting(told[1]!)).toBeNull();
    refuses = false;
    await notes.send();
    expect(told.slice(2)).toEqual([told[0]]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
