import { toInstant } from '@rekam/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { appendFact, linkFacts, type NewFact, theOffice, verifyChain } from './index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.database.query('truncate fact, fact_link, fact_unlinked cascade'));

const fact = (n: number): NewFact => ({
  at: toInstant(1_700_000_000_000 + n),
  noun: 'office',
  subjectId: `subject-${n % 3}`,
  kind: 'tested',
  actor: theOffice,
  recordedAt: n % 2 ? toInstant(1_600_000_000_000 + n) : null,
  details: { n, text: 'é “kutip” \\ 𝄞', nested: { b: [1.5, null, true], a: -0.1 } },
});
const append = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n++) await appendFact(db.database, fact(n));
};
/** What somebody with the database in their hands can do. */
const tamper = async (sql: string): Promise<void> => {
  await db.database.transact(async (tx) => {
    await tx.query("set local session_replication_role = 'replica'");
    await tx.query(sql);
  });
};
const seqAt = async (offset: number): Promise<number> =>
  (await db.database.query<{ seq: number }>('select seq from fact order by seq offset $1 limit 1', [offset]))
    .rows[0]!.seq;

describe('the chain of facts', () => {
  it('CHN1 facts are never changed or taken away by the office', async () => {
    await append(2);
    await expect(db.database.query("update fact set kind = 'other'")).rejects.toThrow(/append-only/);
    await expect(db.database.query('delete from fact')).rejects.toThrow(/append-only/);
  });

  it('CHN2 every fact is linked once, also with several chainers and writers at work', async () => {
    await Promise.all([append(40), append(40), linkFacts(db.database), linkFacts(db.database)]);
    await linkFacts(db.database);
    const report = await verifyChain(db.database);
    expect(report).toMatchObject({ facts: 80, linked: 80, brokenAt: null });
  });

  it('CHN3 a changed fact breaks the chain at its place', async () => {
    await append(10);
    await linkFacts(db.database);
    await tamper(`update fact set details = details || '{"n": 99}' where seq = ${await seqAt(4)}`);
    expect((await verifyChain(db.database)).brokenAt).toBe(await seqAt(4));
  });

  it('CHN4 a fact that is gone, and one that was slipped in, are found', async () => {
    await append(10);
    await linkFacts(db.database);
    const gone = await seqAt(6);
    await tamper(`delete from fact where seq = ${gone}`);
    expect((await verifyChain(db.database)).brokenAt).toBe(gone);
    await db.database.query('truncate fact, fact_link, fact_unlinked cascade');
    await append(3);
    await linkFacts(db.database);
    await tamper(
      `insert into fact (at, noun, subject_id, kind, actor_kind, details) values (now(), 'x', 'y', 'z', 'office', '{}')`,
    );
    expect((await verifyChain(db.database)).brokenAt).toBe(await seqAt(3));
  });

  it('CHN5 facts that wait for their link are no breach', async () => {
    await append(3);
    expect(await verifyChain(db.database)).toMatchObject({ facts: 3, linked: 0, brokenAt: null });
  });
});
