import { NativeSelect } from '@mantine/core';
import { cardGrounds } from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { cardWords } from '../../words/office/card.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { NikField, useTypedNik } from '../frame/nik-field.tsx';

interface AskDialogProps {
  readonly onAsked: (nik: string) => void;
  readonly onClose: () => void;
}

/** Puts a resident into the queue. */
export function AskDialog({ onAsked, onClose }: AskDialogProps) {
  const words = useWords(cardWords);
  const w = words.asking;
  const action = useAct();
  const [ground, setGround] = useState<(typeof cardGrounds)[number]>('first-card');
  const { nik, check, field } = useTypedNik();
  const submit = () => {
    if (!check()) return;
    void action.run(
      () => call(officeApi.askForCard, { body: { nik, ground } }),
      () => {
        onAsked(nik);
        onClose();
      },
    );
  };
  return (
    <FormDialog heading={w.heading} onClose={onClose} action={action} onSubmit={submit} act={w.action}>
      <NikField label={w.nik} hint={words.searchHint} wrong={words.searchWrong} of={field} />
      <NativeSelect
        label={w.ground}
        value={ground}
        onChange={(event) => setGround(event.target.value as typeof ground)}
        data={cardGrounds.map((value) => ({ value, label: words.classes[value] }))}
      />
    </FormDialog>
  );
}
