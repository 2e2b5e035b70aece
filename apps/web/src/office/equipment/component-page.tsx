import { Button } from '@mantine/core';
import type { ComponentDetail, FaultView } from '@rekam/protocol/http/component-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { paperApi } from '@rekam/protocol/http/paper-api.ts';
import { repairApi } from '@rekam/protocol/http/repair-api.ts';
import { useState } from 'react';
import { addressOf, call } from '../../parts/client.ts';
import { formatAge, formatDate } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { equipmentWords } from '../../words/office/equipment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { registerWords } from '../../words/office/register.ts';
import { repairWords } from '../../words/office/repair.ts';
import { go, Link } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { FactLine, FactList, NotYet, Section, Tag } from '../frame/pieces.tsx';
import { useMay, useMoment } from '../session.tsx';
import { ComponentForm } from './component-form.tsx';
import { FaultDialog } from './fault-dialog.tsx';
import { History } from './history.tsx';
import { MistakenDialog } from './mistaken-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { ConditionTag } from './state-tags.tsx';
import { useEquipmentTerms, useWhereOf } from './terms.ts';

type Shown = 'report' | 'move' | 'edit';

/** One component: what it is, where, its faults, and everything that ever happened to it. */
export function ComponentPage({ id }: { readonly id: string }) {
  const w = useWords(componentWords).one;
  const list = useWords(registerWords).components;
  const t = useEquipmentTerms();
  const may = useMay();
  const whereOf = useWhereOf();
  const component = useAnswer(equipmentApi.getComponent, { params: { id } });
  const [shown, setShown] = useState<Shown | null>(null);
  const back = <Link to="/equipment/components">← {w.back}</Link>;
  if (!component.value)
    return (
      <Page heading={list.heading} above={back}>
        <NotYet problem={component.problem} />
      </Page>
    );
  const one = component.value;
  const gone = one.where.at === 'written-off';
  const close = () => setShown(null);
  return (
    <Page
      heading={t.kinds[one.kind]}
      above={back}
      lead={
        <>
          <ConditionTag condition={one.condition} /> {one.make} {one.model} ·{' '}
          <span className="digits">{one.serial}</span> · {whereOf(one)}{' '}
          {one.overdue ? <Tag tone="warn">{list.overdue}</Tag> : null}
        </>
      }
      acts={
        gone ? null : (
          <>
            {may('fault.report') ? <Button onClick={() => setShown('report')}>{w.report}</Button> : null}
            {may('equipment.move') ? (
              <Button variant="default" onClick={() => setShown('move')}>
                {w.move}
              </Button>
            ) : null}
            {may('equipment.manage') ? (
              <Button variant="default" onClick={() => setShown('edit')}>
                {w.edit}
              </Button>
            ) : null}
          </>
        )
      }
    >
      {one.overdueLoan ? <LoanNotice loan={one.overdueLoan} /> : null}
      <Faults one={one} />
      <div className="columns">
        <Facts one={one} />
        <Section heading={w.history}>
          <History facts={one.timeline} />
        </Section>
      </div>
      {shown === 'report' ? <FaultDialog component={one} onClose={close} /> : null}
      {shown === 'move' ? <MoveDialog component={one} onClose={close} /> : null}
      {shown === 'edit' ? <ComponentForm component={one} onClose={close} /> : null}
    </Page>
  );
}

/** A loan past its day: with whom, since when, who must move now. */
function LoanNotice({ loan }: { readonly loan: NonNullable<ComponentDetail['overdueLoan']> }) {
  const w = useWords(repairWords).duties;
  const words = useWords(equipmentWords);
  const t = useEquipmentTerms();
  return (
    <Notice kind="warn">
      <strong>
        {words.loans[loan.loan]} {loan.with}
      </strong>
      <p>
        {w.loanSince(formatDate(loan.dueOn), loan.days, t.rungs[loan.rung])} {w.loanAct[loan.loan]}
      </p>
    </Notice>
  );
}

interface OneProps {
  readonly one: ComponentDetail;
}

function Facts({ one }: OneProps) {
  const w = useWords(componentWords).one;
  const t = useEquipmentTerms();
  const { language } = useLanguage();
  const may = useMay();
  const whereOf = useWhereOf();
  const action = useAct();
  const day = (date: string | null) => (date === null ? '–' : formatDate(date));
  const revoke = () => void action.run(() => call(equipmentApi.revokeLabel, { params: { id: one.id } }));
  return (
    <Section heading={w.facts}>
      <FactList>
        <FactLine name={w.make}>
          {one.make} {one.model}
        </FactLine>
        <FactLine name={w.serial}>
          <span className="digits">{one.serial}</span>
        </FactLine>
        <FactLine name={w.firmware}>{one.firmware ?? '–'}</FactLine>
        <FactLine name={w.owner}>
          {t.owners[one.owner.kind]}
          {one.owner.kind === 'lent' ? `, ${one.owner.by} (${day(one.owner.dueOn)})` : ''}
        </FactLine>
        <FactLine name={w.bought}>
          {day(one.boughtOn)}, {t.fundings[one.funding]}
          {one.priceIdr === null ? '' : `, Rp ${one.priceIdr.toLocaleString(language)}`}
        </FactLine>
        <FactLine name={w.warranty}>{day(one.warrantyUntil)}</FactLine>
        <FactLine name={w.where}>{whereOf(one)}</FactLine>
        <FactLine name={w.label}>
          {one.labelled ? w.labelled : w.unlabelled}{' '}
          {one.labelled && may('equipment.manage') ? (
            <Button variant="default" size="xs" loading={action.busy} onClick={revoke}>
              {w.revokeLabel}
            </Button>
          ) : null}
        </FactLine>
      </FactList>
      <ProblemNotice problem={action.problem} />
    </Section>
  );
}

function Faults({ one }: OneProps) {
  const w = useWords(componentWords).one;
  return (
    <Section heading={w.faults}>
      {one.faults.length === 0 ? <p className="soft">{w.noFaults}</p> : null}
      <ul className="faults">
        {one.faults.map((fault) => (
          <FaultItem key={fault.id} fault={fault} />
        ))}
      </ul>
    </Section>
  );
}

function FaultItem({ fault }: { readonly fault: FaultView }) {
  const w = useWords(componentWords).one;
  const f = useWords(frameWords);
  const t = useEquipmentTerms();
  const may = useMay();
  const moment = useMoment();
  const action = useAct();
  const [mistaken, setMistaken] = useState(false);
  const open = fault.closedAt === null;
  const { language } = useLanguage();
  const until = Date.parse(fault.closedAt ?? new Date().toISOString());
  const lasted = w.lasted(formatAge(until - Date.parse(fault.since), f.ago));
  const takeUp = () =>
    void action.run(
      () => call(repairApi.openRepair, { params: { id: fault.id } }),
      (repair) => go(`/repairs/${repair.id}`),
    );
  return (
    <li className={open ? 'fault fault-open' : 'fault'}>
      <p>
        <strong>{t.symptoms[fault.reports[0]?.symptom ?? 'other']}</strong> · {t.causes[fault.cause]} ·{' '}
        {t.effects[fault.effect]}
      </p>
      <p className="soft">
        {moment(fault.since)}, {lasted} ·{' '}
        {open ? <Tag tone="bad">{w.openFault}</Tag> : fault.closing ? w.closings[fault.closing] : null}
      </p>
      <ul className="reports">
        {fault.reports.map((report) => (
          <li key={`${report.since} ${report.source} ${report.note}`} className="soft">
            {t.symptoms[report.symptom]}
            {wordsOf(report) === '' ? '' : `: ${wordsOf(report)}`} — {sourceOf(report)}
            {report.fileIds.map((fileId, i) => (
              <span key={fileId}>
                {' '}
                <a
                  href={addressOf(paperApi.getPaper, { params: { id: fileId } })}
                  target="_blank"
                  rel="noreferrer"
                >
                  {w.photo(i + 1)}
                </a>
              </span>
            ))}
          </li>
        ))}
      </ul>
      <div className="page-acts">
        {fault.repairId ? <Link to={`/repairs/${fault.repairId}`}>{w.toRepair}</Link> : null}
        {open && !fault.repairId && may('repair.manage') ? (
          <>
            <Button size="xs" loading={action.busy} onClick={takeUp}>
              {w.takeUp}
            </Button>
            <Button size="xs" variant="default" onClick={() => setMistaken(true)}>
              {w.mistaken}
            </Button>
          </>
        ) : null}
      </div>
      <ProblemNotice problem={action.problem} />
      {mistaken ? <MistakenDialog faultId={fault.id} onClose={() => setMistaken(false)} /> : null}
    </li>
  );

  function wordsOf({ said, note }: FaultView['reports'][number]): string {
    return said ? said[language] : note;
  }
  function sourceOf({ sourceKind, source }: FaultView['reports'][number]): string {
    if (sourceKind === 'label') return `${source}, ${w.byLabel}`;
    if (sourceKind === 'printer') return w.byPrinter;
    if (sourceKind === 'station') return `${source}, ${w.byStation}`;
    return sourceKind === 'record' ? `${w.byRecord} ${source}` : source;
  }
}
