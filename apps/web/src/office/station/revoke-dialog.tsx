import { Textarea } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { StationRow } from '@rekam/protocol/http/station-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { stationWords } from '../../words/office/station.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

interface RevokeDialogProps {
  readonly station: StationRow;
  readonly onClose: () => void;
}

export function RevokeDialog({ station, onClose }: RevokeDialogProps) {
  const w = useWords(stationWords).revoking;
  const f = useWords(frameWords);
  const action = useAct();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const short = reason.trim().length < 5;
  const submit = () => {
    setChecked(true);
    const input = { params: { id: station.id }, body: { reason: reason.trim() } };
    if (!short) void action.run(() => call(officeApi.revokeStation, input), onClose);
  };
  return (
    <FormDialog
      heading={w.heading(station.name)}
      onClose={onClose}
      action={action}
      grave
      onSubmit={submit}
      act={w.action}
    >
      <p>{w.lead}</p>
      <Textarea
        label={f.reason}
        description={w.reasonHint}
        error={checked && short ? w.reasonShort : undefined}
        rows={2}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
