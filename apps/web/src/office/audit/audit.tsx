import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { factWords } from '../../words/office/fact.ts';
import { reportWords } from '../../words/office/report.ts';
import { addressWith, go, Link, useAddress } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { Turning } from '../frame/turning.tsx';
import { useMay, useMoment } from '../session.tsx';
import { FactDetails, usePermittedBy } from './fact-details.tsx';

type TrailRow = AnswerOf<typeof officeApi.auditTrail>['rows'][number];

/** Everything that happened in the office, newest first. */
export function Audit() {
  const w = useWords(reportWords).audit;
  const { query } = useAddress();
  const cursor = query.get('cursor') ?? undefined;
  const trail = useAnswer(
    officeApi.auditTrail,
    { query: cursor ? { cursor, limit: 100 } : { limit: 100 } },
    { keepLast: true },
  );
  const next = trail.value?.nextCursor;
  return (
    <Page heading={w.heading} lead={w.lead}>
      {trail.value ? (
        <Trail rows={trail.value.rows} stale={trail.stale} />
      ) : (
        <NotYet problem={trail.problem} />
      )}
      <Turning
        onBack={cursor ? () => go('/audit') : undefined}
        onNext={next ? () => go(addressWith('/audit', { cursor: next })) : undefined}
      />
    </Page>
  );
}

function Trail({ rows, stale }: { readonly rows: readonly TrailRow[]; readonly stale: boolean }) {
  const w = useWords(reportWords).audit;
  const { columns } = w;
  if (rows.length === 0) {
    return (
      <Empty icon="iris" heading={w.none}>
        <p>{w.noneLead}</p>
      </Empty>
    );
  }
  return (
    <Table
      caption={w.heading}
      stale={stale}
      columns={[columns.at, columns.what, columns.who, columns.details]}
    >
      {rows.map((row) => (
        <TrailLine key={`${row.at} ${row.kind} ${row.subjectId}`} row={row} />
      ))}
    </Table>
  );
}

function TrailLine({ row }: { readonly row: TrailRow }) {
  const w = useWords(reportWords).audit;
  const words = useWords(factWords);
  const moment = useMoment();
  const may = useMay();
  const permittedBy = usePermittedBy();
  const { columns } = w;
  const ofRecording = /^(enr|pkt)_/.test(row.subjectId) && may('enrolment.view');
  return (
    <tr>
      <Cell of={columns.at}>
        <span className="nowrap">{moment(row.at)}</span>
      </Cell>
      <Cell of={columns.what}>
        <strong>{words.kinds[row.kind] ?? row.kind}</strong>
        {ofRecording ? (
          <small>
            <Link to={`/enrolments/${row.subjectId}`}>{w.openRecording}</Link>
          </small>
        ) : null}
      </Cell>
      <Cell of={columns.who}>
        {row.actor ?? words.theOffice}
        <small>{permittedBy(row.permittedBy)}</small>
      </Cell>
      <Cell of={columns.details}>
        <FactDetails details={row.details} />
      </Cell>
    </tr>
  );
}
