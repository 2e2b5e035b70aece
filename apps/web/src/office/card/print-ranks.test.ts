import { printPolicyOf2020 } from '@rekam/domain';
import { expect, it } from 'vitest';
import { groupsOf, ranksOf } from './print-ranks.ts';

it('groups and typed ranks say the same, gaps and blanks do not matter', () => {
  const ranks = ranksOf(printPolicyOf2020.groups);
  expect(ranks).toMatchObject({ beginner: '1', lost: '4', damaged: '4', 'region-renamed': '' });
  expect(groupsOf(ranks)).toEqual(printPolicyOf2020.groups);
  expect(groupsOf({ ...ranks, beginner: ' 7 ', disaster: 'x' })).toEqual([
    ['first-card'],
    ['lost', 'damaged', 'data-changed'],
    ['beginner'],
  ]);
});
