import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awaitsCard, batchActs, batchStates, decideBatchAct, readNikList, stopsTheBatch } from './batch.ts';

const recorded = (status: string) => ({ status, source: 'SIAK', asOf: null });

describe('a batch', () => {
  it('LET50 is for those who wait for a card, whatever else the centre says of them', () => {
    for (const status of ['PRR', 'rekam', 'DUPLICATE_RECORD', 'SENT_FOR_CARD_PRINTING'])
      expect([status, awaitsCard(recorded(status))]).toEqual([status, true]);
    for (const status of ['BELUM REKAM', 'CARD_PRINTED', 'card issued ', 'CARD_SHIPPED'])
      expect([status, awaitsCard(recorded(status))]).toEqual([status, false]);
  });

  it('LET51 reads each NIK of a list once and in order, and counts the rest', () => {
    const nik = fc.integer({ min: 0, max: 30 }).map((n) => `53710445069900${String(n).padStart(2, '0')}`);
    const junk = fc.constantFrom('12', '53710445069900123', 'tanpa nik', '537104450699001O');
    const cell = fc.oneof(nik, nik, junk);
    const ending = fc.constantFrom('\n', '\r\n', ';NAMA\n', ',x\n', '\n\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, ending)), (lines) => {
        const cells = lines.map(([text]) => text);
        const good = cells.filter((text) => /^\d{16}$/.test(text));
        const read = readNikList(`\uFEFFNIK;NAMA\n${lines.flat().join('')}`);
        expect(read.niks).toEqual([...new Set(good)]);
        expect(read.repeated).toBe(good.length - read.niks.length);
        expect(read.unreadable).toBe(cells.length - good.length);
      }),
      { seed: 51 },
    );
    expect(readNikList('\'5371044506990001\n5371 0445 0699 0002\n"5371044506990003"').niks).toHaveLength(3);
  });

  it('LET52 stopped and ended ones never run again', () => {
    const after = Object.fromEntries(
      batchStates.map((state) => [
        state,
        batchActs.map((act) => {
          const outcome = decideBatchAct(state, act);
          return outcome.ok ? outcome.value : outcome.code;
        }),
      ]),
    );
    const no = 'LETTER_BATCH_NOT_SO';
    expect(after).toEqual({
      running: ['paused', no, 'stopped'],
      paused: [no, 'running', 'stopped'],
      stopped: [no, no, no],
      ended: [no, no, no],
    });
  });

  it('LET53 is paused by what speaks of the office, not by what speaks of a resident', () => {
    for (const code of ['LETTER_NO_POLICY', 'LETTER_WHILE_BLANKS', 'LETTER_CERTIFICATE_EXPIRED'])
      expect(stopsTheBatch(code)).toBe(true);
    for (const code of ['LETTER_PHOTO_MISSING', 'LETTER_SUPERVISOR_NEEDED', 'LETTER_ALREADY_ACTIVE', ''])
      expect(stopsTheBatch(code)).toBe(false);
  });
});
