import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import { parseContact } from './contact.ts';
import { confirmWithinMs, decideAsk, deriveLapse, isDue, mostAsked, type Notice, nextTry } from './notice.ts';

const startMs = Date.UTC(2017, 2, 30, 1);
const after = (ms: number) => toInstant(startMs + ms);
const dayMs = 86_400_000;
const notice = (confirmedAfterMs: number | null): Notice => ({
  id: makeId('notice', startMs, new Uint8Array(10)),
  about: { kind: 'place', placeId: makeId('place', startMs, new Uint8Array(10)) },
  channel: 'message',
  askedAt: after(0),
  confirmedAt: confirmedAfterMs === null ? null : after(confirmedAfterMs),
});
const question = { channelOpen: true, works: false, askedOfContactToday: 0, askedByOfficeThisHour: 0 };

describe('a contact', () => {
  it.each([
    ['0812-3456-7890', '+6281234567890'],
    ['+62 812 3456 7890', '+6281234567890'],
    ['62(812)34567890', '+6281234567890'],
    ['  Ibu.Contoh@Example.ID ', 'ibu.contoh@example.id'],
  ])('NTC1 %s is written in one way', (typed, address) => {
    expect(parseContact(typed)).toMatchObject({ ok: true, value: { address } });
  });

  it.each([
    '',
    '0380-821234',
    '+1 202 555 0100',
    '0812',
    'a@b',
    'a..b@example.id',
    'ibu@example.id\nBcc: orang@example.id',
    '"ibu" <ibu@example.id>',
    'ibu@example.id,orang@example.id',
    `${'a'.repeat(300)}@example.id`,
  ])('NTC1 %j is refused', (typed) => {
    expect(parseContact(typed)).toEqual({ ok: false, code: 'NOTICE_CONTACT_INVALID' });
  });

  it('NTC1 nothing that is typed becomes an address with room for a second line or receiver', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (typed) => {
        const contact = parseContact(typed);
        if (contact.ok) expect(contact.value.address).toMatch(/^[a-z0-9._%+@-]+$/);
      }),
    );
  });
});

describe('asking to be told', () => {
  it('NTC3 is refused at the fourth time a day for one contact, and when the office has asked sixty an hour', () => {
    expect(decideAsk({ ...question, askedOfContactToday: mostAsked.byContactPerDay - 1 }).ok).toBe(true);
    const refused = { ok: false, code: 'NOTICE_TOO_MANY' };
    expect(decideAsk({ ...question, askedOfContactToday: mostAsked.byContactPerDay })).toEqual(refused);
    expect(decideAsk({ ...question, askedByOfficeThisHour: mostAsked.byOfficePerHour })).toEqual(refused);
  });

  it('NTC4 where recording works is answered with that', () => {
    expect(decideAsk({ ...question, works: true })).toEqual({ ok: false, code: 'NOTICE_PLACE_WORKS' });
  });

  it('without a way to send is refused', () => {
    expect(decideAsk({ ...question, channelOpen: false })).toEqual({
      ok: false,
      code: 'NOTICE_CHANNEL_CLOSED',
    });
  });
});

describe('a notice', () => {
  it('NTC2 is never due without its confirmation, and lapses without it after a day', () => {
    expect(isDue(notice(null), true, after(1))).toBe(false);
    expect(deriveLapse(notice(null), after(confirmWithinMs))).toBeNull();
    expect(deriveLapse(notice(null), after(confirmWithinMs + 1))).toBe('unconfirmed');
  });

  it('NTC5 is due as soon as recording works', () => {
    expect(isDue(notice(1), false, after(2))).toBe(false);
    expect(isDue(notice(1), true, after(2))).toBe(true);
  });

  it('NTC6 expires ninety days after it was confirmed', () => {
    expect(deriveLapse(notice(0), after(90 * dayMs))).toBeNull();
    expect(deriveLapse(notice(0), after(90 * dayMs + 1))).toBe('expired');
    expect(isDue(notice(0), true, after(90 * dayMs + 1))).toBe(false);
  });

  it('NTC8 pauses grow to an hour, and a day after it was made a message is given up', () => {
    const pauses = [1, 2, 3, 7, 20].map((tries) => Date.parse(nextTry(after(0), tries, after(0))!) - startMs);
    expect(pauses.map((ms) => ms / 60_000)).toEqual([1, 2, 4, 60, 60]);
    expect(nextTry(after(0), 30, after(dayMs + 1))).toBeNull();
  });
});
