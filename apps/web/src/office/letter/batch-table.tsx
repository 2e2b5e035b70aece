import { Button, Progress } from '@mantine/core';
import type { BatchAct } from '@rekam/domain';
import type { BatchRow } from '@rekam/protocol/http/letter-batch-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useRef, useState } from 'react';
import { addressOf, call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useSentence, useWords } from '../../words/language.tsx';
import { letterWords } from '../../words/office/letter.ts';
import { letterBatchWords } from '../../words/office/letter-batch.ts';
import { useAct } from '../asking.ts';
import { Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';

export function BatchTable({ batches }: { readonly batches: readonly BatchRow[] }) {
  const w = useWords(letterBatchWords);
  const { columns } = w;
  return (
    <Table caption={w.list} columns={[columns.what, columns.progress, columns.state, columns.acts]}>
      {batches.map((batch) => (
        <Line key={batch.id} batch={batch} />
      ))}
    </Table>
  );
}

const tones = { running: 'calm', paused: 'warn', stopped: 'bad', ended: 'good' } as const;

function Line({ batch }: { readonly batch: BatchRow }) {
  const w = useWords(letterBatchWords);
  const { purposes } = useWords(letterWords);
  const sentence = useSentence();
  const moment = useMoment();
  const { columns } = w;
  const { purpose, state, pausedBy } = batch;
  const name = useName(batch);
  return (
    <tr>
      <Cell of={columns.what}>
        <strong>{name}</strong>
        {purpose === null ? null : <small>{purposes[purpose]}</small>}
        <small>{w.made(moment(batch.madeAt), batch.madeBy)}</small>
      </Cell>
      <Cell of={columns.progress}>
        <HowFar batch={batch} name={name} />
      </Cell>
      <Cell of={columns.state}>
        <Tag tone={tones[state]}>{w.states[state]}</Tag>
        {pausedBy ? <small>{sentence(pausedBy)}</small> : null}
      </Cell>
      <Cell of={columns.acts}>
        <Acts batch={batch} name={name} />
      </Cell>
    </tr>
  );
}

function useName({ by, area }: BatchRow): string {
  const { what, wholeOffice } = useWords(letterBatchWords);
  return by === 'list' ? what.list : what[by](area ?? wholeOffice);
}

interface LineProps {
  readonly batch: BatchRow;
  readonly name: string;
}

function HowFar({ batch, name }: LineProps) {
  const w = useWords(letterBatchWords);
  const { language } = useLanguage();
  const figure = (n: number) => n.toLocaleString(language);
  const { ready, refused, total } = batch;
  const minutes = useMinutesLeft(batch);
  return (
    <>
      <Progress.Root size="lg">
        <Progress.Section
          value={(100 * (ready + refused)) / total}
          aria-label={w.of(w.columns.progress, name)}
        />
      </Progress.Root>
      <span>{w.ready(figure(ready), figure(total))}</span>
      {refused > 0 ? <small>{w.refused(figure(refused))}</small> : null}
      {minutes === null ? null : <small>{w.left(figure(minutes))}</small>}
    </>
  );
}

/** By the pace since this screen first saw it run; null while that says nothing yet. */
function useMinutesLeft({ state, ready, refused, total }: BatchRow): number | null {
  const first = useRef<{ readonly done: number; readonly at: number } | null>(null);
  const done = ready + refused;
  if (state !== 'running') first.current = null;
  else first.current ??= { done, at: performance.now() };
  const gained = first.current ? done - first.current.done : 0;
  if (!first.current || gained < 20) return null;
  const msEach = (performance.now() - first.current.at) / gained;
  return Math.max(1, Math.ceil(((total - done) * msEach) / 60_000));
}

const actsOf: Readonly<Record<BatchRow['state'], readonly BatchAct[]>> = {
  running: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: [],
  ended: [],
};

function Acts({ batch, name }: LineProps) {
  const w = useWords(letterBatchWords);
  const may = useMay();
  const action = useAct();
  const [stopping, setStopping] = useState(false);
  const { id, state, ready, refused } = batch;
  if (!may('letter.issue')) return null;
  const params = { id };
  const act = (act: BatchAct) =>
    void action.run(
      () => call(officeApi.actOnLetterBatch, { params: { id, act } }),
      () => setStopping(false),
    );
  const small = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <>
      <div className="row">
        {actsOf[state].map((one) => (
          <Button
            key={one}
            {...small}
            aria-label={w.of(w.acts[one], name)}
            loading={action.busy}
            onClick={() => (one === 'stop' ? setStopping(true) : act(one))}
          >
            {w.acts[one]}
          </Button>
        ))}
      </div>
      {stopping ? (
        <div className="stack" role="alert">
          {w.stopAsk}
          <div className="row">
            <Button {...small} onClick={() => setStopping(false)}>
              {w.stopNo}
            </Button>
            <Button {...small} variant="filled" color="red.9" onClick={() => act('stop')}>
              {w.stopYes}
            </Button>
          </div>
        </div>
      ) : null}
      {ready > 0 ? (
        <>
          <a href={addressOf(officeApi.letterBatchPrint, { params })} download>
            {w.print}
          </a>
          <a href={addressOf(officeApi.letterBatchArchive, { params })} download>
            {w.archive}
          </a>
        </>
      ) : null}
      {refused > 0 ? (
        <a href={addressOf(officeApi.letterBatchRefusals, { params })} download>
          {w.refusals}
        </a>
      ) : null}
      <ProblemNotice problem={action.problem} />
    </>
  );
}
