import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { SelfTestView } from '@rekam/protocol/http/counter-views.ts';
import { useEffect, useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { Screen } from '../screen.tsx';
import { useStationAction } from '../station.tsx';
import { TestResult } from './test-result.tsx';
import { TestTurn } from './test-turn.tsx';

const occasions = ['morning', 'after-repair', 'on-demand'] as const;
export type DeviceTurn = SelfTestView['turns'][number];

/** The guided self-test: what for, each device in its turn, the result. */
export function SelfTest({ onBack }: { readonly onBack: () => void }) {
  const [test, setTest] = useState<SelfTestView | null>(null);
  const [at, setAt] = useState(0);
  if (!test) return <Begin onBack={onBack} onBegun={setTest} />;
  const turn = test.turns[at];
  if (turn)
    return (
      <TestTurn
        key={turn.kind}
        turn={turn}
        number={at + 1}
        of={test.turns.length}
        onTried={setTest}
        onNext={() => setAt(at + 1)}
        onBack={() => (at === 0 ? setTest(null) : setAt(at - 1))}
      />
    );
  return <TestResult test={test} onEnded={setTest} onBack={() => setAt(at - 1)} onDone={onBack} />;
}

interface BeginProps {
  readonly onBack: () => void;
  readonly onBegun: (test: SelfTestView) => void;
}

function Begin({ onBack, onBegun }: BeginProps) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const action = useStationAction();
  const devices = useDevices();
  const [occasion, setOccasion] = useState<(typeof occasions)[number]>('morning');
  const begin = () => void action.run(() => call(counterApi.beginSelfTest, { body: { occasion } }), onBegun);
  return (
    <Screen
      className="narrow"
      heading={w.selfTest.heading}
      lead={w.selfTest.lead}
      primary={{ words: w.selfTest.begin, onClick: begin, busy: action.busy }}
      back={{ words: w.back, onClick: onBack }}
    >
      <fieldset className="choice">
        <legend>{w.selfTest.occasion}</legend>
        {occasions.map((one) => (
          <label key={one} className="choice-one">
            <input
              type="radio"
              name="occasion"
              checked={one === occasion}
              onChange={() => setOccasion(one)}
            />
            {w.selfTest.occasions[one]}
          </label>
        ))}
      </fieldset>
      {devices.length > 0 ? (
        <p className="soft">{w.selfTest.devices(devices.map((kind) => t.devices[kind]).join(', '))}</p>
      ) : null}
      <ProblemNotice problem={action.problem} />
    </Screen>
  );
}

function useDevices(): readonly DeviceTurn['kind'][] {
  const [devices, setDevices] = useState<readonly DeviceTurn['kind'][]>([]);
  useEffect(() => {
    void call(counterApi.getSelfTest).then((answer) => {
      if (answer.ok) setDevices(answer.value.devices);
    });
  }, []);
  return devices;
}
