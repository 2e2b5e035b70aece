import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { formatDate, groupNik } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { deathWords } from '../../words/office/death.ts';
import { frameWords } from '../../words/office/frame.ts';
import { residentWords } from '../../words/office/resident.ts';
import { useAnswer } from '../asking.ts';
import { FileSection } from '../centre/file-section.tsx';
import { SaidOfResident } from '../centre/said-of-resident.tsx';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet, Tag } from '../frame/pieces.tsx';
import { atLeast, SearchForm } from '../frame/search-form.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay } from '../session.tsx';
import { DeathOfResident } from './death-of-resident.tsx';
import { Imports } from './imports.tsx';

type ResidentRow = AnswerOf<typeof officeApi.searchResidents>['rows'][number];
const fewestCharacters = 3;

/** Residents of the city: search, and import. */
export function Residents() {
  const w = useWords(residentWords);
  const may = useMay();
  const [sought, setSought] = useState<string | null>(null);
  return (
    <Page heading={w.heading} lead={w.lead}>
      {may('resident.search') ? (
        <>
          <SearchForm
            words={w}
            read={atLeast(fewestCharacters, w.searchTooShort)}
            sought={sought}
            onSearch={setSought}
          />
          {sought === null ? null : <Found q={sought} />}
        </>
      ) : null}
      {may('centre.import') ? <FileSection /> : null}
      {may('resident.import') ? <Imports /> : null}
    </Page>
  );
}

function Found({ q }: { readonly q: string }) {
  const w = useWords(residentWords);
  const found = useAnswer(officeApi.searchResidents, { body: { q } });
  if (!found.value) return <NotYet problem={found.problem} />;
  const { rows } = found.value;
  if (rows.length === 0) {
    return (
      <Empty icon="person" heading={w.foundNone}>
        <p>{w.foundNoneLead}</p>
      </Empty>
    );
  }
  const { columns } = w;
  return (
    <>
      <p role="status">{w.found(rows.length)}</p>
      <Table
        caption={w.heading}
        columns={[columns.name, columns.birth, columns.sex, columns.where, columns.recorded]}
      >
        {rows.map((row) => (
          <ResidentLine key={row.nik} row={row} />
        ))}
      </Table>
    </>
  );
}

function ResidentLine({ row }: { readonly row: ResidentRow }) {
  const may = useMay();
  const w = useWords(residentWords);
  const f = useWords(frameWords);
  const d = useWords(deathWords);
  const { columns } = w;
  return (
    <tr>
      <Cell of={columns.name}>
        <strong>{row.name}</strong>
        <small className="digits">{groupNik(row.nik)}</small>
        {row.diedOn === null ? null : <Tag tone="warn">{d.tag(formatDate(row.diedOn))}</Tag>}
      </Cell>
      <Cell of={columns.birth}>
        <span className="nowrap">{formatDate(row.birthDate)}</span>
      </Cell>
      <Cell of={columns.sex}>{row.sex}</Cell>
      <Cell of={columns.where}>
        {row.kelurahan}
        <small>{row.kecamatan}</small>
      </Cell>
      <Cell of={columns.recorded}>
        {row.recorded ? (
          <>
            <Tag tone="calm">{row.recorded.status}</Tag>
            <small>
              {w.source(row.recorded.source, row.recorded.asOf ? formatDate(row.recorded.asOf) : f.none)}
            </small>
          </>
        ) : (
          w.notRecorded
        )}
        <div className="row">
          {may('centre.note') ? <SaidOfResident nik={row.nik} name={row.name} /> : null}
          {may('resident.note-death') ? (
            <DeathOfResident nik={row.nik} name={row.name} died={row.diedOn !== null} />
          ) : null}
        </div>
      </Cell>
    </tr>
  );
}
