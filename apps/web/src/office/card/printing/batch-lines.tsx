import { Button } from '@mantine/core';
import type { BlankDocumentView } from '@rekam/protocol/http/blank-api.ts';
import type { CardBatchLine, CardBatchView } from '@rekam/protocol/http/card-printing-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../../parts/client.ts';
import { groupNik } from '../../../parts/format.ts';
import { ProblemNotice } from '../../../parts/problem-notice.tsx';
import { useWords } from '../../../words/language.tsx';
import { frameWords } from '../../../words/office/frame.ts';
import { lostCardWords } from '../../../words/office/lost-card.ts';
import { printingWords } from '../../../words/office/printing.ts';
import { useAct, useAnswer } from '../../asking.ts';
import { Done } from '../../blank/done.tsx';
import { NotYet, Section, Tag, type Tone } from '../../frame/pieces.tsx';
import { ReasonDialog } from '../../frame/reason-dialog.tsx';
import { Cell, Table } from '../../frame/table.tsx';
import { useMay, useMoment } from '../../session.tsx';
import { FaceDialog } from '../face-dialog.tsx';
import { LostCardButton, LostCardDialog } from '../lost-card.tsx';
import { DoubtDialog } from './doubt-dialog.tsx';

type Asking = 'face' | 'misprint' | 'doubt' | 'lost';
const pageLength = 50;

/** The cards of a batch in the order of their pieces: watched, settled, checked. */
export function BatchLines({ batch }: { readonly batch: CardBatchView }) {
  const words = useWords(printingWords);
  const w = words.lines;
  const f = useWords(frameWords);
  const lost = useWords(lostCardWords);
  const moment = useMoment();
  const [from, setFrom] = useState(1);
  const [asking, setAsking] = useState<{ readonly what: Asking; readonly line: CardBatchLine } | null>(null);
  const [paper, setPaper] = useState<BlankDocumentView | null>(null);
  const query = { from, limit: pageLength };
  const asked = useAnswer(
    officeApi.cardBatch,
    { params: { id: batch.id }, query },
    { everyMs: 3000, keepLast: true },
  );
  if (!asked.value) return <NotYet problem={asked.problem} />;
  const { rows } = asked.value;
  const { columns: c } = w;
  const close = () => setAsking(null);
  return (
    <Section heading={w.heading(moment(batch.orderedAt))}>
      <Table
        caption={w.heading(moment(batch.orderedAt))}
        columns={[c.piece, c.holder, c.kecamatan, c.state, c.acts]}
      >
        {rows.map((line) => (
          <Line
            key={`${line.cardId}-${line.attempt}`}
            line={line}
            onAsk={(what) => setAsking({ what, line })}
          />
        ))}
      </Table>
      <div className="row">
        {from > 1 ? (
          <Button variant="default" onClick={() => setFrom(Math.max(1, from - pageLength))}>
            {w.earlier}
          </Button>
        ) : null}
        {rows.length === pageLength ? (
          <Button variant="default" onClick={() => setFrom(from + pageLength)}>
            {f.next}
          </Button>
        ) : null}
      </div>
      {asking?.what === 'face' ? (
        <FaceDialog card={{ id: asking.line.cardId, name: asking.line.name }} onClose={close} />
      ) : null}
      {asking?.what === 'lost' ? (
        <LostCardDialog
          card={{ id: asking.line.cardId, name: asking.line.name }}
          onPaper={setPaper}
          onClose={close}
        />
      ) : null}
      {paper ? <Done document={paper} heading={lost.done} onClose={() => setPaper(null)} /> : null}
      {asking?.what === 'doubt' ? <DoubtDialog line={asking.line} onClose={close} /> : null}
      {asking?.what === 'misprint' ? (
        <ReasonDialog
          heading={words.misprint.heading(asking.line.name)}
          lead={words.misprint.lead}
          action={words.misprint.action}
          grave
          act={(reason) =>
            call(officeApi.checkCard, {
              params: { id: asking.line.cardId },
              body: { good: false, reason },
            })
          }
          onClose={close}
        />
      ) : null}
    </Section>
  );
}

const tones: Readonly<Record<CardBatchLine['state'], Tone>> = {
  ordered: 'still',
  sending: 'calm',
  sent: 'calm',
  'in-doubt': 'bad',
  printed: 'good',
  misprint: 'warn',
  returned: 'still',
};

interface LineProps {
  readonly line: CardBatchLine;
  readonly onAsk: (what: Asking) => void;
}

function Line({ line, onAsk }: LineProps) {
  const w = useWords(printingWords).lines;
  const { columns: c } = w;
  const { piece, name, nik, kecamatan, state, fate, chip, attempt, cardState, last } = line;
  return (
    <tr>
      <Cell of={c.piece}>
        <span className="digits">{piece}</span>
      </Cell>
      <Cell of={c.holder}>
        {name}
        <small className="digits">{groupNik(nik)}</small>
      </Cell>
      <Cell of={c.kecamatan}>{kecamatan}</Cell>
      <Cell of={c.state}>
        {fate ? <Tag tone="warn">{w.fates[fate]}</Tag> : <Tag tone={tones[state]}>{w.states[state]}</Tag>}
        {state === 'printed' && chip ? <small>{w.chips[chip]}</small> : null}
        {attempt > 1 ? <small>{w.attempt(attempt)}</small> : null}
        {last && cardState === 'checked' ? <small>✓ {w.checked}</small> : null}
      </Cell>
      <Cell of={c.acts}>
        <Acts line={line} onAsk={onAsk} />
      </Cell>
    </tr>
  );
}

function Acts({ line, onAsk }: LineProps) {
  const w = useWords(printingWords).lines;
  const may = useMay();
  const action = useAct();
  const { cardId, name, state, cardState, last } = line;
  const printed = last && state === 'printed';
  const here = printed && (cardState === 'printed' || cardState === 'checked');
  const good = () =>
    action.run(() => call(officeApi.checkCard, { params: { id: cardId }, body: { good: true } }));
  const small = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <>
      <div className="row">
        {may('card.print') && state === 'in-doubt' ? (
          <Button size="compact-sm" aria-label={`${w.look}: ${name}`} onClick={() => onAsk('doubt')}>
            {w.look}
          </Button>
        ) : null}
        {may('card.print') && printed && cardState === 'printed' ? (
          <Button size="compact-sm" aria-label={`${w.good}: ${name}`} onClick={() => void good()}>
            {w.good}
          </Button>
        ) : null}
        {may('card.print') && here ? (
          <Button {...small} aria-label={`${w.bad}: ${name}`} onClick={() => onAsk('misprint')}>
            {w.bad}
          </Button>
        ) : null}
        {here ? <LostCardButton name={name} onAsk={() => onAsk('lost')} /> : null}
        {may('card.face') && last ? (
          <Button {...small} aria-label={`${w.face}: ${name}`} onClick={() => onAsk('face')}>
            {w.face}
          </Button>
        ) : null}
      </div>
      <ProblemNotice problem={action.problem} />
    </>
  );
}
