/** What the office says to everybody: drafts, approval and what became of it; a part of the office's API. */
import { factChanges, overtakenReasons, serviceCauses, serviceConditions, services } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, plainDate } from './parts.ts';

const service = z.enum(services);
/** Longer than a person writes; what is too long to read is refused with a sentence (ANN12). */
const written = z.string().max(5000);
const text = z.object({ title: written, what: written, why: written, still: written, instead: written });
const words = z.object({ id: text, en: text });
export type AnnouncementWordsView = z.output<typeof words>;

const about = z.object({
  service,
  placeId: id.nullable(),
  placeName: z.string().nullable(),
  condition: z.enum(serviceConditions),
  causes: z.array(z.enum(serviceCauses)),
  since: instant.nullable(),
  expectedUntil: plainDate.nullable(),
});

const draft = about.extend({
  id,
  revision: z.number().int(),
  words,
  /** Whether a person has worded it. */
  worded: z.boolean(),
  draftedAt: instant,
  corrects: z.number().nullable(),
  overtaken: z.enum(overtakenReasons).nullable(),
  /** What has moved since somebody worded it. */
  changes: z.array(z.enum(factChanges)),
  /** What the office would write now; null where that is what stands there. */
  proposal: words.nullable(),
});
export type AnnouncementDraftView = z.output<typeof draft>;

const announcement = about.extend({
  number: z.number().int(),
  words,
  publishedAt: instant,
  nextNewsAt: instant.nullable(),
  overdue: z.boolean(),
  corrects: z.number().nullable(),
  standing: z.enum(['current', 'followed', 'corrected', 'withdrawn']),
  replacedBy: z.number().nullable(),
  withdrawn: z.object({ at: instant, reason: z.string() }).nullable(),
});
export type AnnouncementView = z.output<typeof announcement>;

const overview = z.object({
  drafts: z.array(draft),
  announcements: z.array(announcement),
  /** Times worth promising for the next news, the soonest first. */
  nextNews: z.array(instant),
  /** Address of the public site, for links that are shared; null where it is not set. */
  publicUrl: z.string().nullable(),
});
export type AnnouncementsView = z.output<typeof overview>;

const byId = z.object({ id });
const byNumber = z.object({ number: z.coerce.number().int().min(1).max(999_999_999) });

export const announcementApi = contract({
  listAnnouncements: {
    method: 'GET',
    path: '/api/announcements',
    summary: 'Drafts that wait for approval, and everything that was announced',
    answer: overview,
  },
  askAnnouncementDraft: {
    method: 'POST',
    path: '/api/announcement-drafts',
    summary: 'A draft of how a service stands now',
    body: z.object({ service, placeId: id.nullable() }),
    answer: byId,
  },
  wordAnnouncementDraft: {
    method: 'PUT',
    path: '/api/announcement-drafts/:id',
    summary: 'Word a draft in both languages',
    params: byId,
    body: z.object({ revision: z.number().int(), words }),
  },
  redraftAnnouncement: {
    method: 'POST',
    path: '/api/announcement-drafts/:id/redraft',
    summary: 'Take the office’s own words for the facts of now',
    params: byId,
  },
  dismissAnnouncementDraft: {
    method: 'POST',
    path: '/api/announcement-drafts/:id/dismiss',
    summary: 'Not to be announced',
    params: byId,
  },
  approveAnnouncementDraft: {
    method: 'POST',
    path: '/api/announcement-drafts/:id/approve',
    summary: 'Announce a draft as it was seen, with the time of the next news',
    params: byId,
    body: z.object({ revision: z.number().int(), nextNewsAt: instant.nullable() }),
    answer: z.object({ number: z.number().int() }),
  },
  announcementDraftPicture: {
    method: 'GET',
    path: '/api/announcement-drafts/:id/picture',
    summary: 'The picture of a draft as it would be shared',
    params: byId,
    query: z.object({
      shape: z.enum(['square', 'wide']).default('square'),
      language: z.enum(['id', 'en']).default('id'),
      nextNewsAt: instant.optional(),
      /** Makes the address another with each wording; not read. */
      revision: z.string().max(12).optional(),
    }),
    produces: 'image/png',
  },
  correctAnnouncement: {
    method: 'POST',
    path: '/api/announcements/:number/correct',
    summary: 'A draft in the same words, to put an announcement right',
    params: byNumber,
    answer: byId,
  },
  withdrawAnnouncement: {
    method: 'POST',
    path: '/api/announcements/:number/withdraw',
    summary: 'Withdraw an announcement, with the reason for the public',
    params: byNumber,
    body: z.object({ reason: z.string().max(1000) }),
  },
});
