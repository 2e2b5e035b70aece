import { Button } from '@mantine/core';
import type { BlankDocumentView } from '@rekam/protocol/http/blank-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { lostCardWords } from '../../words/office/lost-card.ts';
import { ReasonDialog } from '../frame/reason-dialog.tsx';
import { useMay } from '../session.tsx';

interface LostCardButtonProps {
  /** Of the holder. */
  readonly name: string;
  readonly onAsk: () => void;
}

/** For whoever may write a printed card off that nobody finds. */
export function LostCardButton({ name, onAsk }: LostCardButtonProps) {
  const w = useWords(lostCardWords);
  const may = useMay();
  if (!may('handover.give-up')) return null;
  return (
    <Button size="compact-sm" variant="default" aria-label={w.actOf(name)} onClick={onAsk}>
      {w.act}
    </Button>
  );
}

interface LostCardDialogProps {
  readonly card: { readonly id: string; readonly name: string };
  readonly onPaper: (paper: BlankDocumentView) => void;
  readonly onClose: () => void;
}

/** CRD44. */
export function LostCardDialog({ card: { id, name }, onPaper, onClose }: LostCardDialogProps) {
  const w = useWords(lostCardWords);
  return (
    <ReasonDialog
      heading={w.heading(name)}
      lead={w.lead}
      action={w.action}
      grave
      act={(reason) => call(officeApi.loseCard, { params: { id }, body: { reason } })}
      onDone={onPaper}
      onClose={onClose}
    />
  );
}
