import type { Action } from '@rekam/domain';

/** What can be told of a movement beside serials or prints. */
export type ActField = 'paper' | 'reason' | 'dueOn' | 'counterpart' | 'photo' | 'witnesses';

interface Act {
  readonly needs: Action;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly fields: readonly ActField[];
  /** False: ribbons, film and cleaning kits do not go this way. */
  readonly prints: boolean;
}

/** The ways that people move things, as the book knows them (BLK3, BLK10); `supplier` stands for the centre with consumables. */
export const acts = {
  receive: {
    needs: 'blank.keep',
    from: ['centre'],
    to: ['store'],
    fields: ['paper', 'counterpart'],
    prints: true,
  },
  move: {
    needs: 'blank.keep',
    from: ['store', 'desk'],
    to: ['desk', 'store'],
    fields: ['counterpart'],
    prints: true,
  },
  spoil: {
    needs: 'blank.spoil',
    from: ['desk', 'store'],
    to: ['spoiled'],
    fields: ['reason', 'photo'],
    prints: true,
  },
  destroy: {
    needs: 'blank.write-off',
    from: ['spoiled'],
    to: ['destroyed'],
    fields: ['reason', 'witnesses'],
    prints: false,
  },
  lend: {
    needs: 'blank.keep',
    from: ['store'],
    to: ['lent'],
    fields: ['dueOn', 'counterpart'],
    prints: true,
  },
  'take-back': {
    needs: 'blank.keep',
    from: ['lent'],
    to: ['store'],
    fields: ['paper', 'counterpart'],
    prints: true,
  },
  borrow: {
    needs: 'blank.keep',
    from: ['borrowed'],
    to: ['store'],
    fields: ['paper', 'dueOn', 'counterpart'],
    prints: true,
  },
  'give-back': {
    needs: 'blank.keep',
    from: ['store'],
    to: ['borrowed', 'centre'],
    fields: ['counterpart'],
    prints: true,
  },
  lose: {
    needs: 'blank.write-off',
    from: ['store', 'desk', 'spoiled', 'lent'],
    to: ['lost'],
    fields: ['reason'],
    prints: true,
  },
  find: {
    needs: 'blank.write-off',
    from: ['lost', 'lost-unusable'],
    to: ['store', 'spoiled'],
    fields: ['reason'],
    prints: true,
  },
} as const satisfies Record<string, Act>;
export type ActName = keyof typeof acts;

export const actOf = (name: ActName): Act => acts[name];

/** What is done every day stands in front. */
export const dailyActs: readonly ActName[] = ['receive', 'move', 'spoil'];
export const otherActs: readonly ActName[] = [
  'lend',
  'take-back',
  'borrow',
  'give-back',
  'destroy',
  'lose',
  'find',
];
