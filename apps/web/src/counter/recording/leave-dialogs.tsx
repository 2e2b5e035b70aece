import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { Button } from '../../parts/button.tsx';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { ApprovalDialog } from '../approval-dialog.tsx';
import { useStationAction } from '../station.tsx';
import { useRecording } from './open-recording.tsx';

interface LeaveDialogProps {
  readonly onChoose: (choice: 'set-aside' | 'discard') => void;
  readonly onClose: () => void;
}

export function LeaveDialog({ onChoose, onClose }: LeaveDialogProps) {
  const w = useWords(counterWords);
  return (
    <Dialog heading={w.recording.leaveHeading} onClose={onClose}>
      <p>{w.recording.leaveLead}</p>
      <div className="dialog-actions">
        <Button kind="danger" onClick={() => onChoose('discard')}>
          {w.recording.discard}
        </Button>
        <Button onClick={() => onChoose('set-aside')}>{w.recording.setAside}</Button>
        <Button kind="primary" keyName="Escape" focusKey="stay" onClick={onClose}>
          {w.recording.stay}
        </Button>
      </div>
    </Dialog>
  );
}

interface AfreshDialogProps {
  readonly onDone: (begun: EnrolmentView) => void;
  readonly onClose: () => void;
}

export function AfreshDialog({ onDone, onClose }: AfreshDialogProps) {
  const w = useWords(counterWords);
  const { view } = useRecording();
  const action = useStationAction();
  const begin = () => {
    const step = view.currentStep;
    if (step === null) return onClose();
    void action.run(
      () => call(counterApi.goBack, { params: { id: view.id }, body: { step, afresh: true } }),
      onDone,
    );
  };
  return (
    <Dialog heading={w.recording.afresh.heading} onClose={onClose}>
      <p>{w.recording.afresh.lead}</p>
      <ProblemNotice problem={action.problem} />
      <div className="dialog-actions">
        <Button kind="quiet" keyName="Escape" onClick={onClose}>
          {w.cancel}
        </Button>
        <Button kind="danger" keyName="Enter" focusKey="afresh" busy={action.busy} onClick={begin}>
          {w.recording.afresh.action}
        </Button>
      </div>
    </Dialog>
  );
}

interface DoneDialogProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function SetAsideDialog({ onDone, onClose }: DoneDialogProps) {
  const w = useWords(counterWords);
  const { view } = useRecording();
  const action = useStationAction();
  return (
    <ApprovalDialog
      heading={w.recording.setAsideHeading}
      lead={w.recording.setAsideLead}
      action={w.recording.setAside}
      reasonFrom={3}
      approved={false}
      busy={action.busy}
      problem={action.problem}
      onClose={onClose}
      onGiven={({ reason }) =>
        void action.run(
          () => call(counterApi.setAside, { params: { id: view.id }, body: { reason } }),
          onDone,
        )
      }
    />
  );
}

export function DiscardDialog({ onDone, onClose }: DoneDialogProps) {
  const w = useWords(counterWords);
  const { view } = useRecording();
  const action = useStationAction();
  return (
    <ApprovalDialog
      heading={w.recording.discardHeading}
      lead={w.recording.discardLead}
      action={w.recording.discard}
      reasonFrom={5}
      danger
      busy={action.busy}
      problem={action.problem}
      onClose={onClose}
      onGiven={(body) =>
        void action.run(() => call(counterApi.discard, { params: { id: view.id }, body }), onDone)
      }
    />
  );
}
