import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type Consumable, consumables, waysOfPieces, waysOfPrints } from '@rekam/domain';
import type { BlankDocumentView, BlankStockView } from '@rekam/protocol/http/blank-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { ActFields, type Told, untold } from './act-fields.tsx';
import { type ActName, actOf } from './acts.ts';
import { Done } from './done.tsx';
import { emptyRange, RangesField, type TypedRange, typedRanges } from './ranges-field.tsx';
import { keyOf, kindOf, placeOf, useWhereChoices } from './use-where.ts';

interface ActDialogProps {
  readonly act: ActName;
  readonly stock: BlankStockView;
  readonly onClose: () => void;
}

type Item = 'piece' | Consumable;
/** From where things hardly come back. */
const endsIn: readonly string[] = ['destroyed', 'lost'];
type WaysOf = Readonly<Record<string, readonly string[]>>;

/** One movement: what, from where, to where, with what it must be told with. */
export function ActDialog({ act, stock, onClose }: ActDialogProps) {
  const words = useWords(blankWords);
  const w = words.form;
  const { from, to, fields, prints } = actOf(act);
  const choicesOf = useWhereChoices(stock);
  const action = useAct();
  const [item, setItem] = useState<Item>('piece');
  const [fromKey, setFromKey] = useState('');
  const [toKey, setToKey] = useState('');
  const [office, setOffice] = useState('');
  const [ranges, setRanges] = useState<readonly TypedRange[]>([emptyRange]);
  const [amount, setAmount] = useState<number | string>('');
  const [told, setTold] = useState<Told>(untold);
  const [made, setMade] = useState<BlankDocumentView | null>(null);
  const ways: WaysOf = item === 'piece' ? waysOfPieces : waysOfPrints;
  const startOf = (kind: string) => (kind === 'centre' && item !== 'piece' ? 'supplier' : kind);
  const fromChoices = choicesOf(
    from
      .map(startOf)
      .filter((kind) => kind in ways)
      .map((kind) => (kind === 'lent' ? 'lent-out' : kind)),
  );
  const chosenFrom = fromChoices.some(({ value }) => value === fromKey)
    ? fromKey
    : (fromChoices[0]?.value ?? '');
  const open = ways[kindOf(chosenFrom)] ?? [];
  const toChoices = choicesOf(to.filter((kind) => open.includes(kind)));
  const chosenTo = toChoices.some(({ value }) => value === toKey) ? toKey : (toChoices[0]?.value ?? '');
  const lying = stock.pieces.filter(({ where }) => keyOf(where) === chosenFrom).flatMap((one) => one.ranges);
  const asksOffice = [chosenFrom, chosenTo].some((key) => key === 'lent' || key === 'borrowed');
  const submit = () => {
    const { witnesses, photos, ...accompanied } = told;
    const way = { from: placeOf(chosenFrom, office), to: placeOf(chosenTo, office), ...accompanied };
    const send = () =>
      item === 'piece'
        ? call(officeApi.moveBlanks, {
            body: { ...way, ranges: typedRanges(ranges), photos, witnesses } as never,
          })
        : call(officeApi.movePrints, { body: { ...way, item, prints: Number(amount) || 0 } as never });
    void action.run(send, setMade);
  };
  if (made) return <Done document={made} heading={words.acts[act]} onClose={onClose} />;
  return (
    <FormDialog
      heading={words.acts[act]}
      onClose={onClose}
      wide
      action={action}
      grave={to.some((kind) => endsIn.includes(kind))}
      onSubmit={submit}
      act={words.acts[act]}
    >
      <p>{words.actLeads[act]}</p>
      {prints ? (
        <NativeSelect
          label={w.item}
          value={item}
          onChange={(event) => setItem(event.target.value as Item)}
          data={(['piece', ...consumables] as const).map((value) => ({ value, label: words.items[value] }))}
        />
      ) : null}
      <div className="columns">
        {fromChoices.length > 1 || from[0] === 'lent' ? (
          <NativeSelect
            label={w.from}
            value={chosenFrom}
            onChange={(event) => setFromKey(event.target.value)}
            data={fromChoices}
          />
        ) : null}
        {toChoices.length > 1 ? (
          <NativeSelect
            label={w.to}
            value={chosenTo}
            onChange={(event) => setToKey(event.target.value)}
            data={toChoices}
          />
        ) : null}
      </div>
      {asksOffice ? (
        <TextInput
          label={w.office}
          description={w.officeHint}
          maxLength={60}
          value={office}
          onChange={(event) => setOffice(event.target.value)}
        />
      ) : null}
      {item === 'piece' ? (
        <RangesField ranges={ranges} onChange={setRanges} lying={lying} />
      ) : (
        <NumberInput
          label={w.prints}
          description={w.printsHint}
          min={1}
          allowDecimal={false}
          value={amount}
          onChange={setAmount}
        />
      )}
      <ActFields
        fields={item === 'piece' ? fields : fields.filter((field) => field !== 'photo')}
        told={told}
        onChange={setTold}
      />
    </FormDialog>
  );
}
