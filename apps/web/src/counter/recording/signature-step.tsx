import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { useState } from 'react';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { type Answered, call } from '../../parts/client.ts';
import { crossStrokes, type PointerKind, type Stroke, toDrawing } from '../../parts/drawing.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { SignaturePad } from '../../parts/signature-pad.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { useStationAction } from '../station.tsx';
import { getStep, useRecording } from './open-recording.tsx';
import { keepDrawing } from './picture.tsx';
import { StepScreen } from './step-screen.tsx';

/** The resident signs: as on the card, or under the statement that the data are true. */
export function SignatureStep({ step }: { readonly step: 'signature' | 'statement' }) {
  const w = useWords(counterWords).recording;
  const say = useAnnouncer();
  const { view, setView } = useRecording();
  const action = useStationAction();
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [pointer, setPointer] = useState<PointerKind>('unknown');
  const [empty, setEmpty] = useState(false);
  const kept = getStep(view, step).acceptable && strokes.length === 0;
  const draw = (drawn: readonly Stroke[], by: PointerKind) => {
    setStrokes(drawn);
    setPointer(by);
    setEmpty(false);
  };
  const cross = () => {
    draw(crossStrokes(), 'keyboard');
    say(w.signature.crossDrawn);
  };
  const clear = () => {
    draw([], 'unknown');
    say(w.signature.cleared);
  };
  const keep = () => {
    setEmpty(strokes.length === 0 && !kept);
    if (strokes.length === 0 && !kept) return;
    void action.run(() => keepAndAccept(view, step, kept ? null : { strokes, pointer }), setView);
  };
  return (
    <StepScreen
      step={step}
      lead={step === 'signature' ? w.signature.lead : w.statement.lead}
      primary={{
        words: step === 'signature' ? w.signature.keep : w.statement.keep,
        onClick: keep,
        busy: action.busy,
      }}
      others={[
        { words: w.signature.cross, keyName: 'F2', onClick: cross },
        { words: w.signature.clear, keyName: 'F4', onClick: clear },
      ]}
    >
      {step === 'statement' ? <StatementText /> : null}
      <SignaturePad label={w.signature.pad} hint={w.signature.hint} strokes={strokes} onStrokes={draw} />
      {kept ? (
        <Notice kind="calm">
          <p>{w.signature.kept}</p>
        </Notice>
      ) : null}
      {empty ? (
        <Notice kind="warn" alert>
          <p>{w.signature.empty}</p>
        </Notice>
      ) : null}
      <ProblemNotice problem={action.problem} />
    </StepScreen>
  );
}

/** The sentence that is signed is the Indonesian one; a translation stands below it. */
function StatementText() {
  const { language } = useLanguage();
  return (
    <blockquote className="statement">
      <p lang="id">{counterWords.id.recording.statement.text}</p>
      {language === 'en' ? <p className="soft">{counterWords.en.recording.statement.text}</p> : null}
    </blockquote>
  );
}

async function keepAndAccept(
  view: EnrolmentView,
  step: 'signature' | 'statement',
  drawn: { readonly strokes: readonly Stroke[]; readonly pointer: PointerKind } | null,
): Promise<Answered<EnrolmentView>> {
  const params = { id: view.id };
  if (drawn) {
    const operation = step === 'signature' ? counterApi.putSignature : counterApi.putStatement;
    const body = toDrawing(drawn.strokes, drawn.pointer);
    const put = await call(operation, { params, body });
    if (put.ok) keepDrawing(step, body.pngBase64);
    if (!put.ok || put.value.currentStep !== step) return put;
  }
  return call(counterApi.acceptStep, { params, body: { step } });
}
