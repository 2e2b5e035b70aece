import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Answered } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from './form-dialog.tsx';

interface ReasonDialogProps<Answer> {
  readonly heading: string;
  /** Words of the act. */
  readonly action: string;
  readonly lead?: string;
  /** What else to know before the reason is written. */
  readonly children?: ReactNode;
  /** An example of a reason. */
  readonly hint?: string;
  readonly grave?: boolean;
  readonly disabled?: boolean;
  readonly act: (reason: string) => Promise<Answered<Answer>>;
  readonly onDone?: (answer: Answer) => void;
  readonly onClose: () => void;
}

/** No reason that is asked for here may be shorter or longer at the office. */
const letters = { least: 5, most: 300 };

/** An act that needs nothing but its reason. */
export function ReasonDialog<Answer>({
  heading,
  action: words,
  lead,
  children,
  hint,
  grave = false,
  disabled = false,
  act,
  onDone,
  onClose,
}: ReasonDialogProps<Answer>) {
  const w = useWords(frameWords);
  const action = useAct();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const short = reason.trim().length < letters.least;
  const submit = () => {
    setChecked(true);
    if (short) return;
    void action.run(
      () => act(reason.trim()),
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
      disabled={disabled}
      onSubmit={submit}
      act={words}
    >
      {lead ? <p>{lead}</p> : null}
      {children}
      <Textarea
        label={w.reason}
        description={hint}
        error={checked && short ? w.reasonShort : undefined}
        rows={2}
        maxLength={letters.most}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
