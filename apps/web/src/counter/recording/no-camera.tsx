import { useState } from 'react';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { OweDialog } from './owe-dialog.tsx';
import { StepScreen } from './step-screen.tsx';

interface NoCameraProps {
  readonly denied: boolean;
  readonly onRetry: () => void;
  readonly onDevice?: () => void;
}

export function NoCamera({ denied, onRetry, onDevice }: NoCameraProps) {
  const w = useWords(counterWords);
  const [owing, setOwing] = useState(false);
  return (
    <StepScreen
      step="photo"
      lead={denied ? w.recording.photo.denied : w.recording.photo.none}
      primary={{ words: w.retry, onClick: onRetry }}
      others={[
        ...(onDevice ? [{ words: w.recording.photo.device, keyName: 'F4', onClick: onDevice }] : []),
        { words: w.failure.owe, keyName: 'F2', onClick: () => setOwing(true) },
      ]}
    >
      <h2>{w.failure.tryThis}</h2>
      <ol className="advice">
        {w.recording.photo.noneAdvice.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      <p className="soft">{w.failure.safe}</p>
      {owing ? <OweDialog step="photo" onClose={() => setOwing(false)} /> : null}
    </StepScreen>
  );
}
