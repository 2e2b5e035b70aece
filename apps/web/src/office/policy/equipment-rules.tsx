import { Button, NativeSelect, TextInput } from '@mantine/core';
import { rungs, slotNeeds, supportSlots } from '@rekam/domain';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { formatDate, midSentence } from '../../parts/format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { equipmentWords } from '../../words/office/equipment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { useAct, useAnswer } from '../asking.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { FactLine, FactList, Section } from '../frame/pieces.tsx';
import { useMay } from '../session.tsx';

type Rules = AnswerOf<typeof equipmentApi.getEquipmentPolicy>[number];

const climbing = rungs.filter((rung) => rung !== 'ditjen');

/** What a set can do without, and after how many days a repair climbs. */
export function EquipmentRules({ today }: { readonly today: string }) {
  const w = useWords(equipmentWords).rules;
  const may = useMay();
  const versions = useAnswer(equipmentApi.getEquipmentPolicy);
  const [changing, setChanging] = useState(false);
  const inForce = (versions.value ?? [])
    .filter(({ effectiveFrom }) => effectiveFrom <= today)
    .sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.version - a.version)[0];
  if (!inForce) return null;
  return (
    <Section
      heading={w.heading}
      lead={w.inForce(inForce.basis, formatDate(inForce.effectiveFrom))}
      acts={
        may('policy.change') && !changing ? (
          <Button variant="default" onClick={() => setChanging(true)}>
            {w.change}
          </Button>
        ) : null
      }
    >
      {changing ? (
        <RulesForm rules={inForce} today={today} onClose={() => setChanging(false)} />
      ) : (
        <Shown rules={inForce} />
      )}
    </Section>
  );
}

function Shown({ rules }: { readonly rules: Rules }) {
  const words = useWords(equipmentWords);
  const w = words.rules;
  const t = useEquipmentTerms();
  return (
    <div className="columns policy-columns">
      <FactList>
        {supportSlots.map((slot) => (
          <FactLine key={slot} name={w.without(midSentence(t.kinds[slot]))}>
            {words.effectsOf[rules.without[slot]]}
          </FactLine>
        ))}
      </FactList>
      <FactList>
        {climbing.map((rung) => (
          <FactLine key={rung} name={w.climb(t.rungs[rung])}>
            {w.days(rules.climbAfterDays[rung])}
          </FactLine>
        ))}
        <FactLine name={w.remind}>{w.days(rules.remindEveryDays)}</FactLine>
      </FactList>
    </div>
  );
}

interface RulesFormProps {
  readonly rules: Rules;
  readonly today: string;
  readonly onClose: () => void;
}

function RulesForm({ rules, today, onClose }: RulesFormProps) {
  const words = useWords(equipmentWords);
  const w = words.rules;
  const f = useWords(frameWords);
  const t = useEquipmentTerms();
  const action = useAct();
  const [entries, setEntries] = useState({ ...rules, basis: '', effectiveFrom: today as string });
  const set = (change: Partial<typeof entries>) => setEntries({ ...entries, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { version: _, ...body } = entries;
    void action.run(
      () => call(equipmentApi.addEquipmentPolicy, { body: { ...body, basis: body.basis || ' ' } }),
      onClose,
    );
  };
  const days = (label: string, value: number, change: (value: number) => void) => (
    <TextInput
      key={label}
      type="number"
      min={1}
      max={90}
      label={label}
      value={String(value)}
      onChange={(event) => change(Math.round(Number(event.target.value)))}
    />
  );
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div className="form-grid">
        <TextInput
          label={w.basis}
          required
          maxLength={120}
          value={entries.basis}
          onChange={(event) => set({ basis: event.target.value })}
        />
        <TextInput
          type="date"
          label={w.from}
          value={entries.effectiveFrom}
          onChange={(event) => set({ effectiveFrom: event.target.value })}
        />
        {supportSlots.map((slot) => (
          <NativeSelect
            key={slot}
            label={w.without(midSentence(t.kinds[slot]))}
            value={entries.without[slot]}
            onChange={(event) =>
              set({ without: { ...entries.without, [slot]: event.target.value as Rules['without']['ups'] } })
            }
            data={slotNeeds.map((value) => ({ value, label: words.effectsOf[value] }))}
          />
        ))}
        {climbing.map((rung) =>
          days(`${w.climb(t.rungs[rung])} (${w.unit})`, entries.climbAfterDays[rung], (value) =>
            set({ climbAfterDays: { ...entries.climbAfterDays, [rung]: value } }),
          ),
        )}
        {days(`${w.remind} (${w.unit})`, entries.remindEveryDays, (value) => set({ remindEveryDays: value }))}
      </div>
      <ProblemNotice problem={action.problem} />
      <div className="page-acts">
        <Button variant="default" onClick={onClose}>
          {f.cancel}
        </Button>
        <Button type="submit" disabled={entries.basis.trim() === ''} loading={action.busy}>
          {f.save}
        </Button>
      </div>
    </form>
  );
}
