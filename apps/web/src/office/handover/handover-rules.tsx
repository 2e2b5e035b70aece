import { Button, Checkbox, TextInput } from '@mantine/core';
import { defaultHandoverPolicy } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { handoverWords } from '../../words/office/handover.ts';
import { useAct, useAnswer } from '../asking.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';
import { NotYet, Section } from '../frame/pieces.tsx';
import { useMay } from '../session.tsx';

type Proposal = BodyOf<typeof officeApi.addHandoverPolicy>;

/** How cards are handed over, newest version first; the head adds a version. */
export function HandoverRules() {
  const w = useWords(handoverWords).rules;
  const may = useMay();
  const versions = useAnswer(officeApi.handoverPolicies);
  const [changing, setChanging] = useState(false);
  if (!versions.value) return <NotYet problem={versions.problem} />;
  const { version: _, ...from } = versions.value[0] ?? defaultHandoverPolicy;
  const change = may('policy.change') ? (
    <Button variant="default" onClick={() => setChanging(true)}>
      {w.change}
    </Button>
  ) : null;
  return (
    <Section heading={w.heading} acts={change}>
      {versions.value.length === 0 ? <p>{w.none}</p> : null}
      <ul>
        {versions.value.map((rule) => (
          <li key={rule.version}>
            {w.inForce(formatDate(rule.effectiveFrom), rule.basis)}
            <br />
            <small>
              {w.saying(rule.tries, rule.leastQuestions, rule.keepPrintDays)}{' '}
              {w.family[rule.familyMay ? 'yes' : 'no']}{' '}
              {w.waiting(
                rule.remindAfterDays,
                rule.mostReminders,
                rule.returnAfterDays,
                rule.giveUpAfterDays,
              )}
            </small>
          </li>
        ))}
      </ul>
      {changing ? <RuleDialog from={from} onClose={() => setChanging(false)} /> : null}
    </Section>
  );
}

interface RuleDialogProps {
  readonly from: Proposal;
  readonly onClose: () => void;
}

const numbers = [
  ['tries', 'tries', 1, 10],
  ['leastQuestions', 'least', 1, 5],
  ['keepPrintDays', 'keep', 0, 3650],
  ['remindAfterDays', 'remind', 1, 365],
  ['mostReminders', 'reminders', 0, 10],
  ['returnAfterDays', 'back', 1, 3650],
] as const;

function RuleDialog({ from, onClose }: RuleDialogProps) {
  const w = useWords(handoverWords).rules;
  const action = useAct();
  const [rule, setRule] = useState(from);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run(() => call(officeApi.addHandoverPolicy, { body: rule }), onClose);
  };
  return (
    <Dialog heading={w.change} onClose={onClose} wide>
      <form className="stack" onSubmit={submit} noValidate>
        <TextInput
          type="date"
          label={w.from}
          value={rule.effectiveFrom}
          onChange={(event) => setRule({ ...rule, effectiveFrom: event.target.value as never })}
        />
        <TextInput
          label={w.basis}
          maxLength={200}
          value={rule.basis}
          onChange={(event) => setRule({ ...rule, basis: event.target.value })}
        />
        {numbers.map(([field, name, min, max]) => (
          <TextInput
            key={field}
            type="number"
            label={w[name]}
            min={min}
            max={max}
            value={rule[field]}
            onChange={(event) => setRule({ ...rule, [field]: Number(event.target.value) })}
          />
        ))}
        <TextInput
          type="number"
          label={w.giveUp}
          description={w.giveUpHint}
          min={1}
          max={3650}
          value={rule.giveUpAfterDays ?? ''}
          onChange={({ target }) =>
            setRule({ ...rule, giveUpAfterDays: target.value === '' ? null : Number(target.value) })
          }
        />
        <Checkbox
          label={w.familyMay}
          checked={rule.familyMay}
          onChange={(event) => setRule({ ...rule, familyMay: event.target.checked })}
        />
        <DialogEnd action={action} onClose={onClose}>
          {w.action}
        </DialogEnd>
      </form>
    </Dialog>
  );
}
