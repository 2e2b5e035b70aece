import { Textarea } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { useAct } from '../asking.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';

interface WithdrawDialogProps {
  readonly number: number;
  readonly onClose: () => void;
}

export function WithdrawDialog({ number, onClose }: WithdrawDialogProps) {
  const w = useWords(announcementWords);
  const action = useAct();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = { params: { number }, body: { reason } };
    void action.run(() => call(officeApi.withdrawAnnouncement, input), onClose);
  };
  return (
    <Dialog heading={w.withdrawHeading(number)} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{w.withdrawLead}</p>
        <Textarea
          label={w.withdrawReason}
          rows={3}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogEnd action={action} onClose={onClose} grave>
          {w.withdrawAction}
        </DialogEnd>
      </form>
    </Dialog>
  );
}
