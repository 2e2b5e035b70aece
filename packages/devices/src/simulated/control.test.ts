import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leftFour, startTrial, type Trial } from '../sbi/trial.ts';
import { openSimulatedKeys } from './keys.ts';

describe('the control plane of simulated devices', () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial({ versions: ['0.9.5'] });
  });
  afterAll(() => trial.running.stop());

  const post = async (name: string, body: unknown, port = trial.running.controlPort): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/admin/${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return response.json();
  };

  it("obeys the reference device's calls on every device's port", async () => {
    const port = trial.running.devices[1]!.port;
    expect(await post('status', { type: 'Iris', deviceStatus: 'Busy' }, port)).toMatchObject({
      errorCode: '0',
    });
    const found = await trial.client.discover();
    expect(found.map((device) => device.status)).toEqual(['ready', 'busy', 'ready']);
    await post('status', { type: 'Biometric Device', deviceStatus: 'Ready' }, port);
    await post('score', { type: 'Finger', qualityScore: '31', fromIso: false }, port);
    expect(await trial.client.capture(trial.serialNo('finger'), leftFour())).toMatchObject({
      samples: [{ qualityScore: 31 }, { qualityScore: 31 }, { qualityScore: 31 }, { qualityScore: 31 }],
    });
    await post('score', { type: 'Finger', fromIso: true }, port);
    const impatient = await trial.impatientClient({ captureMs: 100 });
    await post('delay', { type: 'Finger', delay: 60_000, method: ['RCAPTURE'] }, port);
    expect(await impatient.capture(trial.serialNo('finger'), leftFour())).toMatchObject({
      failure: { code: 'timeout' },
    });
    await post('delay', { type: 'Finger', delay: 0 }, port);
  });

  it('says what it does not understand', async () => {
    expect(await post('status', { type: 'Finger', deviceStatus: 'Asleep' })).toMatchObject({
      errorCode: '504',
    });
    expect(await post('fault', { type: 'Ear', fault: 'hot' })).toMatchObject({ errorCode: '505' });
    const misspelt = { type: 'Finger', fault: 'quality-drift', perCapture: 20 };
    expect(await post('fault', misspelt)).toMatchObject({ errorCode: '504' });
    expect(await post('explode', {})).toMatchObject({ errorCode: '507' });
  });

  it('reaches a device that has vanished, and brings it back', async () => {
    await post('fault', { type: 'Iris', fault: 'vanish' });
    expect((await trial.client.discover()).map((device) => device.kind)).toEqual(['finger', 'face']);
    await post('fault', { type: 'Iris', fault: 'none' });
    expect(await trial.client.discover()).toHaveLength(3);
  });

  it('answers the preflight question of a browser', async () => {
    const port = trial.running.devices[0]!.port;
    const response = await fetch(`http://127.0.0.1:${port}/capture`, { method: 'OPTIONS' });
    expect(response.headers.get('access-control-allow-methods')).toContain('RCAPTURE');
  });

  it('one capture at a time: the second caller is told to wait', async () => {
    const device = trial.running.devices[0]!;
    device.capturing = true;
    expect(await trial.client.capture(device.serialNo, leftFour())).toMatchObject({
      failure: { code: 'sbi-703', group: 'wait' },
    });
    device.capturing = false;
  });
});

describe('the keys of simulated devices', () => {
  it('rest in a folder, for the owner only, so that trust survives a restart', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'rekam-keys-'));
    try {
      const first = await openSimulatedKeys(folder);
      const key = await first.deviceKey('RKMSLAP00000000');
      const second = await openSimulatedKeys(folder);
      expect(second.trustPem).toBe(first.trustPem);
      expect((await second.deviceKey('RKMSLAP00000000')).certificate).toBe(key.certificate);
      expect((await stat(path.join(folder, 'simulated-device-keys.json'))).mode & 0o077).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
