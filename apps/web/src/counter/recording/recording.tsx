import type { Step } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { useEffect, useMemo, useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { useStationAction } from '../station.tsx';
import { BiodataStep } from './biodata-step.tsx';
import { CaptureStep } from './capture-step.tsx';
import { Interrupted } from './interrupted.tsx';
import { AfreshDialog, DiscardDialog, LeaveDialog, SetAsideDialog } from './leave-dialogs.tsx';
import { findStepBefore, type OpenRecording, OpenRecordingContext, useRecording } from './open-recording.tsx';
import { PhotoStep } from './photo-step.tsx';
import { forgetPictures } from './picture.tsx';
import { Receipt, type Sealed } from './receipt.tsx';
import { ResidentStrip } from './resident-strip.tsx';
import { ReviewStep } from './review-step.tsx';
import { SignatureStep } from './signature-step.tsx';
import { StepRail } from './step-rail.tsx';
import { Stopped } from './stopped.tsx';

interface RecordingProps {
  readonly view: EnrolmentView;
  readonly setView: (view: EnrolmentView) => void;
  readonly onLeave: (notice: string | null) => void;
}

type Asking = 'leave' | 'set-aside' | 'discard' | 'afresh';

/** One resident's recording, step by step. */
export function Recording({ view, setView, onLeave }: RecordingProps) {
  const w = useWords(counterWords);
  const action = useStationAction();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [timesAfresh, setTimesAfresh] = useState(0);
  const [sealed, setSealed] = useState<Sealed | null>(null);
  const { run } = action;
  const open = useMemo<OpenRecording>(() => {
    const params = { id: view.id };
    const backTo = (step: Step) =>
      void run(() => call(counterApi.goBack, { params, body: { step } }), setView);
    const back = () => {
      const before = findStepBefore(view);
      if (before) backTo(before);
      else setAsking('leave');
    };
    return {
      view,
      setView,
      leave: onLeave,
      back,
      backTo,
      askSetAside: () => setAsking('set-aside'),
      askAfresh: () => setAsking('afresh'),
      askDiscard: () => setAsking('discard'),
    };
  }, [view, setView, onLeave, run]);

  useEffect(() => forgetPictures, []);

  if (sealed) return <Receipt sealed={sealed} onNext={() => onLeave(null)} />;
  return (
    <OpenRecordingContext value={open}>
      <div className="recording">
        <ResidentStrip />
        <StepRail />
        <div className="recording-step">
          <ProblemNotice problem={action.problem} />
          <CurrentStep key={timesAfresh} onSealed={setSealed} />
        </div>
      </div>
      {asking === 'leave' ? <LeaveDialog onChoose={setAsking} onClose={() => setAsking(null)} /> : null}
      {asking === 'set-aside' ? (
        <SetAsideDialog onDone={() => onLeave(w.recording.setAsideDone)} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'afresh' ? (
        <AfreshDialog
          onDone={(begun) => {
            setView(begun);
            setTimesAfresh(timesAfresh + 1);
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'discard' ? (
        <DiscardDialog onDone={() => onLeave(w.recording.discardDone)} onClose={() => setAsking(null)} />
      ) : null}
    </OpenRecordingContext>
  );
}

function CurrentStep({ onSealed }: { readonly onSealed: (sealed: Sealed) => void }) {
  const { view } = useRecording();
  const step = view.currentStep;
  if (view.state === 'stopped') return <Stopped />;
  if (view.state === 'set-aside' || view.state === 'discarded') return <Interrupted />;
  if (view.state === 'sealing' || step === 'review' || step === null)
    return <ReviewStep onSealed={onSealed} />;
  if (step === 'biodata') return <BiodataStep />;
  if (step === 'photo') return <PhotoStep />;
  if (step === 'signature' || step === 'statement') return <SignatureStep key={step} step={step} />;
  return <CaptureStep key={step} step={step} />;
}
