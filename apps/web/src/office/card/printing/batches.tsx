import { Button } from '@mantine/core';
import type { CardBatchView } from '@rekam/protocol/http/card-printing-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../../parts/client.ts';
import { ProblemNotice } from '../../../parts/problem-notice.tsx';
import { useWords } from '../../../words/language.tsx';
import { printingWords } from '../../../words/office/printing.ts';
import { useAct, useAnswer } from '../../asking.ts';
import { Empty, NotYet, Section, Tag, type Tone } from '../../frame/pieces.tsx';
import { Cell, Table } from '../../frame/table.tsx';
import { useMay, useMoment } from '../../session.tsx';
import { BatchLines } from './batch-lines.tsx';

/** What was ordered, how far it is, and the cards of one of them. */
export function Batches() {
  const w = useWords(printingWords).batches;
  const asked = useAnswer(officeApi.cardBatches, undefined, { everyMs: 3000 });
  const [shown, setShown] = useState<string | null>(null);
  if (!asked.value) return <NotYet problem={asked.problem} />;
  const { columns: c } = w;
  const newest = asked.value[0];
  const open = asked.value.find(({ id }) => id === shown) ?? newest;
  if (!open)
    return (
      <Section heading={w.heading}>
        <Empty icon="hourglass" heading={w.none}>
          <p>{w.noneLead}</p>
        </Empty>
      </Section>
    );
  return (
    <>
      <Section heading={w.heading}>
        <Table caption={w.heading} columns={[c.when, c.printer, c.progress, c.acts]}>
          {asked.value.map((batch) => (
            <Line key={batch.id} batch={batch} shown={batch.id === open.id} onShow={setShown} />
          ))}
        </Table>
      </Section>
      <BatchLines key={open.id} batch={open} />
    </>
  );
}

function Progress({ batch: { counts, unchecked } }: { readonly batch: CardBatchView }) {
  const w = useWords(printingWords).batches.progress;
  const parts: readonly [Tone, number, (n: number) => string][] = [
    ['bad', counts['in-doubt'] ?? 0, w.doubt],
    ['calm', (counts.ordered ?? 0) + (counts.sending ?? 0) + (counts.sent ?? 0), w.open],
    ['good', counts.printed ?? 0, w.printed],
    ['warn', counts.misprint ?? 0, w.misprint],
    ['still', counts.returned ?? 0, w.returned],
    ['warn', unchecked, w.unchecked],
  ];
  return (
    <div className="row">
      {parts.map(([tone, n, words]) =>
        n > 0 ? (
          <Tag key={words(0)} tone={tone}>
            {words(n)}
          </Tag>
        ) : null,
      )}
    </div>
  );
}

interface LineProps {
  readonly batch: CardBatchView;
  readonly shown: boolean;
  readonly onShow: (id: string) => void;
}

function Line({ batch, shown, onShow }: LineProps) {
  const w = useWords(printingWords).batches;
  const may = useMay();
  const moment = useMoment();
  const action = useAct();
  const { columns: c } = w;
  const { id, orderedAt, orderedBy, printer, counts, unchecked } = batch;
  const params = { id };
  const small = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <tr>
      <Cell of={c.when}>
        <span className="nowrap">{moment(orderedAt)}</span>
        <small>{w.by(orderedBy)}</small>
      </Cell>
      <Cell of={c.printer}>{printer}</Cell>
      <Cell of={c.progress}>
        <Progress batch={batch} />
      </Cell>
      <Cell of={c.acts}>
        <div className="row">
          {shown ? null : (
            <Button {...small} onClick={() => onShow(id)}>
              {w.show}
            </Button>
          )}
          {may('card.print') && (counts.ordered ?? 0) > 0 ? (
            <Button
              {...small}
              onClick={() => void action.run(() => call(officeApi.takeBackBatch, { params }))}
            >
              {w.takeBack}
            </Button>
          ) : null}
          {may('card.print') && unchecked > 0 ? (
            <Button {...small} onClick={() => void action.run(() => call(officeApi.checkBatch, { params }))}>
              {w.good(unchecked)}
            </Button>
          ) : null}
        </div>
        <ProblemNotice problem={action.problem} />
      </Cell>
    </tr>
  );
}
