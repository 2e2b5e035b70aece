import { Button, TextInput } from '@mantine/core';
import type { NoticeChannel } from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { letterEndingWords } from '../../words/office/letter-ending.ts';
import { useAct } from '../asking.ts';

/** Takes the contact of a holder who wants to be reminded; the holder confirms it on the phone. */
export function ReminderForm({ letterId }: { readonly letterId: string }) {
  const w = useWords(letterEndingWords).asking;
  const action = useAct();
  const [contact, setContact] = useState('');
  const [asked, setAsked] = useState<NoticeChannel | null>(null);
  if (asked !== null) return <p role="status">{w.done[asked]}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = { params: { id: letterId }, body: { contact } };
    void action.run(
      () => call(officeApi.askLetterReminder, input),
      ({ channel }) => setAsked(channel),
    );
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextInput
        label={w.contact}
        description={w.contactHint}
        autoComplete="off"
        maxLength={254}
        value={contact}
        onChange={(event) => setContact(event.target.value)}
      />
      <ProblemNotice problem={action.problem} />
      <div className="row">
        <Button type="submit" loading={action.busy}>
          {w.action}
        </Button>
      </div>
    </form>
  );
}

interface ReminderDialogProps {
  readonly letter: { readonly id: string; readonly number: string };
  readonly onClose: () => void;
}

export function ReminderDialog({ letter, onClose }: ReminderDialogProps) {
  const w = useWords(letterEndingWords).asking;
  const f = useWords(frameWords);
  return (
    <Dialog heading={w.heading(letter.number)} onClose={onClose}>
      <div className="stack">
        <p>{w.lead}</p>
        <ReminderForm letterId={letter.id} />
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {f.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
