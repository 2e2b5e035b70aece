/** What the counter screens are shown by their station. */
import { testedParts } from '@rekam/domain/equipment/guided-test.ts';
import { z } from 'zod';
import {
  biodata,
  fingerComparison,
  id,
  instant,
  place,
  plainDate,
  role,
  seenBackground,
  step,
  subject,
} from './parts.ts';

export const deviceState = z.object({
  kind: z.enum(['finger', 'iris', 'face', 'signature']),
  /** `absent`: none was found; `browser`: served by the counter screen itself (camera, pointer). */
  status: z.enum(['ready', 'busy', 'not-ready', 'absent', 'untrusted', 'browser']),
  make: z.string().nullable(),
  model: z.string().nullable(),
  serialNo: z.string().nullable(),
  problem: z.object({ code: z.string(), group: z.string() }).nullable(),
});

export const stationState = z.object({
  enrolled: z.boolean(),
  revoked: z.boolean(),
  station: z.object({ id, name: z.string(), place }).nullable(),
  officeName: z.string().nullable(),
  /** Address of the office; null before the station was enrolled. */
  officeUrl: z.string().nullable(),
  link: z.object({ state: z.enum(['online', 'offline', 'unknown']), lastContactAt: instant.nullable() }),
  clock: z.object({
    now: instant,
    trusted: z.boolean(),
    offsetMs: z.number().nullable(),
    offsetMinutesEast: z.number(),
  }),
  spool: z.object({
    outbox: z.number(),
    sent: z.number(),
    held: z.number(),
    oldestUnsentAt: instant.nullable(),
    alarm: z.boolean(),
    nextTryAt: instant.nullable(),
    lastProblem: z.string().nullable(),
  }),
  disk: z.object({ freeBytes: z.number(), enough: z.boolean() }),
  devices: z.array(deviceState),
  operator: z.object({ id, name: z.string(), roles: z.array(role), since: instant }).nullable(),
  allowance: z
    .object({
      state: z.enum(['fine', 'warning', 'blocked']),
      daysLeft: z.number(),
      recordingsLeft: z.number(),
    })
    .nullable(),
  directory: z.object({
    residents: z.number(),
    refreshedAt: instant.nullable(),
    expired: z.boolean(),
    syncing: z.boolean(),
  }),
  openEnrolmentId: id.nullable(),
  /** Set aside or stopped, of whoever is signed in; while nobody is, all that rest unfinished. */
  setAside: z.number(),
  softwareVersion: z.string(),
  /** True when devices are simulated; the screens say so. */
  demo: z.boolean(),
});
export type StationState = z.output<typeof stationState>;

export const captureView = z.object({
  subject,
  qualityScore: z.number(),
  threshold: z.number(),
  /** 1-based try of which this, the best, came. */
  attempt: z.number(),
  attempts: z.number(),
  sufficient: z.boolean(),
  /** Its tries are used up: nothing more is asked of this body part. */
  exhausted: z.boolean(),
  /** Kept although below the threshold after all tries. */
  forced: z.boolean(),
  /** Name for `captureImage`; null when there is nothing to show. */
  imageName: z.string().nullable(),
  /** Of a photo: the colour behind the face; null where nobody looked. */
  background: seenBackground.nullable(),
  /** Of a finger: the engine's own measure, 0–100; null where there is none. */
  engineQuality: z.number().nullable(),
  /** At the verification: what the comparison said; null elsewhere, and where nothing was compared. */
  comparison: fingerComparison.nullable(),
  /** A supervisor let it pass although it was not found to be the finger taken before. */
  letPass: z.boolean(),
});

export const stepView = z.object({
  step,
  state: z.enum(['waiting', 'current', 'done', 'owed', 'not-asked']),
  ms: z.number().nullable(),
  attempts: z.number(),
  triesLeft: z.number(),
  captures: z.array(captureView),
  exceptions: z.array(subject),
  /** Fingers that only a supervisor can let pass now. */
  unverified: z.array(subject),
  /** True when the step can be accepted as it stands. */
  acceptable: z.boolean(),
});

export const enrolmentView = z.object({
  id,
  state: z.enum(['open', 'stopped', 'set-aside', 'sealing', 'sealed', 'discarded']),
  biodata,
  /** False when the operator typed the resident in. */
  known: z.boolean(),
  grounds: z.enum(['age', 'married', 'early']),
  ageYears: z.number(),
  /** Shown for 15 and 16 year olds: card from this day. */
  cardFrom: plainDate.nullable(),
  warnings: z.array(z.enum(['birth-date-differs', 'sex-differs', 'region-unknown'])),
  photoBackground: z.enum(['red', 'blue']),
  currentStep: step.nullable(),
  steps: z.array(stepView),
  totalMs: z.number(),
  startedAt: instant,
  operatorName: z.string(),
  setAsideReason: z.string().nullable(),
  /** While stopped: what the resident called wrong, and what to do about it. */
  correction: z
    .object({
      wrongFields: z.array(z.string()),
      path: z.enum(['search-again', 'type-again', 'change-at-registry']),
    })
    .nullable(),
  readyToSeal: z.boolean(),
});
export type EnrolmentView = z.output<typeof enrolmentView>;
export type StepView = z.output<typeof stepView>;

export const testedPart = z.enum(testedParts);
export const selfTestOccasion = z.enum(['morning', 'after-repair', 'on-demand']);
export const selfTestView = z.object({
  occasion: selfTestOccasion,
  turns: z.array(
    z.object({
      kind: testedPart,
      /** `screen`: the counter screen itself takes the picture or the line. */
      by: z.enum(['device', 'screen']),
      tries: z.number(),
      outcome: z.enum(['passed', 'failed', 'skipped']).nullable(),
      /** Of a failure: its code and what to try. */
      code: z.string().nullable(),
      sentence: z.object({ id: z.string(), en: z.string() }).nullable(),
      reason: z.string().nullable(),
      score: z.number().nullable(),
      /** Of the answer, of a line that passed. */
      ms: z.number().nullable(),
      /** A person said it. */
      byHand: z.boolean(),
    }),
  ),
  endedAt: instant.nullable(),
  /** `waiting`: kept here until the office has taken it; `none` while the test runs. */
  told: z.enum(['none', 'waiting', 'taken']),
  /** Why the office did not take it yet. */
  problem: z.object({ code: z.string(), sentence: z.object({ id: z.string(), en: z.string() }) }).nullable(),
});
export type SelfTestView = z.output<typeof selfTestView>;
