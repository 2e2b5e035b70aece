import type { Step } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { StepView } from '@rekam/protocol/http/counter-views.ts';
import { call } from '../../parts/client.ts';
import { formatDuration } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { useStationAction } from '../station.tsx';
import { askedSteps, useRecording } from './open-recording.tsx';
import { findDrawing, Picture } from './picture.tsx';
import type { Sealed } from './receipt.tsx';
import { StepScreen } from './step-screen.tsx';

/** Everything once more, then sealed; after that nobody at this station can look again. */
export function ReviewStep({ onSealed }: { readonly onSealed: (sealed: Sealed) => void }) {
  const w = useWords(counterWords).recording;
  const { view } = useRecording();
  const action = useStationAction();
  const interrupted = view.state === 'sealing';
  const ready = view.readyToSeal || interrupted;
  const seal = () => {
    if (ready) void action.run(() => call(counterApi.seal, { params: { id: view.id } }), onSealed);
  };
  return (
    <StepScreen
      step="review"
      lead={action.busy ? w.sealing.lead : w.review.lead}
      primary={{
        words: action.busy ? w.sealing.heading : w.review.seal,
        onClick: seal,
        busy: action.busy || !ready,
      }}
    >
      {interrupted && !action.busy ? (
        <Notice kind="warn" alert>
          <p>{w.sealingBroken}</p>
        </Notice>
      ) : null}
      {ready ? null : (
        <Notice kind="warn" alert>
          <p>{w.review.notReady}</p>
        </Notice>
      )}
      <ProblemNotice problem={action.problem} />
      <Flags />
      <div className="review">
        <Pictures />
        <Times />
      </div>
    </StepScreen>
  );
}

function Flags() {
  const w = useWords(counterWords).recording.review;
  const t = useWords(terms);
  const { view } = useRecording();
  const steps = askedSteps(view);
  const behind = steps
    .flatMap(({ captures }) => captures)
    .find(({ background }) => background !== null)?.background;
  const wrongBehind = behind && behind !== view.photoBackground ? behind : null;
  const list = (parts: readonly string[]) => [...new Set(parts)].join(', ');
  const forced = list(
    steps.flatMap(({ captures }) =>
      captures.filter((one) => !one.sufficient).map((one) => t.subjects[one.subject]),
    ),
  );
  const exceptions = list(steps.flatMap((step) => step.exceptions.map((subject) => t.subjects[subject])));
  const owed = list(steps.filter(({ state }) => state === 'owed').map(({ step }) => t.steps[step]));
  const letPass = list(
    steps.flatMap(({ captures }) =>
      captures.filter((one) => one.letPass).map((one) => t.subjects[one.subject]),
    ),
  );
  if (!forced && !exceptions && !owed && !wrongBehind && !letPass) {
    return (
      <Notice kind="good">
        <p>{w.nothing}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="warn">
      {forced ? <p>{w.forced(forced)}</p> : null}
      {letPass ? <p>{w.letPass(letPass)}</p> : null}
      {exceptions ? <p>{w.exceptions(exceptions)}</p> : null}
      {owed ? <p>{w.owed(owed)}</p> : null}
      {wrongBehind ? <p>{w.background(w.colours[view.photoBackground], w.colours[wrongBehind])}</p> : null}
    </Notice>
  );
}

const pictured: readonly Step[] = ['photo', 'left-four', 'right-four', 'thumbs', 'irises', 'verification'];

function Pictures() {
  const w = useWords(counterWords).recording.review;
  const steps = askedSteps(useRecording().view).filter(
    ({ step, captures }) => pictured.includes(step) && captures.length > 0,
  );
  return (
    <section className="review-pictures" aria-label={w.pictures}>
      {steps.map((step) => (
        <PicturesOfStep key={step.step} step={step} />
      ))}
      <Drawing step="signature" />
      <Drawing step="statement" />
    </section>
  );
}

function PicturesOfStep({ step }: { readonly step: StepView }) {
  const w = useWords(counterWords).recording.review;
  const t = useWords(terms);
  const { view } = useRecording();
  return (
    <div className={`review-group review-${step.step}`}>
      <h2>{t.steps[step.step]}</h2>
      <ul>
        {step.captures.map(({ subject, imageName, qualityScore, sufficient }) => (
          <li key={subject} className={sufficient ? 'taken-good' : 'taken-weak'}>
            {imageName ? (
              <Picture enrolmentId={view.id} name={imageName} alt={t.subjects[subject]} />
            ) : (
              <span className="soft">{w.noPicture}</span>
            )}
            <span>
              {Math.round(qualityScore)}
              {sufficient ? '' : ' !'}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Drawing({ step }: { readonly step: 'signature' | 'statement' }) {
  const t = useWords(terms);
  const pngBase64 = findDrawing(step);
  if (!pngBase64) return null;
  return (
    <div className="review-group">
      <h2>{t.steps[step]}</h2>
      <img src={`data:image/png;base64,${pngBase64}`} alt={t.steps[step]} />
    </div>
  );
}

function Times() {
  const w = useWords(counterWords).recording;
  const t = useWords(terms);
  const { view } = useRecording();
  return (
    <section className="review-times" aria-labelledby="review-times">
      <h2 id="review-times">{w.review.times}</h2>
      <dl>
        {askedSteps(view)
          .filter(({ ms }) => ms !== null)
          .map(({ step, ms, state }) => (
            <div key={step}>
              <dt>{t.steps[step]}</dt>
              <dd>
                {state === 'owed' ? `${w.stepState.owed} · ` : ''}
                {formatDuration(ms ?? 0)}
              </dd>
            </div>
          ))}
        <div className="review-total">
          <dt>{w.review.total}</dt>
          <dd>{formatDuration(view.totalMs)}</dd>
        </div>
      </dl>
    </section>
  );
}
