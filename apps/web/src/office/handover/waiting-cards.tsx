import { Button } from '@mantine/core';
import type { BlankDocumentView } from '@rekam/protocol/http/blank-api.ts';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import type { WaitingCardRow } from '@rekam/protocol/http/handover-waiting-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { formatDate, groupNik } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { deathWords } from '../../words/office/death.ts';
import { waitingWords } from '../../words/office/waiting-cards.ts';
import { Link } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { Done } from '../blank/done.tsx';
import { LostCardButton, LostCardDialog } from '../card/lost-card.tsx';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet, Tag } from '../frame/pieces.tsx';
import { ReasonDialog } from '../frame/reason-dialog.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { NumberedTurning } from '../frame/turning.tsx';
import { useMay, useMoment } from '../session.tsx';
import { CardNoticeDialog } from './card-notice-dialog.tsx';

type Asking = 'tell' | 'give-up' | 'lost';
/** What the acts of a line lead to. */
interface Acting {
  readonly onAsk: (what: Asking, card: WaitingCardRow) => void;
  /** A card has moved in the book. */
  readonly onPaper: (paper: BlankDocumentView) => void;
}
const pageLength = 50;

/** Cards that are ready and that nobody fetched, the longest wait first. */
export function WaitingCards() {
  const w = useWords(waitingWords);
  const [which, setWhich] = useState<'all' | 'due'>('all');
  const [from, setFrom] = useState(1);
  const [asking, setAsking] = useState<{ readonly what: Asking; readonly card: WaitingCardRow } | null>(null);
  const [paper, setPaper] = useState<BlankDocumentView | null>(null);
  const query = { which, from, limit: pageLength };
  const asked = useAnswer(officeApi.listWaitingCards, { query }, { keepLast: true, everyMs: 15_000 });
  const above = <Link to="/handovers">{w.toHandovers}</Link>;
  const choose = (chosen: typeof which) => {
    setWhich(chosen);
    setFrom(1);
  };
  return (
    <Page heading={w.heading} lead={w.lead} above={above}>
      {asked.value ? (
        <>
          <Figures listed={asked.value} />
          {asked.value.messagesOpen ? null : <Notice kind="calm">{w.messagesClosed}</Notice>}
          <div className="row">
            {(['all', 'due'] as const).map((one) => (
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
          {asked.value.rows.length === 0 ? (
            <Empty icon="card" heading={w.none[which]} />
          ) : (
            <Cards
              listed={asked.value}
              onAsk={(what, card) => setAsking({ what, card })}
              onPaper={setPaper}
            />
          )}
          <NumberedTurning
            from={from}
            pageLength={pageLength}
            hasMore={asked.value.rows.length === pageLength}
            earlier={w.earlier}
            onTurn={setFrom}
          />
        </>
      ) : (
        <NotYet problem={asked.problem} />
      )}
      {asking ? <AskedDialog {...asking} onPaper={setPaper} onClose={() => setAsking(null)} /> : null}
      {paper ? <Done document={paper} heading={w.moved} onClose={() => setPaper(null)} /> : null}
    </Page>
  );
}

type Listed = AnswerOf<typeof officeApi.listWaitingCards>;

function Figures({ listed }: { readonly listed: Listed }) {
  const { figures } = useWords(waitingWords);
  return (
    <dl className="figures">
      {(['waiting', 'due', 'returned'] as const).map((name) => (
        <div key={name} className="figure">
          <dt>{figures[name]}</dt>
          <dd>{listed[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Cards({ listed, ...acting }: Acting & { readonly listed: Listed }) {
  const w = useWords(waitingWords);
  const { columns: c } = w;
  return (
    <Table caption={w.heading} columns={[c.holder, c.kecamatan, c.piece, c.since, c.told, c.acts]}>
      {listed.rows.map((card) => (
        <CardLine key={card.cardId} card={card} messagesOpen={listed.messagesOpen} {...acting} />
      ))}
    </Table>
  );
}

interface CardLineProps extends Acting {
  readonly card: WaitingCardRow;
  readonly messagesOpen: boolean;
}

function CardLine({ card, ...rest }: CardLineProps) {
  const w = useWords(waitingWords);
  const d = useWords(deathWords);
  const moment = useMoment();
  const { columns: c } = w;
  const { name, nik, holderDiedOn, kecamatan, piece, since, returnedOn, returnFrom, giveUpFrom, told } = card;
  return (
    <tr>
      <Cell of={c.holder}>
        {name}
        <small className="digits">{groupNik(nik)}</small>
        {holderDiedOn ? <Tag tone="warn">{d.tag(formatDate(holderDiedOn))}</Tag> : null}
      </Cell>
      <Cell of={c.kecamatan}>{kecamatan}</Cell>
      <Cell of={c.piece}>
        <span className="digits">{piece ?? '–'}</span>
      </Cell>
      <Cell of={c.since}>
        {formatDate(since)}
        {returnedOn ? <small>{w.returnedOn(formatDate(returnedOn))}</small> : null}
        {returnFrom ? <small>{w.returnFrom(formatDate(returnFrom))}</small> : null}
        {returnedOn && giveUpFrom ? <small>{w.giveUpFrom(formatDate(giveUpFrom))}</small> : null}
      </Cell>
      <Cell of={c.told}>
        {told.lastAt ? w.told.at(moment(told.lastAt)) : null}
        {told.confirmed > 0 ? <small>{w.told.confirmed(told.confirmed)}</small> : null}
        {told.unconfirmed > 0 ? <small>{w.told.unconfirmed(told.unconfirmed)}</small> : null}
        {told.lastAt === null && told.confirmed + told.unconfirmed === 0 ? (
          <span className="soft">{w.told.nobody}</span>
        ) : null}
      </Cell>
      <Cell of={c.acts}>
        <Acts card={card} {...rest} />
      </Cell>
    </tr>
  );
}

function Acts({ card, messagesOpen, onAsk, onPaper }: CardLineProps) {
  const w = useWords(waitingWords);
  const may = useMay();
  const action = useAct();
  const { cardId: id, name, holderDiedOn, due } = card;
  const back = () => action.run(() => call(officeApi.returnCard, { params: { id } }), onPaper);
  const small = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <>
      <div className="row">
        {messagesOpen && may('card.ask') && holderDiedOn === null ? (
          <Button {...small} aria-label={w.actOf(w.acts.tell, name)} onClick={() => onAsk('tell', card)}>
            {w.acts.tell}
          </Button>
        ) : null}
        {may('handover.return') && due === 'return' ? (
          <Button
            {...small}
            aria-label={w.actOf(w.acts.back, name)}
            loading={action.busy}
            onClick={() => void back()}
          >
            {w.acts.back}
          </Button>
        ) : null}
        {may('handover.give-up') && due === 'give-up' ? (
          <Button {...small} aria-label={w.actOf(w.acts.giveUp, name)} onClick={() => onAsk('give-up', card)}>
            {w.acts.giveUp}
          </Button>
        ) : null}
        <LostCardButton name={name} onAsk={() => onAsk('lost', card)} />
      </div>
      <ProblemNotice problem={action.problem} />
    </>
  );
}

interface AskedDialogProps extends Pick<Acting, 'onPaper'> {
  readonly what: Asking;
  readonly card: WaitingCardRow;
  readonly onClose: () => void;
}

function AskedDialog({ what, card, onPaper, onClose }: AskedDialogProps) {
  const w = useWords(waitingWords).givingUp;
  const named = { id: card.cardId, name: card.name };
  if (what === 'tell') return <CardNoticeDialog card={named} onClose={onClose} />;
  if (what === 'lost') return <LostCardDialog card={named} onPaper={onPaper} onClose={onClose} />;
  return (
    <ReasonDialog
      heading={w.heading(card.name)}
      lead={w.lead}
      action={w.action}
      grave
      act={(reason) => call(officeApi.giveUpCard, { params: { id: card.cardId }, body: { reason } })}
      onDone={onPaper}
      onClose={onClose}
    />
  );
}
