import { printerRuns } from '@rekam/devices/printer/testing/paper-printer.ts';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../options.ts';
import { playIssuance, simulateIssuance } from './main.ts';
import { holds, type IssuanceResult } from './result.ts';

describe('from recorded to a card in its box', () => {
  it('needs so many residents that every fault is met', async () => {
    await expect(simulateIssuance(['--residents', '5'])).rejects.toThrow(UsageError);
  });

  it.skipIf(!printerRuns)(
    'goes through on a printer that fails, and finds what is wrong',
    {
      timeout: 600_000,
    },
    async () => {
      const result = await playIssuance(24);
      expect(result.stages.map(({ stage, wanted, done }) => [stage, done - wanted])).toEqual([
        ['recorded', 0],
        ['heard-of', 0],
        ['letters', 0],
        ['blanks', 0],
        ['queued', 0],
        ['printed', 0],
        ['boxed', 0],
        ['letters-checked', 0],
      ]);
      expect(result).toMatchObject({
        ledgerBalanced: true,
        piecesUnaccounted: 0,
        orderViolations: 0,
        doublePrinted: 0,
        lettersValid: 21,
        lettersVoid: 0,
        complaints: [],
      });
      expect(result.misfortunes.officeKilled).toBe(1);
      expect(holds(result)).toBe(true);
      for (const wrong of badResults(result)) expect(holds(wrong)).toBe(false);
    },
  );
});

/** One for each thing that must not be. */
const badResults = (good: IssuanceResult): IssuanceResult[] => [
  { ...good, ledgerBalanced: false },
  { ...good, piecesUnaccounted: 1 },
  { ...good, orderViolations: 1 },
  { ...good, doublePrinted: 1 },
  { ...good, complaints: ['something'] },
  { ...good, stages: good.stages.map((stage) => ({ ...stage, done: stage.done - 1 })) },
  { ...good, misfortunes: { ...good.misfortunes, jams: 0 } },
];
