import type { BiometricDevices, DeviceDescription, DeviceFailure, DeviceKind } from '@rekam/devices';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DeviceWatch, makeDeviceWatch } from './device-watch.ts';

const deviceOf = (kind: DeviceKind, part: Partial<DeviceDescription> = {}): DeviceDescription => ({
  kind,
  serialNo: `RKM${kind.toUpperCase()}0001`,
  make: 'Merek A',
  model: 'M1',
  deviceSubTypes: ['Slap'],
  specVersion: '1.0',
  firmware: '1.0',
  certification: 'L0',
  status: 'ready',
  baseUrl: 'http://127.0.0.1:4501/',
  trust: {
    ok: true,
    subject: 'CN=Merek A',
    certificateSha256: '00'.repeat(32),
    validUntil: '2030-01-01T00:00:00Z',
  },
  ...part,
});
const failure: DeviceFailure = { code: 'sbi-110', group: 'check-cable', detail: '' };

/** What stands on the counter, and how often it was looked for; a scan waits while it is held. */
let there: DeviceDescription[];
let scans: number;
let held: Promise<void> | undefined;
let nowMs: number;
let watch: DeviceWatch;

beforeEach(() => {
  vi.useFakeTimers();
  [there, scans, held, nowMs] = [[deviceOf('finger'), deviceOf('iris')], 0, undefined, 1_000];
  const never = () => Promise.reject(new Error('not asked for here'));
  const devices: BiometricDevices = {
    discover: async () => {
      scans += 1;
      await held;
      return there;
    },
    describe: never,
    capture: never,
    stream: never,
  };
  watch = makeDeviceWatch(devices, () => nowMs);
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);
const stateOf = (kind: DeviceKind) => watch.states().find((state) => state.kind === kind);

describe('the watch over devices', () => {
  it('DVC1 looks every ten seconds, never while a device works', async () => {
    watch.start();
    await seconds(25);
    expect(scans).toBe(3);
    let done = () => {};
    const work = watch.whileBusy(() => new Promise<void>((resolve) => (done = resolve)));
    await seconds(60);
    expect(scans).toBe(3);
    done();
    await work;
    await seconds(10);
    expect(scans).toBe(4);
  });

  it('DVC1 says how things stand while a scan is still waiting for a device', async () => {
    await watch.scan();
    held = new Promise(() => {});
    void watch.scan();
    expect(stateOf('finger')).toMatchObject({ status: 'ready' });
  });

  it('DVC2 says at once what a call has shown, until a scan finds the device ready', async () => {
    await watch.scan();
    there = [deviceOf('finger', { status: 'not-ready' }), deviceOf('iris')];
    watch.noteFailure('finger', failure);
    expect(stateOf('finger')?.problem).toMatchObject({ code: 'sbi-110' });
    await watch.scan();
    expect(stateOf('finger')?.problem).toMatchObject({ code: 'sbi-110' });
    there = [deviceOf('finger'), deviceOf('iris')];
    await watch.scan();
    expect(stateOf('finger')).toMatchObject({ status: 'ready', problem: null });
  });

  it('DVC6 counts by its own clock how long a device has been as it is, and tells of a change at once', async () => {
    const told = vi.fn();
    watch.onChange(told);
    await watch.scan();
    expect(told).not.toHaveBeenCalled();
    nowMs += 90_000;
    expect(watch.statusForMs('iris')).toBe(90_000);
    there = [deviceOf('finger')];
    await watch.scan();
    expect(told).toHaveBeenCalledTimes(1);
    nowMs += 5_000;
    expect([watch.statusForMs('iris'), watch.statusForMs('finger')]).toEqual([5_000, 95_000]);
  });

  it('CAP1 prefers a device that is trusted and ready', async () => {
    const wary = { ok: false, reason: { code: 'untrusted', group: 'open-incident', detail: '' } } as const;
    there = [
      deviceOf('finger', { serialNo: 'STRANGER00001', trust: wary }),
      deviceOf('finger', { serialNo: 'ASLEEP0000001', status: 'not-ready' }),
      deviceOf('finger', { serialNo: 'READY00000001' }),
    ];
    await watch.scan();
    expect(watch.find('finger')?.serialNo).toBe('READY00000001');
  });
});
