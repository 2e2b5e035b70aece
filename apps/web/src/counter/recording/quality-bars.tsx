import type { Subject } from '@rekam/domain';
import { subjectsOfStep } from '@rekam/domain/enrolment/steps.ts';
import type { StepView } from '@rekam/protocol/http/counter-views.ts';
import { Icon } from '../../parts/icons.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';

/** Quality of the best capture of each body part against its threshold. */
export function QualityBars({ step }: { readonly step: StepView }) {
  const w = useWords(counterWords).recording.capture;
  const subjects: readonly Subject[] = subjectsOfStep[step.step];
  return (
    <ul className="bars" aria-label={w.quality}>
      {subjects.map((subject) => (
        <QualityBar key={subject} step={step} subject={subject} />
      ))}
    </ul>
  );
}

function QualityBar({ step, subject }: { readonly step: StepView; readonly subject: Subject }) {
  const w = useWords(counterWords).recording.capture;
  const t = useWords(terms);
  const capture = step.captures.find((one) => one.subject === subject);
  const excepted = step.exceptions.includes(subject);
  const name = t.subjects[subject];
  if (!capture || excepted) {
    return (
      <li className="quality">
        <span className="quality-name">{name}</span>
        <span className="quality-state soft">{excepted ? w.excepted : w.waiting}</span>
        <span className="quality-track" aria-hidden="true" />
      </li>
    );
  }
  const score = Math.round(capture.qualityScore);
  const tone = capture.sufficient ? 'good' : 'weak';
  return (
    <li className={`quality quality-${tone}`}>
      <span className="quality-name">{name}</span>
      <span className="quality-state">
        <Icon name={capture.sufficient ? 'check' : 'warning'} size={16} /> {score}, {w[tone]}
        {capture.forced ? `, ${w.forced}` : ''}
        {capture.engineQuality === null ? null : (
          <span className="soft"> · {w.engine(Math.round(capture.engineQuality))}</span>
        )}
        {capture.attempts > 1 ? (
          <span className="soft"> · {w.bestOf(capture.attempt, capture.attempts)}</span>
        ) : null}
      </span>
      <meter
        className="unseen"
        aria-label={`${name}, ${w[tone]}, ${w.threshold(capture.threshold)}`}
        min={0}
        max={100}
        low={capture.threshold}
        value={score}
      />
      <span className="quality-track" aria-hidden="true">
        <span className="quality-fill" style={{ width: `${Math.min(100, Math.max(0, score))}%` }} />
        <span className="quality-threshold" style={{ left: `${capture.threshold}%` }} />
      </span>
    </li>
  );
}
