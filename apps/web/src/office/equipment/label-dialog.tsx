import { TextInput } from '@mantine/core';
import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { useState } from 'react';
import { download } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { registerWords } from '../../words/office/register.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

/** At most ten sheets at once. */
const mostLabels = 240;

interface LabelDialogProps {
  readonly rows: readonly ComponentRow[];
  readonly onClose: () => void;
}

export function LabelDialog({ rows, onClose }: LabelDialogProps) {
  const w = useWords(registerWords).components;
  const action = useAct();
  const [first, setFirst] = useState('1');
  const wanted = rows.filter(({ where }) => where.at !== 'written-off').slice(0, mostLabels);
  const submit = () => {
    const firstCell = Math.min(23, Math.max(0, Number(first) - 1));
    const body = { componentIds: wanted.map(({ id }) => id), firstCell };
    void action.run(() => download(equipmentApi.printLabels, { body }, 'label-perangkat.pdf'), onClose);
  };
  return (
    <FormDialog heading={w.labels} onClose={onClose} action={action} onSubmit={submit} act={w.labelAction}>
      <p>{w.labelsLead(wanted.length)}</p>
      <TextInput
        type="number"
        label={w.firstCell}
        description={w.firstCellHint}
        min={1}
        max={24}
        value={first}
        onChange={(event) => setFirst(event.target.value)}
      />
    </FormDialog>
  );
}
