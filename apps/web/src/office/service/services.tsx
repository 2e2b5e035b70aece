import { Button } from '@mantine/core';
import { services } from '@rekam/domain/service-status/service.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { ServiceStatusView } from '@rekam/protocol/http/service-api.ts';
import { useState } from 'react';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';
import { ClosingButton } from './closing-button.tsx';
import { Conflicts } from './conflicts.tsx';
import { OperatorButton } from './operator-button.tsx';
import { PastNotice } from './past-days.tsx';
import { StateCell } from './state-cell.tsx';
import { StatementForm } from './statement-form.tsx';
import { Statements } from './statements.tsx';
import { WhatFails } from './what-fails.tsx';

const freshEveryMs = 5000;

/** How the five services stand, at each place and in the city. */
export function Services() {
  const w = useWords(serviceWords);
  const may = useMay();
  const status = useAnswer(officeApi.getServiceStatus, undefined, { everyMs: freshEveryMs });
  const [stating, setStating] = useState(false);
  const acts = (
    <>
      <a href="/layanan">{w.publicPage}</a>
      {may('service.configure') ? <Link to="/services/settings">{w.settings}</Link> : null}
      {may('service.state') ? <Button onClick={() => setStating(true)}>{w.state}</Button> : null}
    </>
  );
  return (
    <Page heading={w.heading} lead={w.lead} acts={acts}>
      <PastNotice />
      {status.value ? <Whole status={status.value} /> : <NotYet problem={status.problem} />}
      {stating && status.value ? (
        <StatementForm places={status.value.places} onClose={() => setStating(false)} />
      ) : null}
    </Page>
  );
}

function Whole({ status }: { readonly status: ServiceStatusView }) {
  const may = useMay();
  return (
    <>
      <ReserveNotice status={status} />
      <Conflicts status={status} />
      <StatusTable status={status} />
      <WhatFails />
      {may('service.state') ? <Statements status={status} /> : null}
    </>
  );
}

/** Rule STS16: what the head must know before anything has stopped. */
function ReserveNotice({ status: { reserve } }: { readonly status: ServiceStatusView }) {
  const w = useWords(serviceWords).reserve;
  const may = useMay();
  if (reserve.level === 'calm') return null;
  return (
    <Notice kind={reserve.level === 'warning' ? 'warn' : 'bad'} alert>
      <strong>{w[reserve.level]}</strong>
      <p>{w.leads[reserve.level](reserve.working, reserve.counters)}</p>
      {may('equipment.view') ? (
        <p className="page-acts">
          <Link to="/planning">{w.plan}</Link>
          <Link to="/repairs">{w.letter}</Link>
        </p>
      ) : null}
    </Notice>
  );
}

function StatusTable({ status }: { readonly status: ServiceStatusView }) {
  const w = useWords(serviceWords);
  const moment = useMoment();
  const { columns } = w;
  const names = [columns.place, ...services.map((service) => w.services[service])];
  return (
    <Table caption={`${w.heading}. ${w.asOf(moment(status.at))}`} columns={names}>
      <tr>
        <Cell of={columns.place}>
          <strong>{w.city}</strong>
          <small className="soft">{w.asOf(moment(status.at))}</small>
        </Cell>
        {services.map((service) => (
          <Cell key={service} of={w.services[service]}>
            <StateCell state={status.city[service]} />
          </Cell>
        ))}
      </tr>
      {status.places.map((row) => (
        <PlaceLine key={row.place.id} row={row} />
      ))}
    </Table>
  );
}

function PlaceLine({ row }: { readonly row: ServiceStatusView['places'][number] }) {
  const w = useWords(serviceWords);
  const { columns } = w;
  const { place, opening, quota, begunToday } = row;
  return (
    <tr>
      <Cell of={columns.place}>
        <strong>{place.name}</strong>
        <small>
          {opening.isOpen && opening.today ? w.openNow(opening.today.closes) : (opening.special ?? w.closed)}
          {', '}
          {quota === null ? w.begun(begunToday) : w.quota(begunToday, quota)}
        </small>
        <span className="place-acts">
          <OperatorButton row={row} />
          <ClosingButton row={row} />
        </span>
      </Cell>
      {services.map((service) => (
        <Cell key={service} of={w.services[service]}>
          <StateCell state={row.services[service]} />
        </Cell>
      ))}
    </tr>
  );
}
