import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant, PlainDate } from './calendar.ts';
import { ageOn, birthday, dayAt, findPlainDate, partsOf, plainDate, toInstant } from './calendar.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as PlainDate);

describe('calendar', () => {
  it.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '1700-01-01',
    '',
    '2026-01-01T00:00',
  ])('KRN1 %j is no day', (text) => {
    expect(findPlainDate(text)).toBeUndefined();
  });

  it('KRN1 every day that exists is read and taken apart again', () => {
    fc.assert(
      fc.property(day, (date) => {
        const { year, month, day: ofMonth } = partsOf(date);
        return findPlainDate(date) === date && plainDate(year, month, ofMonth) === date;
      }),
      { seed: 11 },
    );
  });

  it('KRN2 someone born on 29 February turns 17 on 1 March of a common year', () => {
    const born = plainDate(2008, 2, 29);
    expect(birthday(born, 17)).toBe('2025-03-01');
    expect(birthday(born, 20)).toBe('2028-02-29');
    expect(ageOn(born, plainDate(2025, 2, 28))).toBe(16);
    expect(ageOn(born, plainDate(2025, 3, 1))).toBe(17);
  });

  it('KRN3 age changes on the birthday and only then', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 90 }), (born, age) => {
        const turning = birthday(born, age);
        const eve = new Date(Date.parse(turning) - 86_400_000).toISOString().slice(0, 10) as PlainDate;
        return ageOn(born, turning) === age && ageOn(born, eve) === age - 1;
      }),
      { seed: 12 },
    );
  });

  it('KRN3 age never falls', () => {
    fc.assert(
      fc.property(day, day, day, (born, a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        return ageOn(born, earlier) <= ageOn(born, later);
      }),
      { seed: 13 },
    );
  });

  it('KRN4 late evening in UTC is the next day in Kupang', () => {
    const moment = '2026-03-30T16:30:00.000Z' as Instant;
    expect(dayAt(moment, 480)).toBe('2026-03-31');
    expect(dayAt(moment, 420)).toBe('2026-03-30');
    expect(toInstant(Date.parse(moment))).toBe(moment);
  });
});
