import { describe, expect, it } from 'vitest';
import { isKinder, type Losses } from './losses.ts';

const lost = (byVotes: number, people: number): Losses => ({ people, byCodes: byVotes, byVotes });

describe('the loss of synthetic people', () => {
  it('is kinder where real people are lost more often than chance explains', () => {
    expect(isKinder(lost(0, 300), lost(8, 300))).toBe(true);
    expect(isKinder(lost(30, 300), lost(60, 300))).toBe(true);
  });

  it('is not kinder where it is as large, larger, or smaller by chance', () => {
    expect(isKinder(lost(0, 600), lost(0, 300))).toBe(false);
    expect(isKinder(lost(80, 300), lost(40, 300))).toBe(false);
    expect(isKinder(lost(0, 600), lost(1, 300))).toBe(false);
    expect(isKinder(lost(30, 300), lost(33, 300))).toBe(false);
  });
});
