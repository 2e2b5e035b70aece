import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysLater, findPlainDate, type PlainDate } from '../kernel/calendar.ts';
import { mostAsked } from './notice.ts';
import {
  decideAskReminder,
  deriveReminderEnd,
  dueReminder,
  isLastReminder,
  type ReminderQuestion,
} from './reminder.ts';

const validUntil = findPlainDate('2027-05-25')!;
const before = (days: number): PlainDate => daysLater(validUntil, -days);
const question: ReminderQuestion = {
  channelOpen: true,
  letter: { validUntil, endedEarly: false },
  today: before(100),
  remindDays: [14, 3],
  askedOfContactToday: 0,
  askedByOfficeThisHour: 0,
};

describe('asking to be reminded', () => {
  it.each([
    ['the way is closed', { channelOpen: false }, 'NOTICE_CHANNEL_CLOSED'],
    ['the letter was voided', { letter: { validUntil, endedEarly: true } }, 'NOTICE_LETTER_ENDED'],
    ['the letter has ended', { today: before(-1) }, 'NOTICE_LETTER_ENDED'],
    ['no policy names a day', { remindDays: [] }, 'NOTICE_NO_REMINDERS'],
    ['the last reminder has passed', { today: before(2) }, 'NOTICE_REMINDER_TOO_LATE'],
    ['the contact was asked often', { askedOfContactToday: mostAsked.byContactPerDay }, 'NOTICE_TOO_MANY'],
    ['strangers ask often', { askedByOfficeThisHour: mostAsked.byOfficePerHour }, 'NOTICE_TOO_MANY'],
  ])('NTC10 NTC11 is refused where %s', (_why, over, code) => {
    expect(decideAskReminder({ ...question, ...over })).toMatchObject({ ok: false, code });
  });

  it('NTC11 is taken up to the day of the last reminder', () => {
    for (const days of [100, 14, 13, 3])
      expect(decideAskReminder({ ...question, today: before(days) }).ok).toBe(true);
  });
});

describe('what is due', () => {
  const due = (today: PlainDate, told: number[] = [], confirmedOn = before(100)) =>
    dueReminder({ validUntil, remindDays: [14, 3], confirmedOn, today, told });

  it('NTC12 is the day that has come, once', () => {
    expect([due(before(15)), due(before(14)), due(before(14), [14])]).toEqual([null, 14, null]);
    expect([due(before(3), [14]), due(before(3), [14, 3]), due(before(-1), [14])]).toEqual([3, null, null]);
  });

  it('NTC12 after days without the office, only the nearest one', () => {
    expect([due(before(10)), due(before(2)), due(before(2), [3])]).toEqual([14, 3, null]);
  });

  it('NTC12 is nothing from before the contact confirmed', () => {
    expect([due(before(10), [], before(10)), due(before(3), [], before(10))]).toEqual([null, 3]);
  });

  it('NTC12 whatever days the office runs, none is told twice, too early or after the end', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { maxLength: 5 }),
        fc.uniqueArray(fc.integer({ min: -20, max: 120 }), { maxLength: 60 }),
        fc.integer({ min: 0, max: 120 }),
        (remindDays, running, confirmed) => {
          const told: number[] = [];
          for (const daysLeft of running.toSorted((a, b) => b - a)) {
            if (daysLeft > confirmed) continue;
            const confirmedOn = before(confirmed);
            const today = before(daysLeft);
            const days = dueReminder({ validUntil, remindDays, confirmedOn, today, told });
            if (days === null) continue;
            expect(remindDays).toContain(days);
            expect(told).not.toContain(days);
            expect(daysLeft).toBeGreaterThanOrEqual(0);
            expect(daysLeft).toBeLessThanOrEqual(days);
            told.push(days);
          }
        },
      ),
      { seed: 630 },
    );
  });

  it('NTC13 ends with the last one, the letter’s last day, or at once when it is voided', () => {
    expect([isLastReminder(14, [14, 3]), isLastReminder(3, [14, 3]), isLastReminder(3, [14])]).toEqual([
      false,
      true,
      true,
    ]);
    const end = (endedEarly: boolean, daysLeft: number) =>
      deriveReminderEnd({ validUntil, endedEarly }, before(daysLeft));
    expect([end(false, 0), end(false, -1), end(true, 50)]).toEqual([null, 'expired', 'overtaken']);
  });
});
