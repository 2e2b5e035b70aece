import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { Screen } from '../screen.tsx';
import { useStationAction } from '../station.tsx';
import { useRecording } from './open-recording.tsx';

/** A recording that was set aside in the meantime, for instance from another window. */
export function Interrupted() {
  const w = useWords(counterWords);
  const { view, setView, leave } = useRecording();
  const action = useStationAction();
  const resume = () => void action.run(() => call(counterApi.resume, { params: { id: view.id } }), setView);
  return (
    <Screen
      heading={w.recording.interrupted}
      lead={view.setAsideReason ?? undefined}
      primary={{ words: w.drafts.resume, onClick: resume, busy: action.busy }}
      back={{ words: w.recording.stopped.next, onClick: () => leave(null) }}
    >
      <ProblemNotice problem={action.problem} />
    </Screen>
  );
}
