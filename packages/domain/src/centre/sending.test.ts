import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import {
  decideExport,
  decideSending,
  type ExportWish,
  judgeCandidate,
  type SendingQuestion,
  saysSent,
} from './sending.ts';
import { centreStatuses, stageOf } from './status.ts';

const day = (text: string) => text as PlainDate;
const recipient = `age1${'q'.repeat(58)}`;
const wish: ExportWish = { form: 'records', recipient, open: false, againBecause: null, centre: null };
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code);

describe('what goes into an export', () => {
  it('CTR40 only what counts and has its samples', () => {
    const candidate = { state: 'counted', hasSamples: true, exportedIn: null } as const;
    expect(judgeCandidate(candidate, false)).toBe('taken');
    expect(judgeCandidate({ ...candidate, hasSamples: false }, false)).toBe('samples-destroyed');
    expect(judgeCandidate({ ...candidate, state: 'held' }, true)).toBe('held');
    expect(judgeCandidate({ ...candidate, state: 'set-aside' }, true)).toBeNull();
    expect(judgeCandidate({ ...candidate, state: 'received' }, true)).toBeNull();
  });

  it('CTR41 what lies in an earlier one stays out, unless it goes again with a reason', () => {
    const before = { state: 'counted', hasSamples: true, exportedIn: { sent: false } } as const;
    expect(judgeCandidate(before, false)).toBe('exported');
    expect(judgeCandidate({ ...before, exportedIn: { sent: true } }, false)).toBe('sent');
    expect(judgeCandidate(before, true)).toBe('taken');
    expect(codeOf(decideExport({ ...wish, againBecause: ' a b ' }))).toBe('CENTRE_REASON_MISSING');
    expect(codeOf(decideExport({ ...wish, againBecause: 'flashdisk rusak' }))).toBe('ok');
  });

  it('CTR43 it is encrypted to a key that reads as one, or lies open because somebody said so', () => {
    expect(codeOf(decideExport(wish))).toBe('ok');
    expect(codeOf(decideExport({ ...wish, recipient: null }))).toBe('CENTRE_EXPORT_UNSEALED');
    expect(codeOf(decideExport({ ...wish, recipient: null, open: true }))).toBe('ok');
    expect(codeOf(decideExport({ ...wish, open: true }))).toBe('CENTRE_EXPORT_SEALED_OR_OPEN');
    expect(codeOf(decideExport({ ...wish, recipient: 'age1lain' }))).toBe('CENTRE_EXPORT_RECIPIENT');
    const centre = { center: '10001', machine: '10002', hasKey: true };
    expect(codeOf(decideExport({ ...wish, form: 'mosip', recipient: null, centre }))).toBe('ok');
    for (const bad of [null, { ...centre, hasKey: false }, { ...centre, center: '1' }])
      expect(codeOf(decideExport({ ...wish, form: 'mosip', recipient: null, centre: bad }))).toBe(
        'CENTRE_EXPORT_KEY_MISSING',
      );
  });
});

describe('a sending', () => {
  const question: SendingQuestion = {
    madeOn: day('2026-11-20'),
    finished: true,
    alreadySentOn: null,
    sentOn: day('2026-11-21'),
    means: 'Aplikasi pusat',
    today: day('2026-11-26'),
  };

  it('CTR44 is seen once, between its making and today, by some means', () => {
    expect(codeOf(decideSending(question))).toBe('ok');
    expect(codeOf(decideSending({ ...question, sentOn: question.madeOn }))).toBe('ok');
    expect(codeOf(decideSending({ ...question, sentOn: day('2026-11-19') }))).toBe('CENTRE_SENT_BEFORE_MADE');
    expect(codeOf(decideSending({ ...question, sentOn: day('2026-11-27') }))).toBe('CENTRE_IN_FUTURE');
    expect(codeOf(decideSending({ ...question, means: '  ' }))).toBe('CENTRE_SOURCE_MISSING');
    expect(codeOf(decideSending({ ...question, finished: false }))).toBe('CENTRE_EXPORT_UNFINISHED');
    const sent = { ...question, alreadySentOn: day('2026-11-22') };
    expect(codeOf(decideSending(sent))).toBe('CENTRE_EXPORT_SENT');
  });

  it('CTR45 says something where the centre said nothing further or later', () => {
    const on = day('2026-11-21');
    expect(saysSent(null, on)).toBe(true);
    expect(saysSent({ status: 'BIO_CAPTURED', asOf: day('2026-11-01') }, on)).toBe(true);
    expect(saysSent({ status: 'ENROLL_FAILURE_AT_CENTRAL', asOf: day('2026-11-01') }, on)).toBe(true);
    expect(saysSent({ status: 'BIO_CAPTURED', asOf: day('2026-11-22') }, on)).toBe(false);
    fc.assert(
      fc.property(fc.constantFrom(...centreStatuses), (status) => {
        const further = ['checking', 'ready', 'printing', 'printed', 'issued'].includes(stageOf(status));
        expect(saysSent({ status, asOf: day('2026-11-01') }, on)).toBe(!further);
      }),
      { seed: 560 },
    );
  });
});
