import { describe, expect, it } from 'vitest';
import { makeDeviceLog } from './device-log.ts';

const capture = (enrolmentId: string, slot: string, ...scores: number[]) => ({
  enrolmentId,
  slot,
  scores,
  ms: 900,
});

describe('what calls to devices have shown', () => {
  it('DVC7 averages a recording’s captures at one device into one visit, repeats counted', () => {
    const log = makeDeviceLog();
    log.noteCapture('finger', capture('a', 'left-four', 60, 70));
    log.noteCapture('finger', capture('a', 'left-four', 80, 90));
    log.noteCapture('finger', capture('a', 'thumbs', 75, 75));
    expect(log.countsOf('finger')).toEqual({ captures: 3, failures: {}, visits: [] });
    log.endVisits();
    expect(log.countsOf('finger').visits).toEqual([{ n: 1, score: 75, ms: 900, retries: 1 }]);
    log.endVisits();
    expect(log.countsOf('finger').visits).toHaveLength(1);
  });

  it('DVC7 another recording ends the visit of the one before; only the last twelve are told', () => {
    const log = makeDeviceLog();
    for (let i = 0; i < 20; i++) log.noteCapture('iris', capture(`e${i}`, 'both-irises', 50 + i));
    const { visits } = log.countsOf('iris');
    expect(visits.map(({ n }) => n)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it('DVC7 counts failures by group', () => {
    const log = makeDeviceLog();
    for (const code of ['timeout', 'timeout', 'sbi-101'] as const)
      log.noteFailure('finger', {
        code,
        group: code === 'timeout' ? 'check-cable' : 'place-again',
        detail: '',
      });
    expect(log.countsOf('finger').failures).toEqual({ 'check-cable': 2, 'place-again': 1 });
  });
});
