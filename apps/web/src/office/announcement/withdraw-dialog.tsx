import { Textarea } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

interface WithdrawDialogProps {
  readonly number: number;
  readonly onClose: () => void;
}

export function WithdrawDialog({ number, onClose }: WithdrawDialogProps) {
  const w = useWords(announcementWords);
  const action = useAct();
  const [reason, setReason] = useState('');
  const submit = () => {
    const input = { params: { number }, body: { reason } };
    void action.run(() => call(officeApi.withdrawAnnouncement, input), onClose);
  };
  return (
    <FormDialog
      heading={w.withdrawHeading(number)}
      onClose={onClose}
      action={action}
      grave
      onSubmit={submit}
      act={w.withdrawAction}
    >
      <p>{w.withdrawLead}</p>
      <Textarea
        label={w.withdrawReason}
        rows={3}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
