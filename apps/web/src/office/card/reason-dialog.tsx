import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Answered } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { cardWords } from '../../words/office/card.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

interface ReasonDialogProps<Answer> {
  readonly heading: string;
  readonly lead: string;
  /** Words of the act. */
  readonly action: string;
  readonly grave?: boolean;
  readonly act: (reason: string) => Promise<Answered<Answer>>;
  readonly onDone?: (answer: Answer) => void;
  readonly onClose: () => void;
}

/** An act that needs nothing but its reason. */
export function ReasonDialog<Answer>({
  heading,
  lead,
  action: words,
  grave = false,
  act,
  onDone,
  onClose,
}: ReasonDialogProps<Answer>) {
  const w = useWords(cardWords);
  const action = useAct();
  const [reason, setReason] = useState('');
  const submit = () => {
    void action.run(
      () => act(reason),
      (answer) => {
        onClose();
        onDone?.(answer);
      },
    );
  };
  return (
    <FormDialog
      heading={heading}
      onClose={onClose}
      action={action}
      grave={grave}
      onSubmit={submit}
      act={words}
    >
      <p>{lead}</p>
      <Textarea
        label={w.reason}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
