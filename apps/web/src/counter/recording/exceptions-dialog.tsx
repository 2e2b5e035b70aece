import { type Step, type Subject, subjectsOfStep } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { ApprovalDialog } from '../approval-dialog.tsx';
import { useStationAction } from '../station.tsx';
import { Eyes, Hands } from './body-drawing.tsx';
import { getStep, useRecording } from './open-recording.tsx';

/** Which fingers or eyes cannot be captured, marked on a drawing and approved by a supervisor; never why. */
export function ExceptionsDialog({ step, onClose }: { readonly step: Step; readonly onClose: () => void }) {
  const w = useWords(counterWords).recording.exceptions;
  const t = useWords(terms);
  const { view, setView } = useRecording();
  const action = useStationAction();
  const before = getStep(view, step).exceptions;
  const [marked, setMarked] = useState<ReadonlySet<Subject>>(() => new Set(before));
  const subjects: readonly Subject[] = subjectsOfStep[step];
  const eyes = step === 'irises';
  const marks = Object.fromEntries(
    subjects.map((subject) => [subject, marked.has(subject) ? ('excepted' as const) : ('wanted' as const)]),
  );
  const toggle = (subject: Subject) => {
    const next = new Set(marked);
    if (!next.delete(subject)) next.add(subject);
    setMarked(next);
  };
  const Body = eyes ? Eyes : Hands;
  return (
    <ApprovalDialog
      wide
      heading={w.heading}
      lead={eyes ? w.lead.eyes : w.lead.fingers}
      action={w.action}
      lacks={marked.size === 0 && before.length === 0 ? w.noneYet : null}
      busy={action.busy}
      problem={action.problem}
      onClose={onClose}
      onGiven={({ approval }) =>
        void action.run(
          () =>
            call(counterApi.markExceptions, {
              params: { id: view.id },
              body: { step, subjects: subjects.filter((subject) => marked.has(subject)), approval },
            }),
          (next) => {
            onClose();
            setView(next);
          },
        )
      }
    >
      <div className="exceptions">
        <Body marks={marks} onToggle={toggle} />
        <div aria-live="polite">
          <p className="soft">{w.keys}</p>
          {marked.size === 0 ? (
            <p>{before.length === 0 ? w.noneYet : w.none}</p>
          ) : (
            <ul>
              {subjects
                .filter((subject) => marked.has(subject))
                .map((subject) => (
                  <li key={subject}>{t.subjects[subject]}</li>
                ))}
            </ul>
          )}
        </div>
      </div>
    </ApprovalDialog>
  );
}
