import type { Step } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { call } from '../../parts/client.ts';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { ApprovalDialog } from '../approval-dialog.tsx';
import { useStationAction } from '../station.tsx';
import { useRecording } from './open-recording.tsx';

/** Goes on without a device, where the office allows it and a supervisor agrees. */
export function OweDialog({ step, onClose }: { readonly step: Step; readonly onClose: () => void }) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const { view, setView } = useRecording();
  const action = useStationAction();
  return (
    <ApprovalDialog
      heading={w.failure.oweHeading(t.steps[step])}
      lead={w.failure.oweLead}
      action={w.failure.owe}
      busy={action.busy}
      problem={action.problem}
      onClose={onClose}
      onGiven={({ approval }) =>
        void action.run(
          () => call(counterApi.oweStep, { params: { id: view.id }, body: { step, approval } }),
          (next) => {
            onClose();
            setView(next);
          },
        )
      }
    />
  );
}
