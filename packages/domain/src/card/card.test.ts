import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant, PlainDate } from '../kernel/calendar.ts';
import type { CardId, OfficerId } from '../kernel/ids.ts';
import { refuse } from '../kernel/outcome.ts';
import { maritalStatuses, nationalities } from '../resident/resident.ts';
import {
  type AttemptCommand,
  type AttemptState,
  attemptTransitions,
  commandFor,
  decideAttempt,
  endingOf,
  type JobSeen,
} from './attempt.ts';
import { type CardRequest, decideEligible } from './eligibility.ts';
import { estimatePrinting } from './estimate.ts';
import {
  type Card,
  type CardCommand,
  cardTransitions,
  decideCard,
  printJobName,
  queuedCard,
} from './life.ts';
import { countMovesUp, decideMoveUp, type MoveUp, orderOfPrinting } from './order.ts';
import { arrivedAhead, perWorkingDay } from './pace.ts';
import { cardGrounds, checkPrintPolicy, printPolicyOf2020, printPolicyOn } from './policy.ts';

const day = (text: string) => text as PlainDate;
const at = (text: string) => text as Instant;
const today = day('2020-03-02');
const policy = printPolicyOf2020;
const request: CardRequest = {
  id: 'crd_a' as CardId,
  ground: 'first-card',
  requestedOn: day('2020-01-10'),
  letterIssuedOn: null,
  holder: { birthDate: day('1990-05-01'), maritalStatus: 'KAWIN', nationality: 'WNI' },
  recorded: { status: 'PRR', source: 'SIAK', asOf: day('2020-02-01') },
  diedOn: null,
  hasPhoto: true,
  faceProblem: null,
};
const named = (name: string, changes: Partial<CardRequest> = {}): CardRequest => ({
  ...request,
  id: `crd_${name}` as CardId,
  ...changes,
});
const move: MoveUp = {
  cardId: request.id,
  reason: 'operasi rumah sakit',
  askedBy: 'ofc_1' as OfficerId,
  agreedBy: 'ofc_2' as OfficerId,
  at: at('2020-03-01T02:00:00.000Z'),
};
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code);
const judge = (changes: Partial<CardRequest>) =>
  codeOf(decideEligible({ ...request, ...changes }, policy, today));

describe('who may be printed', () => {
  it('CRD1 the version that came into force last counts; before the first none does', () => {
    const later = { ...policy, version: 2, effectiveFrom: day('2021-01-01') };
    expect(printPolicyOn([later, policy], day('2020-12-31'))).toMatchObject({ value: { version: 1 } });
    expect(printPolicyOn([later, policy], day('2021-01-01'))).toMatchObject({ value: { version: 2 } });
    expect(codeOf(printPolicyOn([policy], day('2019-12-31')))).toBe('CARD_NO_POLICY');
  });

  it('CRD1 a policy that cannot be worked with is refused, with the field', () => {
    expect(codeOf(checkPrintPolicy(policy))).toBe('ok');
    const wrong = [
      { ...policy, basis: ' ' },
      { ...policy, groups: [] },
      { ...policy, groups: [['lost'], []] as const },
      { ...policy, groups: [['lost'], ['lost']] as const },
      { ...policy, beginnerBelowAge: 16 },
    ];
    for (const one of wrong) expect(codeOf(checkPrintPolicy(one))).toBe('CARD_POLICY_INVALID');
  });

  it('CRD2 only a record observed as print-ready; doubt is not', () => {
    const status = (word: string, asOf: PlainDate | null) => ({ status: word, source: 'SIAK', asOf });
    const on = day('2020-02-01');
    expect(judge({ recorded: status('print_ready_record', on) })).toBe('ok');
    expect(judge({ recorded: status('Print-Ready Record', on) })).toBe('ok');
    expect(judge({ recorded: status('DUPLICATE_RECORD', on) })).toBe('CARD_NOT_PRINT_READY');
    expect(judge({ recorded: status('NOT PRR', on) })).toBe('CARD_NOT_PRINT_READY');
    expect(judge({ recorded: null })).toBe('CARD_STATUS_UNKNOWN');
    expect(judge({ recorded: status('PRR', null) })).toBe('CARD_STATUS_UNKNOWN');
    expect(judge({ recorded: status('PRR', day('2020-03-03')) })).toBe('CARD_STATUS_UNKNOWN');
  });

  it('CRD3 17 on the day, or married', () => {
    const born = (text: string, maritalStatus: (typeof maritalStatuses)[number]) =>
      judge({ holder: { ...request.holder, birthDate: day(text), maritalStatus } });
    expect(born('2003-03-02', 'BELUM KAWIN')).toBe('ok');
    expect(born('2003-03-03', 'BELUM KAWIN')).toBe('CARD_TOO_YOUNG');
    expect(born('2003-03-03', 'CERAI HIDUP')).toBe('ok');
    expect(born('2021-01-01', 'KAWIN')).toBe('CARD_TOO_YOUNG');
  });

  it('CRD4 a renamed region is no ground, and the circular is named', () => {
    expect(decideEligible(named('b', { ground: 'region-renamed' }), policy, today)).toEqual({
      ok: false,
      code: 'CARD_CLASS_NOT_NAMED',
      details: { basis: policy.basis },
    });
  });
});

it('CRD5 CRD6 CRD7 CRD38 a photo is needed, a citizen who lives, and a face that can be drawn', () => {
  const faceProblem = refuse('CARD_FACE_TEXT_LONG' as const, { field: 'Alamat' });
  expect(decideEligible({ ...request, faceProblem }, policy, today)).toEqual(faceProblem);
  expect(judge({ hasPhoto: false })).toBe('CARD_PHOTO_MISSING');
  expect(judge({ holder: { ...request.holder, nationality: 'WNA' } })).toBe('CARD_FOREIGN');
  expect(judge({ diedOn: day('2020-02-29') })).toBe('CARD_HOLDER_DIED');
});

const anyDay = fc.integer({ min: 0, max: 400 }).map((n) => {
  const from = Date.UTC(2019, 0, 1);
  return new Date(from + n * 86_400_000).toISOString().slice(0, 10) as PlainDate;
});
const anyRequest = fc.record({
  id: fc
    .uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 })
    .map((n) => `crd_${n.join('')}` as CardId),
  ground: fc.constantFrom(...cardGrounds),
  requestedOn: anyDay,
  letterIssuedOn: fc.option(anyDay),
  holder: fc.record({
    birthDate: fc.constantFrom(day('1980-01-01'), day('2002-06-01'), day('2003-03-02'), day('2004-01-01')),
    maritalStatus: fc.constantFrom(...maritalStatuses),
    nationality: fc.constantFrom(...nationalities),
  }),
  diedOn: fc.constantFrom(null, null, null, day('2020-01-02')),
  hasPhoto: fc.boolean(),
  faceProblem: fc.constantFrom(null, null, refuse('CARD_FACE_TEXT_LONG' as const, { field: 'Alamat' })),
  recorded: fc.option(
    fc.record({
      status: fc.constantFrom('PRR', 'PRR', 'SFE', 'ADJUDICATE_RECORD'),
      source: fc.constant('SIAK'),
      asOf: fc.option(anyDay),
    }),
  ),
});
const anyRequests = fc.uniqueArray(anyRequest, { selector: ({ id }) => id, maxLength: 30 });
const movesOf = (requests: readonly CardRequest[]): MoveUp[] =>
  requests.filter((_, index) => index % 5 === 0).map(({ id }) => ({ ...move, cardId: id }));

describe('the order', () => {
  const orderOf = (requests: readonly CardRequest[], moves: readonly MoveUp[] = []) =>
    orderOfPrinting({ requests, moves, policy, today }).queue.map(({ cardId }) => cardId.slice(4));

  it('CRD10 groups of the circular, then the letter, then who asked first', () => {
    const requests = [
      named('renewed-late', { ground: 'damaged', requestedOn: day('2019-01-01') }),
      named('no-letter', { requestedOn: day('2020-01-05') }),
      named('old-letter', { letterIssuedOn: day('2018-07-01'), requestedOn: day('2020-02-01') }),
      named('same-day-later', { letterIssuedOn: day('2018-07-01'), requestedOn: day('2020-02-02') }),
      named('fire', { ground: 'disaster', requestedOn: day('2020-02-20') }),
      named('seventeen', {
        requestedOn: day('2020-02-28'),
        holder: { birthDate: day('2003-01-01'), maritalStatus: 'BELUM KAWIN', nationality: 'WNI' },
      }),
      named('hospital', { ground: 'lost', requestedOn: day('2020-03-01') }),
    ];
    const moves = [{ ...move, cardId: 'crd_hospital' as CardId }];
    expect(orderOf(requests, moves)).toEqual([
      'hospital',
      'seventeen',
      'fire',
      'old-letter',
      'same-day-later',
      'no-letter',
      'renewed-late',
    ]);
  });

  it('CRD10 a beginner who waits past the age keeps the rank', () => {
    const waited = named('waited', {
      requestedOn: day('2019-01-02'),
      holder: { birthDate: day('2001-06-01'), maritalStatus: 'BELUM KAWIN', nationality: 'WNI' },
    });
    expect(decideEligible(waited, policy, day('2020-03-02'))).toMatchObject({ value: 'beginner' });
  });

  it('CRD11 is total and does not hang on the order of what is given', () => {
    fc.assert(
      fc.property(anyRequests, fc.integer(), (requests, seed) => {
        const moves = movesOf(requests);
        const shuffled = requests.toSorted((a, b) => hash(a.id, seed) - hash(b.id, seed));
        const order = orderOfPrinting({ requests, moves, policy, today });
        expect(orderOfPrinting({ requests: shuffled, moves: moves.toReversed(), policy, today })).toEqual(
          order,
        );
        expect(order.queue.map(({ place }) => place)).toEqual(order.queue.map((_, index) => index + 1));
      }),
      { seed: 530, numRuns: 300 },
    );
  });

  it('CRD11 who leaves does not change how the others stand to each other', () => {
    fc.assert(
      fc.property(anyRequests, (requests) => {
        const without = requests.slice(1);
        const gone = requests[0]?.id.slice(4);
        expect(orderOf(without)).toEqual(orderOf(requests).filter((id) => id !== gone));
      }),
      { seed: 531, numRuns: 300 },
    );
  });

  it('CRD12 every request is in it once, or left with a reason; nobody in it may not be printed', () => {
    fc.assert(
      fc.property(anyRequests, (requests) => {
        const { queue, left } = orderOfPrinting({ requests, moves: movesOf(requests), policy, today });
        const all = [...queue, ...left].map(({ cardId }) => cardId);
        expect(all.toSorted()).toEqual(requests.map(({ id }) => id).toSorted());
        for (const { cardId } of queue) {
          const { recorded, ground } = requests.find(({ id }) => id === cardId)!;
          expect(recorded?.status).toBe('PRR');
          expect(ground).not.toBe('region-renamed');
        }
      }),
      { seed: 532, numRuns: 300 },
    );
  });

  it('CRD13 moving up needs a reason, two persons, a card in the queue, and happens once', () => {
    const question = { requests: [request], moves: [] as MoveUp[], policy, today };
    const on = (changes: Partial<MoveUp>) => codeOf(decideMoveUp({ ...move, ...changes }, question));
    expect(on({})).toBe('ok');
    expect(on({ reason: 'ya  ' })).toBe('CARD_REASON_MISSING');
    expect(on({ agreedBy: move.askedBy })).toBe('CARD_SECOND_PERSON_NEEDED');
    expect(on({ cardId: 'crd_x' as CardId })).toBe('CARD_NOT_QUEUED');
    expect(codeOf(decideMoveUp(move, { ...question, moves: [move] }))).toBe('CARD_ALREADY_MOVED_UP');
    const doubtful = { ...question, requests: [{ ...request, recorded: null }] };
    expect(codeOf(decideMoveUp(move, doubtful))).toBe('CARD_STATUS_UNKNOWN');
  });

  it('CRD13 the number of moves follows from the moves', () => {
    const moves = ['2020-02-29T23:59:59.999Z', '2020-03-01T00:00:00.000Z', '2020-04-01T00:00:00.000Z'].map(
      (text) => ({ ...move, at: at(text) }),
    );
    expect(countMovesUp(moves, at('2020-03-01T00:00:00.000Z'), at('2020-04-01T00:00:00.000Z'))).toBe(1);
  });
});

/** A shuffle that a seed repeats. */
const hash = (id: string, seed: number): number =>
  [...id].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619), seed | 0);

describe('the estimate', () => {
  const pace = { printedPerDay: [10, 20, 30, 40, 50], arrivedAheadPerDay: [0, 0, 0, 0, 5, 9], blanks: 500 };

  it('CRD20 runs from a good pace to a poor one, and asks for five days', () => {
    const quiet = { ...pace, arrivedAheadPerDay: [] };
    expect(estimatePrinting(80, quiet)).toMatchObject({ value: { earliest: 2, latest: 4 } });
    expect(codeOf(estimatePrinting(80, { ...quiet, printedPerDay: [1, 2, 3, 4] }))).toBe('CARD_NO_ESTIMATE');
  });

  it('CRD21 who may come in ahead lengthens the far end, or takes it away', () => {
    expect(estimatePrinting(80, pace)).toMatchObject({ value: { earliest: 2, latest: 6 } });
    const flood = { ...pace, arrivedAheadPerDay: [20, 20, 20, 20, 20] };
    expect(estimatePrinting(80, flood)).toMatchObject({ value: { latest: null, farEndLacks: 'pace' } });
  });

  it('CRD22 beyond the stock nobody knows', () => {
    expect(estimatePrinting(500, pace)).toMatchObject({ value: { farEndLacks: null } });
    expect(estimatePrinting(501, pace)).toMatchObject({ value: { latest: null, farEndLacks: 'blanks' } });
    expect(codeOf(estimatePrinting(1, { ...pace, blanks: null }))).toBe('CARD_STOCK_UNKNOWN');
  });
});

describe('the pace', () => {
  it('CRD23 counts working days without a print as such, and leaves today and idle weekends out', () => {
    // Monday 2 March 2020.
    const counts = new Map([
      [day('2020-02-24'), 30],
      [day('2020-02-29'), 5],
      [today, 99],
    ]);
    expect(perWorkingDay(counts, day('2020-02-24'), today)).toEqual([30, 0, 0, 0, 0, 5]);
    expect(perWorkingDay(new Map(), today, today)).toEqual([]);
  });

  it('CRD21 who came in ahead are those of a better group and those moved up', () => {
    const arrivals = [
      { day: day('2020-02-24'), rank: 0 },
      { day: day('2020-02-24'), rank: -1 },
      { day: day('2020-02-25'), rank: 2 },
    ];
    expect([...arrivedAhead(arrivals, 2)]).toEqual([['2020-02-24', 2]]);
    expect([...arrivedAhead(arrivals, 0)]).toEqual([['2020-02-24', 1]]);
    expect([...arrivedAhead(arrivals, -1)]).toEqual([]);
  });
});

const kinds = Object.keys(cardTransitions.queued) as CardCommand['kind'][];
const commandOf = (kind: CardCommand['kind'], piece: string): CardCommand => {
  if (kind === 'start') return { kind, piece };
  return kind === 'misprint' || kind === 'give-up' || kind === 'lose'
    ? { kind, reason: 'warna bergaris' }
    : { kind };
};
const follow = (names: readonly CardCommand['kind'][], card: Card = queuedCard(request.id)) =>
  names.reduce((state, kind, index) => {
    const outcome = decideCard(state, commandOf(kind, `piece-${index}`));
    return outcome.ok ? outcome.value.card : state;
  }, card);

describe('the life of a card', () => {
  it('CRD30 goes one way, and every other command is refused by name', () => {
    const steps = ['start', 'finish', 'check', 'hand-over'] as const;
    expect(follow(steps)).toMatchObject({ state: 'handed-over', piece: 'piece-0' });
    const refused = (names: readonly CardCommand['kind'][], kind: CardCommand['kind']) =>
      codeOf(decideCard(follow(names), commandOf(kind, 'other')));
    expect(refused([], 'finish')).toBe('CARD_NOT_PRINTING');
    expect(refused(['start'], 'start')).toBe('CARD_ALREADY_PRINTING');
    expect(refused(['start', 'finish'], 'hand-over')).toBe('CARD_NOT_CHECKED');
    expect(refused(steps, 'misprint')).toBe('CARD_HANDED_OVER');
    expect(refused(['withdraw'], 'start')).toBe('CARD_WITHDRAWN');
  });

  it.each([['start'], ['start', 'finish'], ['start', 'finish', 'check']] as const)(
    'CRD31 a misprint after %j spoils the piece and requeues the person',
    (...names) => {
      const outcome = decideCard(follow(names), { kind: 'misprint', reason: 'warna bergaris' });
      expect(outcome).toMatchObject({
        value: { spoiled: 'piece-0', givenBack: null, card: { state: 'queued', piece: null } },
      });
      expect(codeOf(decideCard(follow(names), { kind: 'misprint', reason: ' ' }))).toBe(
        'CARD_REASON_MISSING',
      );
    },
  );

  it('CRD39 a checked card that nobody fetched ends with a reason, and its piece is spoiled', () => {
    const checked = follow(['start', 'finish', 'check']);
    const giveUp = (reason: string) => decideCard(checked, { kind: 'give-up', reason });
    expect(giveUp('tidak diambil dua tahun')).toMatchObject({
      value: { spoiled: 'piece-0', givenBack: null, card: { state: 'withdrawn', piece: null } },
    });
    expect(codeOf(giveUp('  ya '))).toBe('CARD_REASON_MISSING');
    const early = { kind: 'give-up', reason: 'tidak diambil' } as const;
    expect(codeOf(decideCard(follow(['start', 'finish']), early))).toBe('CARD_NOT_CHECKED');
    expect(codeOf(decideCard(follow([]), early))).toBe('CARD_NOT_PRINTING');
  });

  it.each([
    ['start', 'finish'],
    ['start', 'finish', 'check'],
  ] as const)(
    'CRD44 a card that is not found after %j loses its piece and requeues the person',
    (...names) => {
      const lose = (reason: string) => decideCard(follow(names), { kind: 'lose', reason });
      expect(lose('tidak ada di kotak')).toMatchObject({
        value: { lost: 'piece-0', spoiled: null, givenBack: null, card: { state: 'queued', piece: null } },
      });
      expect(codeOf(lose(' ya  '))).toBe('CARD_REASON_MISSING');
    },
  );

  it.each([
    [[], 'CARD_NOT_PRINTED'],
    [['start'], 'CARD_AT_PRINTER'],
    [['start', 'finish', 'lose'], 'CARD_NOT_PRINTED'],
    [['start', 'finish', 'check', 'hand-over'], 'CARD_HANDED_OVER'],
    [['withdraw'], 'CARD_WITHDRAWN'],
  ] as const)('CRD44 after %j there is no card that could be lost', (names, code) => {
    expect(codeOf(decideCard(follow(names), { kind: 'lose', reason: 'tidak ada di kotak' }))).toBe(code);
  });

  it('CRD32 a job that never touched the piece gives it back', () => {
    expect(decideCard(follow(['start']), { kind: 'fail' })).toMatchObject({
      value: { givenBack: 'piece-0', spoiled: null, card: { state: 'queued', piece: null } },
    });
    expect(codeOf(decideCard(follow(['start']), { kind: 'withdraw' }))).toBe('CARD_ALREADY_PRINTING');
  });

  it('CRD31 CRD33 whatever happens, each piece taken is on the card, given back, spoiled or lost, and each attempt has its own job', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds), { maxLength: 40 }), (names) => {
        let card = queuedCard(request.id);
        const jobs: string[] = [];
        const open = new Set<string>();
        names.forEach((kind, index) => {
          const outcome = decideCard(card, commandOf(kind, `piece-${index}`));
          if (!outcome.ok) return;
          ({ card } = outcome.value);
          const { taken, givenBack, spoiled, lost } = outcome.value;
          if (taken) open.add(taken);
          if (taken) jobs.push(printJobName(card));
          for (const gone of [givenBack, spoiled, lost]) if (gone) expect(open.delete(gone)).toBe(true);
          expect([...open]).toEqual(card.piece ? [card.piece] : []);
        });
        expect(new Set(jobs).size).toBe(jobs.length);
      }),
      { seed: 533, numRuns: 300 },
    );
  });
});

describe('an attempt to print', () => {
  const states = Object.keys(attemptTransitions) as AttemptState[];
  const commands = Object.keys(attemptTransitions.ordered) as AttemptCommand[];

  it('CRD34 ends in a state that nothing leaves, and only from there its card goes on', () => {
    for (const state of states) {
      const ended = endingOf(state) !== null;
      const ways = commands.filter((command) => decideAttempt(state, command).ok);
      expect([state, ways.length === 0]).toEqual([state, ended]);
    }
  });

  it('CRD35 whatever the printer says and whenever the office falls, it is told once', () => {
    const seen = fc.constantFrom<JobSeen>('open', 'completed', 'broken-off', 'unknown');
    const sight = fc.constantFrom<AttemptCommand>('say-printed', 'say-misprint', 'say-untouched');
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 12 }), sight, (answers, told) => {
        let state: AttemptState = 'ordered';
        let sent = 0;
        const go = (command: AttemptCommand) => {
          const outcome = decideAttempt(state, command);
          if (!outcome.ok) return;
          if (command === 'send') sent++;
          state = outcome.value;
        };
        go('send');
        for (const answer of answers) {
          const command = commandFor(state, answer);
          if (command) go(command);
          // A clerk who presses again, and an office that starts again.
          go('send');
        }
        go(told);
        expect(sent).toBe(1);
        if (endingOf(state) === 'finish' && told !== 'say-printed') expect(answers).toContain('completed');
      }),
      { seed: 2017, numRuns: 500 },
    );
  });

  it('CRD36 only a doubt is settled by what a person saw, and nothing is taken back that the printer may know', () => {
    for (const state of states)
      for (const command of ['say-printed', 'say-misprint', 'say-untouched'] as const)
        expect(decideAttempt(state, command).ok).toBe(state === 'in-doubt');
    expect(codeOf(decideAttempt('sending', 'take-back'))).toBe('CARD_AT_PRINTER');
    expect(codeOf(decideAttempt('sent', 'take-back'))).toBe('CARD_AT_PRINTER');
    expect(codeOf(decideAttempt('printed', 'send'))).toBe('CARD_ATTEMPT_ENDED');
  });
});
