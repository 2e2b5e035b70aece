import { Checkbox, TextInput } from '@mantine/core';
import { defaultHandoverPolicy } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { handoverWords } from '../../words/office/handover.ts';
import { useAct, useAnswer } from '../asking.ts';
import { BeginningFields, DatedRules } from '../frame/dated-rules.tsx';
import { FormDialog } from '../frame/form-dialog.tsx';

type Proposal = BodyOf<typeof officeApi.addHandoverPolicy>;

/** How cards are handed over; the head adds a version. */
export function HandoverRules() {
  const w = useWords(handoverWords).rules;
  const versions = useAnswer(officeApi.handoverPolicies);
  return (
    <DatedRules
      versions={versions}
      words={w}
      saying={(rule) => (
        <>
          <br />
          <small>
            {w.saying(rule.tries, rule.leastQuestions, rule.keepPrintDays)}{' '}
            {w.family[rule.familyMay ? 'yes' : 'no']}{' '}
            {w.waiting(rule.remindAfterDays, rule.mostReminders, rule.returnAfterDays, rule.giveUpAfterDays)}
          </small>
        </>
      )}
      dialog={(newest, onClose) => {
        const { version: _, ...from } = newest ?? defaultHandoverPolicy;
        return <RuleDialog from={from} onClose={onClose} />;
      }}
    />
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
  const submit = () => {
    void action.run(() => call(officeApi.addHandoverPolicy, { body: rule }), onClose);
  };
  return (
    <FormDialog heading={w.change} onClose={onClose} wide action={action} onSubmit={submit} act={w.action}>
      <BeginningFields words={w} rule={rule} onChange={(changed) => setRule({ ...rule, ...changed })} />
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
    </FormDialog>
  );
}
