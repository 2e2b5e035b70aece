import { makeId, type PrinterComplaint } from '@rekam/domain';
import { beforeEach, expect, it } from 'vitest';
import type { Heard } from './complaints.ts';
import { type Hearing, makeHearing } from './hearing.ts';
import type { CardPrinter } from './store.ts';

const minute = 60_000;
const componentId = makeId('component', 1, new Uint8Array(10));
const printer: CardPrinter = {
  id: makeId('card-printer', 1, new Uint8Array(10)),
  name: 'Satu',
  url: 'ipp://x',
  placeId: makeId('place', 1, new Uint8Array(10)),
  componentId,
};
const saying = (...reasons: ('media-empty' | 'media-jam' | 'media-low')[]): Heard => ({
  ok: true,
  value: {
    accepting: true,
    troubles: reasons.map((reason) => ({
      reason,
      group: ({ 'media-empty': 'supply', 'media-jam': 'fault', 'media-low': 'note' } as const)[reason],
      id: '',
      en: '',
    })),
  },
});
const silent: Heard = { ok: false, code: 'PRINTER_SILENT' };
let now: number;
let told: string[];
let hearing: Hearing;
const hear = (...heard: Parameters<Hearing['hear']>) => hearing.hear(...heard);
beforeEach(() => {
  [now, told] = [0, []];
  hearing = makeHearing({
    clock: () => now,
    complain: async (_, complaints: readonly PrinterComplaint[]) =>
      void told.push(complaints.map(({ reason }) => reason).join('+')),
    heal: async () => void told.push('well'),
  });
});

it('EQP42 an empty hopper that is refilled in passing is no fault, one that stays empty is', async () => {
  await hear(printer, saying('media-empty'), true);
  now = minute;
  await hear(printer, saying('media-low'), true);
  now = 2 * minute;
  await hear(printer, saying('media-empty'), true);
  now = 4 * minute;
  await hear(printer, saying('media-empty'), true);
  expect(told).toEqual(['well', 'media-empty']);
});

it('EQP42 silence counts from its first moment, and only while cards wait', async () => {
  await hear(printer, silent, false);
  now = 5 * minute;
  await hear(printer, silent, false);
  await hear(printer, silent, true);
  now = 6 * minute;
  await hear(printer, silent, true);
  expect(told).toEqual([]);
  now = 7 * minute;
  await hear(printer, silent, true);
  expect(told).toEqual(['PRINTER_SILENT']);
});

it('EQP43 passes the same on once, and again only after something else', async () => {
  for (const heard of [saying('media-jam'), saying('media-jam'), saying(), saying(), saying('media-jam')])
    await hear(printer, heard, true);
  expect(told).toEqual(['media-jam', 'well', 'media-jam']);
});

it('EQP43 what could not be passed on is passed on at the next turn', async () => {
  let down = true;
  const shaky = makeHearing({
    clock: () => now,
    complain: async () => {
      if (down) throw new Error('no database');
      told.push('jam');
    },
    heal: async () => undefined,
  });
  await expect(shaky.hear(printer, saying('media-jam'), true)).rejects.toThrow('no database');
  down = false;
  await shaky.hear(printer, saying('media-jam'), true);
  expect(told).toEqual(['jam']);
});

it('passes nothing on of a printer that the register does not know, and still knows what it complains of', async () => {
  const unregistered = { ...printer, componentId: null };
  await hear(unregistered, saying('media-jam', 'media-empty'), true);
  expect(told).toEqual([]);
  expect(hearing.dueOf(unregistered).map(({ reason }) => reason)).toEqual(['media-jam']);
  now = 2 * minute;
  expect(hearing.dueOf(unregistered).map(({ reason }) => reason)).toEqual(['media-jam', 'media-empty']);
  await hear(unregistered, saying(), true);
  expect(hearing.dueOf(unregistered)).toEqual([]);
});
