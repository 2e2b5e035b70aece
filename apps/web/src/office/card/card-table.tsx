import { Button } from '@mantine/core';
import type { CardRow } from '@rekam/protocol/http/card-api.ts';
import { formatDate, groupNik } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { cardWords } from '../../words/office/card.ts';
import { Tag, type Tone } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay } from '../session.tsx';

export type CardAct = 'face' | 'mended' | 'move' | 'tell' | 'withdraw';

interface CardTableProps {
  readonly rows: readonly CardRow[];
  readonly caption: string;
  readonly onAct: (act: CardAct, card: CardRow) => void;
}

export function CardTable({ rows, caption, onAct }: CardTableProps) {
  const { columns: c } = useWords(cardWords);
  return (
    <Table caption={caption} columns={[{ figures: c.place }, c.holder, c.why, c.kecamatan, c.state, c.acts]}>
      {rows.map((card) => (
        <Line key={card.id} card={card} onAct={onAct} />
      ))}
    </Table>
  );
}

const tones: Readonly<Record<CardRow['state'], Tone>> = {
  queued: 'calm',
  printing: 'warn',
  printed: 'warn',
  checked: 'good',
  'handed-over': 'still',
  withdrawn: 'still',
};

interface LineProps {
  readonly card: CardRow;
  readonly onAct: CardTableProps['onAct'];
}

function Line({ card, onAct }: LineProps) {
  const w = useWords(cardWords);
  const { columns: c } = w;
  return (
    <tr>
      <Cell of={c.place} className="number">
        {card.place ? <strong>{card.place.number}</strong> : '–'}
      </Cell>
      <Cell of={c.holder}>
        {card.name}
        <small className="digits">{groupNik(card.nik)}</small>
      </Cell>
      <Cell of={c.why}>
        <Why card={card} />
      </Cell>
      <Cell of={c.kecamatan}>{card.kecamatan}</Cell>
      <Cell of={c.state}>
        <Tag tone={tones[card.state]}>{w.states[card.state]}</Tag>
        {card.piece ? <small>{w.piece(card.piece)}</small> : null}
      </Cell>
      <Cell of={c.acts}>
        <Acts card={card} onAct={onAct} />
      </Cell>
    </tr>
  );
}

/** What put the card where it stands, or what keeps it from being printed. */
function Why({ card: { place, obstacle, ground, requestedOn, move } }: { readonly card: CardRow }) {
  const w = useWords(cardWords);
  const sentence = useWords({ id: obstacle?.id ?? '', en: obstacle?.en ?? '' });
  if (obstacle)
    return (
      <>
        {w.classes[ground]}
        <small>{sentence}</small>
      </>
    );
  return (
    <>
      {w.classes[place?.printClass ?? ground]}
      {place?.movedUp ? (
        <>
          {' '}
          <Tag tone="warn">{w.movedUp}</Tag>
        </>
      ) : null}
      <small>{w.since(formatDate(place?.waitingSince ?? requestedOn))}</small>
      {move?.agreed ? (
        <small>
          {move.reason} ({w.movedUpBy(move.askedBy, move.agreed.by)})
        </small>
      ) : null}
    </>
  );
}

function Acts({ card, onAct }: LineProps) {
  const w = useWords(cardWords);
  const may = useMay();
  const waits = card.state === 'queued';
  const offered: readonly [CardAct, boolean][] = [
    ['face', may('card.face') && (card.place !== null || !waits)],
    ['mended', may('card.print') && waits && card.faceRefused],
    ['move', may('card.propose') && card.place !== null && card.move === null],
    ['tell', may('card.ask') && card.state !== 'handed-over' && card.state !== 'withdrawn'],
    ['withdraw', may('card.withdraw') && waits],
  ];
  return (
    <div className="row">
      {offered.map(([act, open]) =>
        open ? (
          <Button
            key={act}
            size="compact-sm"
            variant="default"
            aria-label={w.actOf(w.acts[act], card.name)}
            onClick={() => onAct(act, card)}
          >
            {w.acts[act]}
          </Button>
        ) : null,
      )}
    </div>
  );
}
