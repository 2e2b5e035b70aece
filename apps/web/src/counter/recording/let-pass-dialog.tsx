import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { StepView } from '@rekam/protocol/http/counter-views.ts';
import { call } from '../../parts/client.ts';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { ApprovalDialog } from '../approval-dialog.tsx';
import { useStationAction } from '../station.tsx';
import { useRecording } from './open-recording.tsx';

/** A supervisor lets fingers pass that were not found to be those recorded; which ones is said and kept. */
export function LetPassDialog({ step, onClose }: { readonly step: StepView; readonly onClose: () => void }) {
  const w = useWords(counterWords).recording.verification;
  const t = useWords(terms);
  const { view, setView } = useRecording();
  const action = useStationAction();
  const subjects = step.unverified;
  return (
    <ApprovalDialog
      heading={w.letPassHeading(subjects.map((subject) => t.subjects[subject]).join(', '))}
      lead={w.letPassLead}
      action={w.letPass}
      busy={action.busy}
      problem={action.problem}
      onClose={onClose}
      onGiven={({ approval }) =>
        void action.run(
          () =>
            call(counterApi.acceptUnverified, {
              params: { id: view.id },
              body: { subjects: [...subjects], approval },
            }),
          (next) => {
            onClose();
            setView(next);
          },
        )
      }
    />
  );
}
