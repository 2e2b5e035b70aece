import { Button } from '@mantine/core';
import type { LetterRow } from '@rekam/protocol/http/letter-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call, download } from '../../parts/client.ts';
import { formatDate, groupNik } from '../../parts/format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { letterWords } from '../../words/office/letter.ts';
import { useAct } from '../asking.ts';
import { Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay } from '../session.tsx';

interface LetterTableProps {
  readonly rows: readonly LetterRow[];
  readonly caption: string;
  readonly onVoid: (letter: LetterRow) => void;
}

export function LetterTable({ rows, caption, onVoid }: LetterTableProps) {
  const { columns } = useWords(letterWords);
  return (
    <Table
      caption={caption}
      columns={[columns.number, columns.holder, columns.issued, columns.until, columns.state, columns.acts]}
    >
      {rows.map((letter) => (
        <Line key={letter.id} letter={letter} onVoid={onVoid} />
      ))}
    </Table>
  );
}

const tones = { valid: 'good', expired: 'warn', replaced: 'calm', voided: 'bad' } as const;

function Line({
  letter,
  onVoid,
}: Omit<LetterTableProps, 'rows' | 'caption'> & { readonly letter: LetterRow }) {
  const w = useWords(letterWords);
  const { columns } = w;
  return (
    <tr>
      <Cell of={columns.number}>
        <strong>{letter.number}</strong>
        <small>{w.purposes[letter.purpose]}</small>
      </Cell>
      <Cell of={columns.holder}>
        {letter.name}
        <small className="digits">{groupNik(letter.nik)}</small>
      </Cell>
      <Cell of={columns.issued}>
        <span className="nowrap">{formatDate(letter.issuedOn)}</span>
      </Cell>
      <Cell of={columns.until}>
        <span className="nowrap">{formatDate(letter.validUntil)}</span>
      </Cell>
      <Cell of={columns.state}>
        <Tag tone={tones[letter.state]}>{w.states[letter.state]}</Tag>
        {letter.voided ? <small>{w.reasons[letter.voided.reason]}</small> : null}
      </Cell>
      <Cell of={columns.acts}>
        <Acts letter={letter} onVoid={onVoid} />
      </Cell>
    </tr>
  );
}

function Acts({
  letter,
  onVoid,
}: {
  readonly letter: LetterRow;
  readonly onVoid: (letter: LetterRow) => void;
}) {
  const w = useWords(letterWords);
  const may = useMay();
  const action = useAct();
  const { id, number, state } = letter;
  const params = { id };
  const open = () => download(officeApi.letterDocument, { params }, `${number.replaceAll('/', '-')}.pdf`);
  const renew = () => call(officeApi.renewLetter, { params, body: { decisionReason: null } });
  const small = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <>
      <div className="row">
        {may('letter.issue') ? (
          <Button
            {...small}
            aria-label={w.actOf(w.acts.open, number)}
            loading={action.busy}
            onClick={() => void action.run(open)}
          >
            {w.acts.open}
          </Button>
        ) : null}
        {may('letter.issue') && (state === 'valid' || state === 'expired') ? (
          <Button
            {...small}
            aria-label={w.actOf(w.acts.renew, number)}
            onClick={() => void action.run(renew)}
          >
            {w.acts.renew}
          </Button>
        ) : null}
        {may('letter.void') && state !== 'voided' ? (
          <Button {...small} aria-label={w.actOf(w.acts.voiding, number)} onClick={() => onVoid(letter)}>
            {w.acts.voiding}
          </Button>
        ) : null}
      </div>
      <ProblemNotice problem={action.problem} />
    </>
  );
}
