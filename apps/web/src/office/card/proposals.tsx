import { Button } from '@mantine/core';
import type { CardRow } from '@rekam/protocol/http/card-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { cardWords } from '../../words/office/card.ts';
import { useAct } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';
import { ReasonDialog } from '../frame/reason-dialog.tsx';
import { useMay } from '../session.tsx';

/** Who is proposed to be moved up: a second officer agrees or declines. */
export function Proposals({ rows }: { readonly rows: readonly CardRow[] }) {
  const w = useWords(cardWords).proposals;
  if (rows.length === 0) return null;
  return (
    <Section heading={w.heading} lead={w.lead}>
      <ul className="stack">
        {rows.map((card) => (
          <Proposal key={card.id} card={card} />
        ))}
      </ul>
    </Section>
  );
}

function Proposal({ card }: { readonly card: CardRow }) {
  const words = useWords(cardWords);
  const w = words.proposals;
  const may = useMay();
  const action = useAct();
  const [declining, setDeclining] = useState(false);
  const { id, name, move } = card;
  const answer = (agree: boolean, reason = '') =>
    call(officeApi.answerCardMove, { params: { id }, body: { agree, reason } });
  if (!move) return null;
  return (
    <li>
      <strong>{name}</strong> · {move.reason} <span className="soft">({w.by(move.askedBy)})</span>
      {may('card.agree') ? (
        <div className="row">
          {move.own ? (
            <span className="soft">{w.own}</span>
          ) : (
            <Button
              size="compact-sm"
              loading={action.busy}
              aria-label={words.actOf(w.agree, name)}
              onClick={() => void action.run(() => answer(true))}
            >
              {w.agree}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            aria-label={words.actOf(w.decline, name)}
            onClick={() => setDeclining(true)}
          >
            {w.decline}
          </Button>
        </div>
      ) : null}
      <ProblemNotice problem={action.problem} />
      {declining ? (
        <ReasonDialog
          heading={words.declining.heading(name)}
          lead={words.declining.lead}
          action={words.declining.action}
          act={(reason) => answer(false, reason)}
          onClose={() => setDeclining(false)}
        />
      ) : null}
    </li>
  );
}
