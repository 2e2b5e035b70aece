import type { PlainDate } from '../kernel/calendar.ts';

/** What went to another office or came from one, and what came back or was given back. */
export interface LoanMovement {
  readonly office: string;
  readonly direction: 'lent' | 'borrowed';
  /** Pieces or prints; negative for what returned. */
  readonly amount: number;
  /** Of a loan; null for what returned. */
  readonly dueOn: PlainDate | null;
}

/** What one office still owes another. */
export interface Loan {
  readonly office: string;
  readonly direction: 'lent' | 'borrowed';
  readonly open: number;
  /** The day of the oldest loan that is not all back. */
  readonly dueOn: PlainDate | null;
}

/** BLK14: what is still owed, office by office; what comes back settles the oldest loan first. @param movements in order */
export function deriveLoans(movements: readonly LoanMovement[]): readonly Loan[] {
  const byOffice = Map.groupBy(movements, ({ office, direction }) => `${direction}:${office}`);
  return [...byOffice.values()].flatMap((those) => {
    const { office, direction } = those[0]!;
    let returned = those.reduce((sum, { amount }) => sum - Math.min(0, amount), 0);
    let open = 0;
    let dueOn: PlainDate | null = null;
    for (const loan of those.filter(({ amount }) => amount > 0)) {
      const left = Math.max(0, loan.amount - returned);
      returned = Math.max(0, returned - loan.amount);
      if (left > 0) dueOn ??= loan.dueOn;
      open += left;
    }
    return open > 0 ? [{ office, direction, open, dueOn }] : [];
  });
}
