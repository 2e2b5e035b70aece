import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { ReasonDialog } from '../frame/reason-dialog.tsx';

interface MistakenDialogProps {
  readonly faultId: string;
  readonly onClose: () => void;
}

export function MistakenDialog({ faultId, onClose }: MistakenDialogProps) {
  const w = useWords(componentWords).one;
  return (
    <ReasonDialog
      heading={w.mistaken}
      lead={w.mistakenLead}
      action={w.mistaken}
      act={(reason) => call(equipmentApi.closeMistakenFault, { params: { id: faultId }, body: { reason } })}
      onClose={onClose}
    />
  );
}
