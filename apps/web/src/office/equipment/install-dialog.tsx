import { NativeSelect } from '@mantine/core';
import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import type { SetView } from '@rekam/protocol/http/set-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { useAct, useAnswer } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { type PaperEntry, PaperFields } from './paper-fields.tsx';
import { useEquipmentTerms, useWhereOf } from './terms.ts';

interface InstallDialogProps {
  readonly set: SetView;
  readonly kind: ComponentRow['kind'];
  readonly onClose: () => void;
}

/** Fills an empty slot with a spare. */
export function InstallDialog({ set, kind, onClose }: InstallDialogProps) {
  const w = useWords(componentWords).moving;
  const t = useEquipmentTerms();
  const whereOf = useWhereOf();
  const action = useAct();
  const components = useAnswer(equipmentApi.listComponents);
  const [chosen, setChosen] = useState('');
  const [paper, setPaper] = useState<PaperEntry | null>(null);
  const spares = (components.value ?? [])
    .filter((row) => row.kind === kind && row.where.at === 'store')
    .sort((a, b) => Number(b.condition === 'working') - Number(a.condition === 'working'));
  const spare = spares.find(({ id }) => id === (chosen || spares[0]?.id));
  const submit = () => {
    if (!spare) return;
    const to = { at: 'set' as const, setId: set.id };
    const input = {
      params: { id: spare.id },
      body: { from: spare.where, to, paper: paper as never, note: '' },
    };
    void action.run(() => call(equipmentApi.moveComponent, input), onClose);
  };
  return (
    <FormDialog
      heading={w.install(t.kinds[kind])}
      onClose={onClose}
      action={action}
      disabled={!spare}
      onSubmit={submit}
      act={w.action}
    >
      {spare ? (
        <NativeSelect
          label={w.fromStore}
          value={spare.id}
          onChange={(event) => setChosen(event.target.value)}
          data={spares.map((row) => ({
            value: row.id,
            label: `${row.make} ${row.model} · ${row.serial} · ${whereOf(row)} · ${t.conditions[row.condition]}`,
          }))}
        />
      ) : (
        <p>{w.noSpare}</p>
      )}
      {spare && spare.place?.id !== set.place.id ? <PaperFields onChange={setPaper} /> : null}
    </FormDialog>
  );
}
