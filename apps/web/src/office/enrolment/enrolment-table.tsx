import type { EnrolmentRow } from '@rekam/protocol/http/enrolment-api.ts';
import { groupNik } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { Link } from '../address.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useDuration } from '../frame/use-duration.ts';
import { useMoment } from '../session.tsx';
import { StateTag } from './state-tag.tsx';

interface EnrolmentTableProps {
  readonly rows: readonly EnrolmentRow[];
  readonly stale?: boolean;
}

export function EnrolmentTable({ rows, stale = false }: EnrolmentTableProps) {
  const w = useWords(enrolmentWords);
  const { columns } = w;
  return (
    <Table
      caption={w.heading}
      stale={stale}
      columns={[
        columns.resident,
        columns.state,
        columns.recorded,
        columns.where,
        columns.notes,
        { figures: columns.total },
        columns.received,
      ]}
    >
      {rows.map((row) => (
        <EnrolmentLine key={row.packetId} row={row} />
      ))}
    </Table>
  );
}

/** A masked NIK stays as it is; a whole one is read in its three parts. */
export const shownNik = (nik: string): string => (/^\d{16}$/.test(nik) ? groupNik(nik) : nik);

function EnrolmentLine({ row }: { readonly row: EnrolmentRow }) {
  const w = useWords(enrolmentWords);
  const f = useWords(frameWords);
  const moment = useMoment();
  const duration = useDuration();
  const { columns } = w;
  return (
    <tr>
      <Cell of={columns.resident}>
        <Link className="main-link" to={`/enrolments/${row.id}`}>
          {row.name ?? (row.openedAt ? w.unnamed : w.unopened)}
        </Link>
        <small className="digits">{row.nik ? shownNik(row.nik) : f.none}</small>
      </Cell>
      <Cell of={columns.state}>
        <StateTag row={row} />
      </Cell>
      <Cell of={columns.recorded}>
        <span className="nowrap">{moment(row.recordedAt)}</span>
        {row.clockTrusted === false ? <small>{w.clockUntrusted}</small> : null}
      </Cell>
      <Cell of={columns.where}>
        {row.stationName}
        <small>{[row.place, row.operatorName].filter(Boolean).join(' · ')}</small>
      </Cell>
      <Cell of={columns.notes}>
        <Notes row={row} />
      </Cell>
      <Cell of={columns.total} className="number">
        {row.totalMs === null ? f.none : duration(row.totalMs)}
      </Cell>
      <Cell of={columns.received}>
        <span className="nowrap">{moment(row.receivedAt)}</span>
      </Cell>
    </tr>
  );
}

export function Notes({ row }: { readonly row: Pick<EnrolmentRow, 'forced' | 'exceptions' | 'owed'> }) {
  const w = useWords(enrolmentWords);
  const f = useWords(frameWords);
  const notes = [
    row.forced > 0 ? w.forcedCount(row.forced) : null,
    row.exceptions > 0 ? w.exceptionCount(row.exceptions) : null,
    row.owed > 0 ? w.owedCount(row.owed) : null,
  ].filter((note) => note !== null);
  return <>{notes.length === 0 ? f.none : notes.join(', ')}</>;
}
