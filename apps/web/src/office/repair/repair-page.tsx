import { Button } from '@mantine/core';
import type { RepairDetail } from '@rekam/protocol/http/repair-api.ts';
import { repairApi } from '@rekam/protocol/http/repair-api.ts';
import { type ReactNode, useState } from 'react';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { repairWords } from '../../words/office/repair.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { History } from '../equipment/history.tsx';
import { useEquipmentTerms, useWhereOf } from '../equipment/terms.ts';
import { Page } from '../frame/page.tsx';
import { FactLine, FactList, NotYet, Section, Tag } from '../frame/pieces.tsx';
import { useMay } from '../session.tsx';
import { LetterLinks } from './repairs.tsx';
import { type Step, StepDialog } from './step-dialog.tsx';

/** One repair: what was found and tried, who was written to, and what they answered. */
export function RepairPage({ id }: { readonly id: string }) {
  const w = useWords(repairWords);
  const t = useEquipmentTerms();
  const may = useMay();
  const whereOf = useWhereOf();
  const repair = useAnswer(repairApi.getRepair, { params: { id } });
  const [step, setStep] = useState<Step | null>(null);
  const back = <Link to="/repairs">← {w.one.back}</Link>;
  if (!repair.value)
    return (
      <Page heading={w.heading} above={back}>
        <NotYet problem={repair.problem} />
      </Page>
    );
  const one = repair.value;
  const open = one.closedAt === null && may('repair.manage');
  const act = (name: Step) =>
    open ? (
      <Button size="xs" variant="default" onClick={() => setStep(name)}>
        {w.acts[name]}
      </Button>
    ) : null;
  return (
    <Page
      heading={`${w.heading}: ${t.kinds[one.component.kind]}`}
      above={back}
      lead={
        <>
          {one.component.make} {one.component.model} · <span className="digits">{one.component.serial}</span>{' '}
          · {whereOf(one.component)}
        </>
      }
      acts={
        <Link className="plain-button" to={`/equipment/components/${one.component.id}`}>
          {w.one.toComponent}
        </Link>
      }
    >
      <div className="columns">
        <State
          one={one}
          acts={
            <>
              {act('path')}
              {act('raise')}
            </>
          }
        />
        <Found
          one={one}
          acts={
            <>
              {act('attempt')}
              {act('diagnose')}
            </>
          }
        />
      </div>
      <div className="columns">
        <Letters
          one={one}
          acts={
            <>
              {act('letter')}
              {act('answer')}
            </>
          }
        />
        <Section heading={w.one.history}>
          <History facts={one.timeline} />
        </Section>
      </div>
      {step ? <StepDialog step={step} repair={one} onClose={() => setStep(null)} /> : null}
    </Page>
  );
}

interface PartProps {
  readonly one: RepairDetail;
  readonly acts: ReactNode;
}

function State({ one, acts }: PartProps) {
  const words = useWords(repairWords);
  const w = words.one;
  const t = useEquipmentTerms();
  const may = useMay();
  return (
    <Section heading={w.state} acts={acts}>
      <FactList>
        <FactLine name={w.openedOn}>{formatDate(one.openedOn)}</FactLine>
        <FactLine name={w.rung}>
          {one.closedAt ? (
            <Tag tone="good">{words.closed}</Tag>
          ) : (
            `${t.rungs[one.rung]}, ${w.rungSince(formatDate(one.rungSince))}`
          )}{' '}
          {one.letterDue ? <Tag tone="warn">{words.letterDue}</Tag> : null}
        </FactLine>
        <FactLine name={w.verdict}>{one.verdict ? t.verdicts[one.verdict] : words.noDiagnosis}</FactLine>
        <FactLine name={w.path}>{one.path ? t.paths[one.path] : words.noPath}</FactLine>
        <FactLine name={w.payer}>{t.payers[one.payer]}</FactLine>
        <FactLine name={w.promised}>
          {one.promisedOn ? formatDate(one.promisedOn) : w.nothingPromised}{' '}
          {one.promiseBroken ? <Tag tone="bad">{words.broken}</Tag> : null}
        </FactLine>
      </FactList>
      <p className="soft">{one.closedAt ? w.closedBy : w.howToClose}</p>
      {one.closedAt === null && may('repair.manage') ? (
        <>
          <strong>{w.letter}</strong>
          <LetterLinks repairId={one.id} />
        </>
      ) : null}
    </Section>
  );
}

function Found({ one, acts }: PartProps) {
  const w = useWords(repairWords).one;
  const t = useEquipmentTerms();
  return (
    <Section heading={w.diagnoses} acts={acts}>
      {one.diagnoses.length === 0 ? <p className="soft">{w.noDiagnoses}</p> : null}
      <ul className="timeline">
        {one.diagnoses.map((diagnosis) => (
          <li key={`${diagnosis.on} ${diagnosis.evidence}`}>
            <time dateTime={diagnosis.on}>{formatDate(diagnosis.on)}</time>
            <div>
              <strong>{t.verdicts[diagnosis.verdict]}</strong>, {w.by(diagnosis.by)}
              <p className="soft">{diagnosis.evidence}</p>
            </div>
          </li>
        ))}
      </ul>
      <h3>{w.attempts}</h3>
      {one.attempts.length === 0 ? <p className="soft">{w.noAttempts}</p> : null}
      <ul className="timeline">
        {one.attempts.map(({ on, what, result }) => (
          <li key={`${on} ${what}`}>
            <time dateTime={on}>{formatDate(on)}</time>
            <div>
              <strong>{what}</strong>
              <p className="soft">{result}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Letters({ one, acts }: PartProps) {
  const w = useWords(repairWords).one;
  const entries = [
    ...one.letters.map(({ paper, addressee }) => ({
      on: paper.date as string,
      what: paper.number,
      more: w.to(addressee),
    })),
    ...one.answers.map(({ on, from, summary }) => ({ on: on as string, what: summary, more: w.from(from) })),
  ].sort((a, b) => a.on.localeCompare(b.on));
  return (
    <Section heading={w.letters} acts={acts}>
      {entries.length === 0 ? <p className="soft">{w.noLetters}</p> : null}
      <ul className="timeline">
        {entries.map(({ on, what, more }) => (
          <li key={`${on} ${what} ${more}`}>
            <time dateTime={on}>{formatDate(on)}</time>
            <div>
              <strong>{what}</strong>
              <p className="soft">{more}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
