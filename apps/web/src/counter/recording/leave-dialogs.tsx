import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { Button } from '../../parts/button.tsx';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
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
