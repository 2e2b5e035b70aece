import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { Screen } from '../screen.tsx';
import { useStationAction } from '../station.tsx';
import { useRecording } from './open-recording.tsx';

/** The resident called something wrong: what happens next is the data-change procedure, not the recording. */
export function Stopped() {
  const w = useWords(counterWords);
  const { view, setView, leave } = useRecording();
  const action = useStationAction();
  const resume = () => void action.run(() => call(counterApi.resume, { params: { id: view.id } }), setView);
  return (
    <Screen
      heading={w.recording.stopped.heading}
      lead={w.recording.stopped.lead}
      primary={{ words: w.recording.stopped.next, onClick: () => leave(w.recording.setAsideDone) }}
      others={[{ words: w.recording.stopped.resume, keyName: 'F2', onClick: resume, busy: action.busy }]}
    >
      <ol className="advice">
        {w.recording.stopped.steps.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      <ProblemNotice problem={action.problem} />
    </Screen>
  );
}
