import { Checkbox, TextInput } from '@mantine/core';
import { defaultLetterPolicy, letterPurposes } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { letterWords } from '../../words/office/letter.ts';
import { useAct, useAnswer } from '../asking.ts';
import { BeginningFields, DatedRules } from '../frame/dated-rules.tsx';
import { FormDialog } from '../frame/form-dialog.tsx';

type Proposal = BodyOf<typeof officeApi.addLetterPolicy>;

/** What holds for letters; the head adds a version. */
export function Rules() {
  const w = useWords(letterWords).rules;
  const versions = useAnswer(officeApi.letterPolicies);
  return (
    <DatedRules
      versions={versions}
      words={w}
      saying={({ signatory }) => ` · ${signatory.position}: ${signatory.name}`}
      dialog={(newest, onClose) => (
        <RuleDialog
          from={newest ?? { ...defaultLetterPolicy, purposes: [...defaultLetterPolicy.purposes] }}
          onClose={onClose}
        />
      )}
    />
  );
}

interface RuleDialogProps {
  readonly from: Proposal;
  readonly onClose: () => void;
}

function RuleDialog({ from, onClose }: RuleDialogProps) {
  const words = useWords(letterWords);
  const w = words.rules;
  const action = useAct();
  const {
    basis,
    purposes,
    onlyWithoutBlanks,
    validMonths,
    renewFromDays,
    remindDays,
    numberPattern,
    signatory,
  } = from;
  const [rule, setRule] = useState<Proposal>({
    effectiveFrom: from.effectiveFrom,
    basis,
    purposes,
    onlyWithoutBlanks,
    validMonths,
    renewFromDays,
    remindDays,
    numberPattern,
    signatory,
  });
  const [days, setDays] = useState((remindDays ?? []).join(', '));
  const change = (changed: Partial<Proposal>) => setRule({ ...rule, ...changed });
  const changeSignatory = (changed: Partial<Proposal['signatory']>) =>
    change({ signatory: { ...rule.signatory, ...changed } });
  const submit = () => {
    void action.run(
      () => call(officeApi.addLetterPolicy, { body: { ...rule, remindDays: daysIn(days) } }),
      onClose,
    );
  };
  return (
    <FormDialog heading={w.change} onClose={onClose} wide action={action} onSubmit={submit} act={w.action}>
      <BeginningFields words={w} rule={rule} onChange={change} />
      <Checkbox.Group
        label={w.purposes}
        value={rule.purposes}
        onChange={(chosen) =>
          change({ purposes: letterPurposes.filter((purpose) => chosen.includes(purpose)) })
        }
      >
        {letterPurposes.map((purpose) => (
          <Checkbox key={purpose} value={purpose} label={words.purposes[purpose]} mt="xs" />
        ))}
      </Checkbox.Group>
      <Checkbox
        label={w.onlyWithoutBlanks}
        checked={rule.onlyWithoutBlanks}
        onChange={(event) => change({ onlyWithoutBlanks: event.target.checked })}
      />
      <TextInput
        type="number"
        label={w.months}
        min={1}
        max={24}
        value={rule.validMonths}
        onChange={(event) => change({ validMonths: Number(event.target.value) })}
      />
      <TextInput
        type="number"
        label={w.renewFrom}
        min={0}
        max={90}
        value={rule.renewFromDays}
        onChange={(event) => change({ renewFromDays: Number(event.target.value) })}
      />
      <TextInput
        label={w.remind}
        description={w.remindHint}
        inputMode="numeric"
        maxLength={40}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      <TextInput
        label={w.pattern}
        description={w.patternHint}
        maxLength={100}
        value={rule.numberPattern}
        onChange={(event) => change({ numberPattern: event.target.value })}
      />
      <TextInput
        label={w.position}
        maxLength={80}
        value={rule.signatory.position}
        onChange={(event) => changeSignatory({ position: event.target.value })}
      />
      <TextInput
        label={w.name}
        maxLength={80}
        value={rule.signatory.name}
        onChange={(event) => changeSignatory({ name: event.target.value })}
      />
      <TextInput
        label={w.rank}
        maxLength={80}
        value={rule.signatory.rank}
        onChange={(event) => changeSignatory({ rank: event.target.value })}
      />
      <TextInput
        label={w.nip}
        maxLength={40}
        value={rule.signatory.nip}
        onChange={(event) => changeSignatory({ nip: event.target.value })}
      />
    </FormDialog>
  );
}

/** `14, 3`; what is no number is left for the office to refuse. */
const daysIn = (text: string): number[] =>
  text
    .split(/[,;\s]+/)
    .filter((one) => one !== '')
    .map(Number);
