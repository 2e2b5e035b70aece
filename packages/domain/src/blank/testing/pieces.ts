/** Places, pieces and movements of a small book, for tests. */
import { expect } from 'vitest';
import type { PlainDate } from '../../kernel/calendar.ts';
import type { CardId, PaperId, PlaceId } from '../../kernel/ids.ts';
import { decideMovePieces, evolveLedger, type PieceLedger, type PieceMovement } from '../ledger.ts';
import type { PiecePlace } from '../piece-place.ts';
import type { SerialRange } from '../serial.ts';

export const centre = { kind: 'centre' } as const satisfies PiecePlace;
export const store = { kind: 'store' } as const satisfies PiecePlace;
export const spoiled = { kind: 'spoiled' } as const satisfies PiecePlace;
export const lost = { kind: 'lost' } as const satisfies PiecePlace;
export const lostUnusable = { kind: 'lost-unusable' } as const satisfies PiecePlace;
export const desk = (name: string): PiecePlace => ({ kind: 'desk', place: `plc_${name}` as PlaceId });
export const card = (name: string): PiecePlace => ({ kind: 'card', card: `crd_${name}` as CardId });
export const resident = (name: string): PiecePlace => ({ kind: 'resident', card: `crd_${name}` as CardId });
export const returned = (name: string): PiecePlace => ({ kind: 'returned', card: `crd_${name}` as CardId });
export const range = (from: number, to = from, prefix = 'KT'): SerialRange => ({
  prefix,
  width: 4,
  from,
  to,
});
export const movement = (from: PiecePlace, to: PiecePlace, ...ranges: SerialRange[]): PieceMovement => ({
  ranges,
  from,
  to,
  paper: 'BAST/1',
  reason: 'warna bergaris',
  dueOn: '2018-03-01' as PlainDate,
  counterpart: null,
  photos: ['ppr_1' as PaperId],
  witnesses: [
    { name: 'Saksi Satu', position: 'Satpol PP' },
    { name: 'Saksi Dua', position: 'Inspektorat' },
  ],
});
export const today = '2018-02-01' as PlainDate;
export const decide = (ledger: PieceLedger, next: PieceMovement) => decideMovePieces(ledger, next, today);
export const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code);
export const follow = (...movements: PieceMovement[]): PieceLedger =>
  movements.reduce((ledger, next) => {
    expect(codeOf(decide(ledger, next))).toBe('ok');
    return evolveLedger(ledger, next);
  }, [] as PieceLedger);
export const received = movement(centre, store, range(1, 100));
