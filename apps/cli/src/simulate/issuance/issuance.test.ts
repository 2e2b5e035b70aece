import { printerRuns } from '@rekam/devices/printer/testing/paper-printer.ts';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../options.ts';
import { playIssuance, simulateIssuance } from './main.ts';
import type { Played } from './play.ts';
import { holds } from './result.ts';
import { judge } from './verdict.ts';

describe('from recorded to card in hand', () => {
  it('needs so many residents that every fault is met', async () => {
    await expect(simulateIssuance(['--residents', '5'])).rejects.toThrow(UsageError);
  });

  it.skipIf(!printerRuns)(
    'goes through on a printer that fails, and a run that went wrong is found',
    {
      timeout: 600_000,
    },
    async () => {
      const played = await playIssuance(24);
      const result = judge(played);
      expect(result.stages.map(({ stage, wanted, done }) => [stage, done - wanted])).toEqual([
        ['recorded', 0],
        ['exported', 0],
        ['heard-of', 0],
        ['letters', 0],
        ['blanks', 0],
        ['queued', 0],
        ['printed', 0],
        ['boxed', 0],
        ['handed-over', 0],
        ['letters-checked', 0],
      ]);
      expect(result).toMatchObject({
        ledgerBalanced: true,
        piecesUnaccounted: 0,
        orderViolations: 0,
        doublePrinted: 0,
        lettersValid: 3,
        lettersVoid: 18,
        complaints: [],
      });
      expect(result.misfortunes.officeKilled).toBe(1);
      expect(holds(result)).toBe(true);
      for (const [what, sabotage, found] of sabotages) {
        const bad = judge(sabotage(played));
        expect(bad, what).toMatchObject(found);
        expect(holds(bad), what).toBe(false);
      }
    },
  );
});

const sabotages: readonly (readonly [string, (played: Played) => Played, object])[] = [
  [
    'a card printed once more',
    (played) => {
      const again = played.day.touches.find(({ piece }) => !played.day.setAside.has(piece))!;
      const piece = played.blanks.pieces.at(-1)!;
      const touches = [...played.day.touches, { ...again, piece, outcome: 'printed' as const }];
      return { ...played, day: { ...played.day, touches } };
    },
    { doublePrinted: 1, ledgerBalanced: false },
  ],
  [
    'a piece that the book has lost',
    (played) => {
      const pieces = new Map(played.book.pieces);
      pieces.delete(played.blanks.pieces[0]!);
      return { ...played, book: { ...played.book, pieces } };
    },
    { piecesUnaccounted: 1 },
  ],
  [
    'two who changed places in the queue',
    (played) => {
      const [{ expected, printed }, ...rest] = played.day.orders as [
        Played['day']['orders'][number],
        ...Played['day']['orders'],
      ];
      const [first, second, ...others] = printed;
      const orders = [{ expected, printed: [second!, first!, ...others] }, ...rest];
      return { ...played, day: { ...played.day, orders } };
    },
    { orderViolations: 2 },
  ],
  [
    'a ribbon that the book did not use up',
    (played) => ({ ...played, book: { ...played.book, printsLeft: [0, 0] } }),
    { ledgerBalanced: false },
  ],
  [
    'a letter that outlives its card',
    (played) => ({ ...played, checked: { ...played.checked, voided: 17, valid: 4 } }),
    { complaints: [expect.stringContaining('void'), expect.stringContaining('valid')] },
  ],
  [
    'a forged letter that was taken for genuine',
    (played) => ({
      ...played,
      stages: played.stages.map((stage) =>
        stage.stage === 'letters-checked' ? { ...stage, done: stage.done - 1 } : stage,
      ),
    }),
    {},
  ],
  [
    'a recording that the export lost',
    (played) => ({
      ...played,
      stages: played.stages.map((stage) =>
        stage.stage === 'exported' ? { ...stage, done: stage.done - 1 } : stage,
      ),
    }),
    {},
  ],
  [
    'recordings that were exported twice',
    (played) => ({ ...played, exported: { ...played.exported, secondRefused: false } }),
    { complaints: [expect.stringContaining('second export')] },
  ],
  [
    'a printer that never failed',
    (played) => ({ ...played, printerFaults: { ...played.printerFaults, jam: 0 } }),
    { misfortunes: { jams: 0 } },
  ],
];
