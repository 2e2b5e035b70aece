import { describe, expect, it } from 'vitest';
import { type Instant, type PlainDate, toInstant } from '../kernel/calendar.ts';
import { checkWords, decideApproval, mostCharacters, suggestNextNews } from './approval.ts';
import { isSameStory } from './matter.ts';
import { after, calendar, facts, paragraphs, refusal } from './testing/situation.ts';

const question = {
  basis: facts,
  facts,
  overtaken: false,
  revision: 3,
  seenRevision: 3,
  nextNewsAt: after(120),
  now: after(0),
};

describe('approval', () => {
  it('ANN10 is for what stands now, as it was seen', () => {
    expect(decideApproval(question)).toMatchObject({ ok: true });
    expect(decideApproval({ ...question, seenRevision: 2 })).toMatchObject(refusal('ANNOUNCEMENT_MOVED'));
    expect(decideApproval({ ...question, overtaken: true })).toMatchObject(refusal('ANNOUNCEMENT_OVERTAKEN'));
    const moved = { ...facts, expectedUntil: '2017-04-02' as PlainDate };
    expect(isSameStory(moved, facts)).toBe(false);
    expect(decideApproval({ ...question, facts: moved })).toMatchObject(refusal('ANNOUNCEMENT_OVERTAKEN'));
  });

  it('ANN11 says when the next news comes; only good news may be the last', () => {
    expect(decideApproval({ ...question, nextNewsAt: null })).toMatchObject(
      refusal('ANNOUNCEMENT_NEXT_NEWS_MISSING'),
    );
    const good = { ...facts, condition: 'open' as const };
    expect(decideApproval({ ...question, basis: good, facts: good, nextNewsAt: null })).toMatchObject({
      ok: true,
    });
    for (const nextNewsAt of [after(0), after(-1), after(31 * 1440 + 1), 'soon' as Instant])
      expect(decideApproval({ ...question, nextNewsAt })).toMatchObject(
        refusal('ANNOUNCEMENT_NEXT_NEWS_TIME'),
      );
  });

  it('ANN11 proposes later today, the next working morning and one a week on', () => {
    expect(suggestNextNews(calendar, after(0))).toEqual([
      '2017-03-28T07:00:00.000Z',
      '2017-03-29T02:00:00.000Z',
      '2017-04-04T02:00:00.000Z',
    ]);
    // Friday at half past three: nothing more today, and Monday comes next.
    const friday = toInstant(Date.parse('2017-03-31T15:30:00+08:00'));
    expect(suggestNextNews(calendar, friday)[0]).toBe('2017-04-03T02:00:00.000Z');
  });

  it('ANN12 wants words in both languages, of a length that is read', () => {
    const words = { id: paragraphs, en: { ...paragraphs, title: '  Recording\n stopped ' } };
    expect(checkWords(words)).toMatchObject({ ok: true, value: { en: { title: 'Recording stopped' } } });
    expect(checkWords({ ...words, en: { ...paragraphs, what: ' ' } })).toMatchObject(
      refusal('ANNOUNCEMENT_TEXT_MISSING'),
    );
    expect(
      checkWords({ ...words, id: { ...paragraphs, title: 'x'.repeat(mostCharacters.title + 1) } }),
    ).toMatchObject(refusal('ANNOUNCEMENT_TEXT_LONG'));
    expect(
      checkWords({ ...words, id: { ...paragraphs, why: 'x'.repeat(mostCharacters.paragraph + 1) } }),
    ).toMatchObject(refusal('ANNOUNCEMENT_TEXT_LONG'));
  });
});
