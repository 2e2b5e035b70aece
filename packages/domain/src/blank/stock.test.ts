import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import { deriveStockDays } from './daily.ts';
import { deriveStockOutlook } from './outlook.ts';
import { decideRequest } from './request.ts';
import { deriveStanding } from './standing.ts';
import { codeOf, today } from './testing/pieces.ts';

describe('how long the stock lasts', () => {
  const today = '2018-06-25' as PlainDate;

  it('BLK11 follows from the use of the last days', () => {
    expect(deriveStockOutlook(100, [10, 20, 30, 20, 20], today)).toEqual({
      daysLeft: 5,
      runsOutOn: '2018-06-30',
    });
    expect(deriveStockOutlook(199, [20, 20, 20, 20, 20], today)).toMatchObject({ daysLeft: 9 });
  });

  it('BLK11 is not known without use to go by, and an empty stock lasts no day', () => {
    expect(deriveStockOutlook(100, [20, 20, 20, 20], today)).toBeNull();
    expect(deriveStockOutlook(100, [0, 0, 0, 0, 0], today)).toBeNull();
    expect(deriveStockOutlook(0, [], today)).toEqual({ daysLeft: 0, runsOutOn: today });
  });
});

describe('a request to the centre', () => {
  it('BLK21 asks for who waits, no more than can be printed, less the stock; and for nothing in doubt', () => {
    const asked = { waiting: 5000, stock: 300, perDay: 200, days: 10 };
    expect(decideRequest(asked)).toMatchObject({ value: { pieces: 1700 } });
    expect(decideRequest({ ...asked, waiting: 1000 })).toMatchObject({ value: { pieces: 700 } });
    expect(codeOf(decideRequest({ ...asked, waiting: 300 }))).toBe('BLANK_REQUEST_NOT_NEEDED');
    expect(codeOf(decideRequest({ ...asked, stock: null }))).toBe('BLANK_BOOK_NOT_BEGUN');
    expect(codeOf(decideRequest({ ...asked, perDay: null }))).toBe('BLANK_PACE_UNKNOWN');
  });
});

describe('the stock as it is told', () => {
  it('BLK19 is few by the days it lasts, or by pieces while they are not known', () => {
    const lasting = (daysLeft: number) => ({ daysLeft, runsOutOn: today });
    expect(deriveStanding(0, null)).toBe('empty');
    expect([4, 5].map((days) => deriveStanding(5000, lasting(days)))).toEqual(['few', 'enough']);
    expect([199, 200].map((pieces) => deriveStanding(pieces, null))).toEqual(['few', 'enough']);
  });

  it('BLK20 every day from the first on has its line, also those on which nothing moved', () => {
    const day = (text: string) => text as PlainDate;
    const none = { received: 0, printed: 0, spoiled: 0 };
    const moved = [
      { ...none, day: day('2018-02-27'), received: 500, change: 500 },
      { ...none, day: day('2018-03-01'), printed: 40, spoiled: 2, change: -42 },
    ];
    expect(deriveStockDays(moved, day('2018-03-02'))).toEqual([
      { ...none, day: '2018-02-27', received: 500, closing: 500 },
      { ...none, day: '2018-02-28', closing: 500 },
      { ...none, day: '2018-03-01', printed: 40, spoiled: 2, closing: 458 },
      { ...none, day: '2018-03-02', closing: 458 },
    ]);
    expect(deriveStockDays([], today)).toEqual([]);
  });
});
