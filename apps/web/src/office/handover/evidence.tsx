import { Button, Checkbox, Textarea } from '@mantine/core';
import type { HandoverView } from '@rekam/protocol/http/handover-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { formatDate } from '../../parts/format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { handoverWords } from '../../words/office/handover.ts';
import { useAct } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';

interface EvidenceProps {
  readonly handover: HandoverView;
  /** Shown only when asked for, as the finger comes first. */
  readonly folded: boolean;
}

/** What speaks for the receiver beside the finger; the second officer reads it. */
export function Evidence({ handover, folded }: EvidenceProps) {
  const w = useWords(handoverWords).evidence;
  if (!folded)
    return (
      <Section heading={w.heading} lead={w.lead}>
        <EvidenceForm handover={handover} />
      </Section>
    );
  return (
    <details className="sheet">
      <summary>{w.heading}</summary>
      <p className="lead">{w.lead}</p>
      <EvidenceForm handover={handover} />
    </details>
  );
}

function EvidenceForm({ handover }: { readonly handover: HandoverView }) {
  const w = useWords(handoverWords).evidence;
  const action = useAct();
  const { id, prints, questions, leastQuestions } = handover;
  const [noScanner, setNoScanner] = useState(handover.noScanner);
  const [reason, setReason] = useState(handover.reason);
  const [answered, setAnswered] = useState(() =>
    questions.filter((one) => one.answered).map(({ question }) => question),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { noScanner, answered, reason };
    void action.run(() => call(officeApi.noteHandoverEvidence, { params: { id }, body }));
  };
  const answer = (question: (typeof answered)[number], right: boolean) =>
    setAnswered([...answered.filter((one) => one !== question), ...(right ? [question] : [])]);
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {prints.length > 0 ? (
        <Checkbox
          label={w.noScanner}
          checked={noScanner}
          onChange={(event) => setNoScanner(event.target.checked)}
        />
      ) : (
        <fieldset className="stack">
          <legend>{w.questions(leastQuestions)}</legend>
          {questions.map(({ question, answer: known }) => (
            <Checkbox
              key={question}
              label={`${w.asked[question]}: ${question === 'birth-date' ? formatDate(known) : known}`}
              checked={answered.includes(question)}
              onChange={(event) => answer(question, event.target.checked)}
            />
          ))}
        </fieldset>
      )}
      <Textarea
        label={w.reason}
        description={w.reasonHint}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ProblemNotice problem={action.problem} />
      <div>
        <Button type="submit" variant="default" loading={action.busy}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}
