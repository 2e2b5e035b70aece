import { Button } from '@mantine/core';
import type { CardRow } from '@rekam/protocol/http/card-api.ts';
import type { HandoverRow } from '@rekam/protocol/http/handover-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { groupNik } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { cardWords } from '../../words/office/card.ts';
import { handoverWords } from '../../words/office/handover.ts';
import { go, Link } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { NikSearch } from '../frame/nik-search.tsx';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet, Section, Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';
import { FamilyDialog } from './family-dialog.tsx';
import { HandoverRules } from './handover-rules.tsx';

/** Finds whose card is fetched, begins to hand it over, and shows what is under way. */
export function Handovers() {
  const w = useWords(handoverWords);
  const [sought, setSought] = useState<string | null>(null);
  const listed = useAnswer(officeApi.listHandovers, undefined, { everyMs: 5000 });
  const basis = listed.value?.basis;
  return (
    <Page heading={w.heading} lead={w.lead} acts={<Link to="/handovers/waiting">{w.toWaiting}</Link>}>
      {basis === null ? <Notice kind="warn">{w.noRule}</Notice> : null}
      {basis ? <p className="soft">{w.byRule(basis)}</p> : null}
      <NikSearch words={w} sought={sought} onSearch={setSought} />
      {sought === null ? null : <Found nik={sought} familyMay={listed.value?.familyMay ?? false} />}
      {listed.value ? <UnderWay rows={listed.value.rows} /> : <NotYet problem={listed.problem} />}
      <HandoverRules />
    </Page>
  );
}

interface FoundProps {
  readonly nik: string;
  readonly familyMay: boolean;
}

function Found({ nik, familyMay }: FoundProps) {
  const w = useWords(handoverWords);
  const found = useAnswer(officeApi.searchCards, { body: { nik } });
  if (!found.value) return <NotYet problem={found.problem} />;
  if (found.value.rows.length === 0)
    return (
      <Empty icon="search" heading={w.foundNone}>
        <p>{w.foundNoneLead}</p>
      </Empty>
    );
  return (
    <Section heading={w.found}>
      {found.value.rows.map((card) => (
        <FoundCard key={card.id} card={card} familyMay={familyMay} />
      ))}
    </Section>
  );
}

function FoundCard({ card, familyMay }: { readonly card: CardRow; readonly familyMay: boolean }) {
  const w = useWords(handoverWords);
  const { states, piece } = useWords(cardWords);
  const may = useMay();
  const action = useAct();
  const [family, setFamily] = useState(false);
  const begin = () =>
    action.run(
      () => call(officeApi.openHandover, { body: { cardId: card.id } }),
      ({ id }) => go(`/handovers/${id}`),
    );
  const ready = card.state === 'checked';
  return (
    <>
      <div className="row">
        <span className="grow">
          <strong>{card.name}</strong> <span className="digits">{groupNik(card.nik)}</span>
          {card.piece ? <small> · {piece(card.piece)}</small> : null}
          {ready ? null : <small> · {w.notReady(states[card.state])}</small>}
        </span>
        {ready && familyMay && may('handover.give') ? (
          <Button variant="default" aria-label={w.byFamilyOf(card.name)} onClick={() => setFamily(true)}>
            {w.byFamily}
          </Button>
        ) : null}
        {ready && may('handover.give') ? (
          <Button aria-label={w.beginOf(card.name)} loading={action.busy} onClick={() => void begin()}>
            {w.begin}
          </Button>
        ) : null}
      </div>
      <ProblemNotice problem={action.problem} />
      {family ? <FamilyDialog card={card} onClose={() => setFamily(false)} /> : null}
    </>
  );
}

function UnderWay({ rows }: { readonly rows: readonly HandoverRow[] }) {
  const w = useWords(handoverWords);
  const { columns: c } = w;
  if (rows.length === 0)
    return (
      <Empty icon="hourglass" heading={w.none}>
        <p>{w.noneLead}</p>
      </Empty>
    );
  return (
    <Section heading={w.underWay}>
      <Table caption={w.underWay} columns={[c.code, c.holder, c.receiver, c.opened, c.state, c.acts]}>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </Table>
    </Section>
  );
}

function Row({ row }: { readonly row: HandoverRow }) {
  const w = useWords(handoverWords);
  const moment = useMoment();
  const { columns: c } = w;
  const { id, code, holder, receiver, openedAt, openedBy } = row;
  return (
    <tr>
      <Cell of={c.code}>
        <span className="digits">{code}</span>
      </Cell>
      <Cell of={c.holder}>
        {holder.name}
        <small className="digits">{groupNik(holder.nik)}</small>
      </Cell>
      <Cell of={c.receiver}>{receiver.nik === holder.nik ? w.holderSelf : receiver.name}</Cell>
      <Cell of={c.opened}>
        {moment(openedAt)}
        <small>{w.by(openedBy)}</small>
      </Cell>
      <Cell of={c.state}>
        <StateTag row={row} />
      </Cell>
      <Cell of={c.acts}>
        <Button
          component={Link}
          to={`/handovers/${id}`}
          size="compact-sm"
          variant="default"
          aria-label={w.openOf(holder.name)}
        >
          {w.open}
        </Button>
      </Cell>
    </tr>
  );
}

function StateTag({ row: { way, needsSecond, agreed } }: { readonly row: HandoverRow }) {
  const { states } = useWords(handoverWords);
  if (way === null) return <Tag tone="still">{states.waits}</Tag>;
  if (needsSecond && !agreed) return <Tag tone="warn">{states.second}</Tag>;
  return <Tag tone="good">{states.ready}</Tag>;
}
