import { refuse, succeed } from '@rekam/domain';
import { expect, it } from 'vitest';
import { markChip } from './chip.ts';

const card = { piece: 'KT00001', nik: '5371044506990010' };

it('CRD42 without a SAM, or with one that refuses, the chip is left to the official application', async () => {
  expect(await markChip(null, card)).toEqual({ chip: 'official-application', refused: null });
  const refusing = { write: async () => refuse('CHIP_SAM_LOCKED') };
  expect(await markChip(refusing, card)).toEqual({
    chip: 'official-application',
    refused: 'CHIP_SAM_LOCKED',
  });
});

it('CRD42 a chip that was written and read back is marked so', async () => {
  const asked: object[] = [];
  const writer = {
    write: async (one: object) => {
      asked.push(one);
      return succeed(null);
    },
  };
  expect(await markChip(writer, card)).toEqual({ chip: 'written', refused: null });
  expect(asked).toEqual([card]);
});
