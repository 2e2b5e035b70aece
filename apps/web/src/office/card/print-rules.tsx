import { TextInput } from '@mantine/core';
import { type PrintClass, printClasses, printPolicyOf2020 } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { cardWords } from '../../words/office/card.ts';
import { useAct, useAnswer } from '../asking.ts';
import { BeginningFields, DatedRules } from '../frame/dated-rules.tsx';
import { FormDialog } from '../frame/form-dialog.tsx';
import { groupsOf, ranksOf } from './print-ranks.ts';

type Proposal = BodyOf<typeof officeApi.addPrintPolicy>;

/** Whose card comes before whose; the head adds a version. */
export function PrintRules() {
  const words = useWords(cardWords);
  const versions = useAnswer(officeApi.printPolicies);
  return (
    <DatedRules
      versions={versions}
      words={words.rules}
      saying={({ groups }) => (
        <ol>
          {groups.map((group) => (
            <li key={group.join()}>{group.map((one) => words.classes[one]).join(', ')}</li>
          ))}
        </ol>
      )}
      dialog={(newest, onClose) => <RuleDialog from={proposalFrom(newest)} onClose={onClose} />}
    />
  );
}

function proposalFrom(
  newest: Omit<Proposal, 'groups'> & {
    readonly groups: readonly (readonly PrintClass[])[];
  } = printPolicyOf2020,
): Proposal {
  const { effectiveFrom, basis, beginnerBelowAge, groups } = newest;
  return { effectiveFrom, basis, beginnerBelowAge, groups: groups.map((group) => [...group]) };
}

interface RuleDialogProps {
  readonly from: Proposal;
  readonly onClose: () => void;
}

function RuleDialog({ from, onClose }: RuleDialogProps) {
  const words = useWords(cardWords);
  const w = words.rules;
  const action = useAct();
  const [rule, setRule] = useState(from);
  const [ranks, setRanks] = useState(ranksOf(from.groups));
  const submit = () => {
    const body = { ...rule, groups: groupsOf(ranks) };
    void action.run(() => call(officeApi.addPrintPolicy, { body }), onClose);
  };
  const rankField = (name: PrintClass) => (
    <TextInput
      key={name}
      label={words.classes[name]}
      inputMode="numeric"
      maxLength={2}
      value={ranks[name]}
      onChange={(event) => setRanks({ ...ranks, [name]: event.target.value })}
    />
  );
  return (
    <FormDialog heading={w.change} onClose={onClose} wide action={action} onSubmit={submit} act={w.action}>
      <BeginningFields words={w} rule={rule} onChange={(changed) => setRule({ ...rule, ...changed })} />
      <fieldset>
        <legend>{w.groups}</legend>
        <p className="soft">{w.groupsHint}</p>
        {printClasses.map(rankField)}
      </fieldset>
      <TextInput
        type="number"
        label={w.age}
        min={17}
        max={25}
        value={rule.beginnerBelowAge}
        onChange={(event) => setRule({ ...rule, beginnerBelowAge: Number(event.target.value) })}
      />
    </FormDialog>
  );
}
