import { defaultPlanningPolicy, purchaseQuestions } from '@rekam/domain';
import { smallPolicy, smallStock, tryEveryPlan } from '@rekam/domain/planning/testing/small-stock.ts';
import { kupangStock } from '@rekam/testkit/equipment/kupang-stock.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBestPlan } from './find-best-plan.ts';

const here = { seconds: 20, threads: 0 };

describe('the best plan', () => {
  it('PLN13 six sets that each lack another part give five counters with five moves, proven', async () => {
    const best = await findBestPlan(kupangStock(), defaultPlanningPolicy, { seconds: 20, threads: 1 });
    expect(best).toMatchObject({
      gap: 0,
      provenByPrices: 1,
      worth: { restored: 5, moves: 5, workingAfter: 5 },
    });
    // Kota Lama has fewest residents waiting: its parts go to the others.
    const taken = best.plan.steps.map((step) => (step.step === 'move' ? step.partId.slice(0, 8) : step.step));
    expect(new Set(taken)).toEqual(new Set(['53.71.06']));
  });

  it('PLN13 equals what trying every plan finds, loans and purchases included', async () => {
    await fc.assert(
      fc.asyncProperty(smallStock, async (stock) => {
        const best = await findBestPlan(stock, smallPolicy, here);
        expect(best.worth.value).toBe(tryEveryPlan(stock, smallPolicy).value);
        expect(best.gap).toBe(0);
      }),
      { seed: 45, numRuns: 400 },
    );
  });

  it('PLN14 a second camera brings back one counter more, a fingerprint scanner none', async () => {
    const stock = kupangStock(['camera', 'camera', 'fingerprint-scanner', null, null, null]);
    const restored: [string | null, number][] = [];
    for (const question of purchaseQuestions(stock, defaultPlanningPolicy)) {
      const { worth } = await findBestPlan(question.stock, question.policy, here);
      restored.push([question.kind, worth.restored]);
    }
    expect(restored).toEqual([
      [null, 1],
      ['camera', 2],
      ['fingerprint-scanner', 1],
    ]);
  });
});
