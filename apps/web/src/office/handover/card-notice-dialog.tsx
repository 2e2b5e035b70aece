import { Button, TextInput } from '@mantine/core';
import type { NoticeChannel } from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { waitingWords } from '../../words/office/waiting-cards.ts';
import { useAct } from '../asking.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';

interface CardNoticeDialogProps {
  readonly card: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** Takes the contact of a holder who wants to be told; the holder confirms it on the phone. */
export function CardNoticeDialog({ card, onClose }: CardNoticeDialogProps) {
  const w = useWords(waitingWords).telling;
  const f = useWords(frameWords);
  const action = useAct();
  const [contact, setContact] = useState('');
  const [asked, setAsked] = useState<NoticeChannel | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = { params: { id: card.id }, body: { contact } };
    void action.run(
      () => call(officeApi.askCardNotice, input),
      ({ channel }) => setAsked(channel),
    );
  };
  if (asked !== null)
    return (
      <Dialog heading={w.heading(card.name)} onClose={onClose}>
        <p role="status">{w.done[asked]}</p>
        <div className="dialog-actions">
          <Button onClick={onClose}>{f.close}</Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog heading={w.heading(card.name)} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{w.lead}</p>
        <TextInput
          label={w.contact}
          description={w.contactHint}
          autoComplete="off"
          maxLength={254}
          value={contact}
          onChange={(event) => setContact(event.target.value)}
        />
        <DialogEnd action={action} onClose={onClose}>
          {w.action}
        </DialogEnd>
      </form>
    </Dialog>
  );
}
