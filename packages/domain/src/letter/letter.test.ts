import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlainDate, partsOf, plainDate } from '../kernel/calendar.ts';
import type { LetterId } from '../kernel/ids.ts';
import { decideIssue, decideRenewal, decideVoid, isDoubted, type LetterQuestion } from './decide.ts';
import { initialsOf, type Letter, lastValidDay, letterStateOn, voidReasons } from './letter.ts';
import { checkLetterPolicy, defaultLetterPolicy, letterNumber, letterPolicyOn } from './policy.ts';

const day = (text: string) => text as PlainDate;
const letter: Letter = {
  id: 'ltr_1' as LetterId,
  number: '471.13/17/DISDUKCAPIL/2017',
  purpose: 'first-card',
  issuedOn: day('2017-01-10'),
  validUntil: day('2017-07-10'),
  voided: null,
  previousId: null,
  replacedById: null,
};
const question: LetterQuestion = {
  policy: defaultLetterPolicy,
  today: day('2017-04-03'),
  purpose: 'first-card',
  recorded: { status: 'PRR', source: 'SIAK', asOf: day('2017-01-01') },
  diedOn: null,
  hasPhoto: true,
  blanks: 'unknown',
  latest: null,
  decision: null,
  mayDecide: false,
};
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code);

describe('who gets a letter', () => {
  it('LET1 the version that came into force last counts; before the first none does', () => {
    const later = {
      ...defaultLetterPolicy,
      version: 2,
      effectiveFrom: day('2019-08-26'),
      basis: '471.13/6153',
    };
    const same = { ...later, version: 3, basis: 'corrected' };
    const on = (text: string) => letterPolicyOn([later, defaultLetterPolicy, same], day(text));
    expect(on('2019-08-25')).toMatchObject({ value: { version: 1 } });
    expect(on('2019-08-26')).toMatchObject({ value: { version: 3 } });
    expect(codeOf(on('2016-09-28'))).toBe('LETTER_NO_POLICY');
  });

  it('LET2 only who is recorded', () => {
    expect(codeOf(decideIssue(question))).toBe('ok');
    expect(codeOf(decideIssue({ ...question, recorded: null }))).toBe('LETTER_NOT_RECORDED');
    const unregistered = { status: 'UNREGISTERED', source: 'SIAK', asOf: null };
    expect(codeOf(decideIssue({ ...question, recorded: unregistered }))).toBe('LETTER_NOT_RECORDED');
  });

  it('LET3 a purpose that the circular does not name is refused with its number', () => {
    const policy = { ...defaultLetterPolicy, purposes: ['lost'] as const, basis: '471.13/6153/Dukcapil' };
    expect(decideIssue({ ...question, policy })).toEqual({
      ok: false,
      code: 'LETTER_PURPOSE_NOT_ALLOWED',
      details: { basis: policy.basis },
    });
    expect(codeOf(decideIssue({ ...question, policy, purpose: 'lost' }))).toBe('ok');
  });

  it('LET4 while blanks exist, and while nobody knows, none where the policy says so', () => {
    const policy = { ...defaultLetterPolicy, onlyWithoutBlanks: true };
    expect(codeOf(decideIssue({ ...question, policy, blanks: 'none' }))).toBe('ok');
    expect(codeOf(decideIssue({ ...question, policy, blanks: 'some' }))).toBe('LETTER_WHILE_BLANKS');
    expect(codeOf(decideIssue({ ...question, policy, blanks: 'unknown' }))).toBe('LETTER_STOCK_UNKNOWN');
    expect(codeOf(decideIssue({ ...question, blanks: 'some' }))).toBe('ok');
  });

  it.each([
    'DUPLICATE_RECORD',
    'DUP',
    'ENROLL_FAILURE_AT_CENTRAL',
    'ADJUDICATE_RECORD',
    'EFC',
    'SEARCH_FAILURE_AT_CENTRAL',
  ])('LET5 %s needs a supervisor and a reason', (status) => {
    const recorded = { status, source: 'SIAK', asOf: null };
    const asked = { ...question, recorded };
    const decision = { reason: 'Sudah dicek dengan KK' };
    expect(codeOf(decideIssue(asked))).toBe('LETTER_SUPERVISOR_NEEDED');
    expect(codeOf(decideIssue({ ...asked, decision }))).toBe('LETTER_SUPERVISOR_NEEDED');
    expect(codeOf(decideIssue({ ...asked, mayDecide: true }))).toBe('LETTER_SUPERVISOR_NEEDED');
    expect(codeOf(decideIssue({ ...asked, decision: { reason: ' ok ' }, mayDecide: true }))).toBe(
      'LETTER_REASON_MISSING',
    );
    expect(codeOf(decideIssue({ ...asked, decision, mayDecide: true }))).toBe('ok');
  });

  it('LET5 other words of the centre are no doubt', () => {
    for (const status of ['PRR', 'BIO_CAPTURED', 'SENT_FOR_ENROLLMENT', 'rekam', 'SUDAH REKAM'])
      expect(isDoubted({ status, source: 'SIAK', asOf: null })).toBe(false);
  });

  it('LET6 one active letter: an expired, voided or replaced one stands in nobody’s way', () => {
    expect(codeOf(decideIssue({ ...question, latest: letter }))).toBe('LETTER_ALREADY_ACTIVE');
    expect(codeOf(decideIssue({ ...question, latest: letter, today: day('2017-07-10') }))).toBe(
      'LETTER_ALREADY_ACTIVE',
    );
    expect(codeOf(decideIssue({ ...question, latest: letter, today: day('2017-07-11') }))).toBe('ok');
    const voided = { ...letter, voided: { on: day('2017-02-01'), reason: 'lost' as const } };
    expect(codeOf(decideIssue({ ...question, latest: voided }))).toBe('ok');
  });

  it('LET7 no photo, no letter', () => {
    expect(codeOf(decideIssue({ ...question, hasPhoto: false }))).toBe('LETTER_PHOTO_MISSING');
  });
});

describe('the life of a letter', () => {
  it('LET10 six months, the last day included, and months without that day end on their last', () => {
    expect(lastValidDay(day('2017-01-10'), 6)).toBe('2017-07-10');
    expect(lastValidDay(day('2016-08-31'), 6)).toBe('2017-02-28');
    expect(lastValidDay(day('2019-08-31'), 6)).toBe('2020-02-29');
    expect(lastValidDay(day('2017-11-30'), 2)).toBe('2018-01-30');
  });

  it('LET10 never skips a month, whatever the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 24 }),
        (year, month, dayOfMonth, months) => {
          const last = partsOf(lastValidDay(plainDate(year, month, dayOfMonth), months));
          expect((last.year - year) * 12 + last.month - month).toBe(months);
          expect(last.day).toBe(dayOfMonth);
        },
      ),
    );
  });

  it('LET11 renewed once, not before its time, and never when voided', () => {
    const renew = (today: string, over: Partial<Letter> = {}) =>
      decideRenewal({ ...question, today: day(today), latest: { ...letter, ...over } });
    expect(renew('2017-06-25')).toEqual({
      ok: false,
      code: 'LETTER_TOO_EARLY',
      details: { from: '2017-06-26' },
    });
    expect(renew('2017-06-26')).toMatchObject({ value: { previousId: letter.id, validUntil: '2017-12-26' } });
    expect(codeOf(renew('2018-03-01'))).toBe('ok');
    expect(codeOf(renew('2017-07-01', { replacedById: 'ltr_2' as LetterId }))).toBe('LETTER_ALREADY_RENEWED');
    expect(codeOf(renew('2017-07-01', { voided: { on: day('2017-05-01'), reason: 'death' } }))).toBe(
      'LETTER_VOIDED',
    );
  });

  it('LET11 a renewal is under the rules of its own day', () => {
    const policy = { ...defaultLetterPolicy, onlyWithoutBlanks: true };
    const asked = { ...question, policy, blanks: 'some' as const, today: day('2017-07-01'), latest: letter };
    expect(codeOf(decideRenewal(asked))).toBe('LETTER_WHILE_BLANKS');
  });

  it.each(voidReasons)('LET12 voided as %s, once, for good', (reason) => {
    const request = { reason, note: 'kertas macet di pencetak', on: day('2017-04-03') };
    expect(decideVoid(letter, request)).toEqual({ ok: true, value: { on: '2017-04-03', reason } });
    const voided = { ...letter, voided: { on: day('2017-04-01'), reason } };
    expect(codeOf(decideVoid(voided, request))).toBe('LETTER_VOIDED');
  });

  it('LET13 voided outweighs replaced, replaced outweighs expired', () => {
    const late = day('2018-01-01');
    const voided = { on: day('2017-05-01'), reason: 'ordered' as const };
    const replacedById = 'ltr_2' as LetterId;
    expect(letterStateOn({ ...letter, voided, replacedById }, late)).toBe('voided');
    expect(letterStateOn({ ...letter, replacedById }, late)).toBe('replaced');
    expect(letterStateOn(letter, late)).toBe('expired');
    expect(letterStateOn(letter, letter.validUntil)).toBe('valid');
  });
});

it('LET21 a spoiled letter and one voided on order say why', () => {
  for (const reason of ['spoiled', 'ordered'] as const)
    expect(codeOf(decideVoid(letter, { reason, note: '  ', on: day('2017-04-03') }))).toBe(
      'LETTER_REASON_MISSING',
    );
  expect(codeOf(decideVoid(letter, { reason: 'death', note: '', on: day('2017-04-03') }))).toBe('ok');
});

it('LET22 the number holds the running number and the year; a pattern without them is refused', () => {
  expect(letterNumber(defaultLetterPolicy, 17, 2017)).toBe('471.13/17/DISDUKCAPIL/2017');
  const signatory = { position: 'Kepala Dinas', name: 'Contoh', rank: '', nip: '' };
  const check = (over: Partial<typeof defaultLetterPolicy>) =>
    codeOf(checkLetterPolicy({ ...defaultLetterPolicy, signatory, ...over }));
  expect(check({})).toBe('ok');
  for (const numberPattern of ['471/{year}', '471/{number}', '{number}{number}{year}'])
    expect(check({ numberPattern })).toBe('LETTER_POLICY_INVALID');
  expect(check({ signatory: { ...signatory, name: ' ' } })).toBe('LETTER_POLICY_INVALID');
  expect(check({ basis: ' ' })).toBe('LETTER_POLICY_INVALID');
  expect(check({ validMonths: 0 })).toBe('LETTER_POLICY_INVALID');
  expect(check({ renewFromDays: 91 })).toBe('LETTER_POLICY_INVALID');
});

it('LET71 reminders come while the letter can be renewed, five at most, each day once', () => {
  const signatory = { position: 'Kepala Dinas', name: 'Contoh', rank: '', nip: '' };
  const check = (remindDays: number[]) =>
    codeOf(checkLetterPolicy({ ...defaultLetterPolicy, signatory, renewFromDays: 14, remindDays }));
  for (const remindDays of [[], [14], [14, 7, 3, 1, 0]]) expect(check(remindDays)).toBe('ok');
  for (const remindDays of [[15], [-1], [1.5], [Number.NaN], [3, 3], [6, 5, 4, 3, 2, 1]])
    expect(check(remindDays)).toBe('LETTER_POLICY_INVALID');
});

it('LET31 initials', () => {
  expect(initialsOf('MARIA THERESIA BALE')).toBe('M. T. B.');
  expect(initialsOf('suharto')).toBe('S.');
});
