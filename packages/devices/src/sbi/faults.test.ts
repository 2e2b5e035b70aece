import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { groupOf } from '../failure.ts';
import { firstPreviousHash } from '../port.ts';
import { type FaultName, faultCatalogue, faultNames } from '../simulated/faults.ts';
import { startSimulatedDevices } from '../simulated/simulator.ts';
import { createPlainSamples } from './plain-samples.ts';
import { leftFour, startTrial, type Trial } from './trial.ts';

describe.each(['0.9.5', '1.0'] as const)('a device that speaks %s and fails', (version) => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial({ versions: [version], kinds: ['finger'] });
    await trial.client.discover();
  });
  afterAll(() => trial.running.stop());
  afterEach(async () => {
    await trial.running.control.clear();
    await trial.client.discover();
  });

  const captured = faultNames.filter((name) => faultCatalogue[name].reach !== 'stream');
  it.each(captured)('%s: the failure is named and grouped, and the device heals', async (name) => {
    const { client, running, serialNo } = trial;
    const expected = faultCatalogue[name].seenAs;
    const asking = expected === 'timeout' ? await trial.impatientClient({ captureMs: 200 }) : client;
    await running.control.fault('Finger', { fault: name });
    const outcome = await asking.capture(serialNo('finger'), leftFour());
    if (expected === null) expect(outcome.ok).toBe(true);
    else
      expect(outcome).toMatchObject({
        ok: false,
        failure: { code: expected, group: groupOf(expected), deviceSerialNo: serialNo('finger') },
      });
    await running.control.clear();
    expect(await client.capture(serialNo('finger'), leftFour())).toMatchObject({ ok: true });
  });

  const seenInState: readonly (readonly [FaultName, unknown])[] = [
    ['not-ready', { ok: true, device: { status: 'not-ready' } }],
    ['hot', { ok: true, device: { status: 'not-ready' } }],
    ['busy', { ok: true, device: { status: 'busy' } }],
    ['vanish', { ok: false, failure: { code: 'vanished', group: 'check-cable' } }],
    ['half-open', { ok: false, failure: { code: 'timeout', group: 'check-cable' } }],
    ['wrong-signature', { ok: true, device: { trust: { ok: false, reason: { code: 'bad-signature' } } } }],
    [
      'expired-certificate',
      { ok: true, device: { trust: { ok: false, reason: { code: 'expired-certificate' } } } },
    ],
  ];
  it.each(seenInState)('%s: is seen when the device is asked how it is', async (name, expected) => {
    const { client, running, serialNo } = trial;
    const asking = name === 'half-open' ? await trial.impatientClient({ infoMs: 200 }) : client;
    await running.control.fault('Finger', { fault: name });
    expect(await asking.describe(serialNo('finger'))).toMatchObject(expected as object);
    await running.control.clear();
    expect(await client.describe(serialNo('finger'))).toMatchObject({
      ok: true,
      device: { trust: { ok: true } },
    });
  });

  it('slow-stream: the live picture ends with a reason, and captures go on', async () => {
    const { client, running, serialNo } = trial;
    const impatient = await trial.impatientClient({ frameMs: 300 });
    await running.control.fault('Finger', { fault: 'slow-stream' });
    const stream = await impatient.stream(serialNo('finger'), 'left-four');
    if (!stream.ok) throw new Error(stream.failure.code);
    const pictures: Uint8Array[] = [];
    for await (const picture of stream.frames) pictures.push(picture);
    expect(pictures).toHaveLength(0);
    expect(await stream.ended).toMatchObject({ code: 'timeout', group: 'check-cable' });
    expect(await client.capture(serialNo('finger'), leftFour())).toMatchObject({ ok: true });
    await running.control.clear();
  });

  it('vanish: a device that comes back on another port is found by its serial number', async () => {
    const { client, running, serialNo } = trial;
    const before = await client.describe(serialNo('finger'));
    await running.control.fault('Finger', { fault: 'vanish', otherPort: true, backAfterMs: 0 });
    while (running.devices[0]!.port === 0) await new Promise((done) => setTimeout(done, 5));
    expect(await client.capture(serialNo('finger'), leftFour())).toMatchObject({ ok: true });
    const after = await client.describe(serialNo('finger'));
    if (!before.ok || !after.ok) throw new Error('not described');
    expect(after.device.baseUrl).not.toBe(before.device.baseUrl);
  });

  it('vanish: while the capture runs, it is not captured twice', async () => {
    const { running, serialNo, settings } = trial;
    const twin = await startSimulatedDevices({
      portFrom: running.devices[0]!.port + 1,
      portTo: settings.ports!.to,
      versions: [version],
      kinds: ['finger'],
      samples: createPlainSamples(),
    });
    expect(twin.devices[0]!.serialNo).toBe(serialNo('finger'));
    const client = trial.clientWith({ trustedPem: () => [running.trustPem, twin.trustPem] });
    await client.discover();
    await running.control.fault('Finger', { fault: 'vanish', after: 1 });
    expect(await client.capture(serialNo('finger'), leftFour())).toMatchObject({ ok: true });
    expect(await client.capture(serialNo('finger'), leftFour())).toMatchObject({
      ok: false,
      failure: { code: 'vanished' },
    });
    expect(twin.devices[0]!.impressions.size).toBe(0);
    await twin.stop();
  });

  it('begins after so many captures and heals after so many failures', async () => {
    const { client, running, serialNo } = trial;
    await running.control.fault('Finger', { fault: 'cut-body', after: 2, times: 1 });
    const outcomes: boolean[] = [];
    for (let i = 0; i < 4; i++) outcomes.push((await client.capture(serialNo('finger'), leftFour())).ok);
    expect(outcomes).toEqual([true, true, false, true]);
  });

  it('quality-drift: every capture is worse than the one before until the glass is cleaned', async () => {
    const { client, running, serialNo } = trial;
    await running.control.handle('/admin/score', { type: 'Finger', qualityScore: 80 });
    await running.control.handle('/admin/fault', {
      type: 'Finger',
      fault: 'quality-drift',
      pointsPerCapture: 20,
    });
    const scoreNow = async (): Promise<number> => {
      const outcome = await client.capture(serialNo('finger'), leftFour());
      return outcome.ok ? outcome.samples[0]!.qualityScore : Number.NaN;
    };
    expect([await scoreNow(), await scoreNow(), await scoreNow()]).toEqual([60, 40, 20]);
    await running.control.handle('/admin/clean', { type: 'Finger' });
    expect(await scoreNow()).toBe(80);
    await running.control.handle('/admin/score', { type: 'Finger', fromIso: true });
  });

  it('an answer that the caller no longer wants is given up at once', async () => {
    const { client, running, serialNo } = trial;
    await running.control.fault('Finger', { fault: 'half-open' });
    const given = new AbortController();
    const outcome = client.capture(serialNo('finger'), leftFour(), given.signal);
    given.abort();
    expect(await outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    await running.control.clear();
  });

  it('a certificate of nobody in the trust list is not believed', async () => {
    const { running, serialNo } = trial;
    const stranger = trial.clientWith({ trustedPem: () => [] });
    const [device] = await stranger.discover();
    expect(device?.trust).toMatchObject({ ok: false, reason: { code: 'untrusted', group: 'open-incident' } });
    expect(await stranger.capture(serialNo('finger'), leftFour())).toMatchObject({
      ok: false,
      failure: { code: 'untrusted' },
    });
    expect(running.devices[0]!.port).toBeGreaterThan(0);
  });

  it('a device that is not registered and does not sign is refused unless policy admits it', async () => {
    const { running, client, serialNo } = trial;
    await running.control.handle('/admin/status', { type: 'Finger', deviceStatus: 'Not Registered' });
    expect(await client.describe(serialNo('finger'))).toMatchObject({
      ok: true,
      device: { status: 'not-registered', trust: { ok: false, reason: { code: 'unsigned' } } },
    });
    const lenient = trial.clientWith({ allowUnsigned: true });
    expect(await lenient.discover()).toMatchObject([{ trust: { ok: true } }]);
    expect(await lenient.capture(serialNo('finger'), leftFour())).toMatchObject({
      ok: false,
      failure: { code: 'sbi-100', group: 'open-incident' },
    });
    await running.control.handle('/admin/status', { type: 'Finger', deviceStatus: 'Ready' });
    await client.discover();
  });

  it('refuses to send what no device can capture', async () => {
    const { client, serialNo } = trial;
    const serial = serialNo('finger');
    const impossible = [
      { ...leftFour(), subjects: ['L2', 'L3'] as const },
      { ...leftFour(), exceptions: ['L2'] as const },
      { ...leftFour(), slot: 'both-irises', subjects: ['IL', 'IR'] } as const,
      { ...leftFour(), transactionId: 'a b' },
      { ...leftFour(), previousHash: firstPreviousHash.toLowerCase() },
    ];
    for (const request of impossible)
      expect(await client.capture(serial, request)).toMatchObject({
        ok: false,
        failure: { code: 'not-supported' },
      });
    expect(await client.capture('NOBODY000000', leftFour())).toMatchObject({
      ok: false,
      failure: { code: 'no-device', group: 'open-incident' },
    });
  });
});
