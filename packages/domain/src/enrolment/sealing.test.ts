import { describe, expect, it } from 'vitest';
import { readyToSeal } from './progress.ts';
import {
  command,
  done,
  otherPacketId,
  packetId,
  receiptCode,
  refusalOf,
  sealing,
  stepDone,
  upTo,
} from './testing/counter.ts';

describe('sealing', () => {
  it('ENR30 waits for every step but the review', () => {
    expect(readyToSeal(upTo('statement'))).toBe(false);
    expect(refusalOf(upTo('statement'), command('begin-sealing', { packetId, receiptCode }))).toBe(
      'ENROLMENT_NOT_READY',
    );
    expect(readyToSeal(upTo('review'))).toBe(true);
    expect(sealing().finished.review).toBe('done');
    expect(readyToSeal(stepDone(upTo('review')))).toBe(true);
  });

  it('ENR31 is bound to its packet', () => {
    const draft = sealing();
    expect(done(draft, command('begin-sealing', { packetId, receiptCode }))).toEqual(draft);
    expect(refusalOf(draft, command('begin-sealing', { packetId: otherPacketId, receiptCode }))).toBe(
      'ENROLMENT_SEALING',
    );
    expect(refusalOf(draft, command('sealed', { packetId: otherPacketId }))).toBe('ENROLMENT_NOT_SEALING');
    expect(done(draft, command('sealed', { packetId }))).toMatchObject({
      state: 'sealed',
      sealing: { packetId },
    });
  });

  it('ENR32 a failed sealing opens it again with everything in it', () => {
    const before = upTo('review');
    const after = done(sealing(before), command('sealing-failed', {}));
    expect({ ...after, stepMs: {}, lastFactAt: '' }).toEqual({ ...before, stepMs: {}, lastFactAt: '' });
    expect(
      refusalOf(after, command('begin-sealing', { packetId: otherPacketId, receiptCode })),
    ).toBeUndefined();
  });
});
