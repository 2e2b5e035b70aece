import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaptureRequest } from '../port.ts';
import { firstPreviousHash } from '../port.ts';
import { openSimulatedKeys } from '../simulated/keys.ts';
import { startSimulatedDevices } from '../simulated/simulator.ts';
import { conformanceCases } from './conformance/cases.ts';
import { runConformance } from './conformance/run.ts';
import { provesRecord } from './jws.ts';
import { leftFour, startTrial, type Trial, transaction } from './trial.ts';
import { chainHashOf } from './verify-capture.ts';

describe.each([
  { versions: ['0.9.5'], speaks: '0.9.5' },
  { versions: ['1.0'], speaks: '1.0' },
  { versions: ['0.9.5', '1.0'], speaks: '1.0' },
] as const)('devices that offer $versions', ({ versions, speaks }) => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial({ versions });
  });
  afterAll(() => trial.running.stop());

  it('are found with the highest version both sides know, and believed', async () => {
    const found = await trial.client.discover();
    expect(found.map((device) => device.kind)).toEqual(['finger', 'iris', 'face']);
    for (const device of found) {
      expect(device).toMatchObject({ specVersion: speaks, status: 'ready', trust: { ok: true } });
      expect(device.serialNo).toMatch(/^[A-Z0-9]{12,}$/);
    }
  });

  it('capture every slot of a recording in one chain across devices', async () => {
    const slots: readonly (readonly ['finger' | 'iris' | 'face', Partial<CaptureRequest>])[] = [
      ['face', { slot: 'face', subjects: ['FA'] }],
      ['finger', { slot: 'left-four', subjects: ['L2', 'L3', 'L4', 'L5'] }],
      ['finger', { slot: 'right-four', subjects: ['R2', 'R3', 'R5'], exceptions: ['R4'] }],
      ['finger', { slot: 'thumbs', subjects: ['R1'], exceptions: ['L1'] }],
      ['iris', { slot: 'both-irises', subjects: ['IL', 'IR'] }],
      ['iris', { slot: 'left-iris', subjects: ['IL'] }],
      ['iris', { slot: 'right-iris', subjects: ['IR'] }],
      ['finger', { slot: 'single-finger', subjects: ['R2'] }],
      ['finger', { slot: 'single-finger', subjects: ['L2'] }],
    ];
    let previousHash = firstPreviousHash;
    for (const [kind, part] of slots) {
      const request = { ...leftFour(), exceptions: [], ...part, previousHash, transactionId: transaction() };
      const outcome = await trial.client.capture(trial.serialNo(kind), request);
      if (!outcome.ok) throw new Error(`${part.slot}: ${outcome.failure.code} ${outcome.failure.detail}`);
      expect(outcome.samples.map((sample) => sample.subject).sort()).toEqual([...part.subjects!].sort());
      for (const sample of outcome.samples) {
        expect(sample.previousHash).toBe(previousHash);
        expect(sample.chainHash).toBe(chainHashOf(previousHash, sample.record));
        previousHash = sample.chainHash;
      }
    }
  });

  it('leave a proof of what they signed, small, without the picture', async () => {
    const outcome = await trial.client.capture(trial.serialNo('finger'), leftFour());
    if (!outcome.ok) throw new Error(outcome.failure.code);
    const sample = outcome.samples[0]!;
    expect(provesRecord(sample.signatureParts, sample.record)).toBe(true);
    const altered = Uint8Array.from(sample.record);
    altered[altered.length - 1]! ^= 1;
    expect(provesRecord(sample.signatureParts, altered)).toBe(false);
    expect(sample.signatureParts).not.toContain(Buffer.from(sample.record).toString('base64url'));
  });

  it('show a live picture until nobody looks any more', async () => {
    const looking = new AbortController();
    const stream = await trial.client.stream(trial.serialNo('iris'), 'both-irises', looking.signal);
    if (!stream.ok) throw new Error(stream.failure.code);
    let pictures = 0;
    for await (const picture of stream.frames) {
      expect([...picture.subarray(0, 2)]).toEqual([0xff, 0xd8]);
      if (++pictures === 3) looking.abort();
    }
    expect(pictures).toBe(3);
    expect(await stream.ended).toBeNull();
  });

  it('pass the conformance cases', async () => {
    const results = [];
    for (const device of trial.running.devices)
      results.push(...(await runConformance(device.port, trial.settings)));
    expect(results.filter((result) => !result.held)).toEqual([]);
    expect(new Set(results.map((result) => result.id))).toEqual(
      new Set(conformanceCases.map((test) => test.id)),
    );
  });

  it('fail a conformance case when they misbehave', async () => {
    await trial.running.control.fault('Finger', { fault: 'broken-chain' });
    const results = await runConformance(trial.running.devices[0]!.port, trial.settings);
    await trial.running.control.clear();
    const broken = results.filter((result) => !result.held);
    expect(broken.map((result) => result.id)).toEqual(['CAP-01', 'CAP-02', 'CAP-03', 'CAP-04', 'CAP-05']);
    expect(broken[0]!.problems[0]).toMatch(/^chain: /);
  });
});

describe('two devices under one serial number', () => {
  it('are the one that the office believes, wherever it listens', async () => {
    const trial = await startTrial({ kinds: ['finger'] });
    const { from: portFrom, to: portTo } = trial.settings.ports!;
    const keys = await openSimulatedKeys(undefined);
    const second = await startSimulatedDevices({ kinds: ['finger'], keys, portFrom, portTo });
    try {
      for (const { trustPem, devices } of [trial.running, second]) {
        const found = await trial.clientWith({ trustedPem: () => [trustPem] }).discover();
        expect(found).toMatchObject([
          { trust: { ok: true }, baseUrl: expect.stringContaining(`:${devices[0]!.port}/`) },
        ]);
      }
    } finally {
      await second.stop();
      await trial.running.stop();
    }
  });
});
