import { Button, TextInput } from '@mantine/core';
import { mostCardsOrdered } from '@rekam/domain';
import type { CardPrinterView } from '@rekam/protocol/http/card-printing-api.ts';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../../parts/client.ts';
import { Notice } from '../../../parts/notice.tsx';
import { useWords } from '../../../words/language.tsx';
import { printingWords } from '../../../words/office/printing.ts';
import { useAct, useAnswer } from '../../asking.ts';
import { FormDialog } from '../../frame/form-dialog.tsx';

type Choice = AnswerOf<typeof officeApi.chooseCards>;

interface OrderDialogProps {
  readonly printer: CardPrinterView;
  readonly onClose: () => void;
}

/** How many, then who they are, then print: what was shown is what is ordered. */
export function OrderDialog({ printer, onClose }: OrderDialogProps) {
  const w = useWords(printingWords).ordering;
  const action = useAct();
  const looking = useAct();
  const head = useAnswer(officeApi.chooseCards, { query: { printerId: printer.id, count: 1 } });
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [choice, setChoice] = useState<Choice | null>(null);
  const printerId = printer.id;
  const look = () => {
    const count = Number(typed);
    const fits = Number.isInteger(count) && count >= 1 && count <= mostCardsOrdered;
    setWrong(!fits);
    if (fits) void looking.run(() => call(officeApi.chooseCards, { query: { printerId, count } }), setChoice);
  };
  const submit = () => {
    if (!choice) return look();
    const body = { printerId, count: choice.cards, seal: choice.seal };
    void action.run(() => call(officeApi.printCards, { body }), onClose);
  };
  const ready = choice !== null && choice.cards > 0 && choice.cards === Number(typed);
  return (
    <FormDialog
      heading={w.heading(printer.name)}
      onClose={onClose}
      action={action.problem ? action : { busy: action.busy, problem: looking.problem }}
      disabled={!ready}
      onSubmit={submit}
      act={w.order(choice?.cards ?? 0)}
    >
      <TextInput
        label={w.count}
        description={head.value ? w.countHint(head.value.waiting, head.value.pieces) : undefined}
        error={wrong ? w.countWrong(mostCardsOrdered) : undefined}
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChoice(null);
        }}
      />
      {choice ? <Chosen choice={choice} asked={Number(typed)} /> : null}
      {choice === null ? (
        <Button variant="default" loading={looking.busy} onClick={look}>
          {w.look}
        </Button>
      ) : null}
    </FormDialog>
  );
}

function Chosen({ choice, asked }: { readonly choice: Choice; readonly asked: number }) {
  const w = useWords(printingWords).ordering;
  const { cards, first, last, byKecamatan } = choice;
  if (cards < asked)
    return (
      <Notice kind="warn">
        <p>{w.short(cards)}</p>
      </Notice>
    );
  return (
    <div role="status">
      <p>
        <strong>{w.chosen(cards, first ?? '', last ?? '')}</strong>
      </p>
      <p className="soft">{byKecamatan.map(({ kecamatan, cards: n }) => `${kecamatan} ${n}`).join(' · ')}</p>
    </div>
  );
}
