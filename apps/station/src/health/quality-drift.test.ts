import { createSbiDevices, firstPreviousHash } from '@rekam/devices';
import { defaultEnrolmentPolicy, evolveTrend, newTrend } from '@rekam/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDevices, type TestDevices } from '../testing/test-counter.ts';
import { makeDeviceLog } from './device-log.ts';

let devices: TestDevices;
beforeAll(async () => {
  // Residents differ: some have dry fingers.
  devices = await startTestDevices(({ subject, impression, wear }) =>
    Math.max(0, 62 + ((impression * 7 + subject.charCodeAt(1)) % 17) - wear),
  );
});
afterAll(() => devices?.stop());

describe('a scanner whose glass grows dirty', () => {
  it('HLT8 is told to be cleaned before its captures fail, and is usual again once it was', async () => {
    const sbi = createSbiDevices({
      trustedPem: () => [devices.trustPem],
      now: () => Date.now(),
      ports: devices.ports,
      allowUnsigned: false,
    });
    const finger = (await sbi.discover()).find(({ kind }) => kind === 'finger')!;
    const log = makeDeviceLog();
    const { finger: threshold } = defaultEnrolmentPolicy.thresholds;
    let told = 0;
    let trend = newTrend;

    /** One resident: both hands and the thumbs, noted as the station notes them. */
    const visit = async (enrolmentId: string): Promise<number> => {
      let worst = 100;
      for (const [slot, subjects] of [
        ['left-four', ['L2', 'L3', 'L4', 'L5']],
        ['right-four', ['R2', 'R3', 'R4', 'R5']],
        ['thumbs', ['L1', 'R1']],
      ] as const) {
        const outcome = await sbi.capture(finger.serialNo, {
          slot,
          subjects,
          exceptions: [],
          requestedScore: threshold,
          timeoutMs: 2_000,
          transactionId: `drift-${enrolmentId}-${slot}`.slice(0, 50),
          previousHash: firstPreviousHash,
        });
        if (!outcome.ok) throw new Error(outcome.failure.code);
        const scores = outcome.samples.map(({ qualityScore }) => qualityScore);
        worst = Math.min(worst, ...scores);
        log.noteCapture('finger', { enrolmentId, slot, scores, ms: 900 });
      }
      log.endVisits();
      for (const one of log.countsOf('finger').visits.filter(({ n }) => n > told)) {
        told = one.n;
        trend = evolveTrend(trend, one);
      }
      return worst;
    };

    for (let i = 0; i < 25; i++) await visit(`usual${i}`);
    expect(trend.drifting).toBe(false);
    await devices.control.fault('Finger', { fault: 'quality-drift', pointsPerCapture: 1 });
    let worst = 100;
    let visits = 0;
    while (!trend.drifting && visits < 40) {
      worst = await visit(`dirty${visits}`);
      visits++;
    }
    expect(trend.drifting).toBe(true);
    expect(worst).toBeGreaterThanOrEqual(threshold);
    // Left alone, the same glass makes captures fail.
    for (let i = 0; i < 15 && worst >= threshold; i++) worst = await visit(`later${i}`);
    expect(worst).toBeLessThan(threshold);
    await devices.control.clear('Finger', 'quality-drift');
    for (let i = 0; i < 4; i++) await visit(`clean${i}`);
    expect(trend.drifting).toBe(false);
  });
});
