import type { EnrolmentDetail, EnrolmentRow } from '@rekam/protocol/http/enrolment-api.ts';
import { Notice } from '../../parts/notice.tsx';
import { useSentence, useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { Link } from '../address.tsx';
import { Section } from '../frame/pieces.tsx';
import { Table } from '../frame/table.tsx';
import { useDuration } from '../frame/use-duration.ts';
import { useMay, useMoment } from '../session.tsx';
import { Decide } from './decide.tsx';
import { Notes, shownNik } from './enrolment-table.tsx';
import { StateTag } from './state-tag.tsx';

/** Why a recording is held, what stands against it, and the decision. */
export function Held({ one }: { readonly one: EnrolmentDetail }) {
  const w = useWords(enrolmentWords);
  const sentence = useSentence();
  const may = useMay();
  return (
    <Section heading={w.one.held} className="held">
      {one.heldSentence ? (
        <Notice kind="bad">
          <p>{sentence(one.heldSentence)}</p>
        </Notice>
      ) : null}
      {one.rival ? <Compare one={one} rival={one.rival} /> : null}
      {one.heldReason === 'HELD_SAME_RESIDENT' && !one.rival ? <p>{w.one.noRival}</p> : null}
      {may('enrolment.decide-held') ? <Decide one={one} /> : <p className="soft">{w.decide.notYours}</p>}
    </Section>
  );
}

function Compare({ one, rival }: { readonly one: EnrolmentDetail; readonly rival: EnrolmentRow }) {
  const w = useWords(enrolmentWords);
  const f = useWords(frameWords);
  const moment = useMoment();
  const duration = useDuration();
  const both: readonly EnrolmentRow[] = [one, rival];
  const line = (name: string, show: (row: EnrolmentRow) => React.ReactNode) => (
    <tr>
      <th scope="row">{name}</th>
      {both.map((row) => (
        <td key={row.packetId}>{show(row)}</td>
      ))}
    </tr>
  );
  return (
    <Table caption={w.one.rival} columns={[w.one.compare, w.one.thisOne, w.one.otherOne]} cards={false}>
      {line(w.columns.resident, (row) => (
        <>
          {row.name ?? w.unnamed}
          <small className="digits">{row.nik ? shownNik(row.nik) : f.none}</small>
        </>
      ))}
      {line(w.columns.state, (row) => (
        <StateTag row={{ ...row, heldReason: null }} />
      ))}
      {line(w.columns.recorded, (row) => moment(row.recordedAt))}
      {line(w.columns.received, (row) => moment(row.receivedAt))}
      {line(w.columns.where, (row) =>
        [row.stationName, row.place, row.operatorName].filter(Boolean).join(' · '),
      )}
      {line(w.columns.notes, (row) => (
        <Notes row={row} />
      ))}
      {line(w.columns.total, (row) => (row.totalMs === null ? f.none : duration(row.totalMs)))}
      <tr>
        <th scope="row">
          <span className="unseen">{w.one.openRival}</span>
        </th>
        <td />
        <td>
          <Link to={`/enrolments/${rival.id}`}>{w.one.openRival}</Link>
        </td>
      </tr>
    </Table>
  );
}
