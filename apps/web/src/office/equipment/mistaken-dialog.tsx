import { Textarea } from '@mantine/core';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { frameWords } from '../../words/office/frame.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

interface MistakenDialogProps {
  readonly faultId: string;
  readonly onClose: () => void;
}

export function MistakenDialog({ faultId, onClose }: MistakenDialogProps) {
  const w = useWords(componentWords).one;
  const f = useWords(frameWords);
  const action = useAct();
  const [reason, setReason] = useState('');
  const submit = () => {
    const input = { params: { id: faultId }, body: { reason } };
    void action.run(() => call(equipmentApi.closeMistakenFault, input), onClose);
  };
  return (
    <FormDialog heading={w.mistaken} onClose={onClose} action={action} onSubmit={submit} act={w.mistaken}>
      <p>{w.mistakenLead}</p>
      <Textarea
        label={f.reason}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
