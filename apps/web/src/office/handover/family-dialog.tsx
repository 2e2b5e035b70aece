import type { CardRow } from '@rekam/protocol/http/card-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { handoverWords } from '../../words/office/handover.ts';
import { go } from '../address.tsx';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { NikField, useTypedNik } from '../frame/nik-field.tsx';

interface FamilyDialogProps {
  readonly card: CardRow;
  readonly onClose: () => void;
}

/** Asks who of the family fetches the card. */
export function FamilyDialog({ card, onClose }: FamilyDialogProps) {
  const words = useWords(handoverWords);
  const w = words.family;
  const action = useAct();
  const { nik, check, field } = useTypedNik();
  const submit = () => {
    if (!check()) return;
    void action.run(
      () => call(officeApi.openHandover, { body: { cardId: card.id, receiverNik: nik } }),
      ({ id }) => go(`/handovers/${id}`),
    );
  };
  return (
    <FormDialog
      heading={w.heading(card.name)}
      onClose={onClose}
      action={action}
      onSubmit={submit}
      act={w.action}
    >
      <p>{w.lead}</p>
      <NikField label={w.nik} hint={words.searchHint} wrong={words.searchWrong} of={field} />
    </FormDialog>
  );
}
