import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { entriesOf } from '../biodata-entries.ts';
import { BiodataForm } from '../biodata-form.tsx';
import { Screen } from '../screen.tsx';
import { useStationAction } from '../station.tsx';
import { useRecording } from './open-recording.tsx';

/** The resident called something wrong: what happens next depends on what it is and where the data came from. */
export function Stopped() {
  const { correction } = useRecording().view;
  if (correction?.path === 'search-again') return <WrongNik />;
  if (correction?.path === 'type-again') return <TypeAgain />;
  return <ChangeAtRegistry />;
}

function ChangeAtRegistry() {
  const w = useWords(counterWords);
  const { leave } = useRecording();
  const { resume, ...action } = useResume();
  return (
    <Screen
      heading={w.recording.stopped.heading}
      lead={w.recording.stopped.lead}
      primary={{ words: w.recording.stopped.next, onClick: () => leave(w.recording.setAsideDone) }}
      others={[{ words: w.recording.stopped.resume, keyName: 'F2', onClick: resume, busy: action.busy }]}
    >
      <WrongFields />
      <Advice sentences={w.recording.stopped.steps} />
      <ProblemNotice problem={action.problem} />
    </Screen>
  );
}

function WrongNik() {
  const w = useWords(counterWords);
  const stopped = w.recording.stopped.nik;
  const { leave, askDiscard } = useRecording();
  return (
    <Screen
      heading={stopped.heading}
      lead={stopped.lead}
      primary={{ words: stopped.again, onClick: () => leave(stopped.said) }}
      others={[{ words: w.recording.discard, keyName: 'F4', onClick: askDiscard, danger: true }]}
    >
      <Advice sentences={stopped.steps} />
    </Screen>
  );
}

/** Typed in at this counter: the counter corrects it. */
function TypeAgain() {
  const w = useWords(counterWords);
  const stopped = w.recording.stopped.typed;
  const { view, setView, leave } = useRecording();
  const { resume, ...action } = useResume();
  const [typing, setTyping] = useState(false);
  if (typing) {
    return (
      <BiodataForm
        heading={stopped.formHeading}
        lead={stopped.formLead}
        action={stopped.formAction}
        entries={entriesOf(view.biodata)}
        doubted={view.correction?.wrongFields ?? []}
        fixedNik={stopped.nikFixed}
        send={(typed) => call(counterApi.correctBiodata, { params: { id: view.id }, body: { typed } })}
        onBack={() => setTyping(false)}
        onDone={setView}
      />
    );
  }
  return (
    <Screen
      heading={stopped.heading}
      lead={stopped.lead}
      primary={{ words: stopped.retype, onClick: () => setTyping(true) }}
      others={[
        { words: stopped.resume, keyName: 'F2', onClick: resume, busy: action.busy },
        { words: w.recording.stopped.next, keyName: 'F8', onClick: () => leave(w.recording.setAsideDone) },
      ]}
    >
      <WrongFields />
      <ProblemNotice problem={action.problem} />
    </Screen>
  );
}

function WrongFields() {
  const w = useWords(counterWords).recording.stopped;
  const t = useWords(terms);
  const names: Readonly<Record<string, string>> = t.fields;
  const wrong = useRecording().view.correction?.wrongFields ?? [];
  return <p>{w.wrong(wrong.map((field) => names[field] ?? field).join(', '))}</p>;
}

function Advice({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ol className="advice">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
  );
}

function useResume() {
  const { view, setView } = useRecording();
  const action = useStationAction();
  const resume = () => void action.run(() => call(counterApi.resume, { params: { id: view.id } }), setView);
  return { ...action, resume };
}
