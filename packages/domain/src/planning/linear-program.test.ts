import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundFromPrices } from './linear-program.ts';
import { buildPlanModel } from './plan-model.ts';
import { narrowTo } from './stock.ts';
import { smallPolicy, smallStock, tryEveryPlan } from './testing/small-stock.ts';

it('PLN13 no prices, however bad, bound a program below its best plan', () => {
  const ofOneProvince = smallStock.map((stock) => narrowTo(stock, (city) => city.startsWith('53')));
  fc.assert(
    fc.property(
      ofOneProvince,
      fc.array(fc.double({ noNaN: true, min: -3000, max: 3000 })),
      (stock, prices) => {
        const { program } = buildPlanModel(stock, smallPolicy);
        return boundFromPrices(program, prices) >= tryEveryPlan(stock, smallPolicy).value;
      },
    ),
    { seed: 44, numRuns: 100 },
  );
});

it('PLN13 good prices make the bound tight', () => {
  const program = {
    columns: [
      { objective: 3, upper: 1 },
      { objective: 2, upper: 1 },
    ],
    rows: [{ lower: -Infinity, upper: 1, terms: [[0, 1] as const, [1, 1] as const] }],
  };
  expect(boundFromPrices(program, [])).toBe(5);
  expect(boundFromPrices(program, [3])).toBe(3);
  expect(boundFromPrices(program, [-3])).toBe(5);
});
