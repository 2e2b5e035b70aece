import { createHash } from 'node:crypto';
import { canonicalJson, chainHash, chainStart } from '@rekam/domain';
import type { Database, Queryable } from '../ports/database.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Columns of a fact in the chain's own names, straight from the row. */
const columns = `seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, noun, subject_id, kind,
  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at, clock_trusted,
  actor_kind, actor_id, permitted_by, details`;

const batch = 2000;

/**
 * Takes waiting facts into the chain, in batches; one chainer at a time. Runs beside the writers, who never wait for it.
 * @returns how many facts were linked
 */
export async function linkFacts(database: Database): Promise<number> {
  let linked = 0;
  for (;;) {
    const count = await database.transact(linkBatch);
    linked += count;
    if (count < batch) return linked;
  }
}

async function linkBatch(tx: Queryable): Promise<number> {
  await tx.query("select pg_advisory_xact_lock(hashtext('fact chain'))");
  const waiting = (
    await tx.query<{ seq: number }>(
      `with taken as (delete from fact_unlinked where seq in
         (select seq from fact_unlinked order by seq limit ${batch}) returning seq)
       select ${columns} from fact where seq in (select seq from taken) order by seq`,
    )
  ).rows;
  if (waiting.length === 0) return 0;
  const head = await findHead(tx);
  let { position, hash } = head;
  const links = waiting.map((fact) => {
    hash = chainHash(hash, canonicalJson(fact), sha256);
    position += 1;
    return { position, seq: fact.seq, hash };
  });
  await tx.query(
    `insert into fact_link (position, seq, hash)
     select position, seq, hash from jsonb_to_recordset($1::jsonb) as l (position bigint, seq bigint, hash text)`,
    [JSON.stringify(links)],
  );
  return links.length;
}

export interface ChainHead {
  readonly position: number;
  readonly hash: string;
}

export async function findHead(database: Queryable): Promise<ChainHead> {
  const { rows } = await database.query<ChainHead>(
    'select position, hash from fact_link order by position desc limit 1',
  );
  return rows[0] ?? { position: 0, hash: chainStart };
}

export interface ChainReport {
  readonly facts: number;
  readonly linked: number;
  readonly head: string;
  /** Number of the first fact that does not follow from the one before, or that is gone; null when all hold. */
  readonly brokenAt: number | null;
}

/** Recomputes the whole chain from its first link. */
export async function verifyChain(database: Queryable): Promise<ChainReport> {
  let position = 0;
  let hash = chainStart;
  let brokenAt: number | null = null;
  while (brokenAt === null) {
    const { rows } = await database.query<{
      position: number;
      link_seq: number;
      hash: string;
      seq: number | null;
    }>(
      `select l.position, l.seq as link_seq, l.hash, f.* from fact_link l
       left join (select ${columns} from fact) f on f.seq = l.seq
       where l.position > $1 order by l.position limit 5000`,
      [position],
    );
    if (rows.length === 0) break;
    for (const row of rows) {
      const { position: at, link_seq: linkSeq, hash: stated, ...fact } = row;
      const follows = at === position + 1 && fact.seq !== null;
      const computed = follows ? chainHash(hash, canonicalJson(fact), sha256) : '';
      if (computed !== stated) {
        brokenAt = linkSeq;
        break;
      }
      hash = stated;
      position = at;
    }
  }
  const { rows } = await database.query<{ facts: number; unknown: number | null }>(
    `select (select count(*) from fact) as facts,
       (select min(seq) from fact f where not exists (select 1 from fact_link l where l.seq = f.seq)
         and not exists (select 1 from fact_unlinked u where u.seq = f.seq)) as unknown`,
  );
  return { facts: rows[0]!.facts, linked: position, head: hash, brokenAt: brokenAt ?? rows[0]!.unknown };
}
