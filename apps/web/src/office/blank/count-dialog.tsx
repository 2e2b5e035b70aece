import { NativeSelect, NumberInput, Textarea } from '@mantine/core';
import { type Consumable, consumables } from '@rekam/domain';
import type { BlankDocumentView, BlankStockView } from '@rekam/protocol/http/blank-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { Done } from './done.tsx';
import { emptyRange, RangesField, type TypedRange, typedRanges } from './ranges-field.tsx';
import { keyOf, placeOf, useWhereChoices } from './use-where.ts';

interface CountDialogProps {
  readonly stock: BlankStockView;
  readonly onClose: () => void;
}

type Item = 'piece' | Consumable;

/** A stock-taking: what really lies there, by serial or in prints; the book itself stays. */
export function CountDialog({ stock, onClose }: CountDialogProps) {
  const words = useWords(blankWords);
  const w = words.form;
  const action = useAct();
  const [item, setItem] = useState<Item>('piece');
  const choices = useWhereChoices(stock)([
    'store',
    'desk',
    ...(item === 'piece' ? ['card', 'returned', 'spoiled'] : []),
  ]);
  const [chosen, setChosen] = useState('store');
  const key = choices.some(({ value }) => value === chosen) ? chosen : 'store';
  const [found, setFound] = useState<readonly TypedRange[]>([emptyRange]);
  const [counted, setCounted] = useState<number | string>('');
  const [explanation, setExplanation] = useState('');
  const [made, setMade] = useState<BlankDocumentView | null>(null);
  const lying = stock.pieces.filter(({ where }) => keyOf(where) === key).flatMap((one) => one.ranges);
  const submit = () => {
    const body = { where: placeOf(key, ''), explanation: explanation.trim() || null };
    const send = () =>
      item === 'piece'
        ? call(officeApi.countBlanks, { body: { ...body, found: typedRanges(found) } as never })
        : call(officeApi.countPrints, { body: { ...body, item, counted: Number(counted) || 0 } as never });
    void action.run(send, setMade);
  };
  if (made) return <Done document={made} heading={words.acts.count} onClose={onClose} />;
  return (
    <FormDialog
      heading={words.acts.count}
      onClose={onClose}
      wide
      action={action}
      onSubmit={submit}
      act={words.acts.count}
    >
      <p>{words.actLeads.count}</p>
      <div className="columns">
        <NativeSelect
          label={w.item}
          value={item}
          onChange={(event) => setItem(event.target.value as Item)}
          data={(['piece', ...consumables] as const).map((value) => ({ value, label: words.items[value] }))}
        />
        <NativeSelect
          label={w.where}
          value={key}
          onChange={(event) => setChosen(event.target.value)}
          data={choices}
        />
      </div>
      {item === 'piece' ? (
        <>
          <RangesField ranges={found} onChange={setFound} lying={lying} />
          <p className="soft">{w.nothingThere}</p>
        </>
      ) : (
        <NumberInput label={w.counted} min={0} allowDecimal={false} value={counted} onChange={setCounted} />
      )}
      <Textarea
        label={w.explanation}
        description={w.explanationHint}
        rows={2}
        maxLength={500}
        value={explanation}
        onChange={(event) => setExplanation(event.target.value)}
      />
    </FormDialog>
  );
}
