import { describe, expect, it } from 'vitest';
import { overlapAmong, parseSerialRange, tellRange } from './serial.ts';
import { codeOf, range } from './testing/pieces.ts';

describe('serials', () => {
  it('BLK1 a range is told by its first and last serial', () => {
    expect(parseSerialRange('kt 0001', 'KT0100')).toEqual({ ok: true, value: range(1, 100) });
    expect([tellRange(range(7)), tellRange(range(7, 12))]).toEqual(['KT0007', 'KT0007–KT0012']);
  });

  it.each([
    ['KT0100', 'KT0001'],
    ['KT0001', 'KU0002'],
    ['KT001', 'KT0002'],
    ['KT', 'KT'],
    ['', ''],
    ['KT0001;', 'KT0002'],
  ])('BLK1 %j to %j is no range', (first, last) => {
    expect(codeOf(parseSerialRange(first, last))).toBe('BLANK_RANGE_INVALID');
  });

  it('BLK1 a long serial loses no digit', () => {
    const long = '98765432109876543210';
    const outcome = parseSerialRange(long, long);
    expect(outcome.ok && tellRange(outcome.value)).toBe(long);
  });

  it('BLK4 an overlap behind a long range is seen too', () => {
    expect(overlapAmong([range(50, 60), range(1, 90), range(95, 99)])).toEqual(range(50, 60));
    expect(overlapAmong([range(1, 9), range(10, 20), range(1, 9, 'KU')])).toBeNull();
  });
});
