import {
  type AnnouncedFacts,
  type Announcement,
  type AnnouncementDraftId,
  type AnnouncementWords,
  type Instant,
  keyOfMatter,
  type OpenDraft,
  type OvertakenReason,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** A draft with its words. */
export interface StoredDraft extends OpenDraft {
  /** Facts that the words rest on. */
  readonly basis: AnnouncedFacts;
  readonly words: AnnouncementWords;
  /** Whether a person has worded it. */
  readonly worded: boolean;
  readonly revision: number;
  readonly corrects: number | null;
  readonly draftedAt: Instant;
}

export type DraftEnd = 'published' | 'dismissed' | 'lapsed';

/** Whoever changes announcements or drafts takes turns until they have committed (PRS2). */
export async function takeTurn(tx: Queryable): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('announcement', 12))");
}

export async function listAnnouncements(database: Queryable): Promise<Announcement[]> {
  const { rows } = await database.query<
    Omit<Announcement, 'withdrawn'> & { withdrawnAt: Instant | null; because: string }
  >(
    `select number, facts, words, published_at as "publishedAt", next_news_at as "nextNewsAt", corrects,
       withdrawn_at as "withdrawnAt", withdrawn_because as because
     from announcement order by number desc`,
  );
  return rows.map(({ withdrawnAt, because, ...one }) => ({
    ...one,
    withdrawn: withdrawnAt === null ? null : { at: withdrawnAt, reason: because },
  }));
}

export async function insertAnnouncement(
  tx: Queryable,
  { number, facts, words, publishedAt, nextNewsAt, corrects }: Omit<Announcement, 'withdrawn'>,
  draftId: AnnouncementDraftId,
): Promise<void> {
  await tx.query(
    `insert into announcement (number, draft_id, matter, facts, words, published_at, next_news_at, corrects)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      number,
      draftId,
      keyOfMatter(facts),
      JSON.stringify(facts),
      JSON.stringify(words),
      publishedAt,
      nextNewsAt,
      corrects,
    ],
  );
}

export async function setWithdrawn(
  tx: Queryable,
  number: number,
  at: Instant,
  because: string,
): Promise<void> {
  await tx.query('update announcement set withdrawn_at = $2, withdrawn_because = $3 where number = $1', [
    number,
    at,
    because,
  ]);
}

/** Drafts that nobody has ended, the newest first. */
export async function listOpenDrafts(database: Queryable): Promise<StoredDraft[]> {
  const { rows } = await database.query<
    Omit<StoredDraft, 'service' | 'placeId' | 'overtaken'> & {
      overtakenAt: Instant | null;
      overtakenAs: OvertakenReason;
    }
  >(
    `select id, asked, corrects, basis, facts, words, worded, revision, drafted_at as "draftedAt",
       overtaken_at as "overtakenAt", overtaken_as as "overtakenAs"
     from announcement_draft where closed_at is null order by drafted_at desc, id`,
  );
  return rows.map(({ overtakenAt, overtakenAs, ...draft }) => ({
    ...draft,
    service: draft.facts.service,
    placeId: draft.facts.placeId,
    overtaken: overtakenAt === null ? null : { as: overtakenAs, at: overtakenAt },
  }));
}

/** What was turned down last of each matter, and of which nothing was announced since. */
export async function listDismissed(
  database: Queryable,
): Promise<{ readonly facts: AnnouncedFacts; readonly at: Instant }[]> {
  const { rows } = await database.query<{ facts: AnnouncedFacts; at: Instant }>(
    `select distinct on (matter) facts, closed_at as at from announcement_draft
     where closed_as = 'dismissed' and not exists
       (select from announcement a where a.matter = announcement_draft.matter and a.published_at >= closed_at)
     order by matter, closed_at desc`,
  );
  return rows;
}

export async function insertDraft(
  tx: Queryable,
  draft: Pick<StoredDraft, 'id' | 'asked' | 'corrects' | 'facts' | 'words' | 'worded' | 'draftedAt'>,
): Promise<void> {
  const { id, asked, corrects, facts, words, worded, draftedAt } = draft;
  await tx.query(
    `insert into announcement_draft (id, matter, asked, corrects, basis, facts, words, worded, drafted_at)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
    [
      id,
      keyOfMatter(facts),
      asked,
      corrects,
      JSON.stringify(facts),
      JSON.stringify(words),
      worded,
      draftedAt,
    ],
  );
}

/** Keeps a draft as it is now, under the next revision. */
export async function updateDraft(tx: Queryable, draft: StoredDraft): Promise<void> {
  const { id, asked, corrects, basis, facts, words, worded, overtaken } = draft;
  await tx.query(
    `update announcement_draft set asked = $2, corrects = $3, basis = $4, facts = $5, words = $6, worded = $7,
       overtaken_at = $8, overtaken_as = $9, revision = revision + 1
     where id = $1 and closed_at is null`,
    [
      id,
      asked,
      corrects,
      JSON.stringify(basis),
      JSON.stringify(facts),
      JSON.stringify(words),
      worded,
      overtaken?.at ?? null,
      overtaken?.as ?? null,
    ],
  );
}

export async function closeDraft(tx: Queryable, id: string, as: DraftEnd, at: Instant): Promise<void> {
  await tx.query('update announcement_draft set closed_at = $2, closed_as = $3 where id = $1', [id, at, as]);
}
