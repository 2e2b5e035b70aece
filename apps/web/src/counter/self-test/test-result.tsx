import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { SelfTestView } from '@rekam/protocol/http/counter-views.ts';
import { useEffect } from 'react';
import { call } from '../../parts/client.ts';
import { Icon } from '../../parts/icons.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useSentence, useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { Screen } from '../screen.tsx';
import { useStationAction } from '../station.tsx';

const lookAgainMs = 2000;

interface TestResultProps {
  readonly test: SelfTestView;
  readonly onEnded: (test: SelfTestView) => void;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** What each device came to, and whether the office has it yet. */
export function TestResult({ test, onEnded, onBack, onDone }: TestResultProps) {
  const w = useWords(counterWords);
  const s = w.selfTest;
  const sentence = useSentence();
  const action = useStationAction();
  const ended = test.endedAt !== null;
  useTold(test, onEnded);
  const end = () => void action.run(() => call(counterApi.endSelfTest), onEnded);
  const missing = test.turns.filter(({ outcome }) => outcome !== 'passed').length;
  return (
    <Screen
      className="narrow"
      heading={s.result}
      lead={ended ? undefined : s.summary}
      primary={ended ? { words: s.done, onClick: onDone } : { words: s.end, onClick: end, busy: action.busy }}
      back={ended ? undefined : { words: w.back, onClick: onBack }}
    >
      <Notice kind={missing === 0 ? 'good' : 'warn'}>
        <p>{missing === 0 ? s.allPassed : s.notAllPassed(missing)}</p>
      </Notice>
      <Outcomes test={test} />
      {test.told === 'none' ? null : (
        <p role="status">
          {s.told[test.told]}
          {test.problem ? ` ${sentence(test.problem.sentence)}` : ''}
        </p>
      )}
      <ProblemNotice problem={action.problem} />
    </Screen>
  );
}

const tones = { passed: 'good', failed: 'bad', skipped: 'warn' } as const;

function Outcomes({ test }: { readonly test: SelfTestView }) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const sentence = useSentence();
  return (
    <ul className="plain-list" aria-label={w.selfTest.resultOf}>
      {test.turns.map(({ kind, outcome, code, sentence: said, reason, score, ms, byHand }) => (
        <li key={kind} className="device-line">
          <Icon name={kind === 'line' ? 'link' : kind} size={24} />
          <div>
            <strong>{t.devices[kind]}</strong>{' '}
            {outcome ? (
              <span className={`tag tag-${tones[outcome]}`}>{w.selfTest.outcomes[outcome]}</span>
            ) : null}
            <div className="soft">
              {said ? `${sentence(said)} ` : ''}
              {code ?? reason ?? (score !== null ? `${score}/100` : ms === null ? '' : `${ms} ms`)}
              {byHand ? w.selfTest.byHand : ''}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Asks while the result waits, so that the screen says it when the office has it. */
function useTold({ told }: SelfTestView, onChange: (test: SelfTestView) => void): void {
  useEffect(() => {
    if (told !== 'waiting') return;
    const timer = setInterval(() => {
      void call(counterApi.getSelfTest).then((answer) => {
        if (answer.ok && answer.value.test) onChange(answer.value.test);
      });
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [told, onChange]);
}
