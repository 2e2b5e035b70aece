import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import { blankDocumentNumber, documentOfMovement } from './document.ts';
import { accountOf, evolveLedger, type PieceLedger, type PieceMovement, rangesAt } from './ledger.ts';
import { deriveLoans } from './loans.ts';
import { isOutside, type PiecePlace, placeAfter, placeKey, waysOfPieces } from './piece-place.ts';
import { overlapAmong, piecesInAll, type SerialRange } from './serial.ts';
import {
  card,
  centre,
  codeOf,
  decide,
  desk,
  follow,
  lost,
  lostUnusable,
  movement,
  range,
  received,
  resident,
  returned,
  spoiled,
  store,
  today,
} from './testing/pieces.ts';

describe('the book', () => {
  it('BLK2 a range splits where a part of it moves', () => {
    const ledger = follow(received, movement(store, desk('a'), range(41, 50)));
    expect(rangesAt(ledger, store)).toEqual([range(1, 40), range(51, 100)]);
    expect(rangesAt(ledger, desk('a'))).toEqual([range(41, 50)]);
  });

  it.each([
    [resident('1'), store],
    [{ kind: 'destroyed' } as const, store],
    [store, { kind: 'destroyed' } as const],
    [centre, desk('a')],
    [store, resident('1')],
    [store, card('1')],
    [desk('a'), desk('a')],
  ])('BLK3 no way from %j to %j', (from, to) => {
    expect(codeOf(decide([], movement(from, to, range(1))))).toBe('BLANK_WAY_CLOSED');
  });

  it.each([card('1'), returned('1'), resident('1'), spoiled])(
    'BLK3 what was lost from %j is no blank when it is found',
    (from) => {
      const gone = evolveLedger([{ where: from, range: range(1) }], movement(from, lost, range(1)));
      const find = (there: PiecePlace, to: PiecePlace) => codeOf(decide(gone, movement(there, to, range(1))));
      expect(find(lost, store)).toBe('BLANK_NOT_THERE');
      expect(find(lostUnusable, store)).toBe('BLANK_WAY_CLOSED');
      expect(find(lostUnusable, spoiled)).toBe('ok');
    },
  );

  it('BLK3 a blank that was lost comes back into the store', () => {
    follow(received, movement(store, lost, range(1)), movement(lost, store, range(1)));
  });

  it('BLK4 a consignment that overlaps is refused with the overlap', () => {
    expect(decide(follow(received), movement(centre, store, range(95, 120)))).toMatchObject({
      code: 'BLANK_SERIAL_OVERLAP',
      details: { overlap: 'KT0095–KT0100' },
    });
    expect(decide([], movement(centre, store, range(1, 9), range(9, 12)))).toMatchObject({
      code: 'BLANK_SERIAL_OVERLAP',
      details: { overlap: 'KT0009' },
    });
  });

  it('BLK4 pieces that are not there do not move', () => {
    const ledger = follow(received, movement(store, desk('a'), range(1, 10)));
    expect(decide(ledger, movement(store, desk('b'), range(5, 20)))).toMatchObject({
      code: 'BLANK_NOT_THERE',
      details: { serials: 'KT0005–KT0010' },
    });
    expect(codeOf(decide(ledger, movement(store, desk('b'))))).toBe('BLANK_NOTHING_NAMED');
  });

  it('BLK4 pieces given back to the centre may come again', () => {
    follow(received, movement(store, centre, range(1, 10)), movement(centre, store, range(1, 10)));
  });

  it('BLK6 one piece a card, and to its own resident only', () => {
    const atDesk = follow(received, movement(store, desk('a'), range(1, 10)));
    const take = (...ranges: SerialRange[]) => movement(desk('a'), card('1'), ...ranges);
    expect(codeOf(decide(atDesk, take(range(1, 2))))).toBe('BLANK_ONE_PIECE_A_CARD');
    const onCard = evolveLedger(atDesk, take(range(1)));
    expect(codeOf(decide(onCard, take(range(2))))).toBe('BLANK_ONE_PIECE_A_CARD');
    const hand = (to: PiecePlace) => codeOf(decide(onCard, movement(card('1'), to, range(1))));
    expect([hand(resident('2')), hand(resident('1'))]).toEqual(['BLANK_OTHER_CARD', 'ok']);
    expect([hand(returned('2')), hand(returned('1'))]).toEqual(['BLANK_OTHER_CARD', 'ok']);
  });

  it('BLK7 asks for the paper and for the reason', () => {
    expect(codeOf(decide([], { ...received, paper: ' ' }))).toBe('BLANK_PAPER_MISSING');
    const spoil = movement(store, spoiled, range(1));
    expect(codeOf(decide(follow(received), { ...spoil, reason: 'ok' }))).toBe('BLANK_REASON_MISSING');
    const destroy = movement(spoiled, { kind: 'destroyed' }, range(1));
    const judge = (changes: Partial<PieceMovement>) =>
      codeOf(decide(follow(received, spoil), { ...destroy, ...changes }));
    expect([judge({}), judge({ paper: null }), judge({ reason: null })]).toEqual([
      'ok',
      'BLANK_PAPER_MISSING',
      'BLANK_REASON_MISSING',
    ]);
  });

  it('BLK12 what is spoiled in the store or at a desk comes with a photo, a misprint may come without', () => {
    const plain = (from: PiecePlace) => ({ ...movement(from, spoiled, range(1)), photos: [] });
    expect(codeOf(decide(follow(received), plain(store)))).toBe('BLANK_PHOTO_MISSING');
    const printed = follow(
      received,
      movement(store, desk('a'), range(1, 2)),
      movement(desk('a'), card('1'), range(1)),
    );
    expect(codeOf(decide(printed, plain(desk('a'))))).toBe('BLANK_PHOTO_MISSING');
    expect(codeOf(decide(printed, plain(card('1'))))).toBe('ok');
  });

  it('BLK13 a loan has a day by which it comes back', () => {
    const lend = movement(store, { kind: 'lent', office: 'Kab. TTS' }, range(1, 5));
    const borrow = movement({ kind: 'borrowed', office: 'Kab. TTS' }, store, range(900, 905));
    for (const loan of [lend, borrow])
      expect(
        [loan.dueOn, null, '2018-01-31' as PlainDate, today].map((dueOn) =>
          codeOf(decide(follow(received), { ...loan, dueOn })),
        ),
      ).toEqual(['ok', 'BLANK_DUE_DAY_MISSING', 'BLANK_DUE_DAY_MISSING', 'ok']);
  });

  it('BLK16 a destruction has two witnesses with names and positions', () => {
    const gone = follow(received, movement(store, spoiled, range(1)));
    const seenBy = (...witnesses: PieceMovement['witnesses']) =>
      codeOf(decide(gone, { ...movement(spoiled, { kind: 'destroyed' }, range(1)), witnesses }));
    const one = { name: 'Saksi Satu', position: 'Satpol PP' };
    expect(seenBy(one)).toBe('BLANK_WITNESSES_MISSING');
    expect(seenBy(one, { ...one, name: ' saksi satu' })).toBe('BLANK_WITNESSES_MISSING');
    expect(seenBy(one, { name: 'Saksi Dua', position: '' })).toBe('BLANK_WITNESSES_MISSING');
    expect(seenBy(one, { name: 'Saksi Dua', position: 'Polres' })).toBe('ok');
  });

  it('BLK14 what comes back settles the oldest loan first', () => {
    const loan = (amount: number, dueOn: string | null, office = 'Kab. TTS') =>
      ({ office, direction: 'lent', amount, dueOn: dueOn as PlainDate | null }) as const;
    const first = loan(100, '2018-03-01');
    const second = loan(50, '2018-04-01');
    expect(deriveLoans([first, second, loan(-40, null)])).toMatchObject([{ open: 110, dueOn: '2018-03-01' }]);
    expect(deriveLoans([first, second, loan(-120, null)])).toMatchObject([{ open: 30, dueOn: '2018-04-01' }]);
    expect(deriveLoans([first, loan(-100, null)])).toEqual([]);
    expect(deriveLoans([first, loan(-100, null, 'Kab. TTU')])).toMatchObject([
      { office: 'Kab. TTS', open: 100 },
    ]);
  });

  it('BLK15 every movement but a card’s own makes a paper', () => {
    const kinds = pairs.map(([from, to]) => [from.kind, to.kind, documentOfMovement({ from, to })] as const);
    for (const [from, to, kind] of kinds)
      if (kind === null)
        expect([from, to].some((end) => ['card', 'returned', 'resident'].includes(end))).toBe(true);
    expect(documentOfMovement({ from: card('1'), to: spoiled })).toBe('spoiling');
    expect(documentOfMovement({ from: desk('a'), to: card('1') })).toBeNull();
    expect(blankDocumentNumber({ kind: 'destruction', year: 2018, serial: 7 })).toBe(
      'BAP-007/BLANGKO/DISDUKCAPIL/2018',
    );
  });
});

const lent: PiecePlace = { kind: 'lent', office: 'Kab. Kupang' };
const borrowed: PiecePlace = { kind: 'borrowed', office: 'Kab. Kupang' };
const aside: PiecePlace[] = [spoiled, { kind: 'destroyed' }, lost, lostUnusable, lent];
const issuing = ['1', '2', '3'].flatMap((name) => [card(name), returned(name), resident(name)]);
const everywhere = [centre, borrowed, store, desk('a'), desk('b'), ...aside, ...issuing];
const pairs = everywhere.flatMap((from) =>
  everywhere
    .filter((to) => (waysOfPieces[from.kind] as readonly string[]).includes(to.kind))
    .map((to) => [from, to] as const),
);

/** A wild movement goes any way with any serials, a tame one takes what lies somewhere. */
const wishes = fc.array(
  fc.record({
    way: fc.nat(9999),
    first: fc.nat(59),
    length: fc.integer({ min: 1, max: 12 }),
    wild: fc.boolean(),
  }),
  { minLength: 20, maxLength: 80, size: 'max' },
);

describe('any sequence of movements', () => {
  it('BLK2 BLK4 BLK5 balances at every place and for the office, and keeps each piece once', () => {
    const reached = new Set<string>();
    let done = 0;
    fc.assert(
      fc.property(wishes, (sequence) => {
        let ledger: PieceLedger = [];
        const movements: PieceMovement[] = [];
        const model = new Map<number, string>();
        for (const { way, first, length, wild } of sequence) {
          const open = pairs.filter(([from]) => wild || isOutside(from) || rangesAt(ledger, from).length > 0);
          const [from, to] = open[way % open.length]!;
          const there = rangesAt(ledger, from)[first % Math.max(1, rangesAt(ledger, from).length)];
          const some = to.kind === 'card' ? 1 : length;
          const asked =
            wild || !there
              ? range(first, first + some - 1)
              : { ...there, to: Math.min(there.to, there.from + some - 1) };
          const next = movement(from, to, asked);
          const serials = Array.from({ length: asked.to - asked.from + 1 }, (_, i) => asked.from + i);
          const outcome = decide(ledger, next);
          const fits = serials.every((serial) =>
            isOutside(from) ? !model.has(serial) : model.get(serial) === placeKey(from),
          );
          if (!outcome.ok) {
            if (fits) expect(outcome.code).toMatch(/BLANK_(ONE_PIECE_A_CARD|OTHER_CARD|WAY_CLOSED)/);
            continue;
          }
          expect(fits).toBe(true);
          done++;
          const lies = placeAfter(next);
          reached.add(lies.kind);
          ledger = evolveLedger(ledger, next);
          movements.push(next);
          for (const serial of serials)
            if (isOutside(lies)) model.delete(serial);
            else model.set(serial, placeKey(lies));

          expect(overlapAmong(ledger.map((holding) => holding.range))).toBeNull();
          expect(piecesInAll(ledger.map((holding) => holding.range))).toBe(model.size);
          for (const where of everywhere.filter((place) => !isOutside(place))) {
            const { received: came, gone, inStock } = accountOf(movements, where);
            const went = Object.values(gone).reduce((sum, pieces) => sum + pieces, 0);
            const modelled = [...model.values()].filter((key) => key === placeKey(where)).length;
            expect(came).toBe(went + inStock);
            expect([inStock, piecesInAll(rangesAt(ledger, where))]).toEqual([modelled, modelled]);
          }
          const netReceived = [centre, borrowed].reduce(
            (sum, where) => sum - accountOf(movements, where).inStock,
            0,
          );
          const inside = everywhere.filter((place) => !isOutside(place));
          expect(netReceived).toBe(
            inside.reduce((sum, where) => sum + accountOf(movements, where).inStock, 0),
          );
        }
      }),
      { seed: 2018, numRuns: 200 },
    );
    expect(done).toBeGreaterThan(2000);
    expect([...reached].sort()).toEqual(Object.keys(waysOfPieces).sort());
  });
});
