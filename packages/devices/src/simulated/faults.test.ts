import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { groupOf } from '../failure.ts';
import { createFaultBoard, faultCatalogue, faultNames } from './faults.ts';

describe('the fault catalogue', () => {
  it('stands in the README as it is in the code', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    for (const name of faultNames) {
      const line = readme.split('\n').find((text) => text.startsWith(`| \`${name}\` `));
      expect([name, line]).not.toEqual([name, undefined]);
      const { seenAs } = faultCatalogue[name];
      if (seenAs !== null) {
        expect(line).toContain(`\`${seenAs}\``);
        expect(line).toContain(groupOf(seenAs));
      }
    }
  });
});

describe('a fault board', () => {
  it('waits for its captures, spoils its calls, and heals', () => {
    const board = createFaultBoard();
    board.order({ fault: 'hot', after: 2, times: 2 });
    const seen = (): boolean => board.find('hot') !== undefined;
    expect(seen()).toBe(false);
    board.countCapture();
    expect(board.take('hot')).toBeUndefined();
    board.countCapture();
    expect(seen()).toBe(true);
    board.take('hot');
    expect(seen()).toBe(true);
    board.take('hot');
    expect(seen()).toBe(false);
  });

  it('loses points with every capture, from the first one that drifts', () => {
    const board = createFaultBoard();
    board.order({ fault: 'quality-drift', after: 1, pointsPerCapture: 5 });
    const lost: number[] = [];
    for (let i = 0; i < 3; i++) {
      lost.push(board.pointsLost());
      board.countCapture();
    }
    expect(lost).toEqual([0, 5, 10]);
    board.clear('quality-drift');
    expect(board.pointsLost()).toBe(0);
  });
});
