/** Rules that a circular changes: every version stays, each in force from a day on. */
import { type Dated, findPlainDate, type Instant, type Outcome, type PlainDate } from '@rekam/domain';
import { appendFact, byOf } from '../audit/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';

interface Versioned extends Dated {
  /** Number of the circular behind a version. */
  readonly basis: string;
}

/** A version as somebody proposes it; its number is the office's to give. */
export type Proposed<Rules extends Versioned> = Omit<Rules, 'version' | 'effectiveFrom'> & {
  readonly effectiveFrom: string;
};

export interface Rulebook<Rules extends Versioned> {
  /** All versions, newest first. */
  readonly list: (database: Queryable) => Promise<Rules[]>;
  /** Writes a version down as it is: what an office starts with. */
  readonly insert: (tx: Queryable, rules: Rules, at: Instant) => Promise<void>;
  /**
   * Adds the next version and its fact. Belongs into a transaction.
   * @throws Refused what the domain finds wrong with it
   */
  readonly add: (tx: Queryable, clock: Clock, by: Permitted, proposed: Proposed<Rules>) => Promise<Rules>;
}

interface Kept<Rules> {
  /** With the columns `version, effective_from, body, added_at`. */
  readonly table: string;
  /** Of the fact that tells of a new version. */
  readonly noun: string;
  /** `NAME-added` is the kind of that fact, `NAME-VERSION` its subject. */
  readonly name: string;
  /** Whether a version can be worked with. */
  readonly check: (rules: Rules) => Outcome<Rules>;
}

export function makeRulebook<Rules extends Versioned>({
  table,
  noun,
  name,
  check,
}: Kept<Rules>): Rulebook<Rules> {
  const list = async (database: Queryable): Promise<Rules[]> =>
    (await database.query<{ body: Rules }>(`select body from ${table} order by version desc`)).rows.map(
      ({ body }) => body,
    );
  const insert = async (tx: Queryable, rules: Rules, at: Instant): Promise<void> => {
    await tx.query(`insert into ${table} (version, effective_from, body, added_at) values ($1, $2, $3, $4)`, [
      rules.version,
      rules.effectiveFrom,
      JSON.stringify(rules),
      at,
    ]);
  };
  return {
    list,
    insert,
    add: async (tx, clock, { officer, permittedBy }, proposed) => {
      const effectiveFrom: PlainDate | undefined = findPlainDate(proposed.effectiveFrom);
      if (!effectiveFrom) throw new Refused('REQUEST_MALFORMED', { field: 'effectiveFrom' });
      // Until the transaction ends nobody else gives the number.
      await tx.query(`lock table ${table} in share row exclusive mode`);
      const version = Math.max(0, ...(await list(tx)).map((rules) => rules.version)) + 1;
      const rules = getValue(check({ ...proposed, effectiveFrom, version } as unknown as Rules));
      const at = nowOf(clock);
      await insert(tx, rules, at);
      await appendFact(tx, {
        at,
        noun,
        subjectId: `${name}-${version}`,
        kind: `${name}-added`,
        ...byOf({ officer, permittedBy }),
        details: { version, effectiveFrom, basis: rules.basis },
      });
      return rules;
    },
  };
}
