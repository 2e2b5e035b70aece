import { findHandoverCode } from '@rekam/domain/handover/code.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { HandoverAtCounter } from '@rekam/protocol/http/handover-counter-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { InputField } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { Screen } from '../screen.tsx';
import { useStationAction } from '../station.tsx';
import { HandoverFinger } from './handover-finger.tsx';

/** The finger of somebody who fetches a card: found by the code of the day, taken here, judged at the office. */
export function Handover({ onBack }: { readonly onBack: () => void }) {
  const [found, setFound] = useState<{ readonly code: string; readonly handover: HandoverAtCounter } | null>(
    null,
  );
  if (!found) return <FindByCode onFound={setFound} onBack={onBack} />;
  return (
    <HandoverFinger
      code={found.code}
      handover={found.handover}
      onTaken={(handover) => setFound({ ...found, handover })}
      onBack={() => setFound(null)}
      onDone={onBack}
    />
  );
}

interface FindByCodeProps {
  readonly onFound: (found: { readonly code: string; readonly handover: HandoverAtCounter }) => void;
  readonly onBack: () => void;
}

function FindByCode({ onFound, onBack }: FindByCodeProps) {
  const words = useWords(counterWords);
  const w = words.handover;
  const action = useStationAction();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const find = () => {
    const code = findHandoverCode(typed);
    setWrong(code === undefined);
    if (code === undefined) return;
    void action.run(
      () => call(counterApi.findHandover, { body: { code } }),
      (handover) => onFound({ code, handover }),
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find();
  };
  return (
    <Screen
      className="narrow"
      heading={w.heading}
      lead={w.lead}
      primary={{ words: w.find, onClick: find, busy: action.busy }}
      focusPrimary={false}
      back={{ words: words.back, onClick: onBack }}
    >
      <form className="stack" onSubmit={submit}>
        <InputField
          label={w.code}
          hint={w.codeHint}
          wrong={wrong ? w.codeWrong : undefined}
          autoFocus
          autoComplete="off"
          inputMode="numeric"
          maxLength={12}
          className="field-large"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <ProblemNotice problem={action.problem} />
      </form>
    </Screen>
  );
}
