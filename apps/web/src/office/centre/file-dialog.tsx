import { lineFindings } from '@rekam/domain';
import type { CentreFile } from '@rekam/protocol/http/centre-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call } from '../../parts/client.ts';
import { formatDate } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { centreWords } from '../../words/office/centre.ts';
import { Tag } from '../frame/pieces.tsx';
import { ReadFileDialog } from '../frame/read-file-dialog.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useStatusName } from './status-name.ts';

const writable = ['new', 'changes', 'confirms', 'died'] as const;
const harmless: readonly string[] = [...writable, 'known', 'doubled'];

/** Reads a file of the centre, shows what it would do, then does exactly that. */
export function FileDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(centreWords).file;
  const { language } = useLanguage();
  return (
    <ReadFileDialog<CentreFile>
      heading={w.heading}
      words={w}
      read={(file, shown) => {
        const query = shown ? ({ apply: 'yes', seal: shown.seal } as const) : ({ apply: 'no' } as const);
        return call(officeApi.takeCentreFile, { query, body: file });
      }}
      applying={(seen) =>
        !seen.applied && writtenIn(seen) > 0 ? w.apply(writtenIn(seen).toLocaleString(language)) : null
      }
      show={(seen) => <Seen seen={seen} />}
      onClose={onClose}
    />
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
