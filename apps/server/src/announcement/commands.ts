import {
  type Announcement,
  type AnnouncementWords,
  type Calendar,
  checkWords,
  type DraftChange,
  decideApproval,
  decideCorrection,
  decideDrafts,
  decideWithdrawal,
  factsOf,
  type Instant,
  type KnownDrafts,
  keyOfMatter,
  type Matter,
  type Situation,
  standingOf,
} from '@rekam/domain';
import { appendFact, type By, theOffice } from '../audit/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import {
  closeDraft,
  insertAnnouncement,
  insertDraft,
  listAnnouncements,
  listDismissed,
  listOpenDrafts,
  type StoredDraft,
  setWithdrawn,
  takeTurn,
  updateDraft,
} from './store.ts';
import { type WordingContext, wordsOf } from './wording.ts';

/** How everything stands, with what words and promises need. */
export interface AnnouncedSituation extends Situation, WordingContext {
  /** The office's own hours. */
  readonly calendar: Calendar;
}

export interface AnnouncementDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** The last status; null before the office was set up. */
  readonly situation: () => AnnouncedSituation | null;
}

const byItself: By = { actor: theOffice, permittedBy: null };

async function findKnown(
  database: Queryable,
): Promise<KnownDrafts & { readonly drafts: readonly StoredDraft[] }> {
  const all = await listAnnouncements(database);
  return {
    drafts: await listOpenDrafts(database),
    announced: all.filter((one) => standingOf(one, all).is === 'current').map(({ facts }) => facts),
    dismissed: await listDismissed(database),
  };
}

/** Brings the drafts up to the status (ANN3 to ANN9). */
export async function turnDrafts(deps: AnnouncementDeps): Promise<void> {
  const { database } = deps;
  const situation = getSituation(deps);
  if (decideDrafts(situation, await findKnown(database)).length === 0) return;
  await database.transact(async (tx) => {
    await takeTurn(tx);
    const known = await findKnown(tx);
    for (const change of decideDrafts(situation, known)) await keepChange(tx, deps, change, known.drafts);
  });
}

async function keepChange(
  tx: Queryable,
  deps: AnnouncementDeps,
  change: DraftChange,
  drafts: readonly StoredDraft[],
): Promise<void> {
  const situation = getSituation(deps);
  if (change.kind === 'draft') {
    await beginDraft(tx, deps, { facts: change.facts, asked: false, corrects: null }, byItself);
    return;
  }
  const draft = drafts.find(({ id }) => id === change.id)!;
  if (change.kind === 'close') {
    await closeDraft(tx, draft.id, 'lapsed', nowOf(deps.clock));
    await note(tx, deps, byItself, 'announcement-draft-lapsed', draft.id, {});
  } else if (change.kind === 'overtake') {
    await updateDraft(tx, { ...draft, overtaken: { as: change.as, at: situation.at } });
    await note(tx, deps, byItself, 'announcement-draft-overtaken', draft.id, { as: change.as });
  } else {
    const { facts } = change;
    const moved = { ...draft, facts, overtaken: null };
    const followed = draft.worded ? moved : { ...moved, basis: facts, words: wordsOf(facts, situation) };
    await updateDraft(tx, followed);
    await note(tx, deps, byItself, 'announcement-draft-moved', draft.id, aboutMatter(facts));
  }
}

async function beginDraft(
  tx: Queryable,
  deps: AnnouncementDeps,
  draft: Pick<StoredDraft, 'facts' | 'asked' | 'corrects'> & { readonly words?: AnnouncementWords },
  by: By,
): Promise<StoredDraft['id']> {
  const id = newId('announcement-draft', deps.clock);
  const words = draft.words ?? wordsOf(draft.facts, getSituation(deps));
  const worded = draft.words !== undefined;
  await insertDraft(tx, { ...draft, words, worded, id, draftedAt: nowOf(deps.clock) });
  await note(tx, deps, by, 'announcement-drafted', id, {
    ...aboutMatter(draft.facts),
    corrects: draft.corrects,
  });
  return id;
}

/** Rule ANN9: a draft of how a service stands, whether anything changed or not; the open one where there is one. */
export const askDraft = (deps: AnnouncementDeps, matter: Matter, by: By): Promise<StoredDraft['id']> =>
  inTurn(deps, async (tx) => {
    const facts = factsOf(matter, getSituation(deps));
    if (!facts) throw new Refused('PLACE_NOT_FOUND');
    const open = (await listOpenDrafts(tx)).find((one) => keyOfMatter(one) === keyOfMatter(matter));
    if (!open) return beginDraft(tx, deps, { facts, asked: true, corrects: null }, by);
    if (open.overtaken) {
      const words = wordsOf(facts, getSituation(deps));
      await updateDraft(tx, {
        ...open,
        asked: true,
        overtaken: null,
        basis: facts,
        facts,
        words,
        worded: false,
      });
      await note(tx, deps, by, 'announcement-drafted', open.id, aboutMatter(facts));
    }
    return open.id;
  });

/** Rule ANN16: a draft in the words of an announcement, to put it right. */
export const askCorrection = (deps: AnnouncementDeps, number: number, by: By): Promise<StoredDraft['id']> =>
  inTurn(deps, async (tx) => {
    const all = await listAnnouncements(tx);
    const one = getAnnouncement(all, number);
    getValue(decideCorrection(one, all));
    const facts = factsOf(one.facts, getSituation(deps)) ?? one.facts;
    const open = (await listOpenDrafts(tx)).find((draft) => keyOfMatter(draft) === keyOfMatter(one.facts));
    const { words } = one;
    if (!open) return beginDraft(tx, deps, { facts, words, asked: true, corrects: number }, by);
    const correcting = {
      ...open,
      asked: true,
      corrects: number,
      overtaken: null,
      basis: facts,
      facts,
      words,
    };
    await updateDraft(tx, { ...correcting, worded: true });
    await note(tx, deps, by, 'announcement-drafted', open.id, { ...aboutMatter(facts), corrects: number });
    return open.id;
  });

/** A person words a draft, and so says that the words hold for the facts of now (ANN4). */
export const wordDraft = (
  deps: AnnouncementDeps,
  id: string,
  seenRevision: number,
  words: AnnouncementWords,
  by: By,
): Promise<void> =>
  inTurn(deps, async (tx) => {
    const draft = await getDraft(tx, id);
    if (draft.revision !== seenRevision) throw new Refused('ANNOUNCEMENT_MOVED');
    const kept = getValue(checkWords(words));
    await updateDraft(tx, { ...draft, words: kept, worded: true, basis: draft.facts });
    await note(tx, deps, by, 'announcement-worded', id, {});
  });

/** Takes the office's own words for the facts of now in place of what a person wrote. */
export const redraft = (deps: AnnouncementDeps, id: string, by: By): Promise<void> =>
  inTurn(deps, async (tx) => {
    const draft = await getDraft(tx, id);
    const words = wordsOf(draft.facts, getSituation(deps));
    await updateDraft(tx, { ...draft, words, worded: false, basis: draft.facts });
    await note(tx, deps, by, 'announcement-redrafted', id, {});
  });

/** Rule ANN8. */
export const dismissDraft = (deps: AnnouncementDeps, id: string, by: By): Promise<void> =>
  inTurn(deps, async (tx) => {
    await getDraft(tx, id);
    await closeDraft(tx, id, 'dismissed', nowOf(deps.clock));
    await note(tx, deps, by, 'announcement-draft-dismissed', id, {});
  });

export interface Approval {
  readonly revision: number;
  readonly nextNewsAt: Instant | null;
}

/** Rules ANN10 to ANN13. @returns the number of the announcement */
export const approveDraft = (
  deps: AnnouncementDeps,
  id: string,
  { revision, nextNewsAt }: Approval,
  by: By,
): Promise<number> =>
  inTurn(deps, async (tx) => {
    const now = nowOf(deps.clock);
    const draft = await getDraft(tx, id);
    const { basis, facts, corrects } = draft;
    const overtaken = draft.overtaken !== null;
    getValue(decideApproval({ ...draft, overtaken, basis, facts, seenRevision: revision, nextNewsAt, now }));
    const words = getValue(checkWords(draft.words));
    const number = ((await listAnnouncements(tx))[0]?.number ?? 0) + 1;
    const spoken = { ...facts, asOf: getSituation(deps).at };
    await insertAnnouncement(
      tx,
      { number, facts: spoken, words, publishedAt: now, nextNewsAt, corrects },
      draft.id,
    );
    await closeDraft(tx, draft.id, 'published', now);
    await note(tx, deps, by, 'announcement-published', draft.id, {
      number,
      corrects,
      nextNewsAt,
      ...aboutMatter(facts),
    });
    return number;
  });

/** Rule ANN15. */
export const withdrawAnnouncement = (
  deps: AnnouncementDeps,
  number: number,
  reason: string,
  by: By,
): Promise<void> =>
  inTurn(deps, async (tx) => {
    const one = getAnnouncement(await listAnnouncements(tx), number);
    const because = getValue(decideWithdrawal(one, reason));
    await setWithdrawn(tx, number, nowOf(deps.clock), because);
    await note(tx, deps, by, 'announcement-withdrawn', String(number), { number, reason: because });
  });

const inTurn = <T>({ database }: AnnouncementDeps, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  database.transact(async (tx) => {
    await takeTurn(tx);
    return work(tx);
  });

/** @throws Refused before the office was set up */
export function getSituation({ situation }: AnnouncementDeps): AnnouncedSituation {
  const now = situation();
  if (!now) throw new Refused('OFFICE_NOT_SET_UP');
  return now;
}

export async function getDraft(database: Queryable, id: string): Promise<StoredDraft> {
  const draft = (await listOpenDrafts(database)).find((one) => one.id === id);
  if (!draft) throw new Refused('ANNOUNCEMENT_DRAFT_GONE');
  return draft;
}

export function getAnnouncement(all: readonly Announcement[], number: number): Announcement {
  const one = all.find((known) => known.number === number);
  if (!one) throw new Refused('ANNOUNCEMENT_NOT_FOUND');
  return one;
}

const aboutMatter = ({ service, placeId, condition }: StoredDraft['facts']) => ({
  service,
  placeId,
  condition,
});

async function note(
  tx: Queryable,
  { clock }: AnnouncementDeps,
  by: By,
  kind: string,
  subjectId: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendFact(tx, { at: nowOf(clock), noun: 'announcement', subjectId, kind, ...by, details });
}
