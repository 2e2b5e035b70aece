import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { steps } from '@rekam/domain/enrolment/steps.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { policyWords } from '../../words/office/policy.ts';
import { terms } from '../../words/terms/index.ts';
import { useAct } from '../asking.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';
import { Section } from '../frame/pieces.tsx';
import {
  entriesFrom,
  fixedSteps,
  type NumberField,
  type PolicyEntries,
  type PolicyVersion,
  policyFrom,
  toggleStep,
  wrongPolicyEntries,
} from './policy-entries.ts';

interface PolicyFormProps {
  readonly latest: PolicyVersion;
  readonly onClose: () => void;
}

/** A new version of the policy, filled in from the latest. */
export function PolicyForm({ latest, onClose }: PolicyFormProps) {
  const w = useWords(policyWords);
  const action = useAct();
  const [entries, setEntries] = useState(() => entriesFrom(latest));
  const [checked, setChecked] = useState(false);
  const wrong = wrongPolicyEntries(entries);
  const set = (change: Partial<PolicyEntries>) => setEntries({ ...entries, ...change });
  const told = (name: string, text: string) => (checked && wrong.has(name) ? text : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (wrong.size > 0) return;
    void action.run(() => call(officeApi.addPolicy, { body: policyFrom(entries) }), onClose);
  };
  const numbers = (names: readonly NumberField[]) =>
    names.map((name) => (
      <TextInput
        key={name}
        label={w.fields[name]}
        inputMode="decimal"
        autoComplete="off"
        error={told(name, w.form.wrong.number)}
        value={entries.numbers[name]}
        onChange={(event) => set({ numbers: { ...entries.numbers, [name]: event.target.value } })}
      />
    ));
  return (
    <Section heading={w.form.heading} lead={w.form.lead}>
      <form className="stack" onSubmit={submit} noValidate>
        <div className="columns policy-dates">
          <TextInput
            type="date"
            label={w.fields.effectiveFrom}
            autoFocus
            error={told('effectiveFrom', w.form.wrong.effectiveFrom)}
            value={entries.effectiveFrom}
            onChange={(event) => set({ effectiveFrom: event.target.value })}
          />
          <TextInput
            label={w.fields.basis}
            description={w.fields.basisHint}
            error={told('basis', w.form.wrong.basis)}
            autoComplete="off"
            value={entries.basis}
            onChange={(event) => set({ basis: event.target.value })}
          />
        </div>
        <StepChoice entries={entries} onChange={set} />
        <fieldset className="roles policy-group">
          <legend>{w.fields.ages}</legend>
          {numbers(['cardAge'])}
          <TextInput
            label={w.fields.earlyAge}
            description={w.fields.earlyAgeHint}
            inputMode="numeric"
            error={told('earlyAge', w.form.wrong.number)}
            value={entries.earlyAge}
            onChange={(event) => set({ earlyAge: event.target.value })}
          />
        </fieldset>
        <fieldset className="roles policy-group">
          <legend>{w.fields.quality}</legend>
          {numbers(['finger', 'iris', 'face', 'maxTries'])}
        </fieldset>
        <WithoutDeviceChoice entries={entries} onChange={set} />
        <fieldset className="roles policy-group">
          <legend>{w.fields.offline}</legend>
          {numbers(['offlineDays', 'offlineRecordings', 'warnFrom'])}
        </fieldset>
        <fieldset className="roles policy-group">
          <legend>{w.fields.stations}</legend>
          {numbers(['directoryDays', 'keepSentDays', 'clockTolerance', 'alarmAfterHours', 'minimumFree'])}
        </fieldset>
        <DialogEnd action={action} onClose={onClose}>
          {w.form.action}
        </DialogEnd>
      </form>
    </Section>
  );
}

interface PartProps {
  readonly entries: PolicyEntries;
  readonly onChange: (change: Partial<PolicyEntries>) => void;
}

function StepChoice({ entries, onChange }: PartProps) {
  const w = useWords(policyWords).fields;
  const t = useWords(terms);
  return (
    <fieldset className="roles">
      <legend>{w.steps}</legend>
      <p className="soft">{w.stepsHint}</p>
      <div className="policy-group">
        {steps.map((step) => (
          <Checkbox
            key={step}
            label={t.steps[step]}
            checked={entries.steps.includes(step)}
            disabled={fixedSteps.has(step)}
            onChange={() => onChange({ steps: toggleStep(entries.steps, step) })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function WithoutDeviceChoice({ entries, onChange }: PartProps) {
  const w = useWords(policyWords).fields;
  const t = useWords(terms);
  const kinds = ['finger', 'iris', 'face', 'signature'] as const;
  return (
    <fieldset className="roles policy-group">
      <legend>{w.withoutDevice}</legend>
      {kinds.map((kind) => (
        <NativeSelect
          key={kind}
          label={t.devices[kind]}
          value={entries.withoutDevice[kind]}
          onChange={(event) =>
            onChange({
              withoutDevice: { ...entries.withoutDevice, [kind]: event.target.value as 'refuse' | 'owed' },
            })
          }
          data={(['refuse', 'owed'] as const).map((what) => ({ value: what, label: w.withoutOptions[what] }))}
        />
      ))}
    </fieldset>
  );
}
