import { Button } from '@mantine/core';
import type { BlankStockView } from '@rekam/protocol/http/blank-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { formatDate } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet, Section } from '../frame/pieces.tsx';
import { useMay, useMoment } from '../session.tsx';
import { ActDialog } from './act-dialog.tsx';
import { type ActName, actOf, dailyActs, otherActs } from './acts.ts';
import { Balance } from './balance.tsx';
import { CountDialog } from './count-dialog.tsx';
import { Entries } from './entries.tsx';
import { Loans } from './loans.tsx';
import { RequestDialog } from './request-dialog.tsx';
import { StockTable } from './stock-table.tsx';

/** The book of blanks: what there is and for how long, what is done with it, and every paper. */
export function Blanks() {
  const w = useWords(blankWords);
  const may = useMay();
  const stock = useAnswer(officeApi.blankStock);
  const [act, setAct] = useState<ActName | 'count' | 'request' | null>(null);
  const allowed = (names: readonly ActName[]) => names.filter((name) => may(actOf(name).needs));
  const close = () => setAct(null);
  if (!stock.value)
    return (
      <Page heading={w.heading} lead={w.lead}>
        <NotYet problem={stock.problem} />
      </Page>
    );
  const others = allowed(otherActs);
  return (
    <Page
      heading={w.heading}
      lead={w.lead}
      acts={
        <>
          {allowed(dailyActs).map((name, index) => (
            <Button key={name} variant={index === 0 ? 'filled' : 'default'} onClick={() => setAct(name)}>
              {w.acts[name]}
            </Button>
          ))}
          {may('blank.count') ? (
            <Button variant="default" onClick={() => setAct('count')}>
              {w.acts.count}
            </Button>
          ) : null}
        </>
      }
    >
      {stock.value.begun ? null : (
        <Notice kind="warn">
          <p>
            <strong>{w.notBegun}.</strong> {w.notBegunLead}
          </p>
        </Notice>
      )}
      <Figures stock={stock.value} />
      <StockTable stock={stock.value} />
      {others.length > 0 ? (
        <Section heading={w.otherActs}>
          <div className="row">
            <Button variant="default" onClick={() => setAct('request')}>
              {w.requesting.act}
            </Button>
            {others.map((name) => (
              <Button key={name} variant="default" onClick={() => setAct(name)}>
                {w.acts[name]}
              </Button>
            ))}
          </div>
        </Section>
      ) : null}
      <div className="columns">
        <Balance stock={stock.value} />
        <Loans stock={stock.value} />
      </div>
      <Entries />
      {act === 'count' ? <CountDialog stock={stock.value} onClose={close} /> : null}
      {act === 'request' ? <RequestDialog stock={stock.value} onClose={close} /> : null}
      {act && act !== 'count' && act !== 'request' ? (
        <ActDialog act={act} stock={stock.value} onClose={close} />
      ) : null}
    </Page>
  );
}

function Figures({ stock }: { readonly stock: BlankStockView }) {
  const w = useWords(blankWords);
  const { language } = useLanguage();
  const moment = useMoment();
  const { piece } = stock.outlook;
  const figure = (value: number | null) =>
    value === null
      ? w.unknown
      : value.toLocaleString(language, { maximumFractionDigits: value < 10 ? 1 : 0 });
  const lines: readonly (readonly [string, string])[] = [
    [w.figures.stock, figure(stock.begun ? stock.balance.inStock : null)],
    [w.figures.daysLeft, figure(piece?.daysLeft ?? null)],
    [w.figures.runsOutOn, piece ? formatDate(piece.runsOutOn) : w.unknown],
    [w.figures.usedPerDay, figure(stock.usedPerDay)],
    [w.figures.waiting, figure(stock.waiting)],
  ];
  return (
    <section className="stack" aria-label={w.heading}>
      <dl className="figures">
        {lines.map(([name, value]) => (
          <div key={name} className="figure">
            <dt>{name}</dt>
            <dd className={value === w.unknown ? 'figure-unknown' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        {stock.begun ? w.asOf(moment(stock.asOf)) : null} {piece ? null : w.unknownWhy}
      </p>
    </section>
  );
}
