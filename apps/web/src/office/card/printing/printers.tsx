import { Button } from '@mantine/core';
import type { CardPrinterView } from '@rekam/protocol/http/card-printing-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { printingWords } from '../../../words/office/printing.ts';
import { useAnswer } from '../../asking.ts';
import { Empty, NotYet, Section, Tag } from '../../frame/pieces.tsx';
import { Cell, Table } from '../../frame/table.tsx';
import { useMay } from '../../session.tsx';
import { OrderDialog } from './order-dialog.tsx';
import { PrinterDialog } from './printer-dialog.tsx';

/** Printers with what each says of itself, asked every few seconds. */
export function Printers() {
  const w = useWords(printingWords).printers;
  const may = useMay();
  const asked = useAnswer(officeApi.cardPrinters, undefined, { everyMs: 4000 });
  const [setting, setSetting] = useState<CardPrinterView | 'new' | null>(null);
  const [ordering, setOrdering] = useState<CardPrinterView | null>(null);
  if (!asked.value) return <NotYet problem={asked.problem} />;
  const { columns: c } = w;
  const add = may('card.set-printer') ? (
    <Button variant="default" onClick={() => setSetting('new')}>
      {w.add}
    </Button>
  ) : null;
  return (
    <Section heading={w.heading} acts={add}>
      {asked.value.length === 0 ? (
        <Empty icon="packet" heading={w.none}>
          <p>{w.noneLead}</p>
        </Empty>
      ) : (
        <Table
          caption={w.heading}
          columns={[c.name, c.state, { figures: c.pieces }, { figures: c.open }, c.acts]}
        >
          {asked.value.map((printer) => (
            <Line key={printer.id} printer={printer} onSet={setSetting} onOrder={setOrdering} />
          ))}
        </Table>
      )}
      {setting ? (
        <PrinterDialog printer={setting === 'new' ? null : setting} onClose={() => setSetting(null)} />
      ) : null}
      {ordering ? <OrderDialog printer={ordering} onClose={() => setOrdering(null)} /> : null}
    </Section>
  );
}

const tones = { ready: 'good', waits: 'warn', away: 'bad' } as const;

interface LineProps {
  readonly printer: CardPrinterView;
  readonly onSet: (printer: CardPrinterView) => void;
  readonly onOrder: (printer: CardPrinterView) => void;
}

function Line({ printer, onSet, onOrder }: LineProps) {
  const w = useWords(printingWords).printers;
  const { language } = useLanguage();
  const may = useMay();
  const { columns: c } = w;
  const { name, placeName, component, state, troubles, pieces, open } = printer;
  return (
    <tr>
      <Cell of={c.name}>
        {name}
        <small>{placeName}</small>
        {component ? <small>{`${component.name} · ${component.serial}`}</small> : null}
      </Cell>
      <Cell of={c.state}>
        <Tag tone={tones[state]}>{w.states[state]}</Tag>
        {troubles.map((trouble) => (
          <small key={trouble.en}>{trouble[language]}</small>
        ))}
      </Cell>
      <Cell of={c.pieces} className="number">
        {pieces}
      </Cell>
      <Cell of={c.open} className="number">
        {open}
      </Cell>
      <Cell of={c.acts}>
        <div className="row">
          {may('card.print') ? (
            <Button size="compact-sm" aria-label={w.actOf(w.print, name)} onClick={() => onOrder(printer)}>
              {w.print}
            </Button>
          ) : null}
          {may('card.set-printer') ? (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={w.actOf(w.change, name)}
              onClick={() => onSet(printer)}
            >
              {w.change}
            </Button>
          ) : null}
        </div>
      </Cell>
    </tr>
  );
}
