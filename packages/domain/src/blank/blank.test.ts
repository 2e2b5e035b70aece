import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import type { CardId, PaperId, PlaceId } from '../kernel/ids.ts';
import {
  type ConsumableMovement,
  type ConsumablePlace,
  decideMovePrints,
  isOutsidePrints,
} from './consumable.ts';
import { decideCount, decideCountPrints } from './count.ts';
import { deriveStockDays } from './daily.ts';
import { blankDocumentNumber, documentOfMovement } from './document.ts';
import {
  accountOf,
  decideMovePieces,
  evolveLedger,
  type PieceLedger,
  type PieceMovement,
  rangesAt,
} from './ledger.ts';
import { deriveLoans } from './loans.ts';
import { deriveStockOutlook } from './outlook.ts';
import { isOutside, type PiecePlace, placeAfter, placeKey, waysOfPieces } from './piece-place.ts';
import { decideRequest } from './request.ts';
import {
  joinRanges,
  overlapAmong,
  parseSerialRange,
  piecesInAll,
  type SerialRange,
  tellRange,
} from './serial.ts';
import { deriveStanding } from './standing.ts';
import { takeLowest } from './taking.ts';

const centre: PiecePlace = { kind: 'centre' };
const store: PiecePlace = { kind: 'store' };
const spoiled: PiecePlace = { kind: 'spoiled' };
const lost: PiecePlace = { kind: 'lost' };
const lostUnusable: PiecePlace = { kind: 'lost-unusable' };
const desk = (name: string): PiecePlace => ({ kind: 'desk', place: `plc_${name}` as PlaceId });
const card = (name: string): PiecePlace => ({ kind: 'card', card: `crd_${name}` as CardId });
const resident = (name: string): PiecePlace => ({ kind: 'resident', card: `crd_${name}` as CardId });
const returned = (name: string): PiecePlace => ({ kind: 'returned', card: `crd_${name}` as CardId });
const range = (from: number, to = from, prefix = 'KT'): SerialRange => ({ prefix, width: 4, from, to });
const movement = (from: PiecePlace, to: PiecePlace, ...ranges: SerialRange[]): PieceMovement => ({
  ranges,
  from,
  to,
  paper: 'BAST/1',
  reason: 'warna bergaris',
  dueOn: '2018-03-01' as PlainDate,
  counterpart: null,
  photos: ['ppr_1' as PaperId],
  witnesses: [
    { name: 'Saksi Satu', position: 'Satpol PP' },
    { name: 'Saksi Dua', position: 'Inspektorat' },
  ],
});
const today = '2018-02-01' as PlainDate;
const decide = (ledger: PieceLedger, next: PieceMovement) => decideMovePieces(ledger, next, today);
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code);
const follow = (...movements: PieceMovement[]): PieceLedger =>
  movements.reduce((ledger, next) => {
    expect(codeOf(decide(ledger, next))).toBe('ok');
    return evolveLedger(ledger, next);
  }, [] as PieceLedger);
const received = movement(centre, store, range(1, 100));

describe('serials', () => {
  it('BLK1 a range is told by its first and last serial', () => {
    expect(parseSerialRange('kt 0001', 'KT0100')).toEqual({ ok: true, value: range(1, 100) });
    expect([tellRange(range(7)), tellRange(range(7, 12))]).toEqual(['KT0007', 'KT0007–KT0012']);
  });

  it.each([
    ['KT0100', 'KT0001'],
    ['KT0001', 'KU0002'],
    ['KT001', 'KT0002'],
    ['KT', 'KT'],
    ['', ''],
    ['KT0001;', 'KT0002'],
  ])('BLK1 %j to %j is no range', (first, last) => {
    expect(codeOf(parseSerialRange(first, last))).toBe('BLANK_RANGE_INVALID');
  });

  it('BLK1 a long serial loses no digit', () => {
    const long = '98765432109876543210';
    const outcome = parseSerialRange(long, long);
    expect(outcome.ok && tellRange(outcome.value)).toBe(long);
  });

  it('BLK4 an overlap behind a long range is seen too', () => {
    expect(overlapAmong([range(50, 60), range(1, 90), range(95, 99)])).toEqual(range(50, 60));
    expect(overlapAmong([range(1, 9), range(10, 20), range(1, 9, 'KU')])).toBeNull();
  });
});

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

const serialRanges = fc.array(
  fc
    .record({ from: fc.nat(40), length: fc.nat(6), prefix: fc.constantFrom('KT', 'KU') })
    .map(({ from, length, prefix }) => range(from, from + length, prefix)),
  { maxLength: 12 },
);
const serialsIn = (ranges: readonly SerialRange[]): string[] =>
  ranges.flatMap(({ prefix, from, to }) =>
    Array.from({ length: to - from + 1 }, (_, nth) => `${prefix}${from + nth}`),
  );

describe('many pieces at once', () => {
  it('BLK2 joined ranges name the same pieces, each once, and none of them touches another', () => {
    fc.assert(
      fc.property(serialRanges, (ranges) => {
        const joined = joinRanges(ranges);
        expect(new Set(serialsIn(joined))).toEqual(new Set(serialsIn(ranges)));
        expect(overlapAmong(joined.map((one) => ({ ...one, to: one.to + 1 })))).toBeNull();
      }),
    );
  });

  it('BLK17 takes the lowest free serials, one a card, or none where there are too few', () => {
    fc.assert(
      fc.property(serialRanges, fc.nat(40), (ranges, count) => {
        const free = joinRanges(ranges);
        const taken = takeLowest(free, count);
        const all = serialsIn(free);
        expect(taken?.map(({ prefix, from }) => `${prefix}${from}`)).toEqual(
          count > all.length ? undefined : all.slice(0, count),
        );
        expect(taken?.every((piece) => piecesInAll([piece]) === 1) ?? true).toBe(true);
      }),
    );
  });

  it('BLK2 the book after movements at once is the book after one after the other', () => {
    const atDesk = follow(received, movement(store, desk('a'), range(1, 100)));
    const pieces = takeLowest(rangesAt(atDesk, desk('a')), 7)!;
    const takes = pieces.map((piece, nth) => movement(desk('a'), card(String(nth)), piece));
    const oneByOne = takes.reduce((ledger, next) => evolveLedger(ledger, next), atDesk);
    const bySerial = (ledger: PieceLedger) => ledger.toSorted((a, b) => a.range.from - b.range.from);
    expect(bySerial(evolveLedger(atDesk, ...takes))).toEqual(bySerial(oneByOne));
  });
});

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

describe('stock-taking', () => {
  const ledger = follow(received);

  it('BLK8 what the book does not have is refused by serial', () => {
    expect(decideCount(ledger, store, [range(1, 103)], 'salah hitung')).toMatchObject({
      code: 'BLANK_COUNT_ABOVE_BOOK',
      details: { serials: 'KT0101–KT0103', book: 100, counted: 103 },
    });
    const sameNumber = decideCount(ledger, store, [range(2, 101)], 'salah hitung');
    expect(codeOf(sameNumber)).toBe('BLANK_COUNT_ABOVE_BOOK');
    expect(codeOf(decideCount(ledger, store, [range(1, 5), range(5, 9)], null))).toBe('BLANK_SERIAL_OVERLAP');
  });

  it('BLK9 missing pieces are named and need an explanation', () => {
    const found = [range(1, 40), range(43, 100)];
    expect(codeOf(decideCount(ledger, store, found, null))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    expect(decideCount(ledger, store, found, 'menunggu keterangan petugas')).toMatchObject({
      value: { book: 100, counted: 98, missing: [range(41, 42)] },
    });
    expect(decideCount(ledger, store, [range(1, 100)], null)).toMatchObject({ value: { missing: [] } });
  });
});

describe('stock-taking of returned cards', () => {
  it('BLK8, BLK9 cards that came back are counted together, whosever they are', () => {
    const returns = ['1', '2', '3'].map((name, nth) => ({ where: returned(name), range: range(nth + 1) }));
    const ledger = [...returns, { where: card('4'), range: range(4) }];
    const count = (found: SerialRange[], explanation: string | null = null) =>
      decideCount(ledger, { kind: 'returned' }, found, explanation);
    expect(count([range(1, 3)])).toMatchObject({ value: { book: 3, counted: 3, missing: [] } });
    expect(codeOf(count([range(1, 4)]))).toBe('BLANK_COUNT_ABOVE_BOOK');
    expect(codeOf(count([range(1), range(3)]))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    expect(count([range(1), range(3)], 'sedang dicari')).toMatchObject({ value: { missing: [range(2)] } });
  });
});

describe('prints left', () => {
  const supplier: ConsumablePlace = { kind: 'supplier' };
  const toStore: ConsumablePlace = { kind: 'store' };
  const at = (name: string): ConsumablePlace => ({ kind: 'desk', place: `plc_${name}` as PlaceId });
  const prints = (
    from: ConsumablePlace,
    to: ConsumablePlace,
    amount: number,
    item: ConsumableMovement['item'] = 'ribbon',
  ): ConsumableMovement => ({
    item,
    prints: amount,
    from,
    to,
    paper: 'faktur 7',
    reason: 'terlipat di mesin',
    dueOn: '2018-03-01' as PlainDate,
    counterpart: null,
  });

  it('BLK10 no more leaves than lies there, and only a desk uses up', () => {
    const judge = (left: number, next: ConsumableMovement) => codeOf(decideMovePrints(left, next, today));
    expect(judge(0, prints(supplier, toStore, 500))).toBe('ok');
    expect(judge(500, prints(toStore, at('a'), 500))).toBe('ok');
    expect(decideMovePrints(500, prints(toStore, at('a'), 501), today)).toMatchObject({
      details: { left: 500 },
    });
    expect(judge(500, prints(toStore, { kind: 'used' }, 1))).toBe('BLANK_WAY_CLOSED');
    expect(judge(500, prints(at('a'), at('a'), 1))).toBe('BLANK_WAY_CLOSED');
    for (const amount of [0, -1, 0.5, Number.NaN])
      expect(judge(500, prints(toStore, at('a'), amount))).toBe('BLANK_PRINTS_INVALID');
  });

  it('BLK7, BLK13 asks for paper, reason and day as for pieces', () => {
    const judge = (next: ConsumableMovement) => codeOf(decideMovePrints(500, next, today));
    expect(judge({ ...prints(supplier, toStore, 1), paper: null })).toBe('BLANK_PAPER_MISSING');
    expect(judge({ ...prints(toStore, { kind: 'spoiled' }, 1), reason: null })).toBe('BLANK_REASON_MISSING');
    const lend = prints(toStore, { kind: 'lent', office: 'Kab. TTS' }, 1);
    expect(judge({ ...lend, dueOn: null })).toBe('BLANK_DUE_DAY_MISSING');
  });

  it('BLK8, BLK9 a count above the book is refused, one below is explained', () => {
    expect(decideCountPrints(500, 501, 'salah hitung')).toMatchObject({
      code: 'BLANK_PRINTS_ABOVE_BOOK',
      details: { book: 500, counted: 501 },
    });
    expect(codeOf(decideCountPrints(500, 480, null))).toBe('BLANK_DIFFERENCE_UNEXPLAINED');
    expect(codeOf(decideCountPrints(500, 480, 'uji cetak 20 kali'))).toBe('ok');
    expect(codeOf(decideCountPrints(500, 500, null))).toBe('ok');
    expect(codeOf(decideCountPrints(500, Number.NaN, null))).toBe('BLANK_PRINTS_INVALID');
  });

  it('BLK10 whatever moves, no place is overdrawn and what came in is somewhere', () => {
    const office = 'Kab. TTS';
    const places: ConsumablePlace[] = [
      supplier,
      { kind: 'borrowed', office },
      toStore,
      at('a'),
      at('b'),
      { kind: 'used' },
      { kind: 'spoiled' },
      { kind: 'lost' },
      { kind: 'lent', office },
    ];
    const wish = fc.record({
      item: fc.constantFrom('ribbon' as const, 'film' as const),
      amount: fc.integer({ min: 1, max: 50 }),
      from: fc.constantFrom(...places),
      to: fc.constantFrom(...places),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 80 }), (sequence) => {
        const left = new Map<string, number>();
        const at = (item: string, place: ConsumablePlace) => left.get(`${item} ${placeKey(place)}`) ?? 0;
        const add = (item: string, place: ConsumablePlace, amount: number) =>
          left.set(`${item} ${placeKey(place)}`, at(item, place) + amount);
        for (const { item, amount, from, to } of sequence) {
          if (!decideMovePrints(at(item, from), prints(from, to, amount, item), today).ok) continue;
          add(item, from, -amount);
          add(item, to, amount);
        }
        for (const item of ['ribbon', 'film'] as const) {
          const inside = places.filter((place) => !isOutsidePrints(place)).map((place) => at(item, place));
          const outside = places.filter(isOutsidePrints).map((place) => at(item, place));
          expect(Math.min(...inside)).toBeGreaterThanOrEqual(0);
          expect(sum(inside) + sum(outside)).toBe(0);
        }
      }),
      { seed: 2019, numRuns: 300 },
    );
  });
});

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

describe('how long the stock lasts', () => {
  const today = '2018-06-25' as PlainDate;

  it('BLK11 follows from the use of the last days', () => {
    expect(deriveStockOutlook(100, [10, 20, 30, 20, 20], today)).toEqual({
      daysLeft: 5,
      runsOutOn: '2018-06-30',
    });
    expect(deriveStockOutlook(199, [20, 20, 20, 20, 20], today)).toMatchObject({ daysLeft: 9 });
  });

  it('BLK11 is not known without use to go by, and an empty stock lasts no day', () => {
    expect(deriveStockOutlook(100, [20, 20, 20, 20], today)).toBeNull();
    expect(deriveStockOutlook(100, [0, 0, 0, 0, 0], today)).toBeNull();
    expect(deriveStockOutlook(0, [], today)).toEqual({ daysLeft: 0, runsOutOn: today });
  });
});

describe('a request to the centre', () => {
  it('BLK21 asks for who waits, no more than can be printed, less the stock; and for nothing in doubt', () => {
    const asked = { waiting: 5000, stock: 300, perDay: 200, days: 10 };
    expect(decideRequest(asked)).toMatchObject({ value: { pieces: 1700 } });
    expect(decideRequest({ ...asked, waiting: 1000 })).toMatchObject({ value: { pieces: 700 } });
    expect(codeOf(decideRequest({ ...asked, waiting: 300 }))).toBe('BLANK_REQUEST_NOT_NEEDED');
    expect(codeOf(decideRequest({ ...asked, stock: null }))).toBe('BLANK_BOOK_NOT_BEGUN');
    expect(codeOf(decideRequest({ ...asked, perDay: null }))).toBe('BLANK_PACE_UNKNOWN');
  });
});

describe('the stock as it is told', () => {
  it('BLK19 is few by the days it lasts, or by pieces while they are not known', () => {
    const lasting = (daysLeft: number) => ({ daysLeft, runsOutOn: today });
    expect(deriveStanding(0, null)).toBe('empty');
    expect([4, 5].map((days) => deriveStanding(5000, lasting(days)))).toEqual(['few', 'enough']);
    expect([199, 200].map((pieces) => deriveStanding(pieces, null))).toEqual(['few', 'enough']);
  });

  it('BLK20 every day from the first on has its line, also those on which nothing moved', () => {
    const day = (text: string) => text as PlainDate;
    const none = { received: 0, printed: 0, spoiled: 0 };
    const moved = [
      { ...none, day: day('2018-02-27'), received: 500, change: 500 },
      { ...none, day: day('2018-03-01'), printed: 40, spoiled: 2, change: -42 },
    ];
    expect(deriveStockDays(moved, day('2018-03-02'))).toEqual([
      { ...none, day: '2018-02-27', received: 500, closing: 500 },
      { ...none, day: '2018-02-28', closing: 500 },
      { ...none, day: '2018-03-01', printed: 40, spoiled: 2, closing: 458 },
      { ...none, day: '2018-03-02', closing: 458 },
    ]);
    expect(deriveStockDays([], today)).toEqual([]);
  });
});
