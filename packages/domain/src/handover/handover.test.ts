import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import type { OfficerId } from '../kernel/ids.ts';
import { findHandoverCode, handoverCode, handoverCodes } from './code.ts';
import { decideChange, decideOpen, handoverStateOn, handoverStates, paperFates } from './decide.ts';
import {
  decideAgreement,
  decideIdentity,
  decideTry,
  type Evidence,
  findWay,
  handoverQuestions,
} from './identity.ts';
import { checkHandoverPolicy, defaultHandoverPolicy, handoverPolicyOn } from './policy.ts';
import { decideReceiver } from './receiver.ts';
import { decideGiveUp, decideReturn, waitingDates } from './waiting.ts';

const day = (text: string) => text as PlainDate;
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code);
const terms = defaultHandoverPolicy;
const [clerk, second] = ['ofc_1' as OfficerId, 'ofc_2' as OfficerId];
const nothing: Evidence = {
  prints: 2,
  tries: [],
  noScanner: false,
  answered: [],
  printTaken: false,
  reason: '',
};

const anyEvidence = fc.record<Evidence>({
  prints: fc.integer({ min: 0, max: 10 }),
  tries: fc.array(fc.constantFrom('same', 'different', 'inconclusive'), { maxLength: 4 }),
  noScanner: fc.boolean(),
  answered: fc.array(fc.constantFrom(...handoverQuestions), { maxLength: 6 }),
  printTaken: fc.boolean(),
  reason: fc.constantFrom('', '  ya ', 'jari terluka bakar'),
});

describe('who is there', () => {
  it('HND2 only a finger found to be the same needs nobody else', () => {
    fc.assert(
      fc.property(anyEvidence, fc.constantFrom(null, clerk, second), (evidence, agreedBy) => {
        const known = decideIdentity(evidence, terms, { by: clerk, agreedBy });
        if (!known.ok) return;
        const same = evidence.prints > 0 && evidence.tries.includes('same');
        expect(known.value === 'finger').toBe(same);
        if (!same) expect(agreedBy).toBe(second);
      }),
      { seed: 620, numRuns: 500 },
    );
  });

  it('HND3 HND4 no other way while tries are left, unless no scanner can be used; then a reason', () => {
    const after = (change: Partial<Evidence>) => codeOf(findWay({ ...nothing, ...change }, terms));
    expect(findWay({ ...nothing, tries: ['different'] }, terms)).toMatchObject({
      code: 'HANDOVER_FINGER_FIRST',
      details: { left: 2 },
    });
    const reason = 'jari terluka bakar';
    expect(after({ reason })).toBe('HANDOVER_FINGER_FIRST');
    expect(after({ noScanner: true })).toBe('HANDOVER_REASON_MISSING');
    expect(after({ noScanner: true, reason })).toBe('ok');
    const tries = ['different', 'inconclusive', 'different'] as const;
    expect(after({ tries, reason: 'ya   ' })).toBe('HANDOVER_REASON_MISSING');
    expect(after({ tries, reason })).toBe('ok');
  });

  it('HND5 without a print: different questions, a finger or the reason why none, and a second officer', () => {
    const evidence = { ...nothing, prints: 0, printTaken: true };
    const asked = (answered: Evidence['answered'], change = {}) =>
      codeOf(findWay({ ...evidence, answered, ...change }, terms));
    expect(asked(['address', 'address'])).toBe('HANDOVER_QUESTIONS_MISSING');
    expect(asked(['address', 'birth-place'])).toBe('ok');
    expect(asked(['address', 'birth-place'], { printTaken: false })).toBe('HANDOVER_PRINT_MISSING');
    expect(asked(['address', 'birth-place'], { printTaken: false, reason: 'tanpa jari' })).toBe('ok');
  });

  it('HND4 HND5 the second officer is somebody else, and is not asked where the finger is the same', () => {
    const reasoned: Evidence = { ...nothing, noScanner: true, reason: 'alat rusak' };
    const agreed = (evidence: Evidence, agreeing: OfficerId) =>
      codeOf(decideAgreement(evidence, terms, { by: clerk, agreeing }));
    expect(agreed(reasoned, second)).toBe('ok');
    expect(agreed(reasoned, clerk)).toBe('HANDOVER_SECOND_NEEDED');
    expect(agreed(nothing, second)).toBe('HANDOVER_FINGER_FIRST');
    expect(agreed({ ...nothing, tries: ['same'] }, second)).toBe('HANDOVER_NOTHING_TO_AGREE');
  });

  it('HND3 no more fingers than the rule allows, and none after one that is the same', () => {
    expect(codeOf(decideTry({ tries: ['different', 'different'] }, terms))).toBe('ok');
    expect(codeOf(decideTry({ tries: ['different', 'different', 'different'] }, terms))).toBe(
      'HANDOVER_TRIES_USED_UP',
    );
    expect(codeOf(decideTry({ tries: ['same'] }, terms))).toBe('HANDOVER_FOUND_ALREADY');
  });

  it('HND1 the holder; family only where the rule allows, the register says so, and from 17 on', () => {
    const holder = { nik: '1', birthDate: day('1980-01-01'), familyCardNumber: 'kk', diedOn: null };
    const child = { nik: '2', birthDate: day('2010-05-02'), familyCardNumber: 'kk', diedOn: null };
    const judge = (receiver: Parameters<typeof decideReceiver>[1], familyMay: boolean, on = '2027-05-02') =>
      codeOf(decideReceiver(holder, receiver, { familyMay }, day(on)));
    expect(judge(holder, false)).toBe('ok');
    expect(judge(child, false)).toBe('HANDOVER_OTHERS_NOT_ALLOWED');
    expect(judge(child, true)).toBe('ok');
    expect(judge(child, true, '2027-05-01')).toBe('HANDOVER_RECEIVER_TOO_YOUNG');
    expect(judge({ ...child, familyCardNumber: 'other' }, true)).toBe('HANDOVER_NOT_SAME_FAMILY');
    const unknown = { ...holder, familyCardNumber: null };
    expect(
      codeOf(
        decideReceiver(unknown, { ...child, familyCardNumber: null }, { familyMay: true }, day('2027-05-02')),
      ),
    ).toBe('HANDOVER_NOT_SAME_FAMILY');
  });
});

describe('what changes hands', () => {
  it('HND11 HND12 HND13 letter, old card and signature are said and given, and true to what is known', () => {
    const given = { hasActiveLetter: true, letter: 'taken-in', oldCard: 'none', signed: true } as const;
    expect(codeOf(decideChange(given))).toBe('ok');
    expect(codeOf(decideChange({ ...given, letter: 'lost' }))).toBe('ok');
    for (const letter of [null, 'none'] as const)
      expect(codeOf(decideChange({ ...given, letter }))).toBe('HANDOVER_LETTER_UNSAID');
    for (const letter of [null, 'taken-in', 'lost'] as const)
      expect(codeOf(decideChange({ ...given, hasActiveLetter: false, letter }))).toBe(
        'HANDOVER_LETTER_UNSAID',
      );
    expect(codeOf(decideChange({ ...given, oldCard: null }))).toBe('HANDOVER_OLD_CARD_UNSAID');
    for (const oldCard of paperFates) expect(codeOf(decideChange({ ...given, oldCard }))).toBe('ok');
    expect(codeOf(decideChange({ ...given, signed: false }))).toBe('HANDOVER_SIGNATURE_MISSING');
  });

  it('HND8 HND10 a hand-over is over when the card is, when it was broken off, and when its day has passed', () => {
    const openedOn = day('2026-11-26');
    for (const state of handoverStates) {
      expect(handoverStateOn({ state, openedOn }, openedOn)).toBe(state);
      const next = handoverStateOn({ state, openedOn }, day('2026-11-27'));
      expect(next).toBe(state === 'open' ? 'lapsed' : state);
      expect(decideOpen(next).ok).toBe(false);
    }
    expect(codeOf(decideOpen('open'))).toBe('ok');
    expect(codeOf(decideOpen('handed-over'))).toBe('CARD_HANDED_OVER');
  });
});

describe('cards that nobody fetches', () => {
  const rule = { returnAfterDays: 90, giveUpAfterDays: 365 };
  const waiting = { since: day('2026-01-31'), returnedOn: null, holderDied: false };
  const returned = { ...waiting, returnedOn: day('2026-05-02') };

  it('HND21 go back after the rule’s days, once', () => {
    expect(codeOf(decideReturn(waiting, rule, day('2026-04-30')))).toBe('HANDOVER_TOO_EARLY');
    expect(codeOf(decideReturn(waiting, rule, day('2026-05-01')))).toBe('ok');
    expect(codeOf(decideReturn(returned, rule, day('2026-06-01')))).toBe('HANDOVER_RETURNED_ALREADY');
  });

  it('HND22 are given up after the rule’s days, never before they went back, and never without such a rule', () => {
    const giveUp = (card: typeof waiting | typeof returned, on: string, terms = {}) =>
      codeOf(decideGiveUp(card, { ...rule, ...terms }, day(on)));
    expect(giveUp(returned, '2027-01-30')).toBe('HANDOVER_TOO_EARLY');
    expect(giveUp(returned, '2027-01-31')).toBe('ok');
    expect(giveUp(waiting, '2027-01-31')).toBe('HANDOVER_RETURN_FIRST');
    expect(giveUp(returned, '2037-01-31', { giveUpAfterDays: null })).toBe('HANDOVER_NEVER_GIVEN_UP');
    expect(waitingDates(returned, { ...rule, giveUpAfterDays: null })).toEqual({
      returnFrom: null,
      giveUpFrom: null,
    });
    const early = { ...terms, returnAfterDays: 90, giveUpAfterDays: 89 };
    expect(checkHandoverPolicy(early)).toMatchObject({ details: { field: 'giveUpAfterDays' } });
  });
});

it('HND8 a code is read as people type it, and nothing else is one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: handoverCodes - 1 }), (number) => {
      const code = handoverCode(number);
      expect(code).toMatch(/^\d{3}-\d{3}$/);
      for (const typed of [code, code.replace('-', ''), ` ${code.replace('-', ' ')} `])
        expect(findHandoverCode(typed)).toBe(code);
    }),
    { seed: 621 },
  );
  for (const wrong of ['', '12345', '1234567', '12a-456', '１２３456'])
    expect(findHandoverCode(wrong)).toBeUndefined();
});

it('HND16 the rule in force came into force last; one that cannot be worked with is refused', () => {
  const later = { ...terms, version: 2, effectiveFrom: day('2026-01-01') };
  const mended = { ...later, version: 3 };
  expect(handoverPolicyOn([mended, terms, later], day('2026-01-01'))).toMatchObject({
    value: { version: 3 },
  });
  expect(handoverPolicyOn([later, terms], day('2025-12-31'))).toMatchObject({ value: { version: 1 } });
  expect(codeOf(handoverPolicyOn([later], day('2025-12-31')))).toBe('HANDOVER_NO_POLICY');
  expect(codeOf(checkHandoverPolicy(terms))).toBe('ok');
  for (const wrong of [
    { tries: 0 },
    { tries: 1.5 },
    { leastQuestions: 6 },
    { keepPrintDays: -1 },
    { basis: ' a ' },
  ])
    expect(codeOf(checkHandoverPolicy({ ...terms, ...wrong }))).toBe('HANDOVER_POLICY_INVALID');
});
