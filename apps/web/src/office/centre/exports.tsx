import { Button } from '@mantine/core';
import type { CentreExportRow } from '@rekam/protocol/http/centre-api.ts';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { formatDate } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { centreExportWords } from '../../words/office/centre-export.ts';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, FactLine, FactList, NotYet, Section, Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMoment } from '../session.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { SendingDialog } from './sending-dialog.tsx';

/** An export is finished a moment after the browser has its last byte. */
const freshEveryMs = 5000;

/** What waits for the centre, what left as an export, and whether that was sent. */
export function CentreExports() {
  const w = useWords(centreExportWords);
  const list = useAnswer(officeApi.listCentreExports, undefined, { everyMs: freshEveryMs });
  const [making, setMaking] = useState(false);
  const [sending, setSending] = useState<CentreExportRow | null>(null);
  return (
    <Page heading={w.heading} lead={w.lead} above={<Above />}>
      {list.value ? (
        <>
          <Waiting waiting={list.value.waiting} onMake={() => setMaking(true)} />
          <Section heading={w.history}>
            <History rows={list.value.rows} onSent={setSending} />
          </Section>
        </>
      ) : (
        <NotYet problem={list.problem} />
      )}
      {making ? <ExportDialog onClose={() => setMaking(false)} /> : null}
      {sending ? <SendingDialog one={sending} onClose={() => setSending(null)} /> : null}
    </Page>
  );
}

function Above() {
  const w = useWords(enrolmentWords);
  return <Link to="/enrolments">← {w.heading}</Link>;
}

type Counts = AnswerOf<typeof officeApi.listCentreExports>['waiting'];

function Waiting({ waiting, onMake }: { readonly waiting: Counts; readonly onMake: () => void }) {
  const w = useWords(centreExportWords);
  const { language } = useLanguage();
  const { taken = 0, ...others } = waiting;
  const said = Object.entries(others);
  return (
    <Section heading={w.waiting} acts={<Button onClick={onMake}>{w.make}</Button>}>
      <p>{taken > 0 ? w.waitingCount(taken.toLocaleString(language)) : w.nothing}</p>
      {said.length === 0 ? null : (
        <FactList>
          {said.map(([finding, count]) => (
            <FactLine key={finding} name={w.others[finding as keyof typeof others]}>
              {count.toLocaleString(language)}
            </FactLine>
          ))}
        </FactList>
      )}
    </Section>
  );
}

interface HistoryProps {
  readonly rows: readonly CentreExportRow[];
  readonly onSent: (row: CentreExportRow) => void;
}

function History({ rows, onSent }: HistoryProps) {
  const w = useWords(centreExportWords);
  const { language } = useLanguage();
  const moment = useMoment();
  const { columns } = w;
  if (rows.length === 0)
    return (
      <Empty icon="packet" heading={w.none}>
        <p>{w.noneLead}</p>
      </Empty>
    );
  return (
    <Table
      caption={w.history}
      columns={[columns.made, { figures: columns.recordings }, columns.kind, columns.sent]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <Cell of={columns.made}>
            {moment(row.madeAt)}
            <small>
              {w.madeBy(row.madeBy)} · <span className="digits">{w.end(row.id.slice(-8))}</span>
            </small>
          </Cell>
          <Cell of={columns.recordings} className="number">
            {row.recordings.toLocaleString(language)}
          </Cell>
          <Cell of={columns.kind}>
            {w.forms[row.form]}
            <small>{row.sealed ? w.sealed : w.unsealed}</small>
            {row.againBecause === null ? null : <small>{row.againBecause}</small>}
          </Cell>
          <Cell of={columns.sent}>
            <Sent row={row} onSent={onSent} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function Sent({ row, onSent }: { readonly row: CentreExportRow } & Pick<HistoryProps, 'onSent'>) {
  const w = useWords(centreExportWords);
  if (row.finishedAt === null) return <Tag tone="still">{w.cutOff}</Tag>;
  if (row.sent)
    return (
      <>
        <Tag tone="good">{w.sentOn(formatDate(row.sent.on))}</Tag>
        <small>{w.sentBy(row.sent.means, row.sent.notedBy)}</small>
      </>
    );
  return (
    <>
      <Tag tone="warn">{w.notSent}</Tag>
      <Button variant="default" size="xs" onClick={() => onSent(row)}>
        {w.note}
      </Button>
    </>
  );
}
