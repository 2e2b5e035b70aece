import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPlan } from './check-plan.ts';
import { listStops } from './driver-list.ts';
import { greedyPlan } from './greedy-plan.ts';
import { smallPolicy, smallStock } from './testing/small-stock.ts';

it('PLN12 fetches every part before bringing it, each once, and brings it where the plan says', () => {
  fc.assert(
    fc.property(smallStock, (stock) => {
      const plan = greedyPlan(stock, smallPolicy);
      const moves = plan.steps.filter((step) => step.step !== 'purchase');
      const placeOf = new Map(stock.sets.map((set) => [set.id, set.placeId]));
      const aboard = new Set<string>();
      const done: string[] = [];
      for (const stop of listStops(stock, smallPolicy, plan, null)) {
        for (const { partId, toSetId } of stop.putIn) {
          expect(aboard.delete(partId)).toBe(true);
          expect(placeOf.get(toSetId)).toBe(stop.placeId);
          done.push(partId);
        }
        for (const { partId } of stop.takeAway) aboard.add(partId);
        done.push(...stop.here.map(({ partId }) => partId));
      }
      expect(aboard.size).toBe(0);
      expect(done.sort()).toEqual(moves.map(({ partId }) => partId).sort());
      expect(checkPlan(stock, smallPolicy, plan).ok).toBe(true);
    }),
    { seed: 43, numRuns: 200 },
  );
});
