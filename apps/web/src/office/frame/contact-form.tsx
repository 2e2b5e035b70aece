import { Button, TextInput } from '@mantine/core';
import type { NoticeChannel } from '@rekam/domain';
import { type FormEvent, useState } from 'react';
import type { Answered } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { useAct } from '../asking.ts';

interface ContactFormProps {
  readonly words: {
    readonly contact: string;
    readonly contactHint: string;
    readonly action: string;
    readonly done: Readonly<Record<NoticeChannel, string>>;
  };
  /** Sends the message that asks. */
  readonly ask: (contact: string) => Promise<Answered<{ readonly channel: NoticeChannel }>>;
}

/** Takes the contact of a holder who wants to be told something; the holder confirms it on the phone. */
export function ContactForm({ words: w, ask }: ContactFormProps) {
  const action = useAct();
  const [contact, setContact] = useState('');
  const [asked, setAsked] = useState<NoticeChannel | null>(null);
  if (asked !== null) return <p role="status">{w.done[asked]}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run(
      () => ask(contact),
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

interface ContactDialogProps extends ContactFormProps {
  readonly heading: string;
  readonly lead: string;
  readonly onClose: () => void;
}

export function ContactDialog({ heading, lead, words, ask, onClose }: ContactDialogProps) {
  const f = useWords(frameWords);
  return (
    <Dialog heading={heading} onClose={onClose}>
      <div className="stack">
        <p>{lead}</p>
        <ContactForm words={words} ask={ask} />
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {f.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
