import type { Step } from '@rekam/domain';
import type { ComponentProps } from 'react';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { Screen } from '../screen.tsx';
import { askedSteps, getStep, useRecording } from './open-recording.tsx';

type StepScreenProps = Omit<ComponentProps<typeof Screen>, 'heading' | 'above' | 'back'> & {
  readonly step: Step;
};

/** A counter screen that is a step of a recording: Esc goes a step back, F8 sets the recording aside. */
export function StepScreen({ step, others = [], ...screen }: StepScreenProps) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const { view, back, askSetAside, askAfresh } = useRecording();
  const asked = askedSteps(view);
  const captured = view.state === 'open' && getStep(view, step).captures.length > 0;
  const afresh = { words: w.recording.afresh.open, keyName: 'F6', onClick: askAfresh };
  const number = asked.findIndex((one) => one.step === step) + 1;
  return (
    <Screen
      {...screen}
      heading={t.steps[step]}
      above={w.recording.stepOf(number, asked.length)}
      back={{ words: w.back, onClick: back }}
      others={[
        ...others,
        ...(captured ? [afresh] : []),
        { words: w.recording.setAside, keyName: 'F8', onClick: askSetAside },
      ]}
    />
  );
}
