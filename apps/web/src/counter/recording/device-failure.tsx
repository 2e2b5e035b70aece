import type { Step } from '@rekam/domain';
import { deviceOfStep } from '@rekam/domain/enrolment/capture.ts';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { useState } from 'react';
import { Notice } from '../../parts/notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useSentence, useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { OweDialog } from './owe-dialog.tsx';
import { StepScreen } from './step-screen.tsx';

export type Failure = Extract<AnswerOf<typeof counterApi.capture>, { captured: false }>['failure'];

interface DeviceFailureProps {
  readonly step: Step;
  readonly failure: Failure;
  readonly busy: boolean;
  readonly onRetry: () => void;
  /** For the photo: takes it with a camera of the browser instead. */
  readonly onOtherCamera?: (() => void) | undefined;
}

/** Which device failed, what to try, and the ways on: again, without it where that is allowed, or set aside. */
export function DeviceFailure({ step, failure, busy, onRetry, onOtherCamera }: DeviceFailureProps) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const sentence = useSentence();
  const [owing, setOwing] = useState(false);
  const kind = deviceOfStep[step];
  const device = kind ? t.devices[kind] : t.steps[step];
  const advice =
    w.failure.advice[
      failure.group === 'place-again' && kind !== 'finger' ? 'place-again-face' : failure.group
    ];
  const owe = { words: w.failure.owe, keyName: 'F2', onClick: () => setOwing(true) };
  const otherCamera = {
    words: w.recording.photo.otherCamera,
    keyName: 'F4',
    onClick: () => onOtherCamera?.(),
  };
  return (
    <StepScreen
      step={step}
      primary={{ words: busy ? w.recording.capture.holding : w.retry, onClick: onRetry, busy }}
      others={[...(failure.canOwe ? [owe] : []), ...(onOtherCamera ? [otherCamera] : [])]}
    >
      <Notice kind="bad" alert>
        <h2>{failure.group === 'place-again' ? w.failure.unread(device) : w.failure.heading(device)}</h2>
        <p className="failure-sentence">{sentence(failure.sentence)}</p>
        <p className="notice-code">
          {failure.code}
          {failure.deviceSerialNo ? ` · ${w.failure.device(failure.deviceSerialNo)}` : ''}
        </p>
      </Notice>
      <h2>{w.failure.tryThis}</h2>
      <ol className="advice">
        {advice.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      <p className="soft">{w.failure.safe}</p>
      {owing ? <OweDialog step={step} onClose={() => setOwing(false)} /> : null}
    </StepScreen>
  );
}
