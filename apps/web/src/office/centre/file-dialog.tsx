import { Button } from '@mantine/core';
import { lineFindings } from '@rekam/domain';
import type { CentreFile } from '@rekam/protocol/http/centre-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useRef, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { formatDate } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { centreWords } from '../../words/office/centre.ts';
import { frameWords } from '../../words/office/frame.ts';
import { useAct } from '../asking.ts';
import { CsvChoice } from '../frame/csv-choice.tsx';
import { Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useStatusName } from './status-name.ts';

const writable = ['new', 'changes', 'confirms'] as const;
const harmless: readonly string[] = [...writable, 'known', 'doubled'];

/** Reads a file of the centre, shows what it would do, then does exactly that. */
export function FileDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(centreWords).file;
  const f = useWords(frameWords);
  const { language } = useLanguage();
  const action = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  const [seen, setSeen] = useState<CentreFile | null>(null);
  const read = (query: { apply: 'yes' | 'no'; seal?: string }) => {
    const file = input.current?.files?.[0];
    if (!file) return;
    void action.run(() => call(officeApi.takeCentreFile, { query, body: file as never } as never), setSeen);
  };
  const ready = seen !== null && !seen.applied && writtenIn(seen) > 0;
  return (
    <Dialog heading={w.heading} onClose={onClose} wide>
      <div className="dialog-body">
        <p>{w.lead}</p>
        <CsvChoice
          input={input}
          words={w}
          name={name}
          onChosen={(chosen) => {
            setSeen(null);
            setName(chosen);
          }}
        />
        <ProblemNotice problem={action.problem} />
        {seen ? <Seen seen={seen} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {f.close}
          </Button>
          {ready ? (
            <Button loading={action.busy} onClick={() => read({ apply: 'yes', seal: seen.seal })}>
              {w.apply(writtenIn(seen).toLocaleString(language))}
            </Button>
          ) : (
            <Button loading={action.busy} disabled={name === null} onClick={() => read({ apply: 'no' })}>
              {w.preview}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

const writtenIn = ({ counts }: CentreFile): number =>
  writable.reduce((sum, finding) => sum + (counts[finding] ?? 0), 0);

function Seen({ seen }: { readonly seen: CentreFile }) {
  const w = useWords(centreWords).file;
  const { language } = useLanguage();
  const written = writtenIn(seen);
  const found = lineFindings.filter((finding) => (seen.counts[finding] ?? 0) > 0);
  if (seen.applied)
    return (
      <Notice kind="good" alert>
        <p>{w.applied(written.toLocaleString(language))}</p>
      </Notice>
    );
  return (
    <>
      {written === 0 ? (
        <Notice kind="calm" alert>
          <p>{w.nothing}</p>
        </Notice>
      ) : null}
      <Table caption={w.columns.finding} columns={[w.columns.finding, { figures: w.columns.lines }]}>
        {found.map((finding) => (
          <tr key={finding}>
            <Cell of={w.columns.finding}>
              <Tag tone={harmless.includes(finding) ? 'calm' : 'warn'}>{w.findings[finding]}</Tag>
              {harmless.includes(finding) ? null : <small>{w.leftOut}</small>}
            </Cell>
            <Cell of={w.columns.lines} className="number">
              {(seen.counts[finding] ?? 0).toLocaleString(language)}
            </Cell>
          </tr>
        ))}
      </Table>
      <Lines lines={seen.lines} />
    </>
  );
}

function Lines({ lines }: Pick<CentreFile, 'lines'>) {
  const w = useWords(centreWords).file;
  const nameOf = useStatusName();
  if (lines.length === 0) return null;
  const { columns } = w;
  return (
    <>
      <p className="soft">{w.firstOnly}</p>
      <Table caption={w.heading} columns={[columns.line, columns.finding, columns.before, columns.after]}>
        {lines.map(({ line, finding, nikEnd, before, beforeAsOf, status, asOf }) => (
          <tr key={line}>
            <Cell of={columns.line}>
              {w.line(line)}
              {nikEnd === null ? null : <small className="digits">{w.nikEnd(nikEnd)}</small>}
            </Cell>
            <Cell of={columns.finding}>{w.findings[finding]}</Cell>
            <Cell of={columns.before}>
              {before === null ? '–' : nameOf(before)}
              {beforeAsOf === null ? null : <small>{formatDate(beforeAsOf)}</small>}
            </Cell>
            <Cell of={columns.after}>
              {status === null ? '–' : nameOf(status)}
              {asOf === null ? null : <small>{formatDate(asOf)}</small>}
            </Cell>
          </tr>
        ))}
      </Table>
    </>
  );
}
