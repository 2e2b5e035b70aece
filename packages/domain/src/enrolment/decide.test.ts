import { describe, expect, it } from 'vitest';
import type { Approval } from './approval.ts';
import type { FingerComparison } from './capture.ts';
import { correctionPath } from './correction.ts';
import type { EnrolmentDraft } from './draft.ts';
import { enrolmentStates } from './draft.ts';
import {
  currentStep,
  exceptionsOf,
  findTries,
  keptCaptures,
  readyToSeal,
  stepsProgress,
  triesLeft,
} from './progress.ts';
import type { Subject } from './steps.ts';
import {
  approval,
  begun,
  biodata,
  captured,
  command,
  done,
  eligibility,
  enrolmentId,
  operatorId,
  packetId,
  pen,
  policyWith,
  receiptCode,
  refusalOf,
  same,
  sample,
  sealing,
  stepDone,
  upTo,
} from './testing/counter.ts';
import { enrolmentTransitions } from './transitions.ts';

const accept = (draft: EnrolmentDraft) => command('accept-step', { step: currentStep(draft) ?? 'review' });
const own = { ...approval, approvedBy: operatorId };
const capture = (step: 'right-four', qualities: Partial<Record<Subject, number>>) =>
  command('record-captures', {
    step,
    samples: Object.entries(qualities).map(([subject, quality]) => sample(subject as Subject, quality)),
  });

const closedCodes = [
  'ENROLMENT_ALREADY_BEGUN',
  'ENROLMENT_STOPPED',
  'ENROLMENT_SET_ASIDE',
  'ENROLMENT_SEALING',
  'ENROLMENT_SEALED',
  'ENROLMENT_DISCARDED',
];

describe('states', () => {
  const drafts: Record<(typeof enrolmentStates)[number], EnrolmentDraft> = {
    open: begun(),
    stopped: done(begun(), command('stop-for-correction', { wrongFields: ['address'] })),
    'set-aside': done(begun(), command('set-aside', { reason: 'listrik padam' })),
    sealing: sealing(),
    sealed: done(sealing(), command('sealed', { packetId })),
    discarded: done(begun(), command('discard', { reason: 'salah orang', approval })),
  };
  const every = [
    command('begin', {
      enrolmentId,
      biodata,
      residentKnown: true,
      eligibility,
      warnings: [],
      policy: policyWith({}),
    }),
    command('confirm-biodata', {}),
    command('stop-for-correction', { wrongFields: ['name'] }),
    command('record-captures', { step: 'photo', samples: [sample('FA', 80)] }),
    command('mark-exception', { step: 'thumbs', subjects: ['L1'], approval }),
    command('record-signature', pen),
    command('record-statement', { ...pen, textVersion: '1' }),
    command('accept-step', { step: 'photo' }),
    command('accept-unverified', { subjects: ['R2'], approval }),
    command('owe-step', { step: 'irises', approval }),
    command('go-back', { step: 'biodata' }),
    command('set-aside', { reason: 'listrik padam' }),
    command('resume', {}),
    command('discard', { reason: 'salah orang', approval }),
    command('begin-sealing', { packetId, receiptCode }),
    command('sealed', { packetId }),
    command('sealing-failed', {}),
  ];

  it.each(enrolmentStates)('ENR10 ENR32 in state %s the table refuses what it does not allow', (state) => {
    const draft = drafts[state];
    expect(draft.state).toBe(state);
    const table: Readonly<Record<string, string>> = enrolmentTransitions[state];
    expect(every.map((act) => act.kind).sort()).toEqual(Object.keys(table).sort());
    for (const act of every) {
      const answer = table[act.kind];
      const refused = refusalOf(draft, act);
      if (answer !== 'allowed') expect([act.kind, refused]).toEqual([act.kind, answer]);
      else expect(closedCodes).not.toContain(refused);
    }
  });

  it('ENR10 before the beginning nothing but the beginning', () => {
    for (const act of every) {
      expect(refusalOf(null, act)).toBe(act.kind === 'begin' ? undefined : 'ENROLMENT_NOT_BEGUN');
    }
  });

  it('ENR32 what is closed is closed', () => {
    for (const state of ['sealed', 'discarded'] as const) {
      expect(Object.values(enrolmentTransitions[state])).not.toContain('allowed');
    }
  });
});

describe('steps', () => {
  it('ENR11 follows the order of the office and takes only what the current step takes', () => {
    const draft = upTo('left-four');
    expect(refusalOf(draft, command('record-signature', pen))).toBe('ENROLMENT_STEP_NOT_CURRENT');
    expect(refusalOf(draft, capture('right-four', { R2: 80 }))).toBe('ENROLMENT_STEP_NOT_CURRENT');
    expect(refusalOf(draft, command('accept-step', { step: 'photo' }))).toBe('ENROLMENT_STEP_NOT_CURRENT');
    const short = begun(policyWith({ steps: ['biodata', 'irises', 'photo', 'review'] }));
    expect(currentStep(upTo('photo', short))).toBe('photo');
    expect(currentStep(stepDone(short))).toBe('irises');
    expect(refusalOf(short, command('accept-step', { step: 'thumbs' }))).toBe('ENROLMENT_STEP_NOT_ASKED');
    const states = stepsProgress(stepDone(short)).map(({ step, state }) => `${step} ${state}`);
    expect(states.slice(0, 5)).toEqual([
      'biodata done',
      'irises current',
      'photo waiting',
      'review waiting',
      'signature not-asked',
    ]);
  });

  it('ENR12 biodata are confirmed or stopped, with what to do', () => {
    expect(refusalOf(begun(), command('accept-step', { step: 'biodata' }))).toBe(
      'ENROLMENT_BIODATA_UNCONFIRMED',
    );
    expect(refusalOf(begun(), command('stop-for-correction', { wrongFields: [] }))).toBe(
      'ENROLMENT_NO_WRONG_FIELD',
    );
    expect(done(begun(), command('stop-for-correction', { wrongFields: ['address'] })).wrongFields).toEqual([
      'address',
    ]);
    expect(correctionPath(['name', 'nik'], true)).toBe('search-again');
    expect(correctionPath(['name'], false)).toBe('type-again');
    expect(correctionPath(['name'], true)).toBe('change-at-registry');
  });

  it('ENR13 goes on with corrected biodata of the same NIK, read and signed for again', () => {
    const signed = done(upTo('review'), command('go-back', { step: 'biodata' }));
    const stopped = done(signed, command('stop-for-correction', { wrongFields: ['address'] }));
    const corrected = { biodata: { ...biodata, address: 'JL. INVENSI 2' }, eligibility, warnings: [] };
    const other = { ...corrected, biodata: { ...biodata, nik: '5371044501000002' } };
    expect(refusalOf(stopped, command('resume', { corrected: other }))).toBe('ENROLMENT_NIK_CHANGED');
    const again = done(stopped, command('resume', { corrected }));
    expect(again).toMatchObject({
      state: 'open',
      biodata: corrected.biodata,
      statement: null,
      biodataConfirmedAt: null,
    });
    expect(currentStep(again)).toBe('biodata');
    expect(currentStep(stepDone(again))).toBe('statement');
    expect(keptCaptures(again)).toEqual(keptCaptures(signed));
  });

  it('ENR14 keeps the best of each finger, not of each slap', () => {
    let draft = upTo('right-four');
    draft = done(draft, capture('right-four', { R2: 30, R3: 80, R4: 50, R5: 45 }));
    draft = done(draft, capture('right-four', { R2: 70, R3: 20, R4: 50, R5: 90 }));
    const kept = keptCaptures(draft).filter(({ step }) => step === 'right-four');
    expect(
      kept.map(({ subject, qualityScore, attempt, attempts }) => [subject, qualityScore, attempt, attempts]),
    ).toEqual([
      ['R2', 70, 2, 2],
      ['R3', 80, 1, 2],
      ['R4', 50, 1, 2],
      ['R5', 90, 2, 2],
    ]);
  });

  it('ENR15 refuses a try too many, unless something is still missing', () => {
    let draft = upTo('right-four');
    for (let i = 0; i < 3; i++) draft = done(draft, capture('right-four', { R2: 10, R3: 10, R4: 10 }));
    expect(triesLeft(draft, 'right-four')).toBe(3);
    draft = done(draft, capture('right-four', { R2: 10, R3: 10, R4: 10 }));
    draft = done(draft, capture('right-four', { R2: 10, R3: 10, R4: 10, R5: 10 }));
    draft = done(draft, capture('right-four', { R2: 10, R5: 10 }));
    draft = done(draft, capture('right-four', { R5: 10 }));
    expect(triesLeft(draft, 'right-four')).toBe(0);
    expect(refusalOf(draft, capture('right-four', { R2: 99, R5: 99 }))).toBe('ENROLMENT_NO_TRIES_LEFT');
  });

  it('ENR15 refuses captures of what the step does not want', () => {
    const draft = upTo('right-four');
    const refused = (samples: ReturnType<typeof sample>[]) =>
      refusalOf(draft, command('record-captures', { step: 'right-four', samples }));
    expect(refused([])).toBe('ENROLMENT_NOTHING_CAPTURED');
    expect(refused([sample('L2', 80)])).toBe('ENROLMENT_SUBJECT_NOT_IN_STEP');
    expect(refused([sample('R2', 80), sample('R2', 90)])).toBe('ENROLMENT_SUBJECT_NOT_IN_STEP');
  });

  it('ENR16 ENR17 is accepted when good enough, or forced after all tries', () => {
    let draft = done(upTo('right-four'), capture('right-four', { R2: 80, R3: 80, R4: 80 }));
    expect(refusalOf(draft, accept(draft))).toBe('ENROLMENT_SUBJECT_MISSING');
    draft = done(draft, capture('right-four', { R2: 80, R3: 80, R4: 80, R5: 39 }));
    expect(refusalOf(draft, accept(draft))).toBe('ENROLMENT_TRIES_LEFT');
    draft = done(draft, capture('right-four', { R5: 12 }));
    expect(refusalOf(draft, accept(draft))).toBe('ENROLMENT_TRIES_LEFT');
    draft = done(draft, capture('right-four', { R5: 38 }));
    draft = done(draft, accept(draft));
    const kept = keptCaptures(draft).filter(({ step }) => step === 'right-four');
    expect(kept.map(({ subject, forced, sufficient }) => [subject, forced, sufficient])).toEqual([
      ['R2', false, true],
      ['R3', false, true],
      ['R4', false, true],
      ['R5', true, false],
    ]);
    expect(kept[3]).toMatchObject({ qualityScore: 39, threshold: 40, attempts: 3, purpose: 'enrolment' });
  });

  it('ENR17 a picture nobody measured is kept only as forced', () => {
    let draft = captured(upTo('photo'), 'photo', null);
    expect(refusalOf(draft, accept(draft))).toBe('ENROLMENT_TRIES_LEFT');
    draft = captured(captured(draft, 'photo', null), 'photo', null);
    expect(keptCaptures(done(draft, accept(draft)))[0]).toMatchObject({ qualityScore: null, forced: true });
  });

  it('ENR18 marks fingers one by one, replaces them as a whole, and gives captures back', () => {
    const mark = (subjects: Subject[]) =>
      command('mark-exception', { step: 'right-four', subjects, approval });
    let draft = done(upTo('right-four'), capture('right-four', { R2: 80, R3: 80, R4: 80, R5: 20 }));
    draft = done(draft, mark(['R4', 'R5']));
    draft = done(draft, mark(['R5']));
    expect(exceptionsOf(draft, 'right-four')).toEqual(['R5']);
    expect(refusalOf(draft, capture('right-four', { R5: 80 }))).toBe('ENROLMENT_SUBJECT_EXCEPTED');
    expect(refusalOf(draft, accept(draft))).toBeUndefined();
    expect(keptCaptures(draft).map(({ subject }) => subject)).not.toContain('R5');
    expect(keptCaptures(done(draft, mark([])))).toContainEqual(
      expect.objectContaining({ subject: 'R5', qualityScore: 20 }),
    );
    const everything = done(upTo('right-four'), mark(['R2', 'R3', 'R4', 'R5']));
    expect(refusalOf(everything, accept(everything))).toBeUndefined();
  });

  it('ENR18 the face is never excepted, nor a finger of another step, nor in a step that is done', () => {
    const refused = (draft: EnrolmentDraft, step: 'photo' | 'thumbs', subjects: Subject[]) =>
      refusalOf(draft, command('mark-exception', { step, subjects, approval }));
    expect(refused(begun(), 'photo', ['FA'])).toBe('ENROLMENT_FACE_NOT_EXCEPTED');
    expect(refused(begun(), 'thumbs', ['R2'])).toBe('ENROLMENT_SUBJECT_NOT_IN_STEP');
    expect(refused(upTo('irises'), 'thumbs', ['R1'])).toBe('ENROLMENT_STEP_NOT_CURRENT');
    const withoutThumbs = begun(policyWith({ steps: ['biodata', 'photo', 'review'] }));
    expect(refused(withoutThumbs, 'thumbs', ['R1'])).toBe('ENROLMENT_STEP_NOT_ASKED');
  });

  it('ENR19 an index finger excepted before is excepted at the verification', () => {
    const marked = done(
      begun(),
      command('mark-exception', { step: 'right-four', subjects: ['R2'], approval }),
    );
    const draft = upTo('verification', marked);
    expect(exceptionsOf(draft, 'verification')).toEqual(['R2']);
    const verified = captured(draft, 'verification');
    expect(refusalOf(verified, accept(verified))).toBeUndefined();
    expect(keptCaptures(verified).filter(({ purpose }) => purpose === 'verification')).toHaveLength(1);
    const later = done(
      upTo('verification'),
      command('mark-exception', { step: 'verification', subjects: ['L2'], approval }),
    );
    expect(exceptionsOf(later, 'left-four')).toEqual([]);
  });

  describe('the second look at the index fingers', () => {
    const different = { verdict: 'different', score: 2, looksLike: 'R3' } as const;
    const looked = (draft: EnrolmentDraft, comparison: FingerComparison | null, quality = 90) =>
      done(
        draft,
        command('record-captures', {
          step: 'verification',
          samples: [
            { ...sample('R2', quality), comparison },
            { ...sample('L2', quality), comparison: same },
          ],
        }),
      );
    const spent = () => {
      let draft = upTo('verification');
      for (let i = 0; i < draft.policy.maxTries; i++) draft = looked(draft, different);
      return draft;
    };
    const letPass = (by: Approval = approval) =>
      command('accept-unverified', { subjects: ['R2'], approval: by });

    it('ENR34 keeps what was found to be the same first, then the better', () => {
      const first = looked(upTo('verification'), different, 95);
      const best = (draft: EnrolmentDraft) => findTries(draft, 'verification', 'R2')?.best;
      expect(best(looked(first, same, 50))?.comparison).toEqual(same);
      expect(best(looked(looked(first, same, 50), different, 99))?.qualityScore).toBe(50);
      expect(best(looked(looked(first, same, 50), same, 60))?.qualityScore).toBe(60);
    });

    it.each([different, { ...same, verdict: 'inconclusive' as const }, null])(
      'ENR35 is not accepted, but tried again, while a finger was not found to be the same (%j)',
      (comparison) => {
        const draft = looked(upTo('verification'), comparison);
        expect(refusalOf(draft, accept(draft))).toBe('ENROLMENT_TRIES_LEFT');
        expect(refusalOf(draft, letPass())).toBe('ENROLMENT_NOT_UNVERIFIED');
        const again = looked(draft, same);
        expect(refusalOf(again, accept(again))).toBeUndefined();
      },
    );

    it('ENR36 is let pass out of tries, by somebody else, and says which finger', () => {
      const draft = spent();
      expect(refusalOf(draft, accept(draft))).toBe('ENROLMENT_FINGER_NOT_VERIFIED');
      expect(refusalOf(draft, letPass(own))).toBe('ENROLMENT_APPROVAL_OWN');
      expect(refusalOf(draft, command('accept-unverified', { subjects: ['L2'], approval }))).toBe(
        'ENROLMENT_NOT_UNVERIFIED',
      );
      const passed = done(draft, letPass());
      expect(refusalOf(passed, accept(passed))).toBeUndefined();
      expect(passed.unverified).toEqual([{ step: 'verification', subject: 'R2', approval }]);
      expect(
        keptCaptures(passed)
          .filter((one) => one.letPass)
          .map((one) => one.subject),
      ).toEqual(['R2']);
      const back = done(passed, command('go-back', { step: 'verification', afresh: true }));
      expect(back.unverified).toEqual([]);
    });

    it('ENR37 new prints of a hand make the comparison void', () => {
      const verified = stepDone(captured(upTo('verification'), 'verification'));
      const again = done(verified, command('go-back', { step: 'right-four' }));
      const draft = upTo('verification', again);
      expect(refusalOf(draft, accept(draft))).toBe('ENROLMENT_TRIES_LEFT');
    });
  });

  it('ENR21 is owed only where policy allows it for that device', () => {
    const policy = policyWith({
      withoutDevice: { finger: 'refuse', iris: 'owed', face: 'refuse', signature: 'refuse' },
    });
    const owe = (step: 'irises' | 'thumbs' | 'biodata') => command('owe-step', { step, approval });
    const draft = upTo('irises', begun(policy));
    expect(refusalOf(upTo('irises'), owe('irises'))).toBe('ENROLMENT_STEP_CANNOT_BE_OWED');
    expect(refusalOf(upTo('thumbs', begun(policy)), owe('thumbs'))).toBe('ENROLMENT_STEP_CANNOT_BE_OWED');
    expect(refusalOf(begun(policy), owe('biodata'))).toBe('ENROLMENT_STEP_CANNOT_BE_OWED');
    const owed = done(draft, owe('irises'));
    expect(owed).toMatchObject({ finished: { irises: 'owed' }, owed: [{ step: 'irises', approval }] });
    expect(readyToSeal(upTo('review', owed))).toBe(true);
    const caughtUp = stepDone(done(owed, command('go-back', { step: 'irises' })));
    expect(caughtUp).toMatchObject({ finished: { irises: 'done' }, owed: [] });
  });

  it('ENR22 an empty pad is no signature and no statement', () => {
    const empty = { ...pen, strokes: [[]] };
    const draft = upTo('signature');
    expect(refusalOf(draft, accept(draft))).toBe('ENROLMENT_NOT_SIGNED');
    expect(refusalOf(draft, command('record-signature', empty))).toBe('ENROLMENT_NOT_SIGNED');
    const last = upTo('statement');
    expect(refusalOf(last, command('record-statement', { ...empty, textVersion: '1' }))).toBe(
      'ENROLMENT_NOT_SIGNED',
    );
    expect(refusalOf(last, accept(last))).toBe('ENROLMENT_NOT_SIGNED');
    const twice = done(done(draft, command('record-signature', pen)), command('record-signature', pen));
    expect(twice.signature?.attempt).toBe(2);
  });

  it('ENR23 going back opens what stood on the step, and nothing else', () => {
    const open = (step: 'left-four' | 'photo' | 'biodata' | 'signature') => {
      const { finished } = done(upTo('review'), command('go-back', { step }));
      return upTo('review').policy.steps.filter(
        (other) => other !== 'review' && finished[other] === undefined,
      );
    };
    expect(open('left-four')).toEqual(['left-four', 'verification']);
    expect(open('photo')).toEqual(['photo']);
    expect(open('signature')).toEqual(['signature']);
    expect(open('biodata')).toEqual(['biodata', 'statement']);
    expect(refusalOf(upTo('photo'), command('go-back', { step: 'irises' }))).toBe('ENROLMENT_STEP_NOT_DONE');
    expect(refusalOf(upTo('photo'), command('go-back', { step: 'photo' }))).toBe('ENROLMENT_STEP_NOT_DONE');
  });

  it('ENR23 after going back there are tries again, and a forced step may stay as it is', () => {
    let draft = upTo('photo');
    for (let i = 0; i < 3; i++) draft = captured(draft, 'photo', 10);
    draft = done(done(draft, accept(draft)), command('go-back', { step: 'photo' }));
    expect(triesLeft(draft, 'photo')).toBe(3);
    expect(refusalOf(draft, accept(draft))).toBeUndefined();
    expect(keptCaptures(captured(draft, 'photo', 70))[0]).toMatchObject({
      qualityScore: 70,
      attempt: 4,
      attempts: 4,
    });
  });

  it('ENR24 begun afresh the step is empty and the tries are still counted', () => {
    const wrongHand = captured(upTo('left-four'), 'left-four', 99);
    const draft = done(wrongHand, command('go-back', { step: 'left-four', afresh: true }));
    expect(refusalOf(draft, accept(draft))).toBe('ENROLMENT_SUBJECT_MISSING');
    expect(keptCaptures(draft).some(({ step }) => step === 'left-four')).toBe(false);
    const again = captured(draft, 'left-four', 50);
    expect(keptCaptures(again).find(({ subject }) => subject === 'L2')).toMatchObject({
      qualityScore: 50,
      attempts: 2,
    });
    const unsigned = done(upTo('left-four'), command('go-back', { step: 'signature', afresh: true }));
    expect(unsigned.signature).toBeNull();
  });

  it('ENR25 nobody approves their own act', () => {
    const policy = policyWith({
      withoutDevice: { finger: 'owed', iris: 'owed', face: 'owed', signature: 'owed' },
    });
    const draft = upTo('photo', begun(policy));
    const reopened = { ...eligibility, reopening: { reason: 'tertukar', approval: own } };
    const begin = { enrolmentId, biodata, residentKnown: true, eligibility: reopened, warnings: [], policy };
    expect(refusalOf(null, command('begin', begin))).toBe('ENROLMENT_APPROVAL_OWN');
    for (const act of [
      command('mark-exception', { step: 'thumbs', subjects: ['L1'], approval: own }),
      command('owe-step', { step: 'photo', approval: own }),
      command('discard', { reason: 'salah orang', approval: own }),
    ]) {
      expect(refusalOf(draft, act)).toBe('ENROLMENT_APPROVAL_OWN');
    }
  });

  it('ENR26 setting aside and discarding need a reason', () => {
    expect(refusalOf(begun(), command('set-aside', { reason: '  ' }))).toBe('ENROLMENT_REASON_MISSING');
    expect(refusalOf(begun(), command('discard', { reason: ' a ', approval }))).toBe(
      'ENROLMENT_REASON_MISSING',
    );
    const aside = done(begun(), command('set-aside', { reason: ' listrik padam ' }));
    expect(aside.setAside?.reason).toBe('listrik padam');
    expect(done(aside, command('resume', {}))).toMatchObject({ state: 'open', setAside: null });
  });
});
