import { Button } from '@mantine/core';
import type { CardQueue, CardRow } from '@rekam/protocol/http/card-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { addressOf, call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { cardWords } from '../../words/office/card.ts';
import { Link } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { NikSearch } from '../frame/nik-search.tsx';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { ReasonDialog } from '../frame/reason-dialog.tsx';
import { NumberedTurning } from '../frame/turning.tsx';
import { CardNoticeDialog } from '../handover/card-notice-dialog.tsx';
import { useMay } from '../session.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { type CardAct, CardTable } from './card-table.tsx';
import { FaceDialog } from './face-dialog.tsx';
import { PrintRules } from './print-rules.tsx';
import { Proposals } from './proposals.tsx';

type OnAct = (act: CardAct, card: CardRow) => void;

/** The print queue with the reason of each place; who waits and cannot be printed; the rule behind it. */
export function Cards() {
  const w = useWords(cardWords);
  const may = useMay();
  const [sought, setSought] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [acting, setActing] = useState<{ readonly act: CardAct; readonly card: CardRow } | null>(null);
  const mending = useAct();
  const onAct: OnAct = (act, card) => {
    if (act !== 'mended') return setActing({ act, card });
    void mending.run(() => call(officeApi.cardFaceMended, { params: { id: card.id } }));
  };
  return (
    <Page heading={w.heading} lead={w.lead} acts={<Link to="/cards/printing">{w.toPrinting}</Link>}>
      <div className="row">
        <NikSearch words={w} sought={sought} onSearch={setSought} />
        {may('card.ask') ? <Button onClick={() => setAsking(true)}>{w.ask}</Button> : null}
        {may('card.ask') ? <TakeUp /> : null}
        <Button component="a" variant="default" href={addressOf(officeApi.printOrderCsv)}>
          {w.orderFile}
        </Button>
      </div>
      <ProblemNotice problem={mending.problem} />
      {sought === null ? <InOrder onAct={onAct} /> : <Found nik={sought} onAct={onAct} />}
      <PrintRules />
      {asking ? <AskDialog onAsked={setSought} onClose={() => setAsking(false)} /> : null}
      {acting ? <ActDialog {...acting} onClose={() => setActing(null)} /> : null}
    </Page>
  );
}

interface ActDialogProps {
  readonly act: CardAct;
  readonly card: CardRow;
  readonly onClose: () => void;
}

function ActDialog({ act, card, onClose }: ActDialogProps) {
  const w = useWords(cardWords);
  if (act === 'face') return <FaceDialog card={card} onClose={onClose} />;
  if (act === 'tell') return <CardNoticeDialog card={card} onClose={onClose} />;
  const params = { id: card.id };
  const words = act === 'move' ? w.moving : w.withdrawing;
  const operation = act === 'move' ? officeApi.proposeCardMove : officeApi.withdrawCard;
  return (
    <ReasonDialog
      heading={words.heading(card.name)}
      lead={words.lead}
      action={words.action}
      grave={act === 'withdraw'}
      act={(reason) => call(operation, { params, body: { reason } })}
      onClose={onClose}
    />
  );
}

function TakeUp() {
  const w = useWords(cardWords);
  const action = useAct();
  const [added, setAdded] = useState<number | null>(null);
  const take = () =>
    action.run(
      () => call(officeApi.takeUpReadyCards),
      (taken) => setAdded(taken.added),
    );
  return (
    <>
      <Button variant="default" loading={action.busy} onClick={() => void take()}>
        {w.takeUp}
      </Button>
      {added === null ? null : <span role="status">{w.takenUp(added)}</span>}
      <ProblemNotice problem={action.problem} />
    </>
  );
}

const pageLength = 50;

function InOrder({ onAct }: { readonly onAct: OnAct }) {
  const w = useWords(cardWords);
  const [which, setWhich] = useState<'queue' | 'left'>('queue');
  const [from, setFrom] = useState(1);
  const query = { which, from, limit: pageLength };
  const asked = useAnswer(officeApi.cardQueue, { query }, { keepLast: true, everyMs: 15_000 });
  if (!asked.value) return <NotYet problem={asked.problem} />;
  const { rows, basis, proposals, waiting, left } = asked.value;
  const length = which === 'queue' ? waiting : left;
  const choose = (chosen: typeof which) => {
    setWhich(chosen);
    setFrom(1);
  };
  return (
    <>
      <Figures queue={asked.value} />
      {basis === null ? <Notice kind="warn">{w.noRule}</Notice> : <p className="soft">{w.byRule(basis)}</p>}
      <Proposals rows={proposals} />
      <div className="row">
        {(['queue', 'left'] as const).map((one) => (
          <Button
            key={one}
            variant={one === which ? 'filled' : 'default'}
            aria-pressed={one === which}
            onClick={() => choose(one)}
          >
            {w.which[one]}
          </Button>
        ))}
      </div>
      {rows.length === 0 ? (
        <Empty icon="hourglass" heading={w.none[which]}>
          {which === 'queue' ? <p>{left === 0 ? w.noneLead : w.allLeft(left)}</p> : null}
        </Empty>
      ) : (
        <CardTable rows={rows} caption={w.which[which]} onAct={onAct} />
      )}
      <NumberedTurning
        from={from}
        pageLength={pageLength}
        hasMore={from + pageLength <= length}
        earlier={w.earlier}
        onTurn={setFrom}
      />
    </>
  );
}

function Figures({ queue }: { readonly queue: CardQueue }) {
  const { figures } = useWords(cardWords);
  const shown: readonly [string, number][] = [
    [figures.waiting, queue.waiting],
    [figures.left, queue.left],
    [figures.moves, queue.movesOfMonth],
  ];
  return (
    <dl className="figures">
      {shown.map(([name, value]) => (
        <div key={name} className="figure">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Found({ nik, onAct }: { readonly nik: string; readonly onAct: OnAct }) {
  const w = useWords(cardWords);
  const found = useAnswer(officeApi.searchCards, { body: { nik } });
  if (!found.value) return <NotYet problem={found.problem} />;
  if (found.value.rows.length === 0)
    return (
      <Empty icon="search" heading={w.foundNone}>
        <p>{w.foundNoneLead}</p>
      </Empty>
    );
  return <CardTable rows={found.value.rows} caption={w.heading} onAct={onAct} />;
}
