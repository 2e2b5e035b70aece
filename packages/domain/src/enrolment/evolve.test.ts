import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { EnrolmentCommand } from './commands.ts';
import { decideEnrolment } from './decide.ts';
import type { EnrolmentDraft } from './draft.ts';
import { evolveEnrolment, longestPauseMs, replayEnrolment } from './evolve.ts';
import type { EnrolmentFact } from './facts.ts';
import {
  currentStep,
  judgeStep,
  keptCaptures,
  readyToSeal,
  stepsProgress,
  stepTimes,
  totalMs,
  wantedOf,
} from './progress.ts';
import { enrolmentRefusalCodes } from './refusals.ts';
import type { Step, Subject } from './steps.ts';
import { steps, subjectsOfStep } from './steps.ts';
import {
  approval,
  begun,
  biodata,
  command,
  done,
  eligibility,
  enrolmentId,
  otherPacketId,
  packetId,
  pen,
  policyWith,
  receiptCode,
  sample,
  upTo,
} from './testing/counter.ts';

const owingPolicy = policyWith({
  withoutDevice: { finger: 'owed', iris: 'owed', face: 'refuse', signature: 'refuse' },
});
const beginning = command('begin', {
  enrolmentId,
  biodata,
  residentKnown: true,
  eligibility,
  warnings: [],
  policy: owingPolicy,
});

/** A wish that becomes a command when the draft is known, so that most sequences get somewhere. */
type Wish = (draft: EnrolmentDraft, seconds: number) => EnrolmentCommand;
const quality = fc.option(fc.integer({ min: 0, max: 100 }));
const stepOf = (draft: EnrolmentDraft): Step => currentStep(draft) ?? 'review';
const some = (all: readonly Subject[], mask: number): Subject[] => all.filter((_, i) => (mask >> i) & 1);

const captureWish = fc.tuple(quality, quality, fc.integer({ min: 0, max: 15 })).map(
  ([a, b, mask]): Wish =>
    (draft, seconds) => {
      const step = stepOf(draft);
      const subjects = mask === 0 ? [...subjectsOfStep[step]] : some(subjectsOfStep[step], mask);
      const samples = subjects.map((subject, i) => sample(subject, i % 2 ? a : b, `${subject}-${seconds}`));
      return command('record-captures', { step, samples }, seconds);
    },
);
const goodWish = fc.integer({ min: 20, max: 100 }).map(
  (quality): Wish =>
    (draft, seconds) => {
      const step = stepOf(draft);
      const samples = wantedOf(draft, step).map((subject) =>
        sample(subject, quality, `${subject}-${seconds}`),
      );
      return command('record-captures', { step, samples }, seconds);
    },
);
const nextWish = fc.constant<Wish>((draft, seconds) => {
  const step = stepOf(draft);
  if (step === 'biodata') return command('confirm-biodata', {}, seconds);
  if (step === 'signature' && !draft.signature) return command('record-signature', pen, seconds);
  if (step === 'statement' && !draft.statement) {
    return command('record-statement', { ...pen, textVersion: '1' }, seconds);
  }
  return command('accept-step', { step }, seconds);
});
const markWish = fc.tuple(fc.constantFrom(...steps), fc.integer({ min: 0, max: 15 })).map(
  ([step, mask]): Wish =>
    (_, seconds) =>
      command('mark-exception', { step, subjects: some(subjectsOfStep[step], mask), approval }, seconds),
);
const backWish = fc.constantFrom(...steps).map(
  (step): Wish =>
    (_, seconds) =>
      command('go-back', { step }, seconds),
);
const otherWish = fc.constantFrom<Wish>(
  (draft, seconds) => command('owe-step', { step: stepOf(draft), approval }, seconds),
  (_, seconds) => command('set-aside', { reason: 'listrik padam' }, seconds),
  (_, seconds) => command('stop-for-correction', { wrongFields: ['name'] }, seconds),
  (_, seconds) => command('begin-sealing', { packetId, receiptCode }, seconds),
  (_, seconds) => command('sealed', { packetId: otherPacketId }, seconds),
  (_, seconds) => command('sealing-failed', {}, seconds),
);
const resumeWish = fc.constant<Wish>((_, seconds) => command('resume', {}, seconds));
const wish = fc.oneof(
  { weight: 12, arbitrary: nextWish },
  { weight: 8, arbitrary: goodWish },
  { weight: 4, arbitrary: captureWish },
  { weight: 3, arbitrary: resumeWish },
  { weight: 1, arbitrary: markWish },
  { weight: 1, arbitrary: backWish },
  { weight: 1, arbitrary: otherWish },
);
const story = fc.array(fc.tuple(wish, fc.integer({ min: -30, max: 120 })), { maxLength: 120, size: 'max' });

/** Plays a story and shows every draft on the way, with the facts that led to it. */
function play(
  wishes: readonly (readonly [Wish, number])[],
  watch: (before: EnrolmentDraft, after: EnrolmentDraft, facts: readonly EnrolmentFact[]) => void,
): { draft: EnrolmentDraft; facts: EnrolmentFact[] } {
  const opening = decideEnrolment(null, beginning);
  if (!opening.ok) throw new Error(opening.code);
  const facts: EnrolmentFact[] = [...opening.value];
  let draft = replayEnrolment(facts)!;
  let seconds = 0;
  for (const [wanted, later] of wishes) {
    seconds += later;
    const decided = decideEnrolment(draft, wanted(draft, seconds));
    if (!decided.ok) {
      expect(enrolmentRefusalCodes).toContain(decided.code);
      continue;
    }
    const before = draft;
    draft = decided.value.reduce<EnrolmentDraft>((state, fact) => evolveEnrolment(state, fact), draft);
    facts.push(...decided.value);
    watch(before, draft, decided.value);
  }
  return { draft, facts };
}

describe('any sequence of commands', () => {
  it('ENR14 never loses the best capture of a body part', () => {
    const best = new Map<string, number>();
    fc.assert(
      fc
        .property(story, (wishes) => {
          play(wishes, (_, after, facts) => {
            for (const fact of facts) {
              if (fact.kind !== 'captures-recorded') continue;
              for (const { subject, qualityScore } of fact.captures) {
                const key = `${fact.step} ${subject}`;
                best.set(key, Math.max(best.get(key) ?? -1, qualityScore ?? -1));
              }
            }
            for (const { step, subject, best: kept } of after.tried) {
              expect(kept?.qualityScore ?? -1).toBe(best.get(`${step} ${subject}`));
            }
            expect(after.tried).toHaveLength(best.size);
          });
        })
        .beforeEach(() => best.clear()),
      { seed: 141, numRuns: 150 },
    );
  });

  it('ENR16 ENR17 ENR30 a recording that is ready holds everything, and what is weak is marked', () => {
    let ready = 0;
    fc.assert(
      fc.property(story, (wishes) => {
        play(wishes, (before, draft) => {
          if (!readyToSeal(draft) || readyToSeal(before)) return;
          ready++;
          for (const step of draft.policy.steps) {
            if (draft.finished[step] !== 'done' || step === 'biodata') continue;
            expect(judgeStep(draft, step).missing).toEqual([]);
          }
          for (const kept of keptCaptures(draft)) {
            if (draft.finished[kept.step] === 'done') expect(kept.forced).toBe(!kept.sufficient);
          }
          expect(draft.signature).not.toBeNull();
          expect(draft.statement).not.toBeNull();
          expect(draft.biodataConfirmedAt).not.toBeNull();
        });
      }),
      { seed: 142, numRuns: 300 },
    );
    expect(ready).toBeGreaterThan(20);
  });

  it('ENR33 is what its facts add up to, also after being written as JSON', () => {
    fc.assert(
      fc.property(story, (wishes) => {
        const { draft, facts } = play(wishes, () => {});
        expect(replayEnrolment(facts)).toEqual(draft);
        const written = JSON.parse(canonicalJson(facts)) as EnrolmentFact[];
        expect(replayEnrolment(written)).toEqual(draft);
        expect(JSON.parse(canonicalJson(draft))).toEqual(draft);
      }),
      { seed: 143, numRuns: 80 },
    );
  });

  it('ENR11 has one current step while anything is left, and shows every step once', () => {
    fc.assert(
      fc.property(story, (wishes) => {
        play(wishes, (_, after) => {
          const shown = stepsProgress(after);
          expect(shown.map(({ step }) => step).sort()).toEqual([...steps].sort());
          expect(shown.filter(({ state }) => state === 'current')).toHaveLength(
            currentStep(after) === null ? 0 : 1,
          );
        });
      }),
      { seed: 144, numRuns: 60 },
    );
  });

  it('ENR27 never measures a negative time, nor more than passed', () => {
    fc.assert(
      fc.property(story, (wishes) => {
        const { draft, facts } = play(wishes, (before, after) => {
          expect(totalMs(after)).toBeGreaterThanOrEqual(totalMs(before));
        });
        const forward = facts.slice(1).reduce((sum, fact, i) => {
          return sum + Math.max(0, Date.parse(fact.at.at) - Date.parse(facts[i]!.at.at));
        }, 0);
        expect(totalMs(draft)).toBeLessThanOrEqual(forward);
      }),
      { seed: 145, numRuns: 100 },
    );
  });
});

describe('time', () => {
  const take = (draft: EnrolmentDraft, seconds: number) =>
    done(draft, command('record-captures', { step: 'photo', samples: [sample('FA', 80)] }, seconds));

  it('ENR27 belongs to the step that was current', () => {
    let draft = done(begun(), command('confirm-biodata', {}, 30));
    draft = done(take(draft, 45), command('accept-step', { step: 'photo' }, 50));
    expect(stepTimes(draft)).toEqual([
      { step: 'biodata', ms: 30_000 },
      { step: 'photo', ms: 20_000 },
    ]);
    expect(totalMs(draft)).toBe(50_000);
    expect(stepsProgress(draft).find(({ step }) => step === 'signature')?.ms).toBeNull();
  });

  it('ENR27 stands still while set aside or stopped, and before a resumption', () => {
    let draft = done(begun(), command('confirm-biodata', {}, 30));
    draft = done(draft, command('set-aside', { reason: 'listrik padam' }, 40));
    draft = done(draft, command('resume', {}, 600));
    draft = take(draft, 605);
    draft = done(draft, command('resume', {}, 900));
    expect(stepTimes(take(draft, 901)).at(-1)).toEqual({ step: 'photo', ms: 16_000 });
    const stopped = done(begun(), command('stop-for-correction', { wrongFields: ['name'] }, 10));
    expect(totalMs(done(stopped, command('resume', {}, 500)))).toBe(10_000);
  });

  it('ENR27 does not believe a clock that runs back or leaps', () => {
    const draft = done(begun(), command('confirm-biodata', {}, 30));
    expect(totalMs(take(draft, -1000))).toBe(30_000);
    expect(totalMs(take(draft, 30 + longestPauseMs / 1000))).toBe(30_000 + longestPauseMs);
    expect(totalMs(take(draft, 31 + longestPauseMs / 1000))).toBe(30_000);
    expect(totalMs(take(take(draft, -1000), -990))).toBe(40_000);
  });
});

describe('facts', () => {
  it('ENR33 of another recording, or without a beginning, are no story', () => {
    const decided = decideEnrolment(upTo('photo'), command('set-aside', { reason: 'listrik padam' }));
    if (!decided.ok) throw new Error(decided.code);
    const fact = decided.value[0]!;
    expect(() => evolveEnrolment(null, fact)).toThrow(/does not belong/);
    const stranger = { ...begun(), id: 'enr_0' } as unknown as EnrolmentDraft;
    expect(() => evolveEnrolment(stranger, fact)).toThrow(/does not belong/);
    expect(replayEnrolment([])).toBeNull();
  });

  it('ENR6 the policy of the beginning stays', () => {
    const { draft, facts } = play([], () => {});
    expect(draft.policy).toEqual(owingPolicy);
    expect(facts[0]).toMatchObject({ kind: 'enrolment-begun', policy: owingPolicy });
  });
});
