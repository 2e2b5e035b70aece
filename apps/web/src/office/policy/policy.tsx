import { Button } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { policyWords } from '../../words/office/policy.ts';
import { terms } from '../../words/terms/index.ts';
import { useAnswer } from '../asking.ts';
import { CentreNames } from '../centre/names.tsx';
import { Page } from '../frame/page.tsx';
import { Empty, FactLine, FactList, NotYet, Section, Tag } from '../frame/pieces.tsx';
import { useMay, useToday } from '../session.tsx';
import { CentreWaitRules } from './centre-waits.tsx';
import { EquipmentRules } from './equipment-rules.tsx';
import { type NumberField, numbersOf, type PolicyVersion } from './policy-entries.ts';
import { PolicyForm } from './policy-form.tsx';

/** The versions of the recording policy, the one in force first of all told apart. */
export function Policy() {
  const w = useWords(policyWords);
  const may = useMay();
  const versions = useAnswer(officeApi.getPolicy);
  const [adding, setAdding] = useState(false);
  const today = useToday();
  const all = versions.value ?? [];
  const inForce = all
    .filter(({ effectiveFrom }) => effectiveFrom <= today)
    .sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.version - a.version)[0];
  const latest = all[0];
  const addButton =
    may('policy.change') && latest && !adding ? (
      <Button onClick={() => setAdding(true)}>{w.add}</Button>
    ) : null;
  return (
    <Page heading={w.heading} lead={w.lead} acts={addButton}>
      {versions.value ? null : <NotYet problem={versions.problem} />}
      {versions.value?.length === 0 ? (
        <Empty icon="signature" heading={w.none}>
          <p>{w.noneLead}</p>
        </Empty>
      ) : null}
      {adding && latest ? <PolicyForm latest={latest} onClose={() => setAdding(false)} /> : null}
      {all.map((policy) => (
        <Version
          key={policy.version}
          policy={policy}
          state={policy === inForce ? 'inForce' : policy.effectiveFrom > today ? 'future' : 'past'}
        />
      ))}
      {adding ? null : <EquipmentRules today={today} />}
      {adding ? null : <CentreWaitRules today={today} />}
      {adding ? null : <CentreNames />}
    </Page>
  );
}

interface VersionProps {
  readonly policy: PolicyVersion;
  readonly state: 'inForce' | 'future' | 'past';
}

const tones = { inForce: 'good', future: 'calm', past: 'still' } as const;

function Version({ policy, state }: VersionProps) {
  const w = useWords(policyWords);
  return (
    <Section
      heading={`${w.version(policy.version)} · ${policy.basis}`}
      acts={
        <>
          <Tag tone={tones[state]}>{w[state]}</Tag>
          <span className="soft">{w.from(formatDate(policy.effectiveFrom))}</span>
        </>
      }
    >
      {state === 'past' ? (
        <details className="more">
          <summary>{w.fields.steps}</summary>
          <Rules policy={policy} />
        </details>
      ) : (
        <Rules policy={policy} />
      )}
    </Section>
  );
}

const groups: readonly (readonly NumberField[])[] = [
  ['cardAge', 'finger', 'iris', 'face', 'maxTries'],
  ['offlineDays', 'offlineRecordings', 'warnFrom', 'directoryDays'],
  ['keepSentDays', 'clockTolerance', 'alarmAfterHours', 'minimumFree'],
];

function Rules({ policy }: { readonly policy: PolicyVersion }) {
  const w = useWords(policyWords).fields;
  const t = useWords(terms);
  const numbers = numbersOf(policy);
  return (
    <div className="stack">
      <p>{policy.steps.map((step) => t.steps[step]).join(' → ')}</p>
      <div className="columns policy-columns">
        {groups.map((group, index) => (
          <FactList key={group[0]}>
            {group.map((name) => (
              <FactLine key={name} name={w[name]}>
                {numbers[name]}
              </FactLine>
            ))}
            {index === 0 ? <FactLine name={w.earlyAge}>{policy.earlyAge ?? w.earlyNone}</FactLine> : null}
            {index === 2 ? <WithoutDevice policy={policy} /> : null}
          </FactList>
        ))}
      </div>
    </div>
  );
}

function WithoutDevice({ policy }: { readonly policy: PolicyVersion }) {
  const w = useWords(policyWords).fields;
  const t = useWords(terms);
  const kinds = Object.entries(policy.withoutDevice) as [keyof typeof t.devices, 'refuse' | 'owed'][];
  const owed = kinds.filter(([, what]) => what === 'owed').map(([kind]) => t.devices[kind]);
  const text = owed.length === 0 ? w.withoutOptions.refuse : `${w.withoutOptions.owed}: ${owed.join(', ')}`;
  return <FactLine name={w.withoutDevice}>{text}</FactLine>;
}
