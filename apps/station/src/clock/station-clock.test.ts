import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultEnrolmentPolicy, toInstant } from '@rekam/domain';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../storage/real-file-system.ts';
import { openClock } from './station-clock.ts';

const start = Date.parse('2026-11-24T04:00:00.000Z');
const hour = 3_600_000;

/** Both clocks of a machine, in the test's hands. */
function machine() {
  const time = { wall: start, monotonic: 0 };
  return {
    pass: (ms: number) => {
      time.wall += ms;
      time.monotonic += ms;
    },
    set: (ms: number) => {
      time.wall = ms;
    },
    source: { unixMs: () => time.wall, monotonicMs: () => time.monotonic },
  };
}
const folder = () => mkdtempSync(join(tmpdir(), 'rekam-clock-'));

describe('the clock of a station', () => {
  it('CLK1 is trusted only after a comparison with the office, and as long as it runs evenly', async () => {
    const { source, pass, set } = machine();
    const clock = await openClock(realFileSystem, folder(), source, () => defaultEnrolmentPolicy);
    expect(clock.reading()).toMatchObject({ trusted: false, offsetMs: null });
    await clock.noteContact(toInstant(start - 2000), 100);
    expect(clock.reading()).toMatchObject({ trusted: true, offsetMs: 1950 });
    pass(5 * hour);
    expect(clock.reading().trusted).toBe(true);
    set(start - 365 * 24 * hour);
    expect(clock.reading().trusted).toBe(false);
    expect(clock.lastContactAt()).toBe(toInstant(start));
  });

  it('CLK2 remembers comparison and contact across a restart, and a clock set back meanwhile is seen', async () => {
    const dir = folder();
    const before = machine();
    const first = await openClock(realFileSystem, dir, before.source, () => defaultEnrolmentPolicy);
    await first.noteContact(toInstant(start), 0);
    const even = machine();
    even.pass(hour);
    const later = await openClock(realFileSystem, dir, even.source, () => defaultEnrolmentPolicy);
    expect(later.reading()).toMatchObject({ trusted: true });
    expect(later.lastContactAt()).toBe(toInstant(start));
    const back = machine();
    back.set(start - 365 * 24 * hour);
    const set = await openClock(realFileSystem, dir, back.source, () => defaultEnrolmentPolicy);
    expect(set.reading().trusted).toBe(false);
    expect(set.seenAt()! >= toInstant(start)).toBe(true);
  });

  it('a clock that differs from the office’s by more than policy allows is not trusted', async () => {
    const { source } = machine();
    const clock = await openClock(realFileSystem, folder(), source, () => defaultEnrolmentPolicy);
    await clock.noteContact(toInstant(start - hour), 0);
    expect(clock.reading()).toMatchObject({ trusted: false, offsetMs: hour });
  });

  it('without a policy in force nothing is trusted', async () => {
    const { source } = machine();
    const clock = await openClock(realFileSystem, folder(), source, () => null);
    await clock.noteContact(toInstant(start), 0);
    expect(clock.reading().trusted).toBe(false);
  });
});
