import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { StationRow } from '@rekam/protocol/http/station-api.ts';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { stationWords } from '../../words/office/station.ts';
import { ReasonDialog } from '../frame/reason-dialog.tsx';

interface RevokeDialogProps {
  readonly station: StationRow;
  readonly onClose: () => void;
}

export function RevokeDialog({ station: { id, name }, onClose }: RevokeDialogProps) {
  const w = useWords(stationWords).revoking;
  return (
    <ReasonDialog
      heading={w.heading(name)}
      lead={w.lead}
      hint={w.reasonHint}
      action={w.action}
      grave
      act={(reason) => call(officeApi.revokeStation, { params: { id }, body: { reason } })}
      onClose={onClose}
    />
  );
}
