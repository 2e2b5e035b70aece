import { expect, it } from 'vitest';
import type { Instant, PlainDate } from '../kernel/calendar.ts';
import type { CardId, NoticeId } from '../kernel/ids.ts';
import { decideAskCard, dueCardMessage, isLastCardMessage } from './card-notice.ts';
import { cardNoticeDays, deriveLapse } from './notice.ts';

const day = (text: string) => text as PlainDate;
const reminding = { remindAfterDays: 14, mostReminders: 2 };
const ready = { gone: false, readyOn: day('2026-03-01') };
const due = (told: readonly string[], today: string, card = {}) =>
  dueCardMessage({ card: { ...ready, ...card }, told: told.map(day), reminding, today: day(today) });

it('NTC14 only of a card that is still to be fetched, by a way that is open, not too often', () => {
  const asked = { askedOfContactToday: 0, askedByOfficeThisHour: 0 };
  const question = { channelOpen: true, card: { gone: false }, ...asked };
  expect(decideAskCard(question).ok).toBe(true);
  expect(decideAskCard({ ...question, channelOpen: false })).toMatchObject({ code: 'NOTICE_CHANNEL_CLOSED' });
  expect(decideAskCard({ ...question, card: { gone: true } })).toMatchObject({ code: 'NOTICE_CARD_GONE' });
  expect(decideAskCard({ ...question, askedOfContactToday: 3 })).toMatchObject({ code: 'NOTICE_TOO_MANY' });
});

it('NTC15 once when it is ready, then after the days of the rule, up to its number; the last one is the last', () => {
  expect(due([], '2026-03-01', { readyOn: null })).toBeNull();
  expect(due([], '2026-03-01')).toBe(0);
  expect(due(['2026-03-01'], '2026-03-14')).toBeNull();
  expect(due(['2026-03-01'], '2026-03-15')).toBe(1);
  // The office stood still: one message makes up for the time.
  expect(due(['2026-03-01'], '2026-09-01')).toBe(1);
  expect(due(['2026-03-01', '2026-03-15'], '2026-03-29')).toBe(2);
  expect(due(['2026-03-01', '2026-03-15', '2026-03-29'], '2027-01-01')).toBeNull();
  expect([0, 1, 2].map((number) => isLastCardMessage(number, reminding))).toEqual([false, false, true]);
  expect(isLastCardMessage(0, { ...reminding, mostReminders: 0 })).toBe(true);
});

it('NTC16 nobody is told of a card that is gone', () => {
  expect(due([], '2026-03-01', { gone: true })).toBeNull();
});

it('NTC6 a notice about a card ends unheard after a year', () => {
  const confirmedAt = '2026-01-01T00:00:00.000Z' as Instant;
  const notice = {
    id: 'ntc_1' as NoticeId,
    about: { kind: 'card', cardId: 'crd_1' as CardId },
    channel: 'message',
    askedAt: confirmedAt,
    confirmedAt,
  } as const;
  const after = (ms: number) => new Date(Date.parse(confirmedAt) + ms).toISOString() as Instant;
  expect(deriveLapse(notice, after(cardNoticeDays * 86_400_000))).toBeNull();
  expect(deriveLapse(notice, after(cardNoticeDays * 86_400_000 + 1))).toBe('expired');
});
