import { type FingerCode, fingerCodes } from '@rekam/domain';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { HandoverAtCounter } from '@rekam/protocol/http/handover-counter-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useSentence, useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { LivePreview } from '../recording/live-preview.tsx';
import { Screen } from '../screen.tsx';
import { useStationAction } from '../station.tsx';

type Failure = Extract<
  AnswerOf<typeof counterApi.captureHandoverFinger>,
  { readonly captured: false }
>['failure'];

/** Index fingers are what scanners read best and people give first. */
const firstChoice: readonly FingerCode[] = ['R2', 'L2'];

interface HandoverFingerProps {
  readonly code: string;
  readonly handover: HandoverAtCounter;
  readonly onTaken: (handover: HandoverAtCounter) => void;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** Which finger, take it, what the office said of it. */
export function HandoverFinger({ code, handover, onTaken, onBack, onDone }: HandoverFingerProps) {
  const words = useWords(counterWords);
  const w = words.handover;
  const action = useStationAction();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { id, receiverName, prints, tries, triesLeft, printTaken } = handover;
  const choice = prints.length > 0 ? prints : fingerCodes;
  const [finger, setFinger] = useState(
    () => firstChoice.find((code) => choice.includes(code)) ?? choice[0] ?? 'R2',
  );
  const known = tries.at(-1)?.verdict === 'same';
  const over = known || (prints.length > 0 ? triesLeft === 0 : printTaken);
  const take = () => {
    setFailure(null);
    void action.run(
      () => call(counterApi.captureHandoverFinger, { params: { id }, body: { code, finger } }),
      (answer) => (answer.captured ? onTaken(answer.handover) : setFailure(answer.failure)),
    );
  };
  const tried = tries.length > 0 || failure !== null;
  return (
    <Screen
      className="narrow"
      heading={w.fingerOf(receiverName)}
      lead={prints.length > 0 ? w.compare : w.keep}
      primary={
        over
          ? { words: w.done, onClick: onDone }
          : { words: action.busy ? w.taking : tried ? w.again : w.take, onClick: take, busy: action.busy }
      }
      back={{ words: words.back, onClick: onBack }}
    >
      {over ? null : <FingerChoice choice={choice} finger={finger} onChoose={setFinger} />}
      <Verdict handover={handover} />
      {failure ? <FailureNotice failure={failure} /> : null}
      <ProblemNotice problem={action.problem} />
      {over ? null : <LivePreview slot={finger.startsWith('R') ? 'right-index' : 'left-index'} />}
    </Screen>
  );
}

interface FingerChoiceProps {
  readonly choice: readonly FingerCode[];
  readonly finger: FingerCode;
  readonly onChoose: (finger: FingerCode) => void;
}

function FingerChoice({ choice, finger, onChoose }: FingerChoiceProps) {
  const w = useWords(counterWords).handover;
  const t = useWords(terms);
  return (
    <fieldset className="choice choice-fingers">
      <legend>{w.which}</legend>
      {choice.map((one) => (
        <label key={one} className="choice-one">
          <input type="radio" name="finger" checked={one === finger} onChange={() => onChoose(one)} />
          {t.subjects[one]}
        </label>
      ))}
    </fieldset>
  );
}

/** What the office said of the last finger, and what is left to do. */
function Verdict({
  handover: { prints, tries, triesLeft, printTaken },
}: {
  readonly handover: HandoverAtCounter;
}) {
  const w = useWords(counterWords).handover;
  const t = useWords(terms);
  if (prints.length === 0)
    return printTaken ? (
      <Notice kind="good" alert>
        <p>{w.kept}</p>
      </Notice>
    ) : null;
  const last = tries.at(-1);
  if (!last) return <p className="soft">{w.left(triesLeft)}</p>;
  const { verdict, finger, looksLike } = last;
  return (
    <Notice
      key={tries.length}
      kind={verdict === 'same' ? 'good' : verdict === 'different' ? 'bad' : 'warn'}
      alert
    >
      <p>
        {w[verdict](t.subjects[finger])} {looksLike ? w.looksLike(t.subjects[looksLike]) : null}
      </p>
      {verdict === 'same' ? null : <p>{triesLeft === 0 ? w.usedUp : w.left(triesLeft)}</p>}
    </Notice>
  );
}

function FailureNotice({ failure }: { readonly failure: Failure }) {
  const w = useWords(counterWords);
  const sentence = useSentence();
  return (
    <Notice kind="bad" alert>
      <p className="failure-sentence">{sentence(failure.sentence)}</p>
      <p className="notice-code">
        {failure.code}
        {failure.deviceSerialNo ? ` · ${w.failure.device(failure.deviceSerialNo)}` : ''}
      </p>
    </Notice>
  );
}
