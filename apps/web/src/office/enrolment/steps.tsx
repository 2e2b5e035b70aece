import type { EnrolmentDetail } from '@rekam/protocol/http/enrolment-api.ts';
import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { terms } from '../../words/terms/index.ts';
import { Section, Tag } from '../frame/pieces.tsx';
import { useDuration } from '../frame/use-duration.ts';

/** How long each step took, drawn to one scale. */
export function Steps({ one }: { readonly one: EnrolmentDetail }) {
  const w = useWords(enrolmentWords).one;
  const t = useWords(terms);
  const duration = useDuration();
  const longest = Math.max(1, ...one.steps.map(({ ms }) => ms));
  return (
    <Section heading={w.steps}>
      {one.steps.length === 0 ? (
        <p className="soft">{w.noSteps}</p>
      ) : (
        <ol className="step-times">
          {one.steps.map(({ step, ms, attempts, outcome }) => (
            <li key={step}>
              <span>
                {t.steps[step]}
                {attempts > 1 ? <small className="soft"> · {w.attempts(attempts)}</small> : null}{' '}
                {outcome === 'done' ? null : <Tag tone="warn">{w.stepOutcomes[outcome] ?? outcome}</Tag>}
              </span>
              <span className="step-bar" aria-hidden="true">
                <span style={{ width: `${(100 * ms) / longest}%` }} />
              </span>
              <b>{duration(ms)}</b>
            </li>
          ))}
          {one.totalMs === null ? null : (
            <li className="step-total">
              <span>{w.total}</span>
              <span />
              <b>{duration(one.totalMs)}</b>
            </li>
          )}
        </ol>
      )}
    </Section>
  );
}
