import { describe, expect, it } from 'vitest';
import { playFaults } from './main.ts';

const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

describe('misfortunes by chance', () => {
  it('break no promise of honest builds, and find out every build that lies', {
    timeout: 3_600_000,
  }, async () => {
    const report = await playFaults(seeds, { verbose: false, sabotages: true });
    // A breach names its seed: bin/rekam simulate faults --seed S plays it again.
    expect(report.breaches).toEqual([]);
    expect(report).toMatchObject({ schedules: 100, sabotages: 3, sabotagesCaught: 3 });
    expect(report.acknowledged).toBeGreaterThan(400);
  });
});
