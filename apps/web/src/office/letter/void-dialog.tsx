import { NativeSelect, Textarea } from '@mantine/core';
import { voidReasonsByHand } from '@rekam/domain';
import type { LetterRow } from '@rekam/protocol/http/letter-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { letterWords } from '../../words/office/letter.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

interface VoidDialogProps {
  readonly letter: LetterRow;
  readonly onClose: () => void;
}

export function VoidDialog({ letter, onClose }: VoidDialogProps) {
  const words = useWords(letterWords);
  const w = words.voiding;
  const action = useAct();
  const [reason, setReason] = useState<(typeof voidReasonsByHand)[number] | null>(null);
  const [note, setNote] = useState('');
  const submit = () => {
    if (reason === null) return;
    const input = { params: { id: letter.id }, body: { reason, note: note.trim() } };
    void action.run(() => call(officeApi.voidLetter, input), onClose);
  };
  return (
    <FormDialog
      heading={w.heading(letter.number)}
      onClose={onClose}
      action={action}
      grave
      onSubmit={submit}
      act={w.action}
      disabled={reason === null}
    >
      <p>{w.lead}</p>
      <p className="soft">{w.death}</p>
      <NativeSelect
        label={w.why}
        value={reason ?? ''}
        onChange={(event) =>
          setReason(voidReasonsByHand.find((known) => known === event.target.value) ?? null)
        }
        data={[
          // None is there from the start: a letter must not end for a reason that nobody gave.
          { value: '', label: w.choose },
          ...voidReasonsByHand.map((value) => ({ value, label: words.reasons[value] })),
        ]}
      />
      <Textarea
        label={w.note}
        description={w.noteHint}
        rows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
