import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { letterEndingWords } from '../../words/office/letter-ending.ts';
import { ContactDialog, ContactForm } from '../frame/contact-form.tsx';

const askFor = (id: string) => (contact: string) =>
  call(officeApi.askLetterReminder, { params: { id }, body: { contact } });

/** Takes the contact of a holder who wants to be reminded before the letter ends. */
export function ReminderForm({ letterId }: { readonly letterId: string }) {
  return <ContactForm words={useWords(letterEndingWords).asking} ask={askFor(letterId)} />;
}

interface ReminderDialogProps {
  readonly letter: { readonly id: string; readonly number: string };
  readonly onClose: () => void;
}

export function ReminderDialog({ letter, onClose }: ReminderDialogProps) {
  const w = useWords(letterEndingWords).asking;
  return (
    <ContactDialog
      heading={w.heading(letter.number)}
      lead={w.lead}
      words={w}
      ask={askFor(letter.id)}
      onClose={onClose}
    />
  );
}
