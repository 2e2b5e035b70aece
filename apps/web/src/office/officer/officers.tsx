import { Button } from '@mantine/core';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { officerWords } from '../../words/office/officer.ts';
import { terms } from '../../words/terms/index.ts';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet, Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';
import { OfficerDialog } from './officer-dialog.tsx';

export type OfficerRow = AnswerOf<typeof officeApi.listOfficers>[number];

/** Who may sign in, and as what. */
export function Officers() {
  const w = useWords(officerWords);
  const may = useMay();
  const officers = useAnswer(officeApi.listOfficers);
  const [open, setOpen] = useState<OfficerRow | 'new' | null>(null);
  const manages = may('officer.manage');
  return (
    <Page
      heading={w.heading}
      lead={w.lead}
      acts={manages ? <Button onClick={() => setOpen('new')}>{w.add}</Button> : null}
    >
      {officers.value ? (
        <OfficerTable officers={officers.value} onChange={manages ? setOpen : null} />
      ) : (
        <NotYet problem={officers.problem} />
      )}
      {open ? <OfficerDialog officer={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

interface OfficerTableProps {
  readonly officers: readonly OfficerRow[];
  readonly onChange: ((officer: OfficerRow) => void) | null;
}

function OfficerTable({ officers, onChange }: OfficerTableProps) {
  const w = useWords(officerWords);
  const { columns } = w;
  const names = [columns.name, columns.roles, columns.state, columns.pin, columns.lastSignIn];
  return (
    <Table caption={w.heading} columns={onChange ? [...names, columns.acts] : names}>
      {officers.map((officer) => (
        <OfficerLine key={officer.id} officer={officer} onChange={onChange} />
      ))}
    </Table>
  );
}

interface OfficerLineProps {
  readonly officer: OfficerRow;
  readonly onChange: OfficerTableProps['onChange'];
}

function OfficerLine({ officer, onChange }: OfficerLineProps) {
  const w = useWords(officerWords);
  const f = useWords(frameWords);
  const t = useWords(terms);
  const moment = useMoment();
  const { columns } = w;
  return (
    <tr>
      <Cell of={columns.name}>
        <strong>{officer.name}</strong>
        <small className="digits">{officer.username}</small>
      </Cell>
      <Cell of={columns.roles}>
        {officer.roles.map(({ role, placeId, placeName }) => (
          <div key={`${role} ${placeId}`}>
            {t.roles[role]}
            <small>{placeName ?? f.wholeOffice}</small>
          </div>
        ))}
      </Cell>
      <Cell of={columns.state}>
        <Tag tone={officer.active ? 'good' : 'still'}>{officer.active ? w.active : w.inactive}</Tag>
      </Cell>
      <Cell of={columns.pin}>{officer.hasPin ? w.hasPin : w.noPin}</Cell>
      <Cell of={columns.lastSignIn}>
        {officer.lastSignInAt ? <span className="nowrap">{moment(officer.lastSignInAt)}</span> : w.never}
      </Cell>
      {onChange ? (
        <Cell of={columns.acts}>
          <Button
            variant="default"
            size="xs"
            aria-label={w.changeOf(officer.name)}
            onClick={() => onChange(officer)}
          >
            {w.change}
          </Button>
        </Cell>
      ) : null}
    </tr>
  );
}
