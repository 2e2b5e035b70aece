import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import { daysOf } from './history.ts';
import { checkWeek, openingAt, usualWeek } from './opening-hours.ts';
import { at, calendar, ten } from './testing/place-in-kupang.ts';

describe('hours', () => {
  it('STS1 knows open and closed, holidays and the next opening, in the office’s zone', () => {
    expect(openingAt(calendar, at('07:59')).isOpen).toBe(false);
    expect(openingAt(calendar, at('08:00')).isOpen).toBe(true);
    expect(openingAt(calendar, at('16:00')).isOpen).toBe(false);
    expect(openingAt(calendar, at('16:00', '2026-11-27')).next).toEqual({
      day: '2026-11-30',
      opens: '08:00',
    });
    expect(openingAt(calendar, at('10:00', '2026-12-25'))).toMatchObject({ isOpen: false, special: 'Natal' });
  });

  it('STS22 a day of the history is judged by the hours of that day', () => {
    const saturdays = [...usualWeek.slice(0, 5), { opens: '08:00', closes: '12:00' }, null];
    const from = '2026-11-14' as PlainDate;
    const changed = { ...calendar, weeks: [{ from, week: saturdays }] };
    const days = daysOf([], changed, '2026-11-21' as PlainDate, 15, at('20:00', '2026-11-21'));
    const closed = days.filter(({ condition }) => condition === 'closed').map(({ day }) => day);
    expect(closed).toEqual(['2026-11-07', '2026-11-08', '2026-11-15']);
  });

  it('STS24 a closing shortens the day, and one before opening closes all of it', () => {
    const closing = (closes: string | null) => ({
      ...calendar,
      closings: [{ day: '2026-11-24' as PlainDate, closes, reason: 'rapat' }],
    });
    expect(openingAt(closing('12:00'), ten)).toMatchObject({ isOpen: true, today: { closes: '12:00' } });
    for (const closes of ['10:00', '08:00', null]) expect(openingAt(closing(closes), ten).isOpen).toBe(false);
    expect(openingAt(closing('08:00'), ten)).toMatchObject({ today: null, special: 'rapat' });
  });

  it('STS1 refuses a week that is none', () => {
    expect(checkWeek(usualWeek).ok).toBe(true);
    expect(checkWeek(usualWeek.slice(1)).ok).toBe(false);
    expect(checkWeek([{ opens: '16:00', closes: '08:00' }, ...usualWeek.slice(1)])).toMatchObject({
      code: 'SERVICE_HOURS_INVALID',
    });
  });
});
