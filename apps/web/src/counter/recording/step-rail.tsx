import type { StepView } from '@rekam/protocol/http/counter-views.ts';
import { formatDuration } from '../../parts/format.ts';
import { Icon } from '../../parts/icons.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { askedSteps, useRecording } from './open-recording.tsx';

/** All steps in the office's order; a finished one can be opened again. */
export function StepRail() {
  const w = useWords(counterWords);
  const { view } = useRecording();
  return (
    <nav className="rail" aria-label={w.recording.rail}>
      <ol>
        {askedSteps(view).map((step, index) => (
          <RailStep key={step.step} step={step} number={index + 1} />
        ))}
      </ol>
    </nav>
  );
}

function RailStep({ step, number }: { readonly step: StepView; readonly number: number }) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const { view, backTo } = useRecording();
  const finished = step.state === 'done' || step.state === 'owed';
  const name = t.steps[step.step];
  const inside = (
    <>
      <span className="rail-number">{step.state === 'done' ? <Icon name="check" size={16} /> : number}</span>
      <span className="rail-name">
        {finished ? <span className="unseen">{w.recording.backTo} </span> : null}
        {name}
        {finished ? <span className="unseen">, {w.recording.stepState[step.state]}</span> : null}
      </span>
      <span className="rail-time">
        {step.state === 'owed' ? w.recording.stepState.owed : step.ms === null ? '' : formatDuration(step.ms)}
      </span>
    </>
  );
  return (
    <li
      className={`rail-step rail-${step.state}`}
      aria-current={step.state === 'current' ? 'step' : undefined}
    >
      {finished && view.state === 'open' ? (
        <button type="button" onClick={() => backTo(step.step)}>
          {inside}
        </button>
      ) : (
        <span className="rail-still">{inside}</span>
      )}
    </li>
  );
}
