import { type Clock, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { type By, byOf } from './by.ts';
import { appendFact } from './facts.ts';

/** How the acts of one noun become facts: who did what to which subject, at the office's time. */
export const notesOf =
  (noun: string) =>
  (
    tx: Queryable,
    { clock }: { readonly clock: Clock },
    by: By | Parameters<typeof byOf>[0],
    subjectId: string,
    kind: string,
    details: Readonly<Record<string, unknown>>,
  ): Promise<number> =>
    appendFact(tx, {
      at: nowOf(clock),
      noun,
      subjectId,
      kind,
      ...('actor' in by ? by : byOf(by)),
      details,
    });
