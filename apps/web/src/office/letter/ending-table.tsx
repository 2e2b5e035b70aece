import { Button } from '@mantine/core';
import type { EndingRow } from '@rekam/protocol/http/letter-ending-api.ts';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { letterWords } from '../../words/office/letter.ts';
import { letterEndingWords } from '../../words/office/letter-ending.ts';
import { Tag, type Tone } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';

interface EndingTableProps {
  readonly rows: readonly EndingRow[];
  /** Null: no message can leave the office. */
  readonly onRemind: ((letter: EndingRow) => void) | null;
}

export function EndingTable({ rows, onRemind }: EndingTableProps) {
  const { list, columns } = useWords(letterEndingWords);
  const mayRemind = useMay()('letter.issue') && onRemind !== null;
  const { left, number, holder, area, until, reminder, acts } = columns;
  return (
    <Table
      caption={list}
      columns={[left, number, holder, area, until, reminder, ...(mayRemind ? [acts] : [])]}
    >
      {rows.map((letter) => (
        <Line key={letter.id} letter={letter} onRemind={mayRemind ? onRemind : null} />
      ))}
    </Table>
  );
}

/** Soon enough that the holder should come this week. */
const pressingDays = 7;

const toneOf = (daysLeft: number): Tone =>
  daysLeft < 0 ? 'bad' : daysLeft <= pressingDays ? 'warn' : 'calm';

function Line({ letter, onRemind }: { readonly letter: EndingRow } & Pick<EndingTableProps, 'onRemind'>) {
  const w = useWords(letterEndingWords);
  const { actOf } = useWords(letterWords);
  const { columns } = w;
  const { daysLeft, number } = letter;
  const left = daysLeft < 0 ? w.ago(-daysLeft) : daysLeft === 0 ? w.lastDay : w.days(daysLeft);
  return (
    <tr>
      <Cell of={columns.left}>
        <Tag tone={toneOf(daysLeft)}>{left}</Tag>
      </Cell>
      <Cell of={columns.number}>
        <strong>{number}</strong>
      </Cell>
      <Cell of={columns.holder}>{letter.name}</Cell>
      <Cell of={columns.area}>
        {letter.kelurahan}
        <small>
          {w.rtRw(letter.rt, letter.rw)} · {letter.kecamatan}
        </small>
      </Cell>
      <Cell of={columns.until}>
        <span className="nowrap">{formatDate(letter.validUntil)}</span>
      </Cell>
      <Cell of={columns.reminder}>
        <Reminder reminder={letter.reminder} />
      </Cell>
      {onRemind ? (
        <Cell of={columns.acts}>
          {daysLeft > 0 ? (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={actOf(w.remind, number)}
              onClick={() => onRemind(letter)}
            >
              {w.remind}
            </Button>
          ) : null}
        </Cell>
      ) : null}
    </tr>
  );
}

function Reminder({ reminder: { confirmed, unconfirmed, remindedAt } }: Pick<EndingRow, 'reminder'>) {
  const w = useWords(letterEndingWords).reminders;
  const moment = useMoment();
  const awaited = confirmed > 0 ? w.confirmed : unconfirmed > 0 ? w.unconfirmed : null;
  if (remindedAt === null) return awaited ?? w.none;
  return (
    <>
      {w.reminded(moment(remindedAt))}
      {awaited ? <small>{awaited}</small> : null}
    </>
  );
}
