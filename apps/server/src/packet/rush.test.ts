import { describe, expect, it } from 'vitest';
import { makeRushMeter } from './rush.ts';

describe('a rush of packets', () => {
  it('RCV19 is more than 8 MB a second, and over soon after the last byte', () => {
    let nowMs = 0;
    const meter = makeRushMeter(() => nowMs);
    const course = [60_000, 60_000, 2_500_000, 2_500_000, 0, 0, 0].map((bytes) => {
      nowMs += 250;
      meter.add(bytes);
      return meter.isBusy();
    });
    expect(course).toEqual([false, false, true, true, true, false, false]);
  });
});
