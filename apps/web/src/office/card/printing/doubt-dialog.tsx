import { Radio, Textarea } from '@mantine/core';
import type { CardBatchLine } from '@rekam/protocol/http/card-printing-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../../parts/client.ts';
import { useWords } from '../../../words/language.tsx';
import { printingWords } from '../../../words/office/printing.ts';
import { useAct } from '../../asking.ts';
import { FormDialog } from '../../frame/form-dialog.tsx';

const sights = ['printed', 'misprint', 'untouched'] as const;

interface DoubtDialogProps {
  readonly line: CardBatchLine;
  readonly onClose: () => void;
}

/** Asks who went to the printer what became of a piece; nothing is chosen beforehand. */
export function DoubtDialog({ line, onClose }: DoubtDialogProps) {
  const w = useWords(printingWords).doubt;
  const action = useAct();
  const [sight, setSight] = useState<(typeof sights)[number] | null>(null);
  const [reason, setReason] = useState('');
  const submit = () => {
    if (sight === null) return;
    const input = { params: { id: line.cardId }, body: { sight, reason } };
    void action.run(() => call(officeApi.settleCardDoubt, input), onClose);
  };
  return (
    <FormDialog
      heading={w.heading(line.name)}
      onClose={onClose}
      action={action}
      disabled={sight === null}
      onSubmit={submit}
      act={w.action}
    >
      <p>{w.lead(line.piece)}</p>
      <Radio.Group
        aria-label={w.heading(line.name)}
        value={sight}
        onChange={(value) => setSight(value as (typeof sights)[number])}
      >
        {sights.map((one) => (
          <Radio key={one} value={one} label={w.sights[one]} mt="xs" />
        ))}
      </Radio.Group>
      {sight === 'misprint' ? (
        <Textarea
          label={w.reason}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
    </FormDialog>
  );
}
