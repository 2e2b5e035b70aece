import type { BlankEntry } from '@rekam/protocol/http/blank-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { paperApi } from '@rekam/protocol/http/paper-api.ts';
import { useState } from 'react';
import { addressOf } from '../../parts/client.ts';
import { formatDate, midSentence } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { useAnswer } from '../asking.ts';
import { Empty, NotYet, Section } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { Turning } from '../frame/turning.tsx';
import { useMoment } from '../session.tsx';
import { useSayWhere } from './use-where.ts';

/** Every act of the book with its paper, newest first. */
export function Entries() {
  const w = useWords(blankWords);
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const query = cursor === undefined ? {} : { cursor };
  const list = useAnswer(officeApi.blankEntries, { query }, { keepLast: true });
  if (!list.value) return <NotYet problem={list.problem} />;
  const { rows, nextCursor } = list.value;
  const { document, what, way, why, by } = w.entryColumns;
  return (
    <Section heading={w.entries}>
      {rows.length === 0 ? (
        <Empty icon="packet" heading={w.entriesNone}>
          <p>{w.entriesNoneLead}</p>
        </Empty>
      ) : (
        <Table caption={w.entries} columns={[document, what, way, why, by]} stale={list.stale}>
          {rows.map((row) => (
            <Line key={row.document.number} row={row} />
          ))}
        </Table>
      )}
      <Turning
        onBack={cursor ? () => setCursor(undefined) : undefined}
        onNext={nextCursor ? () => setCursor(nextCursor) : undefined}
      />
    </Section>
  );
}

const documentParams = ({ kind, year, serial }: BlankEntry['document']) => ({ kind, year, serial });

function Line({ row }: { readonly row: BlankEntry }) {
  const w = useWords(blankWords);
  const { language } = useLanguage();
  const say = useSayWhere();
  const moment = useMoment();
  const { document, what, way, why, by } = w.entryColumns;
  const amount = (pieces: number) => pieces.toLocaleString(language);
  const { count, paper } = row;
  const remarks = [
    paper && paper !== row.document.number ? w.theirPaper(paper) : null,
    row.reason,
    row.dueOn ? w.due(formatDate(row.dueOn)) : null,
    row.counterpart,
    count ? w.counted(amount(count.book), amount(count.counted)) : null,
    count && count.missing.length > 0 ? w.missing(count.missing.join(', ')) : null,
    count?.explanation ?? null,
    row.witnesses.length > 0 ? w.seenBy(row.witnesses.map(({ name }) => name).join(', ')) : null,
  ].filter((text) => text !== null);
  return (
    <tr>
      <Cell of={document}>
        <strong>
          <a
            href={addressOf(officeApi.blankDocument, { params: documentParams(row.document) })}
            aria-label={w.openPaper(w.documents[row.document.kind], row.document.number)}
          >
            {w.documents[row.document.kind]}
          </a>
        </strong>
        <small className="digits">{row.document.number}</small>
      </Cell>
      <Cell of={what}>
        {amount(row.amount)} {row.item === 'piece' ? w.pieces : midSentence(w.items[row.item])}
        {row.ranges.length > 0 ? <small className="digits">{row.ranges.join(', ')}</small> : null}
      </Cell>
      <Cell of={way}>
        {say(row.from)}
        {row.to ? <small>→ {say(row.to)}</small> : null}
      </Cell>
      <Cell of={why}>
        {remarks.join('; ') || '–'}
        {row.photos.map((id, index) => (
          <small key={id}>
            <a href={addressOf(paperApi.getPaper, { params: { id } })} target="_blank" rel="noreferrer">
              {w.photo(index + 1)}
            </a>
          </small>
        ))}
      </Cell>
      <Cell of={by}>
        {row.by}
        <small className="nowrap">{moment(row.at)}</small>
      </Cell>
    </tr>
  );
}
