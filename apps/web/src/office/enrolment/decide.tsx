import { Button, Radio, Textarea } from '@mantine/core';
import { heldChoices } from '@rekam/domain/enrolment/held.ts';
import type { EnrolmentDetail } from '@rekam/protocol/http/enrolment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { useAct } from '../asking.ts';

type Decision = 'count' | 'set-aside' | 'open-again';

function choicesFor({ heldReason }: EnrolmentDetail): readonly Decision[] {
  if (!heldReason) return [];
  const { count, openAgain } = heldChoices[heldReason];
  return [
    ...(count ? (['count'] as const) : []),
    'set-aside',
    ...(openAgain ? (['open-again'] as const) : []),
  ];
}

/** A supervisor's decision about a held recording, with its reason. */
export function Decide({ one }: { readonly one: EnrolmentDetail }) {
  const w = useWords(enrolmentWords).decide;
  const f = useWords(frameWords);
  const say = useAnnouncer();
  const action = useAct();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const reasonShort = reason.trim().length < 5;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (decision === null || reasonShort) return;
    const input = { params: { id: one.id }, body: { decision, reason: reason.trim() } };
    void action.run(
      () => call(officeApi.decideHeld, input),
      () => say(w.saved),
    );
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Radio.Group
        label={w.heading}
        value={decision ?? ''}
        onChange={(value) => setDecision(value as Decision)}
        error={checked && decision === null ? w.choose : undefined}
      >
        <div className="stack choices">
          {choicesFor(one).map((choice) => (
            <Radio key={choice} value={choice} label={w.choices[choice]} description={w.explains[choice]} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={f.reason}
        description={w.reasonHint}
        error={checked && reasonShort ? f.reasonShort : undefined}
        autosize={false}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ProblemNotice problem={action.problem} />
      <div>
        <Button type="submit" loading={action.busy}>
          {w.action}
        </Button>
      </div>
    </form>
  );
}
