import { describe, expect, it } from 'vitest';
import {
  type Announcement,
  decideCorrection,
  decideWithdrawal,
  isNewsOverdue,
  isOnFirstPage,
  standingOf,
} from './announcement.ts';
import { after, alak, facts, factsAt, paragraphs, refusal, situation, stopped } from './testing/situation.ts';

const announcement = (number: number, rest: Partial<Announcement> = {}): Announcement => ({
  number,
  facts,
  words: { id: paragraphs, en: paragraphs },
  publishedAt: after(number),
  nextNewsAt: after(number + 60),
  corrects: null,
  withdrawn: null,
  ...rest,
});
const withdrawn = { at: after(9), reason: 'Keliru menyebut tempat.' };

describe('an announcement', () => {
  it('ANN14 stands until the next of its matter', () => {
    const elsewhere = announcement(2, { facts: factsAt(situation({ 1: stopped() }), alak) });
    const all = [announcement(1), elsewhere, announcement(3), announcement(4)];
    expect(all.map((one) => standingOf(one, all))).toEqual([
      { is: 'followed', by: 3 },
      { is: 'current' },
      { is: 'followed', by: 4 },
      { is: 'current' },
    ]);
    const back = [announcement(1), announcement(2, { withdrawn })];
    expect(back.map((one) => standingOf(one, back).is)).toEqual(['current', 'withdrawn']);
  });

  it('ANN14 is on the first page while it stands, good news for two days', () => {
    const good = announcement(1, { facts: { ...facts, condition: 'open' } });
    expect(isOnFirstPage(announcement(1), [announcement(1)], after(9999))).toBe(true);
    expect(isOnFirstPage(good, [good], after(60))).toBe(true);
    expect(isOnFirstPage(good, [good], after(3000))).toBe(false);
    expect(isOnFirstPage(announcement(1), [announcement(1), announcement(2)], after(5))).toBe(false);
  });

  it('ANN11 news that was promised and has not come is overdue', () => {
    const one = announcement(1);
    expect(isNewsOverdue(one, [one], after(60))).toBe(false);
    expect(isNewsOverdue(one, [one], after(61))).toBe(true);
    expect(isNewsOverdue(one, [one, announcement(2)], after(61))).toBe(false);
  });

  it('ANN15 is withdrawn once, with a reason', () => {
    expect(decideWithdrawal(announcement(1), ' Keliru menyebut tempat. ')).toEqual({
      ok: true,
      value: 'Keliru menyebut tempat.',
    });
    expect(decideWithdrawal(announcement(1), 'keliru')).toMatchObject(refusal('ANNOUNCEMENT_REASON'));
    expect(decideWithdrawal(announcement(1, { withdrawn }), withdrawn.reason)).toMatchObject(
      refusal('ANNOUNCEMENT_ENDED'),
    );
  });

  it('ANN16 is corrected by one that names it, and not when withdrawn', () => {
    const all = [announcement(1), announcement(2, { corrects: 1 })];
    expect(standingOf(all[0]!, all)).toEqual({ is: 'corrected', by: 2 });
    expect(decideCorrection(all[0]!, all)).toMatchObject(refusal('ANNOUNCEMENT_ENDED'));
    expect(decideCorrection(all[1]!, all)).toMatchObject({ ok: true });
    const gone = announcement(1, { withdrawn });
    expect(decideCorrection(gone, [gone])).toMatchObject(refusal('ANNOUNCEMENT_ENDED'));
  });
});
