import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { useAct, useAnswer } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useMay } from '../session.tsx';
import { type PaperEntry, PaperFields } from './paper-fields.tsx';
import { useWhereOf } from './terms.ts';

interface MoveDialogProps {
  readonly component: ComponentRow;
  readonly onClose: () => void;
}

type To = ComponentRow['where']['at'];

/** Moves a component: into a set, to a store, away on loan or for repair, or out of the register. */
export function MoveDialog({ component, onClose }: MoveDialogProps) {
  const w = useWords(componentWords).moving;
  const may = useMay();
  const whereOf = useWhereOf();
  const action = useAct();
  const places = useAnswer(officeApi.listPlaces);
  const sets = useAnswer(equipmentApi.listSets);
  const [to, setTo] = useState<To>(component.where.at === 'store' ? 'set' : 'store');
  const [setId, setSetId] = useState('');
  const [placeId, setPlaceId] = useState('');
  const [recipient, setRecipient] = useState('');
  const [due, setDue] = useState('');
  const [note, setNote] = useState('');
  const [paper, setPaper] = useState<PaperEntry | null>(null);
  const free = (sets.value ?? []).filter(
    (set) =>
      !set.retired && set.slots.some((slot) => slot.slot === component.kind && slot.component === null),
  );
  const chosenSet = setId || free[0]?.id || '';
  const chosenPlace = placeId || component.place?.id || places.value?.[0]?.id || '';
  const target = {
    set: { at: 'set', setId: chosenSet },
    store: { at: 'store', placeId: chosenPlace },
    loan: { at: 'loan', to: recipient, dueOn: due === '' ? null : due },
    repair: { at: 'repair', to: recipient, dueOn: due === '' ? null : due },
    lost: { at: 'lost' },
    'written-off': { at: 'written-off' },
  }[to];
  const submit = () => {
    const body = { from: component.where, to: target, paper, note } as never;
    void action.run(() => call(equipmentApi.moveComponent, { params: { id: component.id }, body }), onClose);
  };
  const ways: readonly { value: To; label: string }[] = [
    { value: 'set', label: w.toSet },
    { value: 'store', label: w.toStore },
    { value: 'repair', label: w.toRepair },
    ...(may('equipment.dispose')
      ? ([
          { value: 'loan', label: w.toLoan },
          { value: 'lost', label: w.toLost },
          { value: 'written-off', label: w.toWrittenOff },
        ] as const)
      : []),
  ];
  const away = to === 'loan' || to === 'repair';
  return (
    <FormDialog
      heading={w.heading}
      onClose={onClose}
      action={action}
      disabled={to === 'set' && chosenSet === ''}
      onSubmit={submit}
      act={w.action}
    >
      <p className="soft">
        {w.now}: {whereOf(component)}
      </p>
      <NativeSelect
        label={w.to}
        value={to}
        onChange={(event) => setTo(event.target.value as To)}
        data={[...ways]}
      />
      {to === 'set' && free.length === 0 ? <p>{w.noFreeSet}</p> : null}
      {to === 'set' && free.length > 0 ? (
        <NativeSelect
          label={w.set}
          value={chosenSet}
          onChange={(event) => setSetId(event.target.value)}
          data={free.map((set) => ({ value: set.id, label: `${set.place.name}, ${set.name}` }))}
        />
      ) : null}
      {to === 'store' ? (
        <NativeSelect
          label={w.place}
          value={chosenPlace}
          onChange={(event) => setPlaceId(event.target.value)}
          data={(places.value ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {away ? (
        <>
          <TextInput
            label={w.recipient}
            description={to === 'loan' ? w.loanHint : w.repairHint}
            maxLength={120}
            value={recipient}
            onChange={(event) => setRecipient(event.target.value)}
          />
          <TextInput type="date" label={w.due} value={due} onChange={(event) => setDue(event.target.value)} />
        </>
      ) : null}
      <PaperFields onChange={setPaper} />
      <Textarea
        label={w.note}
        rows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
