import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import { isDoubted } from '../letter/decide.ts';
import { type CentreLine, isWritten, judgeFile } from './bulk.ts';
import {
  centreStatuses,
  contradicts,
  findAmbiguousLabel,
  findCentreStatus,
  meansDead,
  stageOf,
} from './status.ts';
import { storyOf } from './story.ts';
import { decideWord, judgeWord, type LastWord, type ObservedWord } from './word.ts';

const day = (text: string) => text as PlainDate;
const today = day('2026-11-26');
const word = (status: ObservedWord['status'], asOf = '2026-11-20'): ObservedWord => ({
  status,
  asOf: day(asOf),
  source: 'SIAK',
});
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code);
const anyStatus = fc.constantFrom(...centreStatuses);

describe('words of the centre', () => {
  it.each([
    ['PRR', 'PRINT_READY_RECORD'],
    ['print ready-record', 'PRINT_READY_RECORD'],
    [' sfe ', 'SENT_FOR_ENROLLMENT'],
    ['Bio', 'BIO_CAPTURED'],
    ['DUF', 'DUPLICATE_RECORD'],
    ['EFC', 'ENROLL_FAILURE_AT_CENTRAL'],
    ['ADJ', 'ADJUDICATE_RECORD'],
  ] as const)('CTR2 reads %s', (typed, status) => {
    expect(findCentreStatus(typed)).toBe(status);
  });

  it('CTR2 a word nobody knows stands for nothing, not even the empty one', () => {
    for (const typed of ['', ' ', 'SUDAH', 'PRRR', 'toString', 'rekam'])
      expect(findCentreStatus(typed)).toBeUndefined();
  });

  it('CTR3 the office’s own name is read, and may not be another status', () => {
    const labels = { PRINT_READY_RECORD: 'Tunggal, siap cetak' };
    expect(findCentreStatus('TUNGGAL, SIAP CETAK', labels)).toBe('PRINT_READY_RECORD');
    expect(findAmbiguousLabel(labels)).toBeUndefined();
    expect(findAmbiguousLabel({ PRINT_READY_RECORD: 'dup' })).toBe('PRINT_READY_RECORD');
    expect(findAmbiguousLabel({ CARD_PRINTED: 'Jadi', CARD_SHIPPED: 'JADI' })).toBe('CARD_SHIPPED');
    expect(findAmbiguousLabel({ CARD_PRINTED: ' ' })).toBe('CARD_PRINTED');
  });

  it('a letter asks a supervisor wherever the centre failed, doubts or found a double', () => {
    for (const status of centreStatuses) {
      const doubt = ['failed', 'searching-again', 'undecided', 'doubled'].includes(stageOf(status));
      expect([status, isDoubted({ status, source: 'SIAK', asOf: null })]).toEqual([status, doubt]);
    }
  });
});

describe('the order of words', () => {
  it('CTR12 only failures, doubts and duplicates lead back', () => {
    expect(contradicts('PRINT_READY_RECORD', 'DUPLICATE_RECORD')).toBe(true);
    expect(contradicts('CARD_ISSUED', 'PRINT_READY_RECORD')).toBe(true);
    expect(contradicts('SENT_FOR_ENROLLMENT', 'BIO_CAPTURED')).toBe(true);
    expect(contradicts('DUPLICATE_RECORD', 'UNREGISTERED')).toBe(false);
    expect(contradicts('ENROLL_FAILURE_AT_CENTRAL', 'BIO_CAPTURED')).toBe(false);
    expect(contradicts('ADJUDICATE_RECORD', 'DUPLICATE_RECORD')).toBe(false);
    expect(contradicts('DUPLICATE_RECORD', 'PRINT_READY_RECORD')).toBe(false);
    expect(contradicts('SENT_FOR_ENROLLMENT', 'PRINT_READY_RECORD')).toBe(false);
  });

  it('CTR10, CTR11 an earlier word says nothing, the same one confirms or is known', () => {
    const last: LastWord = { status: 'SENT_FOR_ENROLLMENT', asOf: day('2026-11-10') };
    expect(judgeWord(null, word('BIO_CAPTURED'))).toBe('new');
    expect(judgeWord(last, word('PRINT_READY_RECORD', '2026-11-09'))).toBe('earlier');
    expect(judgeWord(last, word('SENT_FOR_ENROLLMENT', '2026-11-10'))).toBe('known');
    expect(judgeWord(last, word('SENT_FOR_ENROLLMENT', '2026-11-11'))).toBe('confirms');
    expect(judgeWord(last, word('PRINT_READY_RECORD', '2026-11-10'))).toBe('changes');
    expect(judgeWord({ ...last, asOf: null }, word('SENT_FOR_ENROLLMENT', '2020-01-01'))).toBe('confirms');
  });

  it('CTR13 a step back needs a supervisor and a reason', () => {
    const question = {
      last: { status: 'PRINT_READY_RECORD', asOf: day('2026-11-10') } as LastWord,
      word: word('DUPLICATE_RECORD'),
      today,
      decision: { reason: 'Ditjen menelepon' },
      mayDecide: true,
    };
    expect(decideWord(question)).toEqual({ ok: true, value: { decidedBecause: 'Ditjen menelepon' } });
    expect(codeOf(decideWord({ ...question, mayDecide: false }))).toBe('CENTRE_CONTRADICTS');
    expect(codeOf(decideWord({ ...question, decision: null }))).toBe('CENTRE_CONTRADICTS');
    expect(codeOf(decideWord({ ...question, decision: { reason: '  ok  ' } }))).toBe('CENTRE_REASON_MISSING');
  });

  it('CTR4 a day to come and a nameless source are refused; a reason nobody needed is not kept', () => {
    const question = {
      last: null,
      word: word('PRINT_READY_RECORD'),
      today,
      decision: null,
      mayDecide: false,
    };
    expect(codeOf(decideWord({ ...question, word: word('BIO_CAPTURED', '2026-11-27') }))).toBe(
      'CENTRE_IN_FUTURE',
    );
    expect(codeOf(decideWord({ ...question, word: { ...question.word, source: ' ' } }))).toBe(
      'CENTRE_SOURCE_MISSING',
    );
    expect(decideWord({ ...question, decision: { reason: 'sudah pasti' } })).toEqual({
      ok: true,
      value: { decidedBecause: null },
    });
  });

  it('CTR10–CTR13 no row of words by an ordinary officer ever goes back, in days or in order', () => {
    const anyWord = fc.record({
      status: anyStatus,
      asOf: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03'),
    });
    fc.assert(
      fc.property(fc.array(anyWord, { maxLength: 12 }), (row) => {
        let last: ObservedWord | null = null;
        for (const { status, asOf } of row) {
          const next = word(status, asOf);
          const taken = decideWord({ last, word: next, today, decision: null, mayDecide: true }).ok;
          if (!taken) continue;
          if (last) expect(next.asOf >= last.asOf && !contradicts(last.status, next.status)).toBe(true);
          last = next;
        }
      }),
      { seed: 169 },
    );
  });
});

describe('a file of words', () => {
  const line = (number: number, nik: string | null, over: Partial<CentreLine> = {}): CentreLine => ({
    line: number,
    nik,
    status: 'PRINT_READY_RECORD',
    died: false,
    asOf: day('2026-11-20'),
    source: 'SIAK',
    ...over,
  });
  const known = new Map<string, LastWord | null>([
    ['a', null],
    ['b', { status: 'SENT_FOR_ENROLLMENT', asOf: day('2026-11-10') }],
    ['c', { status: 'CARD_ISSUED', asOf: day('2026-11-10') }],
    ['d', { status: 'PRINT_READY_RECORD', asOf: day('2026-11-25') }],
    ['e', null],
    ['f', null],
  ]);
  const findings = (lines: CentreLine[]) =>
    judgeFile(
      lines,
      (nik) => known.get(nik),
      today,
      (nik) => nik === 'f',
    ).map(({ finding }) => finding);

  it('CTR20 says of every line what it would do', () => {
    expect(
      findings([
        line(2, 'a'),
        line(3, 'b'),
        line(4, 'c'),
        line(5, 'd'),
        line(6, 'e', { status: null }),
        line(7, 'f', { asOf: day('2026-11-27') }),
        line(8, 'z'),
        line(9, null),
      ]),
    ).toEqual([
      'new',
      'changes',
      'contradicts',
      'earlier',
      'unknown-word',
      'bad-day',
      'unknown-nik',
      'bad-nik',
    ]);
  });

  it('CTR23 tells a death apart from words, once, and not one that is at odds with a word', () => {
    const died = { status: null, died: true };
    expect(findings([line(2, 'a', died), line(3, 'f', died), line(4, 'z', died)])).toEqual([
      'died',
      'known',
      'unknown-nik',
    ]);
    expect(findings([line(2, 'a', { ...died, asOf: null })])).toEqual(['bad-day']);
    expect(findings([line(2, 'a', died), line(3, 'a')])).toEqual(['at-odds', 'at-odds']);
    expect(meansDead(' meninggal-dunia ')).toBe(true);
    expect(findAmbiguousLabel({ CARD_ISSUED: 'Meninggal' })).toBe('CARD_ISSUED');
  });

  it('CTR21 counts a doubled line once, and none of those at odds', () => {
    expect(findings([line(2, 'a'), line(3, 'a'), line(4, 'b')])).toEqual(['new', 'doubled', 'changes']);
    expect(findings([line(2, 'a'), line(3, 'a', { status: 'DUPLICATE_RECORD' })])).toEqual([
      'at-odds',
      'at-odds',
    ]);
    expect(findings([line(2, 'a'), line(3, 'a', { asOf: null })])).toEqual(['at-odds', 'at-odds']);
  });

  it('CTR21, CTR22 whatever a file holds, a NIK is written at most once, and never one that is unknown', () => {
    const anyLine = fc.record({
      line: fc.nat(),
      nik: fc.constantFrom('a', 'b', 'c', 'z', null),
      status: fc.option(anyStatus),
      died: fc.constant(false),
      asOf: fc.constantFrom(day('2026-11-09'), day('2026-11-20'), day('2026-12-01'), null),
      source: fc.constant('SIAK'),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), (lines) => {
        const taken = judgeFile(
          lines,
          (nik) => known.get(nik),
          today,
          () => false,
        ).filter(isWritten);
        const niks = taken.map((judged) => judged.line.nik);
        expect(new Set(niks).size).toBe(niks.length);
        expect(niks).not.toContain('z');
        for (const { line } of taken) if (line.nik === 'c') expect(line.status).toBe('CARD_ISSUED');
      }),
      { seed: 170 },
    );
  });
});

it('CTR30 tells since when the last stage stands, and as of when', () => {
  expect(storyOf([])).toBeNull();
  expect(
    storyOf([
      word('BIO_CAPTURED', '2026-11-01'),
      word('RECEIVED_AT_CENTRAL', '2026-11-03'),
      word('ADJUDICATE_RECORD', '2026-11-05'),
      word('ADJUDICATE_IN_PROCESS', '2026-11-08'),
      word('ADJUDICATE_RECORD', '2026-11-20'),
    ]),
  ).toEqual({ status: 'ADJUDICATE_RECORD', stage: 'undecided', since: '2026-11-05', asOf: '2026-11-20' });
});
