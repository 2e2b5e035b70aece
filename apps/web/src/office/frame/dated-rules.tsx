/** Rules that hold from a day on, by the number of a circular: how they are listed, and how the next one begins. */
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formatDate } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import type { Asked } from '../asking.ts';
import { useMay } from '../session.tsx';
import { NotYet, Section } from './pieces.tsx';

interface Version {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly basis: string;
}

interface DatedRulesProps<Rule extends Version> {
  /** Newest version first. */
  readonly versions: Asked<readonly Rule[]>;
  readonly words: {
    readonly heading: string;
    readonly none: string;
    readonly inForce: (day: string, basis: string) => string;
    readonly change: string;
  };
  /** True where ordinary values hold while the office has set none; else nothing goes on without a version. */
  readonly hasDefaults?: boolean;
  /** What a version says, after its day and basis. */
  readonly saying: (rule: Rule) => ReactNode;
  /** The dialog for the next version, which begins as the newest is; undefined: there is none yet. */
  readonly dialog: (newest: Rule | undefined, onClose: () => void) => ReactNode;
}

/** Every version; who may change policies adds one. */
export function DatedRules<Rule extends Version>(props: DatedRulesProps<Rule>) {
  const { versions, words, hasDefaults = false, saying, dialog } = props;
  const may = useMay();
  const [changing, setChanging] = useState(false);
  if (!versions.value) return <NotYet problem={versions.problem} />;
  const change = may('policy.change') ? (
    <Button variant="default" onClick={() => setChanging(true)}>
      {words.change}
    </Button>
  ) : null;
  return (
    <Section heading={words.heading} acts={change}>
      {versions.value.length === 0 ? (
        <Notice kind={hasDefaults ? 'calm' : 'warn'}>
          <p>{words.none}</p>
        </Notice>
      ) : null}
      <ul>
        {versions.value.map((rule) => (
          <li key={rule.version}>
            {words.inForce(formatDate(rule.effectiveFrom), rule.basis)}
            {saying(rule)}
          </li>
        ))}
      </ul>
      {changing ? dialog(versions.value[0], () => setChanging(false)) : null}
    </Section>
  );
}

interface Beginning {
  readonly effectiveFrom: string;
  readonly basis: string;
}

interface BeginningFieldsProps {
  readonly words: { readonly from: string; readonly basis: string };
  readonly rule: Beginning;
  readonly onChange: (changed: Partial<Beginning>) => void;
}

/** From which day a rule holds, and by which circular. */
export const BeginningFields = ({ words, rule, onChange }: BeginningFieldsProps) => (
  <>
    <TextInput
      type="date"
      label={words.from}
      value={rule.effectiveFrom}
      onChange={(event) => onChange({ effectiveFrom: event.target.value })}
    />
    <TextInput
      label={words.basis}
      maxLength={200}
      value={rule.basis}
      onChange={(event) => onChange({ basis: event.target.value })}
    />
  </>
);
