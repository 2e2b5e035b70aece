import { NumberInput } from '@mantine/core';
import type { BlankDocumentView, BlankStockView } from '@rekam/protocol/http/blank-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { FactLine, FactList } from '../frame/pieces.tsx';
import { Done } from './done.tsx';

interface RequestDialogProps {
  readonly stock: BlankStockView;
  readonly onClose: () => void;
}

/** The letter to the centre: how many follows from who waits, what is printed a day, and what is there. */
export function RequestDialog({ stock, onClose }: RequestDialogProps) {
  const words = useWords(blankWords);
  const w = words.requesting;
  const { language } = useLanguage();
  const action = useAct();
  const [days, setDays] = useState<number | string>(30);
  const [perDay, setPerDay] = useState<number | string>('');
  const [made, setMade] = useState<BlankDocumentView | null>(null);
  const submit = () => {
    const body = { days: Number(days) || 1, perDay: Number(perDay) || null };
    void action.run(() => call(officeApi.requestBlanks, { body }), setMade);
  };
  if (made) return <Done document={made} heading={w.act} onClose={onClose} />;
  return (
    <FormDialog heading={w.act} onClose={onClose} action={action} onSubmit={submit} act={w.act}>
      <p>{w.lead}</p>
      <FactList>
        <FactLine name={words.figures.waiting}>{stock.waiting.toLocaleString(language)}</FactLine>
        <FactLine name={words.figures.stock}>{stock.balance.inStock.toLocaleString(language)}</FactLine>
      </FactList>
      <NumberInput label={w.days} min={1} max={90} allowDecimal={false} value={days} onChange={setDays} />
      <NumberInput
        label={w.perDay}
        description={w.perDayHint}
        min={1}
        max={20000}
        allowDecimal={false}
        value={perDay}
        onChange={setPerDay}
      />
    </FormDialog>
  );
}
