import { TextInput } from '@mantine/core';
import type { CardRow } from '@rekam/protocol/http/card-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { handoverWords } from '../../words/office/handover.ts';
import { go } from '../address.tsx';
import { useAct } from '../asking.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';

interface FamilyDialogProps {
  readonly card: CardRow;
  readonly onClose: () => void;
}

/** Asks who of the family fetches the card. */
export function FamilyDialog({ card, onClose }: FamilyDialogProps) {
  const words = useWords(handoverWords);
  const w = words.family;
  const action = useAct();
  const [typed, setTyped] = useState('');
  const [checked, setChecked] = useState(false);
  const nik = typed.replaceAll(/\D/g, '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (nik.length !== 16) return;
    void action.run(
      () => call(officeApi.openHandover, { body: { cardId: card.id, receiverNik: nik } }),
      ({ id }) => go(`/handovers/${id}`),
    );
  };
  return (
    <Dialog heading={w.heading(card.name)} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{w.lead}</p>
        <TextInput
          label={w.nik}
          description={words.searchHint}
          error={checked && nik.length !== 16 ? words.searchWrong : undefined}
          inputMode="numeric"
          autoComplete="off"
          maxLength={24}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <DialogEnd action={action} onClose={onClose}>
          {w.action}
        </DialogEnd>
      </form>
    </Dialog>
  );
}
