import { describe, expect, it } from 'vitest';
import {
  findTypedDate,
  formatAge,
  formatBytes,
  formatDuration,
  formatMoment,
  groupNik,
  midSentence,
} from './format.ts';

const ago = {
  now: 'now',
  minutes: (n: number) => `${n}m`,
  hours: (n: number) => `${n}h`,
  days: (n: number) => `${n}d`,
};

describe('what people type and read', () => {
  it('takes a date with any separator, and none that does not exist', () => {
    expect(findTypedDate('17-8-2007')).toBe('2007-08-17');
    expect(findTypedDate('17/08/2007')).toBe('2007-08-17');
    expect(findTypedDate('17082007')).toBe('2007-08-17');
    expect(findTypedDate('29-02-2007')).toBeUndefined();
    expect(findTypedDate('31-04-2007')).toBeUndefined();
    expect(findTypedDate('17-08-07')).toBeUndefined();
  });

  it('lowers a heading inside a sentence, abbreviations excepted', () => {
    expect(midSentence('Pemindai iris')).toBe('pemindai iris');
    expect(midSentence('UPS / stabilisator')).toBe('UPS / stabilisator');
  });

  it('groups a NIK by what its parts mean, also while it is typed', () => {
    expect(groupNik('5371014108070001')).toBe('537101 410807 0001');
    expect(groupNik('53710141')).toBe('537101 41');
    expect(groupNik('')).toBe('');
  });

  it('shows moments by the clock of the place, over midnight too', () => {
    expect(formatMoment('2026-11-24T20:30:00.000Z', 480)).toBe('25-11-2026 04:30');
  });

  it('shows ages in their largest unit and durations in minutes and seconds', () => {
    expect([0, 59_000, 60_000, 7_200_000, 48 * 3_600_000].map((ms) => formatAge(ms, ago))).toEqual([
      'now',
      'now',
      '1m',
      '2h',
      '2d',
    ]);
    expect(formatDuration(127_400)).toBe('2:07');
    expect(formatBytes(1_940_000, 'id')).toBe('1,9 MB');
  });
});
