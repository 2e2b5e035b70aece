import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { waitingWords } from '../../words/office/waiting-cards.ts';
import { ContactDialog } from '../frame/contact-form.tsx';

interface CardNoticeDialogProps {
  readonly card: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** Takes the contact of a holder who wants to be told when the card is ready. */
export function CardNoticeDialog({ card, onClose }: CardNoticeDialogProps) {
  const w = useWords(waitingWords).telling;
  return (
    <ContactDialog
      heading={w.heading(card.name)}
      lead={w.lead}
      words={w}
      ask={(contact) => call(officeApi.askCardNotice, { params: { id: card.id }, body: { contact } })}
      onClose={onClose}
    />
  );
}
