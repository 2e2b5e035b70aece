import { describe, expect, it } from 'vitest';
import {
  countDoublePrinted,
  countOrderViolations,
  countUnaccounted,
  deriveWhereabouts,
  type Touch,
} from './judge.ts';

const pieces = Array.from({ length: 12 }, (_, index) => `KP${index + 1}`);
const cards = pieces.slice(0, 8).map((_, index) => `crd_${index}`);

/** Eight cards on ten pieces: the third jammed and the sixth was smeared, and both were printed again. */
const touches: readonly Touch[] = [
  ...cards.map(
    (cardId, index): Touch => ({
      cardId,
      attempt: 1,
      piece: pieces[index]!,
      outcome: index === 2 ? 'jammed' : 'printed',
    }),
  ),
  { cardId: cards[2]!, attempt: 2, piece: pieces[8]!, outcome: 'printed' },
  { cardId: cards[5]!, attempt: 2, piece: pieces[9]!, outcome: 'printed' },
];
const setAside = new Set([pieces[5]!]);
const handedOver = new Set([cards[0]!]);
const truth = deriveWhereabouts({ pieces, touches, setAside, handedOver });

describe('what a run is judged by', () => {
  it('knows where every piece is, from the printers alone', () => {
    expect(Object.fromEntries(truth)).toEqual({
      KP1: 'resident:crd_0',
      KP2: 'card:crd_1',
      KP3: 'spoiled',
      KP4: 'card:crd_3',
      KP5: 'card:crd_4',
      KP6: 'spoiled',
      KP7: 'card:crd_6',
      KP8: 'card:crd_7',
      KP9: 'card:crd_2',
      KP10: 'card:crd_5',
      KP11: 'desk',
      KP12: 'desk',
    });
  });

  it('finds nothing where book and printers agree', () => {
    expect(countUnaccounted(new Map(truth), truth)).toBe(0);
    expect(countDoublePrinted(touches, setAside)).toBe(0);
    expect(countOrderViolations([{ expected: cards, printed: [...cards] }])).toBe(0);
  });

  it.each([
    ['lost from the book', (book: Map<string, string>) => book.delete('KP4')],
    ['made up', (book: Map<string, string>) => book.set('KP99', 'desk')],
    ['spoiled in the book alone', (book: Map<string, string>) => book.set('KP11', 'spoiled')],
    ['spoiled at the printer alone', (book: Map<string, string>) => book.set('KP3', 'desk')],
    ['at two places', (book: Map<string, string>) => book.set('KP2', 'spoiled + card:crd_1')],
    ['on another card', (book: Map<string, string>) => book.set('KP4', 'card:crd_4')],
    ['handed over in the book alone', (book: Map<string, string>) => book.set('KP2', 'resident:crd_1')],
  ])('finds a piece that is %s', (_, sabotage) => {
    const book = new Map(truth);
    sabotage(book);
    expect(countUnaccounted(book, truth)).toBe(1);
  });

  it('finds a card that was printed well twice', () => {
    const again: Touch = { cardId: cards[1]!, attempt: 2, piece: 'KP11', outcome: 'printed' };
    expect(countDoublePrinted([...touches, again], setAside)).toBe(1);
  });

  it('finds a card that was printed again although its first print was not set aside', () => {
    expect(countDoublePrinted(touches, new Set())).toBe(1);
  });

  it('finds a piece that went through a printer twice', () => {
    const onIt: Touch = { cardId: 'crd_9', attempt: 1, piece: 'KP1', outcome: 'printed' };
    const overJam: Touch = { cardId: 'crd_9', attempt: 1, piece: 'KP3', outcome: 'printed' };
    expect(countDoublePrinted([...touches, onIt], setAside)).toBe(1);
    expect(countDoublePrinted([...touches, overJam], setAside)).toBe(1);
  });

  it('finds two cards that changed places, one that was passed over, and one that pushed in', () => {
    const [first, second, ...rest] = cards as [string, string, ...string[]];
    expect(countOrderViolations([{ expected: cards, printed: [second, first, ...rest] }])).toBe(2);
    expect(countOrderViolations([{ expected: cards, printed: cards.slice(0, -1) }])).toBe(1);
    expect(countOrderViolations([{ expected: cards, printed: [...cards, 'crd_9'] }])).toBe(1);
    expect(
      countOrderViolations([
        { expected: ['crd_1'], printed: ['crd_1'] },
        { expected: ['crd_2'], printed: ['crd_3'] },
      ]),
    ).toBe(1);
  });
});
