import {
  type AnnouncedFacts,
  type Announcement,
  changesBetween,
  isNewsOverdue,
  standingOf,
  suggestNextNews,
} from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type {
  AnnouncementDraftView,
  AnnouncementsView,
  announcementApi,
} from '@rekam/protocol/http/announcement-api.ts';
import { type By, byOf } from '../audit/index.ts';
import type { Handlers } from '../ports/call.ts';
import { nowOf } from '../ports/clock.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import { permit } from '../ports/permit.ts';
import {
  type AnnouncedSituation,
  type AnnouncementDeps,
  approveDraft,
  askCorrection,
  askDraft,
  dismissDraft,
  getDraft,
  getSituation,
  redraft,
  withdrawAnnouncement,
  wordDraft,
} from './commands.ts';
import type { PictureOrder } from './picture.ts';
import { pictureOrderOf } from './picture-order.ts';
import { listAnnouncements, listOpenDrafts, type StoredDraft } from './store.ts';
import { wordsOf } from './wording.ts';

export interface AnnouncementRouteDeps extends AnnouncementDeps {
  readonly publicUrl: string | null;
  readonly officeName: () => Promise<string>;
  readonly draw: (order: PictureOrder) => Promise<Uint8Array>;
  /** Derives the status anew, and the drafts from it (PRS3). */
  readonly refresh: () => Promise<void>;
  /** Something was announced or withdrawn: everybody's pages follow. */
  readonly announced: () => Promise<void>;
}

type Names = keyof typeof announcementApi;
type Doing = 'announcement.draft' | 'announcement.approve';

const allowed = (officer: SignedInOfficer | null, action: Doing): By => byOf(permit(officer, action, null));

export function announcementRoutes(deps: AnnouncementRouteDeps): Handlers<typeof officeApi, Names> {
  const { database, clock, publicUrl } = deps;
  return {
    listAnnouncements: async ({ officer }) => {
      permit(officer, 'announcement.view', null);
      const situation = getSituation(deps);
      const all = await listAnnouncements(database);
      const now = nowOf(clock);
      return {
        drafts: (await listOpenDrafts(database)).map((draft) => draftView(draft, situation)),
        announcements: all.map((one) => ({
          ...announcementView(one, all),
          overdue: isNewsOverdue(one, all, now),
        })),
        nextNews: suggestNextNews(situation.calendar, now),
        publicUrl,
      };
    },
    askAnnouncementDraft: async ({ officer, body }) => {
      const by = allowed(officer, 'announcement.draft');
      await deps.refresh();
      return {
        id: await askDraft(deps, { ...body, placeId: body.placeId as AnnouncedFacts['placeId'] }, by),
      };
    },
    wordAnnouncementDraft: async ({ officer, params, body }) => {
      const by = allowed(officer, 'announcement.draft');
      await wordDraft(deps, params.id, body.revision, body.words, by);
      return undefined;
    },
    redraftAnnouncement: async ({ officer, params }) => {
      const by = allowed(officer, 'announcement.draft');
      await deps.refresh();
      await redraft(deps, params.id, by);
      return undefined;
    },
    dismissAnnouncementDraft: async ({ officer, params }) => {
      await dismissDraft(deps, params.id, allowed(officer, 'announcement.draft'));
      return undefined;
    },
    approveAnnouncementDraft: async ({ officer, params, body }) => {
      const by = allowed(officer, 'announcement.approve');
      await deps.refresh();
      const number = await approveDraft(deps, params.id, body, by);
      await deps.announced();
      return { number };
    },
    announcementDraftPicture: async ({ officer, params, query }) => {
      permit(officer, 'announcement.view', null);
      const draft = await getDraft(database, params.id);
      const { offsetMinutes, at } = getSituation(deps);
      const pictured = {
        facts: { ...draft.facts, asOf: at },
        words: draft.words,
        nextNewsAt: query.nextNewsAt ?? null,
        number: null,
        stamp: null,
      };
      const around = { officeName: await deps.officeName(), offsetMinutes, publicUrl };
      const content = await deps.draw(pictureOrderOf(pictured, query.shape, query.language, around));
      return { content, mediaType: 'image/png' };
    },
    correctAnnouncement: async ({ officer, params }) => {
      const by = allowed(officer, 'announcement.draft');
      await deps.refresh();
      return { id: await askCorrection(deps, params.number, by) };
    },
    withdrawAnnouncement: async ({ officer, params, body }) => {
      const by = allowed(officer, 'announcement.approve');
      await withdrawAnnouncement(deps, params.number, body.reason, by);
      await deps.announced();
      return undefined;
    },
  };
}

const aboutOf = ({
  service,
  placeId,
  placeName,
  condition,
  causes,
  since,
  expectedUntil,
}: AnnouncedFacts) => ({
  service,
  placeId,
  placeName,
  condition,
  causes: [...causes],
  since,
  expectedUntil,
});

function draftView(draft: StoredDraft, situation: AnnouncedSituation): AnnouncementDraftView {
  const { id, revision, words, worded, draftedAt, corrects, overtaken, basis, facts } = draft;
  const changes = changesBetween(basis, facts);
  return {
    ...aboutOf(facts),
    id,
    revision,
    words,
    worded,
    draftedAt,
    corrects,
    overtaken: overtaken?.as ?? null,
    changes,
    proposal: worded ? wordsOf(facts, situation) : null,
  };
}

function announcementView(
  one: Announcement,
  all: readonly Announcement[],
): Omit<AnnouncementsView['announcements'][number], 'overdue'> {
  const standing = standingOf(one, all);
  return {
    ...aboutOf(one.facts),
    number: one.number,
    words: one.words,
    publishedAt: one.publishedAt,
    nextNewsAt: one.nextNewsAt,
    corrects: one.corrects,
    standing: standing.is,
    replacedBy: 'by' in standing ? standing.by : null,
    withdrawn: one.withdrawn,
  };
}
