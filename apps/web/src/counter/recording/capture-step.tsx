import type { Step, Subject } from '@rekam/domain';
import { type CaptureSlot, subjectsOfSlot } from '@rekam/domain/enrolment/capture.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { StepView } from '@rekam/protocol/http/counter-views.ts';
import { useState } from 'react';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import type { recordingId } from '../../words/counter/recording-id.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import type { Wording } from '../../words/wording.ts';
import { useStationAction } from '../station.tsx';
import { BackgroundRule } from './background-rule.tsx';
import { Eyes, Hands } from './body-drawing.tsx';
import { isOther, marksOf, planCapture } from './capture-plan.ts';
import { DeviceFailure, type Failure } from './device-failure.tsx';
import { ExceptionsDialog } from './exceptions-dialog.tsx';
import { LetPassDialog } from './let-pass-dialog.tsx';
import { LivePreview } from './live-preview.tsx';
import { getStep, useRecording } from './open-recording.tsx';
import { Picture } from './picture.tsx';
import { QualityBars } from './quality-bars.tsx';
import { StepScreen } from './step-screen.tsx';

type CapturingStep = Exclude<Step, 'biodata' | 'signature' | 'statement' | 'review'>;

interface CaptureStepProps {
  readonly step: CapturingStep;
  /** For the photo: takes it with a camera of the browser instead. */
  readonly onOtherCamera?: () => void;
}

/** Fingers, irises or face with a device: live picture, best of some tries, exceptions, and what to do when it fails. */
export function CaptureStep({ step, onOtherCamera }: CaptureStepProps) {
  const w = useWords(counterWords).recording;
  const words: ComparisonWords = { verification: w.verification, subjects: useWords(terms).subjects };
  const say = useAnnouncer();
  const { view, setView } = useRecording();
  const action = useStationAction();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [failedSlot, setFailedSlot] = useState<CaptureSlot | null>(null);
  const [excepting, setExcepting] = useState(false);
  const [lettingPass, setLettingPass] = useState(false);
  const stepView = getStep(view, step);
  const plan = planCapture(stepView);
  const capture = (slot: CaptureSlot) =>
    void action.run(
      () => call(counterApi.capture, { params: { id: view.id }, body: { slot } }),
      (answer) => {
        setFailure(answer.captured ? null : answer.failure);
        setFailedSlot(answer.captured ? null : slot);
        setView(answer.enrolment);
        if (answer.captured) say(summary(getStep(answer.enrolment, step), w.capture, step));
        if (answer.captured) sayComparison(getStep(answer.enrolment, step));
      },
    );
  const sayComparison = (seen: StepView) => {
    const sentences = comparisonsOf(seen, words);
    if (sentences.length > 0) say(sentences.join(' '));
  };
  const accept = () =>
    void action.run(() => call(counterApi.acceptStep, { params: { id: view.id }, body: { step } }), setView);

  if (failure && failedSlot) {
    return (
      <DeviceFailure
        step={step}
        failure={failure}
        busy={action.busy}
        onRetry={() => capture(failedSlot)}
        onOtherCamera={onOtherCamera}
      />
    );
  }
  const again = plan.kind === 'accept' ? plan.again : null;
  const others = [
    ...(again
      ? [{ words: w.capture.tryBetter, keyName: 'F2', onClick: () => capture(again), busy: action.busy }]
      : []),
    ...(onOtherCamera ? [{ words: w.photo.otherCamera, keyName: 'F4', onClick: onOtherCamera }] : []),
    ...(step === 'photo'
      ? []
      : [{ words: w.exceptions.open, keyName: 'F4', onClick: () => setExcepting(true) }]),
  ];
  return (
    <StepScreen
      step={step}
      lead={step === 'photo' ? w.capture.lead.face : w.capture.lead[step]}
      primary={
        plan.kind === 'accept'
          ? {
              words: plan.forced ? w.capture.keepForced : w.capture.keepGoing,
              onClick: accept,
              busy: action.busy,
            }
          : plan.kind === 'let-pass'
            ? { words: w.verification.letPass, onClick: () => setLettingPass(true), busy: action.busy }
            : {
                words: action.busy
                  ? w.capture.holding
                  : plan.repeated
                    ? w.capture.again(stepView.triesLeft)
                    : w.capture.start,
                onClick: () => capture(plan.slot),
                busy: action.busy,
              }
      }
      others={others}
    >
      <CaptureView
        step={stepView}
        slot={plan.kind === 'capture' ? plan.slot : null}
        busy={action.busy}
        again={again}
      />
      <ProblemNotice problem={action.problem} />
      {lettingPass ? <LetPassDialog step={stepView} onClose={() => setLettingPass(false)} /> : null}
      {excepting ? <ExceptionsDialog step={step} onClose={() => setExcepting(false)} /> : null}
    </StepScreen>
  );
}

interface CaptureViewProps {
  readonly step: StepView;
  readonly slot: CaptureSlot | null;
  readonly busy: boolean;
  readonly again: CaptureSlot | null;
}

function CaptureView({ step, slot, busy, again }: CaptureViewProps) {
  const w = useWords(counterWords).recording.capture;
  const t = useWords(terms);
  const liveSlot = slot ?? (busy ? again : null);
  const subjects: readonly Subject[] = slot ? subjectsOfSlot[slot] : [];
  const taken = step.captures.filter((capture) => subjects.includes(capture.subject));
  const showLive = liveSlot !== null && (busy || taken.length === 0);
  const marks = marksOf(step, slot);
  return (
    <div className="capture">
      <div className="capture-live">
        {showLive ? <LivePreview key={liveSlot} slot={liveSlot} /> : <TakenPictures step={step} />}
        {showLive ? null : <Verdict step={step} />}
      </div>
      <div className="capture-side">
        {step.step === 'verification' && slot ? (
          <p className="capture-now">{w.now(subjects.map((subject) => t.subjects[subject]).join(', '))}</p>
        ) : null}
        {step.step === 'photo' ? (
          <BackgroundRule seen={step.captures[0]?.background ?? null} />
        ) : step.step === 'irises' ? (
          <Eyes marks={marks} />
        ) : (
          <Hands marks={marks} />
        )}
        <QualityBars step={step} />
        <p className="soft">
          {step.captures[0] ? `${w.threshold(step.captures[0].threshold)} · ` : ''}
          {w.triesLeft(step.triesLeft)}
        </p>
      </div>
    </div>
  );
}

/** The best of each body part so far, side by side as on the glass: of the left hand the little finger comes first. */
function TakenPictures({ step }: { readonly step: StepView }) {
  const t = useWords(terms);
  const { view } = useRecording();
  const ordered = step.step === 'left-four' ? step.captures.toReversed() : step.captures;
  return (
    <ul className={`taken taken-${Math.min(4, step.captures.length)}`}>
      {ordered.map(({ subject, imageName, sufficient }) => (
        <li key={subject} className={sufficient ? 'taken-good' : 'taken-weak'}>
          {imageName ? <Picture enrolmentId={view.id} name={imageName} alt={t.subjects[subject]} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Verdict({ step }: { readonly step: StepView }) {
  const w = useWords(counterWords).recording.capture;
  const t = useWords(terms);
  const verification = useWords(counterWords).recording.verification;
  const weak = step.captures.some((capture) => !capture.sufficient || isOther(step, capture));
  const comparisons = comparisonsOf(step, { verification, subjects: t.subjects });
  if (step.captures.length === 0) {
    return step.acceptable ? (
      <Notice kind="calm">
        <p>{w.everythingExcepted}</p>
      </Notice>
    ) : null;
  }
  return (
    <Notice kind={weak ? 'warn' : 'good'}>
      {comparisons.length > 0 ? (
        comparisons.map((sentence) => <p key={sentence}>{sentence}</p>)
      ) : (
        <p>{summary(step, w, step.step)}</p>
      )}
    </Notice>
  );
}

interface ComparisonWords {
  readonly verification: Wording<typeof recordingId>['verification'];
  readonly subjects: Readonly<Record<Subject, string>>;
}

/** What the comparison said of each finger at the verification, in sentences that name the finger. */
function comparisonsOf(step: StepView, { verification: v, subjects }: ComparisonWords): string[] {
  if (step.step !== 'verification') return [];
  return step.captures.map(({ subject, comparison, letPass, exhausted }) => {
    const name = subjects[subject];
    if (comparison?.verdict === 'same') return v.same(name);
    if (letPass) return v.passed(name);
    const found = comparison?.looksLike
      ? v.looksLike(name, subjects[comparison.looksLike])
      : comparison?.verdict === 'different'
        ? v.different(name)
        : v.inconclusive(name);
    return `${found} ${exhausted ? v.askSupervisor : v.again}`;
  });
}

interface SummaryWords {
  readonly allGood: string;
  readonly someWeak: string;
  readonly someWeakEyes: string;
  readonly exhausted: string;
}

function summary(step: StepView, words: SummaryWords, of: Step): string {
  if (step.captures.every((capture) => capture.sufficient && !isOther(step, capture))) return words.allGood;
  if (step.acceptable) return words.exhausted;
  return of === 'irises' ? words.someWeakEyes : words.someWeak;
}
