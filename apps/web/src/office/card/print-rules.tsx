import { Button, TextInput } from '@mantine/core';
import { type PrintClass, printClasses, printPolicyOf2020 } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { cardWords } from '../../words/office/card.ts';
import { useAct, useAnswer } from '../asking.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';
import { NotYet, Section } from '../frame/pieces.tsx';
import { useMay } from '../session.tsx';
import { groupsOf, ranksOf } from './print-ranks.ts';

type Proposal = BodyOf<typeof officeApi.addPrintPolicy>;

/** Whose card comes before whose, newest version first; the head adds a version. */
export function PrintRules() {
  const words = useWords(cardWords);
  const w = words.rules;
  const may = useMay();
  const versions = useAnswer(officeApi.printPolicies);
  const [changing, setChanging] = useState(false);
  if (!versions.value) return <NotYet problem={versions.problem} />;
  const { effectiveFrom, basis, beginnerBelowAge, groups } = versions.value[0] ?? printPolicyOf2020;
  const from = { effectiveFrom, basis, beginnerBelowAge, groups: groups.map((group) => [...group]) };
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
            <ol>
              {rule.groups.map((group) => (
                <li key={group.join()}>{group.map((one) => words.classes[one]).join(', ')}</li>
              ))}
            </ol>
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

function RuleDialog({ from, onClose }: RuleDialogProps) {
  const words = useWords(cardWords);
  const w = words.rules;
  const action = useAct();
  const [rule, setRule] = useState(from);
  const [ranks, setRanks] = useState(ranksOf(from.groups));
  const submit = (event: FormEvent) => {
    event.preventDefault();
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
        <DialogEnd action={action} onClose={onClose}>
          {w.action}
        </DialogEnd>
      </form>
    </Dialog>
  );
}
